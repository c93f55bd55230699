//go:build unix

package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"tinyol-sim/internal/result"
)

// makePipe makes a named pipe, which nobody writes to.
func makePipe(t *testing.T, path ...string) string {
	t.Helper()
	name := filepath.Join(path...)
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), syscall.Mkfifo(name, 0o666)); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestInterruptOfEveryCommand stops each command while it waits for one of its
// files: opening a pipe that nobody writes to does not return.
func TestInterruptOfEveryCommand(t *testing.T) {
	dir, machine := t.TempDir(), writeMachine(t)
	pipe := makePipe(t, dir, "pipe")
	sets := filepath.Dir(makePipe(t, dir, "sets", "fan_field.csv.gz"))
	for _, args := range [][]string{
		{"bench", pipe},
		{"bench", machine, "--train", pipe},
		{"bench", machine, "--test", pipe},
		{"train", "-"},
		{"train", pipe, "--model", filepath.Join(dir, "m.tinyol")},
		{"verify", "-"},
		{"verify", pipe},
		{"verify", machine, "--firmware", pipe},
		{"export", "-", "--out", filepath.Join(dir, "sketch")},
		{"export", pipe, "--out", filepath.Join(dir, "sketch")},
		{"figures", pipe, "--train", machine, "--test", machine, "--out", filepath.Join(dir, "a")},
		{"figures", machine, "--train", pipe, "--test", machine, "--out", filepath.Join(dir, "b")},
		{"exec", pipe},
		{"datasets", "verify", "--dir", sets},
	} {
		t.Run(strings.ReplaceAll(strings.Join(args, " "), dir, ""), func(t *testing.T) {
			t.Parallel()
			c, code := endWaiting(t, syscall.SIGINT, args...)
			if code != exitInterrupted {
				t.Errorf("exit code %d, want %d", code, exitInterrupted)
			}
			said := withoutNotes(c.errors.String())
			if !strings.HasPrefix(said, "tinyol-sim: interrupted before ") || strings.Count(said, "\n") != 1 {
				t.Errorf("it said %q", said)
			}
		})
	}
}

// TestSmallFilesAreNotWaitedFor: what is read whole before anything runs must
// have a writer, if it is a pipe.
func TestSmallFilesAreNotWaitedFor(t *testing.T) {
	dir, machine := t.TempDir(), writeMachine(t)
	pipe := makePipe(t, dir, "pipe")
	spec := makePipe(t, dir, "spec.yaml")
	folder := filepath.Dir(makePipe(t, dir, "result", result.SummaryFile))
	for _, args := range [][]string{
		{"bench", machine, "--model", pipe},
		{"bench", machine, "--config", spec},
		{"bench", machine, "--board", spec},
		{"export", "--model", pipe, "--out", filepath.Join(dir, "sketch")},
		{"boards", spec},
		{"compare", spec},
		{"compare", folder},
		{"report", folder},
	} {
		t.Run(strings.ReplaceAll(strings.Join(args, " "), dir, ""), func(t *testing.T) {
			t.Parallel()
			text, err := exec.Command(builtTool(t), args...).CombinedOutput()
			if said := withoutNotes(string(text)); err == nil || !strings.Contains(said, "is a pipe into which nobody writes; ") || strings.Count(said, "\n") != 1 {
				t.Errorf("%v: it said %q", err, said)
			}
		})
	}
}

func withoutNotes(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "note: ") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// TestInterruptBetweenFiles stops a run that waits for its second file: the
// windows of the first are reported.
func TestInterruptBetweenFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	pipe := makePipe(t, dir, "pipe")
	c := start(t, "bench", writeMachine(t), pipe, "--train-rows", "300", "--epochs", "1", "--quiet", "--out", filepath.Join(dir, "out"))
	// It opens the pipe behind the last row of the first file.
	var silent *os.File
	for end := time.Now().Add(time.Minute); silent == nil && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		silent, _ = os.OpenFile(pipe, os.O_WRONLY|syscall.O_NONBLOCK, 0)
	}
	if silent == nil {
		t.Fatal("the second file is not opened")
	}
	defer silent.Close()
	if code := c.interrupt(t); code != exitInterrupted {
		t.Fatalf("exit code %d, want %d; it said:\n%s", code, exitInterrupted, c.errors.String())
	}
	s, err := result.ReadSummary(filepath.Join(dir, "out", result.SummaryFile))
	if err != nil {
		t.Fatal(err)
	}
	if !s.Interrupted || s.Stream.Rows != 900 {
		t.Errorf("interrupted %t, %d rows; want those 900 of the first file that do not train", s.Interrupted, s.Stream.Rows)
	}
	checkSteps(t, filepath.Join(dir, "out", result.StepsFile), s)
}

