//go:build linux

package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A command that reads a file that asks for more has to end with one line, in
// this much memory (its largest resident set) and time. The tool itself takes
// about 25 MB.
const (
	hostileMegabytes = 150
	hostileTime      = 10 * time.Second
)

// place makes something under a path.
type place func(path string) error

func holding(text string) place {
	return func(path string) error { return os.WriteFile(path, []byte(text), 0o666) }
}

// repeating is a text with a part again and again behind it. It is written piece
// by piece: what this process takes counts against its children, too.
func repeating(head, part string, times int) place {
	return func(path string) error {
		f, err := os.Create(path)
		if err != nil {
			return err
		}
		w := bufio.NewWriter(f)
		w.WriteString(head)
		for range times {
			w.WriteString(part)
		}
		return errors.Join(w.Flush(), f.Close())
	}
}

func endless(path string) error { return os.Symlink("/dev/zero", path) }
func unfed(path string) error   { return syscall.Mkfifo(path, 0o666) }
func folder(path string) error  { return os.Mkdir(path, 0o777) }

// sparse is a file of so many bytes that takes no room.
func sparse(size int64) place {
	return func(path string) error {
		if err := os.WriteFile(path, nil, 0o666); err != nil {
			return err
		}
		return os.Truncate(path, size)
	}
}

var anyFile = map[string]place{"endless": endless, "unfed": unfed, "folder": folder, "sparse": sparse(5 << 30)}

var hostileYAML = map[string]place{
	"deep":       repeating("", "[", 130000),
	"dashes":     repeating("", "- ", 65000),
	"groups":     repeating("", "{a: ", 30000),
	"laughs":     holding(laughs()),
	"keys":       repeating("", "a:\n", 40000),
	"flat":       repeating("columns: [", "a,", 65000),
	"quotes":     repeating("normal: ", `"a" `, 30000),
	"questions":  repeating("", "? ", 60000),
	"tags":       repeating("", "!a ", 40000),
	"documents":  repeating("", "---\n", 30000),
	"utf16":      holding("\xff\xfew\x00"),
	"latin1":     holding("normal: \xe9\n"),
	"zero bytes": repeating("", "\x00", 1000),
}

// laughs is a list of nine lists of nine lists.
func laughs() string {
	var b strings.Builder
	b.WriteString("a: &a [x,x,x,x,x,x,x,x,x]\n")
	for c := 'b'; c <= 'j'; c++ {
		fmt.Fprintf(&b, "%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", c-1), 9), ","))
	}
	return b.String()
}

const oneRun = `"mode": "supervised", "engine": "host", "board": "b", "seed": 1, "windows": 1, "updates": 1, `

var hostileJSON = map[string]place{
	"deep":      repeating(`{"version": 1, "stream": `, "[", 10<<20),
	"runs":      repeating(`{"version": 1, "runs": [`, "{},", 5<<20),
	"confusion": repeating(`{"version": 1, "runs": [{`+oneRun+`"classification": {"confusion": [`, "[],", 20<<20),
	"columns":   repeating(`{"version": 1, "stream": {"columns": [`, `"",`, 20<<20),
	"text":      repeating(`{"version": 1, "stream": {"name": "`, "x", 50<<20),
	"number":    repeating(`{"version": 1, "stream": {"rows": `, "1", 50<<20),
	"blanks":    repeating("", "\n", 50<<20),
	"zeros":     sparse(2 << 30),
	"version":   holding(`{"version": 2}`),
	"NaN":       holding(`{"version": 1, "stream": {"row_period_s": NaN`),
	"utf8":      holding("{\"version\": 1, \"stream\": {\"name\": \"\xff"),
}

var hostileCSV = map[string]place{
	"line":   repeating("", "x", 50<<20),
	"commas": repeating("", ",", 50<<20),
	"quote":  repeating("\"", "\n", 50<<20),
	"header": repeating("", "a,", 400000),
}

var hostileModel = map[string]place{
	"sections": repeating("TINYOL\r\n\x01\x00\x00\x00\xff\xff\xff\xff", "\xff", 64),
	"text":     repeating("", "x", 17<<20),
}

