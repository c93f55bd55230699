//go:build unix

package output

import (
	"io/fs"
	"syscall"
)

// sameDevice reports whether two folders lie in one file system.
func sameDevice(a, b fs.FileInfo) bool {
	x, ok := a.Sys().(*syscall.Stat_t)
	y, also := b.Sys().(*syscall.Stat_t)
	return ok && also && x.Dev == y.Dev
}
