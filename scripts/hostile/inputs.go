package main

import (
	"os"
	"path/filepath"
	"strings"
)

// inputFolder holds, beside the folders of the tries, what they read: paths in
// results are the same in every try, and so are the bytes of results.
const inputFolder = "inputs"

// What is in it, as a try names it.
const (
	machineCSV = "../" + inputFolder + "/machine.csv"
	longCSV    = "../" + inputFolder + "/long.csv"
	oneResult  = "../" + inputFolder + "/one"
	twoResult  = "../" + inputFolder + "/two"
)

// modelNames are the model files in it.
var modelNames = []string{"raw.tinyol", "spectrum.tinyol"}

// input is the path of what is in the folder of inputs.
func (c *campaign) input(name string) string { return filepath.Join(c.work, inputFolder, name) }

// aside is a try that prepares something and is not counted; its folder is that
// of the name.
func (c *campaign) aside(name string) (*try, error) {
	t := &try{campaign: c, name: name, dir: filepath.Join(c.work, name)}
	return t, t.makeFolders()
}

// makeInputs makes them with the tool itself.
func (c *campaign) makeInputs() error {
	t, err := c.aside(inputFolder)
	if err != nil {
		return err
	}
	elf, err := os.ReadFile(filepath.Join(c.root, "scripts/hostile/seeds/calls-5.elf"))
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{
		"machine.csv": dialects[0].recording(3000),
		"long.csv":    dialects[0].recording(12000),
		"calls-5.elf": elf,
		"other.yaml":  []byte("streams: [" + machineCSV + "]\nepochs: 1\nengine: host\nlearn: 50\nlr: 0.1\nmode: unsupervised\n"),
	} {
		if err := os.WriteFile(t.path(name), data, 0o666); err != nil {
			return err
		}
	}
	for _, command := range []string{
		"train " + machineCSV + " --epochs 1 --model raw.tinyol",
		"train " + machineCSV + " --epochs 1 --frontend spectrum --window 64 --hidden 16,8 --model spectrum.tinyol",
		"bench " + machineCSV + " --test " + machineCSV + " --epochs 1 --engine host --out one",
		"bench " + machineCSV + " --epochs 2 --engine host --seeds 2 --out two",
		"figures " + machineCSV + figureArgs + " --only fig4-vibration,fig5-reconstruction,fig6-errors,fig8a-online,fig8b-offline,table1-time,memory-regions,memory-training,cycles,energy,map-drifted,map-undrifted --out figures",
		"compare one two --out comparison",
	} {
		if err := t.must(strings.Fields(command)...); err != nil {
			return err
		}
	}
	return nil
}

// figureArgs make figures quick.
const figureArgs = " --train " + machineCSV + " --test " + machineCSV + " --seeds 2 --epochs 1 --engine host"
