package fileset

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"tinyol-sim/internal/output"
)

// listed is how many names of a folder are read at a time.
const listed = 1024

// walk reads what a folder on the disk holds.
func walk(name string) (*tree, error) {
	t := &tree{root: &folder{path: "."}}
	if err := t.walk(name, t.root, 0); err != nil {
		return nil, err
	}
	t.finish()
	return t, nil
}

func (t *tree) walk(at string, into *folder, depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("folders are nested deeper than %d; name one further down", maxDepth)
	}
	var ours []string // results that this tool has written there
	if record, err := output.ReadRecord(at); err == nil && record != nil {
		ours = record.Files
	}
	dir, err := os.Open(at)
	if err != nil {
		return readable(err)
	}
	defer dir.Close()
	for {
		entries, err := dir.ReadDir(listed)
		for _, e := range entries {
			if err := t.entry(at, e, into, ours); err != nil {
				return err
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return readable(err)
		}
	}
	dir.Close() // one folder is open at a time
	for _, below := range into.folders {
		if err := t.walk(filepath.Join(at, path.Base(below.path)), below, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (t *tree) entry(at string, e fs.DirEntry, into *folder, ours []string) error {
	switch {
	case hidden(e.Name()):
		return nil
	case slices.Contains(ours, e.Name()):
		t.leave(path.Join(into.path, e.Name()))
		return nil
	}
	// A link to a file is that file; one to a folder may lead in a circle.
	info, err := os.Stat(filepath.Join(at, e.Name()))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		t.leave(path.Join(into.path, e.Name()) + " (a link to nothing)")
		return nil
	case err != nil:
		return readable(err)
	case info.IsDir() && e.Type()&fs.ModeSymlink != 0:
		t.leave(path.Join(into.path, e.Name()) + " (a link to a folder)")
		return nil
	case info.IsDir():
		into.folders = append(into.folders, &folder{path: path.Join(into.path, e.Name())})
		return nil
	case !info.Mode().IsRegular():
		t.leave(path.Join(into.path, e.Name()) + " (no regular file)")
		return nil
	}
	return t.add(into, leaf{name: e.Name()}, info.Size())
}

// readable words an error of the file system.
func readable(err error) error {
	if system, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf("%s: %w; check its permissions", system.Path, system.Err)
	}
	return err
}
