package main

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// busy is what the one says that comes second.
const busy = "another tinyol-sim writes this folder"

// preparePairs starts commands two at a time in one folder.
func preparePairs(c *campaign) (func(*try) error, error) {
	list, err := c.writings()
	if err != nil {
		return nil, err
	}
	return func(t *try) error { return list[t.random.IntN(len(list))].raced(t) }, nil
}

// raced starts a command and, at most a moment later, another time: one at least
// succeeds, the other succeeds or is told that the folder is in use, and there
// is one whole result.
func (w *writing) raced(t *try) error {
	if err := w.lay(t); err != nil {
		return err
	}
	first, err := t.start(strings.Fields(w.again)...)
	if err != nil {
		return err
	}
	if oneIn(t.random, 2) {
		time.Sleep(time.Duration(t.random.Float64() * 1.1 * float64(w.whole)))
	}
	second, err := t.start(strings.Fields(w.again)...)
	if err != nil {
		return err
	}
	done := 0
	for _, p := range []*process{first, second} {
		o, err := p.wait(t.limits.clock())
		t.note(o)
		if err == nil {
			err = o.judge(t.limits)
		}
		switch {
		case err != nil:
			return err
		case o.code == 0:
			done++
		case o.code == 1 && strings.Contains(o.stderr, busy), o.code == 2 && w.once:
			t.count("refused")
		default:
			return fmt.Errorf("ended with exit code %d: %s", o.code, o.stderr)
		}
	}
	if done == 0 {
		return errors.New("none of the two has succeeded")
	}
	t.done = true
	if err := oneOf(t.path(w.target), w.after); err != nil {
		return err
	}
	return t.onlyHolds(w.others()...)
}
