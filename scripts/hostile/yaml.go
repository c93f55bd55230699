package main

import (
	"os"
	"path/filepath"
)

// boardFolder has the profiles that the tool brings along.
const boardFolder = "internal/mcu/boards"

// configs are flags of bench as files, relative to a try's folder.
var configs = []string{
	"streams: [" + machineCSV + "]\nepochs: 1\nengine: host\nlearn: 50\nlr: 0.01\nmode: unsupervised\n",
	"# all kinds of values\nstreams:\n  - " + machineCSV + "\ntrain: " + machineCSV + "\ntest: \"" + machineCSV + "\"\ncolumns: [ax, ay, az]\nhidden: [16, 8]\n" +
		"embedding: 4\nwindow: 40\nstride: 10\nfrontend: demean\nseeds: 2\nseed: 7\nnormal: ok\nmax-classes: 4\nthreshold-quantile: 0.99\npolicy: below\n",
	"streams: &s [" + machineCSV + "]\ntrain-rows: 1000\nactivation: tanh\nfrontend: spectrum\nwindow: 64\nrate: 100\nskip-bad-rows: true\n" +
		"drift: [\"rotation:angle=20,axis=z,at=5s,ramp=1s\"]\nthreshold: running\nthreshold-step: 0.05\nloss: mse\nquiet: true\n",
}

// yamlWords are what readers of these files know.
var yamlWords = []string{
	"&a", "*a", "*s", "<<: *a", "a: &a [*a, *a]", "!!binary x", "!!float 1", "!!set {a}", "? a", "---", "...", "|", ">", "%YAML 1.2", "null", "~", "true",
	"yes", "0x10", ".nan", "[]", "{}", "- a", "\t", "'", "\"", "\"\\x00\"", "epochs: 1", "hidden: [1,1,1,1,1,1,1,1,1]", "hidden: 100000", "seeds: 100000",
	"window: 1000000", "stride: 1", "embedding: 100000", "board: pico", "board: x.yaml", "value: 1", "source: x", "inherits: pico", "inherits: nano33ble", "name: x",
	"clock_hz: {value: 1, source: x}", "ram_bytes: {value: 9223372036854775807, source: x}", "flash_bytes: {value: -1, source: x}", "cores: 2", "max-classes: 100000",
	"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n" +
		"e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\nstreams: [*g,*g,*g,*g,*g,*g,*g,*g,*g]",
}

// prepareYAML gives broken configurations, boards and specs. The work that a
// sound one may ask for is bounded by flags, which win over it.
func prepareYAML(c *campaign) (func(*try) error, error) {
	found, err := filepath.Glob(filepath.Join(c.root, boardFolder, "*.yaml"))
	if err != nil {
		return nil, err
	}
	var boards [][]byte
	for _, path := range found {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		boards = append(boards, data)
	}
	boards = append(boards, []byte("inherits: nano33ble\ntitle: My board with half the memory\nram_bytes: {value: 131072, source: \"my module, data sheet section 2\"}\n"))
	return func(t *try) error {
		r := t.random
		seed := []byte(one(r, configs...))
		small := []string{"--epochs", "1", "--seeds", "1", "--engine", "host"}
		args := append([]string{"bench", "--config", "broken.yaml"}, small...)
		switch r.IntN(8) {
		case 0, 1:
			seed, args = one(r, boards...), []string{"boards", "broken.yaml"}
		case 2:
			seed, args = one(r, boards...), append([]string{"bench", machineCSV, "--board", "broken.yaml"}, small...)
		case 3:
			seed, args = one(r, boards...), []string{"exec", "../" + inputFolder + "/calls-5.elf", "--max-instructions", "100000", "--board", "broken.yaml"}
		case 4:
			args = []string{"compare", "broken.yaml", "../" + inputFolder + "/other.yaml", "--seeds", "1"}
		case 5:
			args = []string{"train", machineCSV, "--epochs", "1", "--config", "broken.yaml"}
		}
		if err := os.WriteFile(t.path("broken.yaml"), breakText(r, seed, yamlWords), 0o666); err != nil {
			return err
		}
		_, err := t.check(args...)
		return err
	}, nil
}
