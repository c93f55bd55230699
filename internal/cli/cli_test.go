package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/usage"
)

// commands calls f for every command that help lists.
func commands(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, sub := range c.Commands() {
		commands(sub, f)
	}
}

func TestHelpHasExamplesThatParse(t *testing.T) {
	root := newRoot(&streams{out: io.Discard, err: io.Discard})
	commands(root, func(c *cobra.Command) {
		args := append(strings.Fields(c.CommandPath())[1:], "--help")
		code, out, _ := runHere(t, &streams{}, args...)
		if code != exitDone || !strings.Contains(out, "\nExamples:\n") {
			t.Errorf("%s --help ends with code %d and shows no example", c.CommandPath(), code)
		}
		for line := range strings.Lines(c.Example) {
			checkExample(t, line)
		}
	})
}

// checkExample looks up the command and the flags of a line.
func checkExample(t *testing.T, line string) {
	t.Helper()
	at := strings.Index(line, "tinyol-sim")
	if at < 0 {
		return // what reads the result, such as go tool pprof
	}
	words := strings.Fields(line[at:])
	for i, w := range words {
		if strings.ContainsAny(w, ">)|") {
			words = words[:i+1]
			words[i] = strings.TrimRight(w, ")>|")
		}
	}
	// Parsing a flag sets it, so that each line needs its own tree.
	c, rest, err := newRoot(&streams{out: io.Discard, err: io.Discard}).Find(words[1:])
	if err == nil {
		err = c.ParseFlags(rest)
	}
	if err != nil {
		t.Errorf("example %q: %v", strings.TrimSpace(line), err)
	}
}

// TestFlagsSayWhatTheyAre keeps a flag from being added without its help.
func TestFlagsSayWhatTheyAre(t *testing.T) {
	commands(newRoot(&streams{}), func(c *cobra.Command) {
		if c.Short == "" {
			t.Errorf("%s has no short description", c.CommandPath())
		}
		for _, name := range flagNames(c) {
			if usage := c.Flags().Lookup(name).Usage; usage == "" {
				t.Errorf("%s --%s has no description", c.CommandPath(), name)
			}
		}
	})
}

func TestExitCodes(t *testing.T) {
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, 0},
		{io.ErrUnexpectedEOF, 1},
		{misuse("no"), 2},
		{fmt.Errorf("stream: %w", &usage.Error{Flag: "window"}), 2},
		{fmt.Errorf("mode: %w", &mcu.FitError{}), 3},
		{errInterrupted, 130},
		{fmt.Errorf("read: %w", context.Canceled), 130},
	} {
		if got := exitCode(c.err); got != c.want {
			t.Errorf("exitCode(%v) = %d, want %d", c.err, got, c.want)
		}
	}
}

func TestOneLine(t *testing.T) {
	err := errors.Join(errors.New("a: no file"), errors.New("b\x1b[31m: no file\r"))
	if got, want := oneLine(err), "a: no file; b\ufffd[31m: no file"; got != want {
		t.Errorf("oneLine = %q, want %q", got, want)
	}
}

func TestNearest(t *testing.T) {
	names := []string{"window", "stride", "seed", "seeds", "embedding"}
	for typed, want := range map[string]string{
		"windw": "window", "widnow": "window", "seed": "seed", "seads": "seeds", "embed": "embedding",
		"colour": "", "x": "", "": "", "windowwindow": "",
	} {
		if got := nearest(typed, names); got != want {
			t.Errorf("nearest(%q) = %q, want %q", typed, got, want)
		}
	}
}

// writeMachine writes a short labelled recording.
func writeMachine(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "machine.csv")
	v, err := parseVibration([]string{"labels=ok,worn", "rows=1200"})
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	v.write(f)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestColour takes the table as a terminal gets it.
func TestColour(t *testing.T) {
	machine := writeMachine(t)
	for _, c := range []struct {
		name     string
		streams  streams
		coloured bool
	}{
		{"terminal", streams{outTTY: true}, true},
		{"terminal with NO_COLOR", streams{outTTY: true, noColour: true}, false},
		{"pipe", streams{}, false},
	} {
		code, out, errs := runHere(t, &c.streams, "bench", machine, "--epochs", "1", "--quiet")
		if code != exitDone || strings.Contains(out, "\x1b[") != c.coloured {
			t.Errorf("%s: code %d, coloured %t, want %t; %s", c.name, code, !c.coloured, c.coloured, errs)
		}
	}
}

func TestNoColourFromEnvironment(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	if !systemStreams().noColour {
		t.Error("NO_COLOR=1 is not respected")
	}
	t.Setenv("NO_COLOR", "")
	if systemStreams().noColour {
		t.Error("an empty NO_COLOR counts")
	}
}

