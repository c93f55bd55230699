//go:build unix

package cli

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"tinyol-sim/internal/result"
)

// child is the tool at work on a stream that the test feeds.
type child struct {
	*exec.Cmd
	stdin  io.WriteCloser
	errors bytes.Buffer
}

func start(t *testing.T, args ...string) *child {
	t.Helper()
	c := prepare(t, args...)
	c.launch(t)
	return c
}

func prepare(t *testing.T, args ...string) *child {
	t.Helper()
	c := &child{Cmd: exec.Command(builtTool(t), args...)}
	var err error
	if c.stdin, err = c.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	c.Stderr = &c.errors
	return c
}

func (c *child) launch(t *testing.T) {
	t.Helper()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Process.Kill()
		c.stdin.Close()
	})
}

// interrupt presses Ctrl-C and returns the exit code.
func (c *child) interrupt(t *testing.T) int {
	t.Helper()
	return c.endWith(t, syscall.SIGINT)
}

// endWith sends a signal and returns the exit code, -1 of a process that died of
// the signal.
func (c *child) endWith(t *testing.T, s syscall.Signal) int {
	t.Helper()
	if err := c.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- c.Wait() }()
	select {
	case err := <-done:
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			t.Fatalf("the run ended with %v, want an exit code; it said:\n%s", err, c.errors.String())
		}
		return exit.ExitCode()
	case <-time.After(time.Minute):
		t.Fatal("the run goes on behind an interrupt")
	}
	return 0
}

// hiddenOf is where a results folder is made.
func hiddenOf(dir string) string {
	return filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".unfinished", "result")
}

// waitFor polls until a file, given by a pattern, has that many bytes.
func waitFor(t *testing.T, path string, size int64) {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		found, _ := filepath.Glob(path)
		for _, path := range found {
			if info, err := os.Stat(path); err == nil && info.Size() >= size {
				return
			}
		}
	}
	t.Fatalf("%s does not grow to %d bytes", path, size)
}

// TestInterruptedRun stops a run on an endless stream: what was finished can
// be read, and says that it is not all.
func TestInterruptedRun(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "results")
	c := start(t, "bench", "-", "--train-rows", "1000", "--epochs", "1", "--quiet", "--out", dir)
	go feed(c.stdin)
	waitFor(t, filepath.Join(hiddenOf(dir), result.StepsFile), 100_000)
	if code := c.interrupt(t); code != exitInterrupted {
		t.Fatalf("exit code %d, want %d; it said:\n%s", code, exitInterrupted, c.errors.String())
	}
	if want := "tinyol-sim: interrupted: what was finished is reported\n"; c.errors.String() != want {
		t.Errorf("standard error is %q, want %q", c.errors.String(), want)
	}
	s, err := result.ReadSummary(filepath.Join(dir, result.SummaryFile))
	if err != nil {
		t.Fatal(err)
	}
	if !s.Interrupted {
		t.Error("summary.json does not say that the run was interrupted")
	}
	checkSteps(t, filepath.Join(dir, result.StepsFile), s)
	if _, err := os.Stat(filepath.Join(dir, "report.html")); err != nil {
		t.Error(err)
	}
	figures, err := filepath.Glob(filepath.Join(dir, "*.svg"))
	if err != nil || len(figures) == 0 {
		t.Errorf("there are no figures: %v", err)
	}
	for _, path := range figures {
		if !benchFolder.writes.MatchString(filepath.Base(path)) {
			t.Errorf("%s is not recognised as a file of ours", path)
		}
	}
}

// feed writes an endless stream, until the reader goes away.
func feed(w io.Writer) {
	v, _ := parseVibration([]string{"labels=ok,worn"})
	v.writeHeader(w)
	random := rand.New(rand.NewPCG(1, 0))
	var chunk bytes.Buffer
	for i := 0; ; {
		for range 500 {
			v.writeRow(&chunk, i, random)
			i++
		}
		if _, err := chunk.WriteTo(w); err != nil {
			return
		}
	}
}

