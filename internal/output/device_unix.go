//go:build unix

package output

import (
	"io/fs"
	"syscall"

	"golang.org/x/sys/unix"
)

// sameDevice reports whether two folders lie in one file system.
func sameDevice(a, b fs.FileInfo) bool {
	x, ok := a.Sys().(*syscall.Stat_t)
	y, also := b.Sys().(*syscall.Stat_t)
	return ok && also && x.Dev == y.Dev
}

// writable reports whether files can be made in a folder.
func writable(dir string) bool { return unix.Access(dir, unix.W_OK|unix.X_OK) == nil }

// locksFiles: a file that another handle has locked can be written and moved.
const locksFiles = true
