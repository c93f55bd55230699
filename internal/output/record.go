package output

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// RecordFile is the name of a folder's record.
const RecordFile = ".tinyol-sim.json"

// maxRecord bounds the bytes that are read of a record: 1000 files with long
// names take less than a tenth of it.
const maxRecord = 4 << 20

// Record says which files of a folder are ours and what made them.
type Record struct {
	Version int `json:"version"`
	// Kind is the command whose result this is.
	Kind string `json:"kind"`
	// Run is the checksum of the settings: a run may replace one of equal
	// settings without being asked.
	Run string `json:"run"`
	// Command is the command line, for messages.
	Command string `json:"command,omitempty"`
	// Files are the paths of our files in the folder, with slashes, sorted.
	Files []string `json:"files"`
	// Unfinished says what is there of a run that has not ended, such as "20 of
	// 40 seeds"; empty: the run has ended, or nothing of it can be used.
	Unfinished string `json:"unfinished,omitempty"`
}

const recordVersion = 1

// ReadRecord reads the record of a folder; nil where there is none.
func ReadRecord(dir string) (*Record, error) {
	at := filepath.Join(dir, RecordFile)
	info, err := os.Stat(at)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && (!info.Mode().IsRegular() || info.Size() > maxRecord) {
		err = errors.New("is not a record of tinyol-sim")
	}
	var data []byte
	if err == nil {
		data, err = os.ReadFile(at)
	}
	r := new(Record)
	if err == nil {
		err = json.Unmarshal(data, r)
	}
	if err == nil {
		err = r.check()
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w; choose another folder", at, err)
	}
	return r, nil
}

// check refuses a record of another version, and one that would have files
// replaced or removed that are not in its folder.
func (r *Record) check() error {
	if r.Version != recordVersion {
		return fmt.Errorf("has version %d, this program reads %d", r.Version, recordVersion)
	}
	for _, name := range r.Files {
		if !filepath.IsLocal(filepath.FromSlash(name)) || path.Clean(name) != name || name == "." {
			return fmt.Errorf("lists %q, which is no file of the folder", name)
		}
	}
	return nil
}

func (r *Record) write(dir string) error { return r.writeTo(filepath.Join(dir, RecordFile)) }

func (r *Record) writeTo(path string) error {
	r.Version = recordVersion
	slices.Sort(r.Files)
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return ReplaceFile(path, append(data, '\n'))
}

// owns reports whether the file at a path in the folder is ours.
func (r *Record) owns(name string) bool { return r != nil && slices.Contains(r.Files, name) }

// contents lists the files of a folder by their paths in it, with slashes. The
// record and hidden folders of this package are not among them, nor are folders
// in it that have a record of their own: those are other results.
func contents(dir string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (isHidden(d.Name()) || hasRecord(path)):
			return fs.SkipDir
		case d.IsDir() || name == RecordFile:
			return nil
		}
		names = append(names, filepath.ToSlash(name))
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return names, err
}

// holdsResults reports whether other results, or what was left of one, lie in
// a folder. It may not be replaced as a folder then.
func holdsResults(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		return e.IsDir() && (isHidden(e.Name()) || hasRecord(filepath.Join(dir, e.Name())))
	})
}

func hasRecord(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, RecordFile))
	return err == nil
}

// isHidden reports whether a folder's name is one that this package gives.
func isHidden(name string) bool {
	return strings.HasPrefix(name, ".") && strings.HasSuffix(name, unfinished)
}
