package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	unfinished = ".unfinished"
	// insideName is the hidden folder of a result whose place cannot have one
	// beside it.
	insideName = ".tinyol-sim" + unfinished
	// A hidden folder holds the lock, and the result while it is made or, under
	// another name, while its files are moved to their places. A result that is
	// whole has its record there, too (Folder.close).
	lockName   = "lock"
	resultName = "result"
	movingName = "moving"
	readyName  = "ready"
)

// place is where a folder is made, and how it can be put where it belongs.
type place struct {
	named  string // the folder as the user named it, for messages
	target string // with links followed
	hidden string // the folder that is worked in
	inside bool   // hidden lies in target: files are moved one by one
}

// locate chooses the hidden folder: beside the target where that can be
// written, lies in the same file system, and the target may be replaced as a
// folder, else in it.
func locate(dir string) (*place, error) {
	p := &place{named: dir, target: filepath.Clean(dir)}
	if dir == "" {
		return nil, &OccupiedError{"\"\"", "the name of the folder is empty", "name one"}
	}
	if full, err := filepath.EvalSymlinks(p.target); err == nil {
		p.target = full
	}
	info, err := os.Stat(p.target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(p.target); err == nil {
			return nil, fmt.Errorf("%s: is a link to a folder that is not there; name a folder", dir)
		}
	case err != nil:
		return nil, fmt.Errorf("%s: %w; check the path", dir, errors.Unwrap(err))
	case !info.IsDir():
		return nil, &OccupiedError{dir, "is a file", "name a folder"}
	}
	full, err := filepath.Abs(p.target)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	p.inside = info != nil && !replaceable(full, info)
	if p.inside {
		p.hidden = filepath.Join(p.target, insideName)
	} else {
		p.hidden = beside(full, p.target)
	}
	return p, nil
}

// beside is the hidden folder in the same parent. It has a relative path where
// the target has one, for messages.
func beside(full, target string) string {
	return filepath.Join(filepath.Dir(target), "."+filepath.Base(full)+unfinished)
}

// replaceable reports whether another folder can take the place of an existing
// one: nobody stands in it, it is no mount point, and its parent can be written.
func replaceable(full string, info fs.FileInfo) bool {
	parent := filepath.Dir(full)
	if parent == full || standsIn(full) {
		return false
	}
	above, err := os.Stat(parent)
	return err == nil && sameDevice(info, above) && writable(parent)
}

// standsIn reports whether the process's working directory is dir or below it:
// whoever started it there would be left in a folder that is gone.
func standsIn(dir string) bool {
	at, err := os.Getwd()
	if err == nil {
		at, err = filepath.EvalSymlinks(at)
	}
	if err != nil {
		return true // nobody knows: take the careful way
	}
	return at == dir || strings.HasPrefix(at, dir+string(filepath.Separator))
}

// result is the folder that is written into.
func (p *place) result() string { return filepath.Join(p.hidden, resultName) }

// moving is the same folder from the moment on at which its files move.
func (p *place) moving() string { return filepath.Join(p.hidden, movingName) }

// ready is the second name of the record of a result that is whole.
func (p *place) ready() string { return filepath.Join(p.hidden, readyName) }

// isReady reports whether the folder that is written into is a whole result that
// was not moved. After an exchange it is the earlier one, with another record.
func (p *place) isReady() bool { return sameFile(p.ready(), filepath.Join(p.result(), RecordFile)) }

// exists reports whether the target is there.
func (p *place) exists() bool {
	_, err := os.Stat(p.target)
	return err == nil
}