// TestHostileFiles gives every command that reads a small file one that asks
// for more than it should get.
func TestHostileFiles(t *testing.T) {
	dir := t.TempDir()
	builtTool(t)
	if text, err := exec.Command("go", "build", "-o", binaryDir, "tinyol-sim/scripts/maxrss").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	result, figures := hostileSources(t, dir)
	for _, c := range []struct {
		kind  string
		file  string // below the folder of its own, which FOLDER and FILE stand for
		from  string // folder whose files lie beside it
		files []map[string]place
		args  []string
	}{
		{"bench --config", "f.yaml", "", []map[string]place{anyFile, hostileYAML}, []string{"bench", "--config", "FILE"}},
		{"verify --config", "f.yaml", "", []map[string]place{anyFile}, []string{"verify", "--config", "FILE"}},
		{"figures --config", "f.yaml", "", []map[string]place{anyFile}, []string{"figures", "--config", "FILE"}},
		{"export --config", "f.yaml", "", []map[string]place{anyFile}, []string{"export", "-o", "FOLDER/out", "--config", "FILE"}},
		{"train --config", "f.yaml", "", []map[string]place{anyFile}, []string{"train", "x.csv", "--config", "FILE"}},
		{"compare", "f.yaml", "", []map[string]place{anyFile, hostileYAML}, []string{"compare", "FILE"}},
		{"bench --board", "f.yaml", "", []map[string]place{anyFile, hostileYAML}, []string{"bench", "--quiet", "--board", "FILE"}},
		{"export --board", "f.yaml", "", []map[string]place{anyFile}, []string{"export", "--quiet", "-o", "FOLDER/out", "--board", "FILE"}},
		{"boards", "f.yaml", "", []map[string]place{anyFile}, []string{"boards", "FILE"}},
		{"bench --model", "f", "", []map[string]place{anyFile, hostileModel}, []string{"bench", "--quiet", "--model", "FILE"}},
		{"verify --model", "f", "", []map[string]place{anyFile}, []string{"verify", "--quiet", "--model", "FILE"}},
		{"export --model", "f", "", []map[string]place{anyFile}, []string{"export", "--quiet", "-o", "FOLDER/out", "--model", "FILE"}},
		{"report summary.json", "summary.json", result, []map[string]place{anyFile, hostileJSON}, []string{"report", "FOLDER"}},
		{"report manifest.json", "manifest.json", result, []map[string]place{anyFile}, []string{"report", "FOLDER"}},
		{"report steps.csv", "steps.csv", result, []map[string]place{{"endless": endless, "unfed": unfed, "folder": folder}, hostileCSV}, []string{"report", "FOLDER"}},
		{"report assess.csv", "assess.csv", result, []map[string]place{{"endless": endless, "unfed": unfed, "folder": folder}, hostileCSV}, []string{"report", "FOLDER"}},
		{"compare summary.json", "summary.json", result, []map[string]place{anyFile}, []string{"compare", "FOLDER"}},
		{"compare manifest.json", "manifest.json", result, []map[string]place{anyFile}, []string{"compare", "FOLDER"}},
		{"figures NAME.csv", "fig8a-online.csv", figures, []map[string]place{anyFile, hostileCSV}, []string{"figures", "--redraw", "--only", "fig8a-online", "--out", "FOLDER"}},
		{"figures NAME.json", "fig8a-online.json", figures, []map[string]place{anyFile}, []string{"figures", "--redraw", "--only", "fig8a-online", "--out", "FOLDER"}},
	} {
		for _, files := range c.files {
			for name, make := range files {
				t.Run(c.kind+"/"+name, func(t *testing.T) {
					t.Parallel() // some wait for a pipe
					own := t.TempDir()
					if c.from != "" {
						if err := os.CopyFS(own, os.DirFS(c.from)); err != nil {
							t.Fatal(err)
						}
					}
					file := filepath.Join(own, c.file)
					if err := os.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) {
						t.Fatal(err)
					}
					if err := make(file); err != nil {
						t.Fatal(err)
					}
					refusesIn(t, strings.NewReplacer("FILE", file, "FOLDER", own), c.args)
				})
			}
		}
	}
}

// hostileSources makes a result and the data of a figure.
func hostileSources(t *testing.T, dir string) (result, figures string) {
	result, figures = filepath.Join(dir, "result"), filepath.Join(dir, "figures")
	code, _, text := runHere(t, &streams{}, "bench", "--quiet", "--epochs", "1", "--engine", "host", "--out", result)
	if code != exitDone {
		t.Fatal(text)
	}
	if err := os.Mkdir(figures, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, ending := range []string{".csv", ".json"} {
		data, err := os.ReadFile("../../plots/fig8a-online" + ending)
		if err == nil {
			err = os.WriteFile(filepath.Join(figures, "fig8a-online"+ending), data, 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return result, figures
}

// refusesIn runs the tool below scripts/maxrss, which says what it took; asked
// for by this process, the memory of this process would be in it.
func refusesIn(t *testing.T, places *strings.Replacer, args []string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), hostileTime)
	defer cancel()
	line := []string{builtTool(t)}
	for _, a := range args {
		line = append(line, places.Replace(a))
	}
	c := exec.CommandContext(ctx, filepath.Join(binaryDir, "maxrss"), line...)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
	var out, text strings.Builder
	c.Stdout, c.Stderr = &out, &text
	_ = c.Run() // maxrss writes the tool's exit code
	if ctx.Err() != nil {
		t.Fatalf("takes more than %v", hostileTime)
	}
	said, code, _ := strings.Cut(text.String(), "maxrss: ")
	if code != fmt.Sprintf("exit status %d\n", exitFailed) && code != fmt.Sprintf("exit status %d\n", exitUsage) {
		t.Errorf("ended with %q", code)
	}
	if lines := strings.Count(said, "\n"); lines != 1 || !strings.HasPrefix(said, "tinyol-sim: ") || len(said) > 1000 ||
		strings.Contains(said, "mistake in") || !strings.Contains(said, "; ") {
		t.Errorf("says %.1000q", said)
	}
	var megabytes, seconds float64
	if _, err := fmt.Sscanf(out.String(), "resident memory at most %f MB, %f s", &megabytes, &seconds); err != nil {
		t.Fatalf("maxrss says %q: %v", out.String(), err)
	}
	if megabytes > hostileMegabytes {
		t.Errorf("took %.0f MB", megabytes)
	}
}