// TestOtherSignals: a closed terminal and a supervisor end a run as Ctrl-C does.
func TestOtherSignals(t *testing.T) {
	t.Parallel()
	signals := []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP}
	if signal.Ignored(syscall.SIGHUP) {
		signals = signals[:1] // these tests were started with nohup, and so is the tool
	}
	for _, s := range signals {
		c, code := endWaiting(t, s, "bench", "-")
		if want := "tinyol-sim: interrupted before there was a result\n"; code != exitInterrupted || c.errors.String() != want {
			t.Errorf("%v: exit code %d, want %d; it said %q", s, code, exitInterrupted, c.errors.String())
		}
	}
}

// TestNohup: a run that was started to outlive its terminal does.
func TestNohup(t *testing.T) {
	t.Parallel()
	c := exec.Command("sh", "-c", `trap "" HUP; exec "$0" "$@"`, builtTool(t), "bench", "-", "--train-rows", "1000", "--epochs", "1", "--quiet", "--out", t.TempDir())
	out := filepath.Join(hiddenOf(c.Args[len(c.Args)-1]), result.StepsFile)
	stdin, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	c.Stderr = &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill() })
	v, _ := parseVibration([]string{"labels=ok,worn", "rows=40000"})
	var rows bytes.Buffer
	v.write(&rows)
	half := rows.Len() / 2
	if _, err := stdin.Write(rows.Next(half)); err != nil {
		t.Fatal(err)
	}
	waitFor(t, out, 1)
	if err := c.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	_, err = rows.WriteTo(stdin)
	if err := errors.Join(err, stdin.Close(), c.Wait()); err != nil || errs.Len() > 0 {
		t.Errorf("%v; it said %q", err, errs.String())
	}
}

// TestSecondInterrupt: a command that cannot end what it has begun, since nobody
// takes what it prints, ends at the second Ctrl-C.
func TestSecondInterrupt(t *testing.T) {
	t.Parallel()
	c := exec.Command(builtTool(t), "exec", writeELF(t, 0, spinsELF...), "--trace", "-", "--max-cycles", "0")
	stdout, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill() })
	if _, err := io.ReadFull(stdout, make([]byte, 1<<16)); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		c.Process.Wait()
		close(done)
	}()
	end := time.After(time.Minute)
	for {
		// The first may come again: between two of them the tool stops catching.
		if err := c.Process.Signal(syscall.SIGINT); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		select {
		case <-done:
			return
		case <-time.After(200 * time.Millisecond):
		case <-end:
			t.Fatal("it goes on behind many interrupts")
		}
	}
}

// TestReaderGoes: like other tools, this one ends quietly of SIGPIPE when nobody
// takes its output, and its files are whole by then.
func TestReaderGoes(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "out")
	for _, args := range [][]string{
		{"boards"}, {"boards", "--json"}, {"datasets", "list"}, {"help"},
		{"bench", writeMachine(t), "--epochs", "1", "--quiet", "--out", out}, {"report", out, "--quiet"}, {"compare", out, "--quiet"},
	} {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		var errs bytes.Buffer
		c := exec.Command(builtTool(t), args...)
		c.Stdout, c.Stderr = w, &errs
		r.Close()
		err = c.Run()
		w.Close()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGPIPE || errs.Len() > 0 {
			t.Errorf("%s: %v; it said %q", strings.Join(args, " "), err, errs.String())
		}
	}
	for _, name := range []string{result.SummaryFile, result.StepsFile, "report.html"} {
		if _, err := os.Stat(filepath.Join(out, name)); err != nil {
			t.Error(err)
		}
	}
}

// TestGuard: what does not see an interrupt is ended, what finishes is let
// finish.
func TestGuard(t *testing.T) {
	interrupted := func() (context.Context, context.CancelFunc, chan struct{}) {
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan struct{})
		return guarded(ctx, time.Millisecond, func() { close(ended) }), cancel, ended
	}
	_, cancel, ended := interrupted()
	cancel()
	<-ended

	ctx, cancel, ended := interrupted()
	end := finishing(ctx)
	cancel()
	select {
	case <-ended:
		t.Error("work that finishes is ended")
	case <-time.After(50 * time.Millisecond):
	}
	end()
	end()
	<-ended

	finishing(context.Background())() // without a guard, as in tests
}
