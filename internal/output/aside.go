package output

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// aside is a file that is written beside its place, under a hidden name. It
// carries a lock, where the system lets a file with one be written, so that one
// whose writer was killed is told from one that is at work.
type aside struct {
	*os.File
	lock *flock.Flock
}

// createAside begins a file that belongs at path, and removes what killed writers
// of the same file have left.
func createAside(path string) (*aside, error) {
	dir, base := filepath.Dir(path), filepath.Base(path)
	removeKilled(dir, base)
	for range lockTries {
		name := fmt.Sprintf(".%s.%d%s", base, rand.Uint64(), unfinished)
		file, err := os.OpenFile(filepath.Join(dir, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		a := &aside{file, flock.New(file.Name(), flock.SetFlag(os.O_RDONLY))}
		if !locksFiles || a.held() {
			return a, nil
		}
		a.drop() // somebody takes it for one that was left
	}
	return nil, &os.PathError{Op: "create", Path: path, Err: errors.New("others write it")}
}

// held takes the lock, and reports whether the file is still there. A file
// system without locks has nobody who removes it, either.
func (a *aside) held() bool {
	held, err := a.lock.TryLock()
	return err != nil || held && same(a.lock)
}

// removeKilled removes the files of this package for base that nobody writes; for any
// file of the folder where base is empty.
func removeKilled(dir, base string) {
	entries, err := os.ReadDir(dir)
	if err != nil || !locksFiles {
		return
	}
	prefix := "."
	if base != "" {
		prefix = "." + base + "."
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), prefix) && isHidden(e.Name()) && e.Type().IsRegular() {
			l := flock.New(filepath.Join(dir, e.Name()), flock.SetFlag(os.O_RDONLY))
			if held, err := l.TryLock(); err == nil && held {
				os.Remove(l.Path())
			}
			l.Close()
		}
	}
}

// moveTo closes the file and puts it at path, if err is nil; otherwise it goes.
func (a *aside) moveTo(path string, err error) error {
	err = errors.Join(err, a.File.Close())
	if err == nil {
		err = os.Rename(a.Name(), path)
	}
	if err != nil {
		os.Remove(a.Name())
	}
	a.lock.Close()
	return err
}

// drop gives the file up. After moveTo it does nothing.
func (a *aside) drop() {
	if a.File.Close() == nil {
		os.Remove(a.Name())
		a.lock.Close()
	}
}
