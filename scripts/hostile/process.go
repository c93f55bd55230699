package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// process is a run of the tool.
type process struct {
	args           []string
	cmd            *exec.Cmd
	stdout, stderr head
	begun          time.Time
	ended          chan error
}

// outcome is how a run has ended.
type outcome struct {
	args           []string
	code           int            // -1: by a signal
	signal         syscall.Signal // that ended it
	stdout, stderr string
	took           time.Duration
	processor      time.Duration // time that it had a processor, of all threads
	memory         int64         // largest resident, bytes
	hangs          bool
}

// maxHead bounds what is kept of a run's output.
const maxHead = 1 << 20

// head keeps the beginning of what is written to it.
type head struct{ bytes.Buffer }

func (h *head) Write(p []byte) (int, error) {
	h.Buffer.Write(p[:min(len(p), max(0, maxHead-h.Len()))])
	return len(p), nil
}

// start begins a run in the try's folder, without standard input.
func (t *try) start(args ...string) (*process, error) {
	p := &process{args: args, cmd: exec.Command(t.tool, args...), ended: make(chan error, 1)}
	p.cmd.Dir, p.cmd.Stdout, p.cmd.Stderr = t.dir, &p.stdout, &p.stderr
	p.cmd.Env = append(os.Environ(), "TMPDIR="+t.temporary())
	// Output is read by pipes; what a killed run leaves open must not hold us up.
	p.cmd.WaitDelay = time.Second
	p.begun = time.Now()
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() { p.ended <- p.cmd.Wait() }()
	return p, nil
}

// wait waits for the end, at most so long; then the run is asked for the stacks
// of its goroutines and killed.
func (p *process) wait(limit time.Duration) (outcome, error) {
	o := outcome{args: p.args}
	var err error
	select {
	case err = <-p.ended:
	case <-time.After(limit):
		o.hangs = true
		p.cmd.Process.Signal(syscall.SIGQUIT)
		select {
		case err = <-p.ended:
		case <-time.After(2 * time.Second):
			p.cmd.Process.Kill()
			err = <-p.ended
		}
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && !errors.Is(err, exec.ErrWaitDelay) {
		return o, err
	}
	o.took, o.processor = time.Since(p.begun), p.cmd.ProcessState.UserTime()+p.cmd.ProcessState.SystemTime()
	o.code, o.signal, o.memory = ending(p.cmd.ProcessState)
	o.stdout, o.stderr = p.stdout.String(), p.stderr.String()
	return o, nil
}

// run runs the tool to its end.
func (t *try) run(args ...string) (outcome, error) {
	p, err := t.start(args...)
	if err != nil {
		return outcome{}, err
	}
	o, err := p.wait(t.limits.clock())
	t.note(o)
	return o, err
}

// note keeps what a run has measured and said.
func (t *try) note(o outcome) {
	t.longest, t.processor, t.memory = max(t.longest, o.took), max(t.processor, o.processor), max(t.memory, o.memory)
	t.tell("$ tinyol-sim %s\nexit code %d, signal %v, %.2f s, %.2f s of a processor, %d MB\n%s", strings.Join(o.args, " "), o.code, o.signal, o.took.Seconds(), o.processor.Seconds(), o.memory/1_000_000, o.stderr)
}

// check runs the tool, which may refuse but has to keep its manners.
func (t *try) check(args ...string) (outcome, error) {
	o, err := t.run(args...)
	if err != nil {
		return o, err
	}
	// A program is loaded where its cycles are counted, however it ends.
	t.done = o.code == 0 || args[0] == "exec" && strings.Contains(o.stdout, "instructions  ")
	if err := o.judge(t.limits); err != nil {
		return o, err
	}
	left, err := os.ReadDir(t.temporary())
	if err == nil && len(left) > 0 {
		return o, errors.New("left " + left[0].Name() + " in the folder of temporary files")
	}
	return o, err
}

// must runs the tool where it has to succeed.
func (t *try) must(args ...string) error {
	o, err := t.check(args...)
	if err == nil && o.code != 0 {
		err = errors.New("tinyol-sim " + strings.Join(args, " ") + " failed: " + o.stderr)
	}
	return err
}
