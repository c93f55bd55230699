package main

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// prepareKills kills each command that writes a result, and lets it go on.
func prepareKills(c *campaign) (func(*try) error, error) {
	list, err := c.writings()
	if err != nil {
		return nil, err
	}
	list = append(slices.Clone(list), list[0], list[0], list[0], list[1], list[1], list[2]) // those that are most at work
	return func(t *try) error { return list[t.random.IntN(len(list))].killed(t) }, nil
}

// killed kills a command once or twice, and then lets it end.
func (w *writing) killed(t *try) error {
	if err := w.lay(t); err != nil {
		return err
	}
	t.tell("%s, %.2f s", w.name, w.whole.Seconds())
	if err := w.kill(t); err != nil {
		return err
	}
	finished, err := w.checkKilled(t)
	if err != nil {
		return err
	}
	if oneIn(t.random, 2) {
		if err := w.kill(t); err != nil {
			return err
		}
		still, err := w.checkKilled(t)
		if err != nil {
			return err
		}
		if ended := oneOf(t.path(w.target), w.after) == nil; still < finished && !ended {
			return fmt.Errorf("%d seeds were finished, and behind another kill %d are", finished, still)
		}
		finished = still
	}
	return w.goOn(t, finished)
}

// kill starts a command and kills it at a moment that is equally likely anywhere
// in its time.
func (w *writing) kill(t *try) error {
	delay := time.Duration(t.random.Float64() * float64(w.whole))
	signal := one(t.random, syscall.SIGKILL, syscall.SIGKILL, syscall.SIGKILL, syscall.SIGKILL, syscall.SIGINT, syscall.SIGTERM)
	hidden, _ := hiddenOf(t.path(w.target))
	before, err := take(hidden)
	if err != nil {
		return err
	}
	p, err := t.start(strings.Fields(w.again)...)
	if err != nil {
		return err
	}
	time.Sleep(delay)
	select {
	case err := <-p.ended: // so that wait finds it again
		p.ended <- err
		t.count("ended before")
	default:
		t.count(strings.ReplaceAll(signal.String(), " ", "-"))
	}
	sent, used := time.Now(), processorTime(p.cmd.Process.Pid)
	_ = p.cmd.Process.Signal(signal) // it may have ended
	o, err := p.wait(t.limits.clock())
	t.note(o)
	t.tell("%v after %v, ended %v later", signal, delay, time.Since(sent))
	switch {
	case err != nil:
		return err
	case o.processor-used > t.limits.prompt:
		return fmt.Errorf("works for %v behind %v", o.processor-used, signal)
	case o.signal == syscall.SIGKILL && signal == syscall.SIGKILL:
		return nil
	case o.signal == signal:
		// It came before the tool could catch it, and so before all work.
		if after, err := take(hidden); err != nil || after.differs(before) != "" {
			return fmt.Errorf("%v has killed it at work", signal)
		}
		return nil
	}
	return o.judge(t.limits)
}

// checkKilled checks what a kill has left, and says how many seeds are finished.
func (w *writing) checkKilled(t *try) (finished int, err error) {
	target := t.path(w.target)
	if !w.several {
		if err := oneOf(target, w.before, w.after); err != nil {
			return 0, err
		}
	}
	if data, err := os.ReadFile(t.path(w.target, foreign)); w.before[foreign] != (snapshot{})[foreign] && (err != nil || string(data) != "mine") {
		return 0, fmt.Errorf("the user's file is %q, %w", data, err)
	}
	return w.finished(t)
}

// finished is how many seeds must not be lost. Where the whole result is in its
// place, what is hidden is the earlier one, or another run of the same.
func (w *writing) finished(t *try) (int, error) {
	if !w.seeds || oneOf(t.path(w.target), w.after) == nil {
		return 0, nil
	}
	return finishedSeeds(t.path(w.target))
}

// goOn runs the command to its end: the result has the bytes of a run that
// nobody has stopped, and nothing else is left.
func (w *writing) goOn(t *try, finished int) error {
	if w.once && oneOf(t.path(w.target), w.after) == nil {
		t.done = true
		return nil
	}
	// What libraries had in the folder of temporary files went with nobody.
	if err := errors.Join(os.RemoveAll(t.temporary()), t.makeFolders()); err != nil {
		return err
	}
	o, err := t.check(strings.Fields(w.again)...)
	if err != nil {
		return err
	}
	if o.code != 0 {
		return fmt.Errorf("does not go on: %s", o.stderr)
	}
	if finished > 0 {
		t.count("went on")
	}
	if n := resumedSeeds(o.stderr); n < finished {
		return fmt.Errorf("%d seeds were finished, and the run goes on behind %d", finished, n)
	}
	if err := oneOf(t.path(w.target), w.after); err != nil {
		return err
	}
	return t.onlyHolds(w.others()...)
}

var resumedText = regexp.MustCompile(`(\d+) of \d+ seeds are finished`)

// resumedSeeds is what a run says that it goes on behind.
func resumedSeeds(stderr string) int {
	m := resumedText.FindStringSubmatch(stderr)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1]) // digits
	return n
}
