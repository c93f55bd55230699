package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tinyol-sim/internal/needs"
)

// writeTurns writes a recording of two states that no known word names.
func writeTurns(t *testing.T, dir, name string, more ...string) string {
	t.Helper()
	v, err := parseVibration(append([]string{"rows=12000", "turn=500", "labels=run,worn"}, more...))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	v.write(&b)
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// At a terminal what is not known is asked, until the answer can be, and Enter takes
// the guess.
func TestTryAsks(t *testing.T) {
	path := writeTurns(t, t.TempDir(), "m.csv", "time=-")
	for _, c := range []struct{ typed, normal, rate string }{
		{"\n\n", "run", "at a rate that is not known"},
		{"nothing\nworn\nfast\n50\n", "worn", "at 50.0 Hz"},
	} {
		s := &streams{in: strings.NewReader(c.typed), inTTY: true, errTTY: true}
		code, out, said := runHere(t, s, "try", path)
		if code != 0 || !strings.Contains(out, "healthy is "+c.normal) || !strings.Contains(out, c.rate) || !strings.Contains(out, "--normal="+c.normal) {
			t.Errorf("%q: code %d\n%s\n%s", c.typed, code, out, said)
		}
		if !strings.Contains(said, "Which label is the healthy machine: run 50.0 %, worn 50.0 %? [run] ") || !strings.Contains(said, "how many rows a second? [not known] ") {
			t.Errorf("%q: asked %q", c.typed, said)
		}
		if c.normal == "worn" && (!strings.Contains(said, `no row is labelled "nothing"`) || !strings.Contains(said, `"fast" is no number`)) {
			t.Errorf("%q: said %q", c.typed, said)
		}
	}
	// Who ends the input has not answered, and --quiet asks nothing.
	for _, args := range [][]string{{"try", path}, {"try", path, "--quiet"}} {
		code, _, said := runHere(t, &streams{in: strings.NewReader(""), inTTY: true, errTTY: true}, args...)
		if code != exitUsage || !strings.Contains(said, "tinyol-sim: --normal: ") || strings.Contains(said, "?") == (len(args) == 3) {
			t.Errorf("%v: code %d, said %q", args, code, said)
		}
	}
}

// cancelling cancels once it has heard a text.
type cancelling struct {
	bytes.Buffer
	text   string
	cancel func()
}

func (c *cancelling) Write(p []byte) (int, error) {
	n, err := c.Buffer.Write(p)
	if strings.Contains(c.String(), c.text) {
		c.cancel()
	}
	return n, err
}

// An interrupt ends a question and the work.
func TestTryInterrupted(t *testing.T) {
	path := writeTurns(t, t.TempDir(), "m.csv")
	for text, args := range map[string][]string{"[run] ": {"try", path}, "no --train": {"try", path, "--normal", "run"}} {
		ctx, cancel := context.WithCancel(context.Background())
		silent, end := io.Pipe() // a terminal at which nobody types
		said := &cancelling{text: text, cancel: cancel}
		var out bytes.Buffer
		code := run(ctx, args, &streams{in: silent, inTTY: true, errTTY: true, out: &out, err: said, width: 80})
		end.Close()
		if code != exitInterrupted || out.Len() > 0 || !strings.HasSuffix(said.String(), "tinyol-sim: interrupted before there was a result\n") {
			t.Errorf("%v: code %d, said %q, printed %q", args, code, said, &out)
		}
	}
}

// The command that try ends with runs as it stands there, and has the same program.
func TestTryNextRuns(t *testing.T) {
	needs.Tools(t, "sh")
	dir := t.TempDir()
	writeTurns(t, dir, "my machine's.csv")
	tool := exec.Command(builtTool(t), "try", "my machine's.csv", "--normal", "run", "--quiet")
	tool.Dir = dir
	out, err := tool.Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	next := strings.TrimSpace(lines[len(lines)-1])
	sh := exec.Command("sh", "-c", next)
	sh.Dir = dir
	sh.Env = append(os.Environ(), "PATH="+filepath.Dir(builtTool(t))+string(os.PathListSeparator)+os.Getenv("PATH"))
	if said, err := sh.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", next, err, said)
	}
	if _, err := os.Stat(filepath.Join(dir, "results", "my machine's", "report.html")); err != nil {
		t.Error(err)
	}
}
