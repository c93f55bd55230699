package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/gofrs/flock"
)

// BusyError is a folder that another process writes.
type BusyError struct{ Dir string }

func (e *BusyError) Error() string {
	return e.Dir + ": another tinyol-sim writes this folder; wait for it, or choose another folder"
}

// lock takes the lock of a hidden folder, which it makes. The system gives a
// lock back when its holder ends, however it ends.
func (p *place) lock() (*flock.Flock, error) {
	for range lockTries {
		if err := os.MkdirAll(p.hidden, 0o777); err != nil {
			return nil, err
		}
		l := flock.New(filepath.Join(p.hidden, lockName))
		held, err := l.TryLock()
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue // the holder before has just removed the folder
		case err != nil:
			return nil, fmt.Errorf("%s: cannot be locked: %w; choose a folder in another file system", p.named, err)
		case !held:
			return nil, &BusyError{p.named}
		case same(l):
			return l, nil
		}
		l.Close()
	}
	return nil, &BusyError{p.named}
}

// lockTries is how often a folder may vanish under the one who wants it.
const lockTries = 100

// same reports whether the file that was locked is still the one at its path:
// the holder before removes it.
func same(l *flock.Flock) bool {
	at, err := os.Stat(l.Path())
	held, failed := l.Stat()
	return err == nil && failed == nil && os.SameFile(at, held)
}

// unlock removes the lock, and the hidden folder where no result is left in it.
func (p *place) unlock(l *flock.Flock) {
	p.tidy()
	os.Remove(l.Path())
	os.Remove(p.hidden) // fails where an unfinished result is to stay
	l.Close()
}

// tidy empties a hidden folder without a result, but for the lock.
func (p *place) tidy() {
	entries, err := os.ReadDir(p.hidden)
	if err != nil || slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == resultName || e.Name() == movingName }) {
		return
	}
	for _, e := range entries {
		if e.Name() != lockName {
			os.Remove(filepath.Join(p.hidden, e.Name()))
		}
	}
}

// otherHidden is the hidden folder of those who came another way: from a folder
// that they stand in, or to a parent that they may write.
func (p *place) otherHidden() string {
	if !p.inside {
		return filepath.Join(p.target, insideName)
	}
	full, err := filepath.Abs(p.target)
	if err != nil {
		full = p.target
	}
	return beside(full, full)
}

// busyElsewhere reports whether somebody writes the folder the other way.
func (p *place) busyElsewhere() bool {
	parent := filepath.Dir(p.target)
	return locked(p.otherHidden()) || isHidden(filepath.Base(parent)) && locked(parent)
}

// locked reports whether somebody holds the lock of a hidden folder.
func locked(dir string) bool {
	path := filepath.Join(dir, lockName)
	if _, err := os.Stat(path); err != nil {
		return false
	}
	l := flock.New(path, flock.SetFlag(os.O_RDONLY))
	held, err := l.TryLock()
	if held {
		l.Close()
	}
	return err == nil && !held
}
