package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// ending is how a process ended and the most memory that it had. Linux counts in
// KiB (getrusage(2)).
func ending(s *os.ProcessState) (code int, signal syscall.Signal, memory int64) {
	if usage, ok := s.SysUsage().(*syscall.Rusage); ok {
		memory = usage.Maxrss * 1024
	}
	if status, ok := s.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		signal = status.Signal()
	}
	return s.ExitCode(), signal, memory
}

// processorTime is what a process at work has had, 0 where that is not known:
// then all that it takes is counted.
func processorTime(pid int) time.Duration {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	// Behind the name, which may hold anything, user and system time are fields
	// 12 and 13, in hundredths of a second (proc_pid_stat(5)).
	fields := strings.Fields(string(data[bytes.LastIndexByte(data, ')')+1:]))
	total := 0
	for _, field := range fields[min(11, len(fields)):min(13, len(fields))] {
		n, _ := strconv.Atoi(field) // the system writes digits
		total += n
	}
	return time.Duration(total) * 10 * time.Millisecond
}

// addressSpace is what a run may map: without a bound, one that asks for all
// memory would take the machine with it.
const addressSpace = 8 << 30

// limitAddressSpace sets the bound for this process, from which runs inherit it.
func limitAddressSpace() {
	limit := unix.Rlimit{}
	if unix.Getrlimit(unix.RLIMIT_AS, &limit) == nil && limit.Cur > addressSpace {
		limit.Cur = addressSpace
		_ = unix.Setrlimit(unix.RLIMIT_AS, &limit) // the limit of resident memory is checked all the same
	}
}

// mountDisk makes a file system of so many bytes at dir, or gives it more.
func mountDisk(dir, size string, again bool) error {
	flags := uintptr(0)
	if again {
		flags = unix.MS_REMOUNT
	}
	if err := unix.Mount("tmpfs", dir, "tmpfs", flags, "size="+size); err != nil {
		return &os.PathError{Op: "mount", Path: filepath.Base(dir), Err: err}
	}
	return nil
}

func unmountDisk(dir string) error { return unix.Unmount(dir, unix.MNT_DETACH) }
