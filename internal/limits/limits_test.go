package limits

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "f")
	if err := os.WriteFile(path, []byte("12345678"), 0o600); err != nil {
		t.Fatal(err)
	}
	for most, want := range map[int64]string{8: "", 7: "is larger than 7 bytes"} {
		data, err := ReadFile(path, most)
		if want == "" && (err != nil || string(data) != "12345678") {
			t.Errorf("at most %d: %q, %v", most, data, err)
		}
		if want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("at most %d: %v, want %q", most, err, want)
		}
	}
	if _, err := ReadFile(filepath.Join(dir, "none"), 1); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if _, err := ReadFile(dir, 1<<20); err == nil || !strings.Contains(err.Error(), "is a folder; name a file") {
		t.Errorf("folder: %v", err)
	}
}

// A file that holds nothing but its size is refused without being read.
func TestSizeIsLookedAtFirst(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sparse")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Truncate(1<<32), f.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path, 2<<30); err == nil || !strings.Contains(err.Error(), "is larger than 2 GiB") {
		t.Errorf("got %v", err)
	}
}

func TestReadAllStops(t *testing.T) {
	endless := &endless{}
	if _, err := ReadAll(endless, 1<<20); err == nil || !strings.Contains(err.Error(), "is larger than 1 MiB") {
		t.Errorf("got %v", err)
	}
	if endless.read > 2<<20 {
		t.Errorf("%d bytes were read", endless.read)
	}
	if data, err := ReadAll(bytes.NewReader(nil), 1); err != nil || len(data) != 0 {
		t.Errorf("nothing to read: %q, %v", data, err)
	}
}

type endless struct{ read int }

func (e *endless) Read(b []byte) (int, error) {
	e.read += len(b)
	return len(b), nil
}