// TestProgressOnTerminal: bars come and go, a note stays whole, and nothing of
// this happens without a terminal or with --quiet.
func TestProgressOnTerminal(t *testing.T) {
	machine := writeMachine(t)
	_, _, errs := runHere(t, &streams{errTTY: true}, "bench", machine, "--epochs", "2")
	for _, want := range []string{"note: no --normal: \"ok\" is taken for the healthy machine\n", "training", " of 2 epochs", "stream", " rows"} {
		if !strings.Contains(errs, want) {
			t.Errorf("a terminal does not see %q in %q", want, errs)
		}
	}
	_, _, errs = runHere(t, &streams{errTTY: true}, "bench", machine, "--epochs", "2", "--quiet")
	if errs != "" {
		t.Errorf("--quiet shows %q", errs)
	}
	_, _, errs = runHere(t, &streams{}, "bench", machine, "--epochs", "2")
	if strings.Contains(errs, "epochs") || strings.Contains(errs, "\x1b") {
		t.Errorf("a pipe gets a bar: %q", errs)
	}
}

// TestProgressThatIsCutShort: an interrupt or an error ends a stage early, and
// nobody may wait for the rest of its bar.
func TestProgressThatIsCutShort(t *testing.T) {
	var screen bytes.Buffer
	m := newMonitor(&streams{err: &screen, errTTY: true}, false)
	m.Stage(bench.Stage{Name: "training", Unit: "epochs", Total: 100})
	m.Advance(3)
	m.Stage(bench.Stage{Name: "stream", Unit: bench.UnitRows})
	m.Advance(3)
	m.Stage(bench.Stage{Name: "training", Unit: "epochs", Total: 100})
	m.Note("the last word")
	done := make(chan struct{})
	go func() {
		m.close()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("close waits for a bar that will not be full")
	}
	if !strings.Contains(screen.String(), "note: the last word\n") {
		t.Errorf("the note is lost: %q", screen.String())
	}
}

// TestTooLargeIsSaidBeforeTraining: nobody waits for a network to learn that no
// board can hold.
func TestTooLargeIsSaidBeforeTraining(t *testing.T) {
	code, _, errs := runHere(t, &streams{errTTY: true}, "bench", writeMachine(t), "--hidden", "512,512", "--epochs", "1")
	if code != exitDoesNotFit || strings.Contains(errs, "epochs") {
		t.Errorf("code %d, want %d and no training: %q", code, exitDoesNotFit, errs)
	}
}

// TestCrash lets a command panic: the user gets one line, the authors a file.
func TestCrash(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	err := func() (err error) {
		defer func() { err = crashed(recover()) }()
		var broken []int
		_ = broken[len(broken)]
		return nil
	}()
	line := oneLine(err)
	if !strings.HasPrefix(line, "mistake in tinyol-sim "+version+": ") || !strings.Contains(line, "index out of range") {
		t.Errorf("the line is %q", line)
	}
	at := strings.Index(line, dir)
	if at < 0 {
		t.Fatalf("the line does not name a file in %s: %q", dir, line)
	}
	data, err := os.ReadFile(line[at:])
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), "TestCrash") {
		t.Errorf("the file has no trace:\n%s", data)
	}
}

// waiting never returns from Read.
type waiting struct{}

func (waiting) Read([]byte) (int, error) { select {} }

func TestInterruptibleEndsAWaitingRead(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	r := newInterruptible(ctx, io.MultiReader(strings.NewReader("kept"), waiting{}))
	got := make([]byte, 4)
	if _, err := io.ReadFull(r, got); err != nil || string(got) != "kept" {
		t.Fatalf("read %q, %v", got, err)
	}
	time.AfterFunc(10*time.Millisecond, cancel)
	if n, err := r.Read(got); n != 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("Read = %d, %v, want 0 and the context's error", n, err)
	}
}

// dripping returns a few bytes at a time, the last of them with its error.
type dripping struct {
	data []byte
	err  error
}

func (d *dripping) Read(p []byte) (int, error) {
	n := copy(p[:min(len(p), 7)], d.data)
	if d.data = d.data[n:]; len(d.data) == 0 {
		return n, d.err
	}
	return n, nil
}

func TestInterruptibleKeepsEveryByte(t *testing.T) {
	want := strings.Repeat("0123456789abcdef\n", 20_000)
	for name, src := range map[string]io.Reader{
		"large reads": strings.NewReader(want),
		"small reads": &dripping{[]byte(want), io.EOF},
	} {
		got, err := io.ReadAll(newInterruptible(t.Context(), src))
		if err != nil || string(got) != want {
			t.Errorf("%s: %d of %d bytes, %v", name, len(got), len(want), err)
		}
	}
	failed := errors.New("unplugged")
	got, err := io.ReadAll(newInterruptible(t.Context(), &dripping{[]byte("last words"), failed}))
	if string(got) != "last words" || !errors.Is(err, failed) {
		t.Errorf("read %q, %v", got, err)
	}
}
