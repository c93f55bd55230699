package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// CheckFolder refuses a folder that holds anything, and a name that is that of a
// file: export never mixes its files with others.
func CheckFolder(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		if info, e := os.Stat(dir); e == nil && !info.IsDir() {
			return fmt.Errorf("%s: is a file; name a new folder", dir)
		}
		return fmt.Errorf("%s: %w; choose a folder that can be read", dir, errors.Unwrap(err))
	case len(entries) > 0:
		return fmt.Errorf("%s: is not empty; name a new folder, or remove this one first", dir)
	}
	return nil
}

// Write puts the files into a folder that is there.
func Write(dir string, files []File) error {
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("%s: %w; choose a folder that can be written", dir, err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			return fmt.Errorf("%s: %w; choose a folder that can be written", dir, err)
		}
	}
	return nil
}
