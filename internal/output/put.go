package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Put puts data at dir/name in one move. The error names the path and what to do.
func Put(dir, name string, data []byte) error {
	path := filepath.Join(dir, name)
	if err := ReplaceFile(path, data); err != nil {
		return fmt.Errorf("write %s: %w; name a folder you may write to", path, err)
	}
	return nil
}

// Exists reports whether there is something at path; what cannot be looked at is
// there, and reading it says what is wrong.
func Exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
