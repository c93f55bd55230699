package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// resultWords are what readers of result files know.
var resultWords = []string{
	"null", "true", "[]", "{}", "\"\"", "\"../bystander\"", "\"../../inputs/machine.csv\"", "\"/etc/hostname\"", "\"a/b\"", "\".\"", "\"..\"", "\"\\u001b[31m\"", "\"\\u0000\"",
	"\"\\ud800\"", "\"</script><script>\"", "\"\\\\end{document}\"", "1e400", "-1", "1,", "\"version\":2", "\"unfinished\": \"1 of 2 seeds\"", "\"files\": [\"../bystander\"]",
	"\"progress\":{\"seeds\":1,\"steps_bytes\":9223372036854775807,\"assess_bytes\":-1}", "unsupervised", "supervised", "ok", "NaN", "//", "/*",
}

// prepareResults breaks a file of a result, and reads it with the commands that
// do.
func prepareResults(c *campaign) (func(*try) error, error) {
	one, err := resultFiles(c.input("one"))
	if err != nil {
		return nil, err
	}
	figures, err := resultFiles(c.input("figures"))
	if err != nil {
		return nil, err
	}
	return func(t *try) error {
		args, err := t.breakResult(one, figures)
		if err != nil {
			return err
		}
		// A file beside the result, which broken paths may lead to.
		if err := os.WriteFile(t.path("bystander"), []byte("here"), 0o666); err != nil {
			return err
		}
		if _, err := t.check(args...); err != nil {
			return err
		}
		if data, err := os.ReadFile(t.path("bystander")); err != nil || string(data) != "here" {
			return fmt.Errorf("a file beside the result is %q, %w", data, err)
		}
		return t.onlyHolds("bystander", "result", "out", ".result.unfinished")
	}, nil
}

// breakResult makes a broken result and chooses a command that reads it.
func (t *try) breakResult(one, figures map[string][]byte) ([]string, error) {
	r := t.random
	files, args := one, []string{"report", "result"}
	switch r.IntN(6) {
	case 0, 1:
		files, args = oneFigure(r, figures), []string{"figures", "--redraw", "--out", "result"}
	case 2:
		args = []string{"compare", "result", oneResult}
	case 3:
		args = []string{"compare", twoResult, "result", "--out", "out"}
	case 4:
		args = []string{"bench", machineCSV, "--epochs", "1", "--engine", "host", "--out", "result", "--force"}
	}
	names := sortedKeys(files)
	broken := names[r.IntN(len(names))]
	for _, name := range names {
		data := files[name]
		if name == broken || oneIn(r, 10) {
			data = breakText(r, data, resultWords)
		}
		if err := writeFile(t.path("result", name), data); err != nil {
			return nil, err
		}
	}
	return args, nil
}

// oneFigure are the files of one figure, and the record.
func oneFigure(r *rand.Rand, files map[string][]byte) map[string][]byte {
	var figures []string
	for _, name := range sortedKeys(files) {
		if figure, ok := strings.CutSuffix(name, ".json"); ok && name != recordFile {
			figures = append(figures, figure)
		}
	}
	figure := figures[r.IntN(len(figures))]
	found := map[string][]byte{}
	for _, name := range []string{figure + ".json", figure + ".csv", recordFile} {
		if data, ok := files[name]; ok {
			found[name] = data
		}
	}
	return found
}

const recordFile = ".tinyol-sim.json"

// resultFiles reads the files of a result that the tool reads again.
func resultFiles(dir string) (map[string][]byte, error) {
	found := map[string][]byte{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !slices.Contains([]string{".json", ".csv"}, filepath.Ext(e.Name())) {
			continue
		}
		if found[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			return nil, err
		}
	}
	return found, nil
}
