//go:build !linux

package main

import (
	"errors"
	"os"
	"syscall"
	"time"
)

// ending is how a process ended. Its memory is not known here.
func ending(s *os.ProcessState) (code int, signal syscall.Signal, memory int64) {
	if status, ok := s.Sys().(interface {
		Signaled() bool
		Signal() syscall.Signal
	}); ok && status.Signaled() {
		signal = status.Signal()
	}
	return s.ExitCode(), signal, 0
}

// processorTime of a process at work is not known here: all that it takes is
// counted.
func processorTime(int) time.Duration { return 0 }

func limitAddressSpace() {}

func mountDisk(_, _ string, _ bool) error { return errors.ErrUnsupported }

func unmountDisk(string) error { return nil }
