//go:build !unix

package output

import (
	"errors"
	"io/fs"
	"os"
)

// sameDevice is not known here; a move that fails for it is refused later.
func sameDevice(_, _ fs.FileInfo) bool { return true }

// writable reports whether files can be made in a folder.
func writable(dir string) bool {
	f, err := os.CreateTemp(dir, ".tinyol-sim-*")
	if err != nil {
		return false
	}
	return errors.Join(f.Close(), os.Remove(f.Name())) == nil
}

// locksFiles: a file that another handle has locked cannot be written.
const locksFiles = false
