//go:build unix

package limits

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func fifo(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPipeThatNobodyWrites(t *testing.T) {
	if _, err := ReadFile(fifo(t), 1<<20); err == nil || !strings.Contains(err.Error(), "a pipe into which nobody writes") {
		t.Errorf("got %v", err)
	}
}

// The writer may come after the reader, and write in parts.
func TestPipeIsReadToItsEnd(t *testing.T) {
	path := fifo(t)
	written := make(chan error, 1)
	go func() {
		time.Sleep(50 * time.Millisecond)
		w, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err == nil {
			_, err = w.WriteString("window: ")
		}
		if err == nil {
			time.Sleep(50 * time.Millisecond)
			_, err = w.WriteString("40\n")
		}
		if err == nil {
			err = w.Close()
		}
		written <- err
	}()
	data, err := ReadFile(path, 1<<20)
	if err != nil || string(data) != "window: 40\n" {
		t.Errorf("%q, %v", data, err)
	}
	if err := <-written; err != nil {
		t.Error(err)
	}
}

func TestDevice(t *testing.T) {
	if _, err := ReadFile("/dev/zero", 1<<20); err == nil || !strings.Contains(err.Error(), "is a device; name a file") {
		t.Errorf("got %v", err)
	}
}
