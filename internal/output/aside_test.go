package output

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAFileIsMadeBesideItsPlace: the folder of temporary files may lie in another
// file system, from which nothing can be moved in one step.
func TestAFileIsMadeBesideItsPlace(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("TMPDIR", filepath.Join(dir, "nowhere"))
	f, err := CreateFile("model", FileOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got := filepath.Dir(f.file.Name()); got != "." {
		t.Errorf("it is made in %s", got)
	}
	if _, err := f.WriteString("new"); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	requireFiles(t, dir, "model")
}

// TestAKilledWritersFileGoes: what nobody writes any more is removed by the next
// writer of the same file, and what somebody writes is not.
func TestAKilledWritersFileGoes(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "model")
	if !locksFiles {
		t.Skip("files that are written cannot be told from others on this system")
	}
	for _, name := range []string{".model.1.unfinished", ".model.2", ".models.3.unfinished"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	first, err := CreateFile(path, FileOptions{})
	if err != nil {
		t.Fatal(err)
	}
	second, err := CreateFile(path, FileOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []*File{first, second} {
		if _, err := f.WriteString(f.file.Name()); err != nil {
			t.Fatal(err)
		}
		if err := f.Commit(); err != nil {
			t.Error(err)
		}
	}
	requireFiles(t, dir, ".model.2", ".models.3.unfinished", "model")
	if data, err := os.ReadFile(path); err != nil || string(data) != second.file.Name() {
		t.Errorf("model is %q, %v", data, err)
	}
}

// TestARecordNamesFilesOfItsFolder: one that has been changed must not make us
// remove or link others.
func TestARecordNamesFilesOfItsFolder(t *testing.T) {
	for _, name := range []string{"../other", "/etc/passwd", "a/../../other", "", ".", "a//b", "./a.txt"} {
		dir := filepath.Join(t.TempDir(), "out")
		made(t, dir, "1", "a.txt")
		other := filepath.Join(filepath.Dir(dir), "other")
		if err := os.WriteFile(other, []byte("mine"), 0o666); err != nil {
			t.Fatal(err)
		}
		r := &Record{Kind: "bench", Run: "1", Files: []string{"a.txt", name}}
		if err := r.write(dir); err != nil {
			t.Fatal(err)
		}
		if _, err := Begin(dir, options("1")); err == nil || !strings.Contains(err.Error(), "which is no file of the folder; choose another folder") {
			t.Errorf("%q: got %v", name, err)
		}
		if data, err := os.ReadFile(other); err != nil || string(data) != "mine" {
			t.Errorf("%q: the file beside is %q, %v", name, data, err)
		}
	}
}
