package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// writing is a command that replaces an earlier result, and what there is before
// and behind it.
type writing struct {
	name    string
	target  string // folder or file
	earlier string // the command that makes the earlier result; empty: there is none
	again   string // makes the new one, or goes on with it: the same command, so that all bytes are the same
	seeds   bool   // what is finished is counted in seeds
	several bool   // makes several results, so that a kill may leave some of each
	once    bool   // refuses to replace its own result

	before, after snapshot
	whole         time.Duration
}

const (
	quickBench = "bench " + machineCSV + " --epochs 1 --engine host --out out"
	// longBench is at work for as long as it draws.
	longBench    = "bench " + longCSV + " --seeds 20 --epochs 4 --mode unsupervised --engine host --out out --force --resume"
	quickFigures = "figures " + machineCSV + figureArgs + " --only fig5-reconstruction,fig6-errors --out out"
	// foreign is a file of the user's in the folder, which has to stay.
	foreign = "notes.txt"
)

// writings are all commands that write a result; each run of one has the same
// bytes. They are prepared when they are first asked for.
func (c *campaign) writings() ([]*writing, error) {
	if c.made != nil {
		return c.made, nil
	}
	list := allWritings()
	for _, w := range list {
		if err := w.prepare(c); err != nil {
			return nil, fmt.Errorf("%s: %w", w.name, err)
		}
	}
	c.made = list
	return list, nil
}

func allWritings() []*writing {
	return []*writing{
		{name: "bench", target: "out", earlier: quickBench, again: longBench, seeds: true},
		{name: "figures", target: "out", earlier: strings.ReplaceAll(quickFigures, "--epochs 1", "--epochs 2"), again: quickFigures + " --force --resume"},
		{name: "compare", target: "out", earlier: "compare " + oneResult + " --out out", again: "compare " + oneResult + " " + twoResult + " --out out --force"},
		{name: "specs", target: "out", earlier: "compare slow.yaml --out out", again: "compare slow.yaml fast.yaml --seeds 12 --out out --force --resume", several: true},
		{name: "train", target: "model.tinyol", earlier: "train " + machineCSV + " --epochs 1", again: "train " + machineCSV + " --epochs 60"},
		{name: "report", target: "out", earlier: quickBench + " --seeds 2", again: "report out"},
		{name: "export", target: "out", again: "export --model ../" + inputFolder + "/raw.tinyol -o out", once: true},
	}
}

// specs of compare.
var specFiles = map[string]string{
	"slow.yaml": "streams: [" + machineCSV + "]\nepochs: 1\nengine: host\nlearn: 50\nlr: 0.01\nmode: unsupervised\n",
	"fast.yaml": "streams: [" + machineCSV + "]\nepochs: 1\nengine: host\nlearn: 50\nlr: 0.1\nmode: unsupervised\n",
}

// template is the folder that the earlier result of a writing is copied from.
func (w *writing) template() string { return "earlier-" + w.name }

// prepare makes the earlier result, runs the command on copies of it, and
// measures how long it takes.
func (w *writing) prepare(c *campaign) error {
	t, err := c.aside(w.template())
	if err != nil {
		return err
	}
	if w.name == "specs" {
		for name, text := range specFiles {
			if err := os.WriteFile(t.path(name), []byte(text), 0o666); err != nil {
				return err
			}
		}
	}
	if w.earlier != "" {
		if err := t.must(strings.Fields(w.earlier)...); err != nil {
			return err
		}
	}
	if w.name == "report" {
		if err := spoilFigures(t.path("out")); err != nil {
			return err
		}
	}
	if info, err := os.Stat(t.path(w.target)); err == nil && info.IsDir() {
		if err := os.WriteFile(t.path(w.target, foreign), []byte("mine"), 0o666); err != nil {
			return err
		}
	}
	if w.before, err = take(t.path(w.target)); err != nil {
		return err
	}
	w.after, err = w.measure(c)
	return err
}

// measure runs the command from the earlier result to the end, three times.
func (w *writing) measure(c *campaign) (snapshot, error) {
	var found snapshot
	for i := range 3 {
		t, err := c.aside("whole-" + w.name)
		if err != nil {
			return nil, err
		}
		if err := w.lay(t); err != nil {
			return nil, err
		}
		begun := time.Now()
		if err := t.must(strings.Fields(w.again)...); err != nil {
			return nil, err
		}
		w.whole += time.Since(begun) / 3
		s, err := take(t.path(w.target))
		if err != nil {
			return nil, err
		}
		if i > 0 && s.differs(found) != "" {
			return nil, fmt.Errorf("%s: two runs differ in %s", w.again, s.differs(found))
		}
		found = s
		if err := os.RemoveAll(t.dir); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// lay copies the earlier result into the folder of a try.
func (w *writing) lay(t *try) error {
	return os.CopyFS(t.dir, os.DirFS(t.work+"/"+w.template()))
}

// others are what else than the target lies in the folder of a try.
func (w *writing) others() []string {
	if w.name == "specs" {
		return append(sortedKeys(specFiles), w.target)
	}
	return []string{w.target}
}

// spoilFigures empties the figures of a result, so that drawing changes it.
func spoilFigures(dir string) error {
	found, err := filepath.Glob(filepath.Join(dir, "*.svg"))
	if err != nil {
		return err
	}
	for _, path := range found {
		if err := os.Truncate(path, 0); err != nil {
			return err
		}
	}
	return nil
}