// checkSteps reads steps.csv, which has to hold the windows that the summary
// counts.
func checkSteps(t *testing.T, path string, s *result.Summary) {
	t.Helper()
	r, err := result.OpenSteps(path, s)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	windows := make([]int64, len(s.Runs))
	for r.Scan() {
		windows[r.Step().Run]++
	}
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	for i, run := range s.Runs {
		if run.Windows == 0 || windows[i] != run.Windows {
			t.Errorf("steps.csv has %d windows of mode %s, summary.json counts %d", windows[i], run.Mode, run.Windows)
		}
	}
}

// endWaiting starts the tool on an input that brings nothing, gives it time to
// come to that, and sends a signal. A process that has not come to catching
// signals dies of one: then it takes more time.
func endWaiting(t *testing.T, s syscall.Signal, args ...string) (c *child, code int) {
	t.Helper()
	code = -1
	for wait := 300 * time.Millisecond; code == -1 && wait < 30*time.Second; wait *= 3 {
		c = start(t, args...)
		time.Sleep(wait)
		code = c.endWith(t, s)
	}
	return c, code
}

// TestInterruptWhileWaiting stops a run whose sensor has fallen silent: before
// there is a result, and in the middle of a row.
func TestInterruptWhileWaiting(t *testing.T) {
	t.Parallel()
	c, code := endWaiting(t, syscall.SIGINT, "bench", "-")
	if code != exitInterrupted {
		t.Errorf("exit code %d, want %d", code, exitInterrupted)
	}
	if want := "tinyol-sim: interrupted before there was a result\n"; c.errors.String() != want {
		t.Errorf("standard error is %q, want %q", c.errors.String(), want)
	}

	dir := filepath.Join(t.TempDir(), "results")
	c = start(t, "bench", "-", "--train-rows", "1000", "--epochs", "1", "--quiet", "--out", dir)
	v, _ := parseVibration([]string{"labels=ok,worn", "rows=9000"})
	var rows bytes.Buffer
	v.write(&rows)
	if _, err := c.stdin.Write(rows.Bytes()[:rows.Len()-7]); err != nil {
		t.Fatal(err)
	}
	waitFor(t, filepath.Join(hiddenOf(dir), result.StepsFile), 1)
	if code := c.interrupt(t); code != exitInterrupted {
		t.Fatalf("exit code %d, want %d; it said:\n%s", code, exitInterrupted, c.errors.String())
	}
	s, err := result.ReadSummary(filepath.Join(dir, result.SummaryFile))
	if err != nil {
		t.Fatal(err)
	}
	// The row that was cut off does not count; what the tool had not read yet
	// when the signal came, does not either.
	if s.Stream.Rows <= 0 || s.Stream.Rows > 7999 {
		t.Errorf("%d rows after the 1000 that train were read, want 1 to 7999", s.Stream.Rows)
	}
	checkSteps(t, filepath.Join(dir, result.StepsFile), s)
}

// TestInterruptedProgram stops a program without an end: what it has executed
// is reported, and the trace and the profile are there.
func TestInterruptedProgram(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	trace, profile := filepath.Join(dir, "trace.txt"), filepath.Join(dir, "p.pb.gz")
	c := start(t, "exec", writeELF(t, 0, spinsELF...), "--trace", trace, "--profile", profile, "--max-cycles", "0")
	waitFor(t, filepath.Join(dir, ".trace.txt.*"), 1<<16)
	if code := c.interrupt(t); code != exitInterrupted {
		t.Errorf("the run ended with code %d, want %d", code, exitInterrupted)
	}
	if said := c.errors.String(); said != "tinyol-sim: interrupted: what was executed is reported\n" {
		t.Errorf("it said %q", said)
	}
	if info, err := os.Stat(profile); err != nil || info.Size() < 100 {
		t.Errorf("the profile: %v, %v", info, err)
	}
}
