package output

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// options are those of a command that writes a.txt, b.txt and c.txt.
func options(run string) Options {
	return Options{Kind: "bench", Run: run, Command: "run " + run, Writes: regexp.MustCompile(`^[abc]\.txt$`).MatchString}
}

func write(t *testing.T, dir string, files ...string) {
	t.Helper()
	for _, name := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(filepath.Base(dir)+" "+name), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func begin(t *testing.T, dir string, o Options) *Folder {
	t.Helper()
	f, err := Begin(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// made is a folder with the result of a run.
func made(t *testing.T, dir, run string, files ...string) {
	t.Helper()
	f := begin(t, dir, options(run))
	write(t, f.Dir(), files...)
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
}

// requireFiles wants these files in a folder and no others, hidden ones
// included.
func requireFiles(t *testing.T, dir string, want ...string) {
	t.Helper()
	var found []string
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != RecordFile {
			found = append(found, e.Name())
		}
	}
	if strings.Join(found, " ") != strings.Join(want, " ") {
		t.Errorf("%s holds %q, want %q", dir, found, want)
	}
}

// inPlaces runs a test for a folder that is replaced in one step, and for one
// that the process stands in, whose files are moved.
func inPlaces(t *testing.T, f func(t *testing.T, dir string)) {
	t.Run("beside", func(t *testing.T) { f(t, filepath.Join(t.TempDir(), "out")) })
	t.Run("inside", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "out")
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		t.Chdir(dir)
		f(t, ".")
	})
}

func TestAResultReplacesThatOfTheSameRun(t *testing.T) {
	inPlaces(t, func(t *testing.T, dir string) {
		made(t, dir, "1", "a.txt", "b.txt")
		made(t, dir, "1", "b.txt", "c.txt")
		requireFiles(t, dir, "b.txt", "c.txt")
		if full, _ := filepath.Abs(dir); filepath.Base(full) == "out" {
			requireFiles(t, filepath.Dir(full), "out")
		}
	})
}

func TestNothingChangesBeforeTheEnd(t *testing.T) {
	inPlaces(t, func(t *testing.T, dir string) {
		made(t, dir, "1", "a.txt", "b.txt")
		before, _ := os.ReadFile(filepath.Join(dir, "a.txt"))
		f := begin(t, dir, options("1"))
		write(t, f.Dir(), "a.txt")
		if kept := f.Leave(false); kept != "" {
			t.Errorf("kept %s", kept)
		}
		after, err := os.ReadFile(filepath.Join(dir, "a.txt"))
		if err != nil || string(after) != string(before) {
			t.Errorf("a.txt is %q, %v", after, err)
		}
		requireFiles(t, dir, "a.txt", "b.txt")
	})
}

func TestOccupied(t *testing.T) {
	inPlaces(t, func(t *testing.T, dir string) {
		made(t, dir, "1", "a.txt", "b.txt")
		refused := func(o Options, want string) {
			t.Helper()
			_, err := Begin(dir, o)
			var occupied *OccupiedError
			if !errors.As(err, &occupied) || !strings.Contains(err.Error(), want) {
				t.Errorf("got %v, want %q", err, want)
			}
		}
		refused(options("2"), `holds the result of another run (run 1)`)
		o := options("1")
		o.Inputs = []string{"-", filepath.Join(dir, "a.txt")}
		refused(o, "its file a.txt is an input")
		link := filepath.Join(t.TempDir(), "link")
		if err := os.Symlink(mustAbs(t, filepath.Join(dir, "b.txt")), link); err != nil {
			t.Fatal(err)
		}
		o.Inputs, o.Force = []string{link}, true
		refused(o, "its file b.txt is an input")
		o.Inputs = []string{dir}
		refused(o, "is an input")

		write(t, dir, "notes.md")
		refused(options("1"), "holds a file, notes.md, that tinyol-sim did not write")
		write(t, dir, "c.txt")
		forced := options("2")
		forced.Force = true
		refused(forced, "its file c.txt is not one that tinyol-sim wrote")
		requireFiles(t, dir, "a.txt", "b.txt", "c.txt", "notes.md")

		if err := os.Remove(filepath.Join(dir, "c.txt")); err != nil {
			t.Fatal(err)
		}
		before, err := os.Stat(filepath.Join(dir, "notes.md"))
		if err != nil {
			t.Fatal(err)
		}
		f := begin(t, dir, forced)
		write(t, f.Dir(), "c.txt")
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
		requireFiles(t, dir, "c.txt", "notes.md")
		if after, err := os.Stat(filepath.Join(dir, "notes.md")); err != nil || !os.SameFile(before, after) {
			t.Errorf("notes.md is another file: %v", err)
		}
	})
}

func mustAbs(t *testing.T, path string) string {
	t.Helper()
	full, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return full
}

// TestAStrangersFileThatComesLater appears while the run is on: it stays, and so
// does the result.
func TestAStrangersFileThatComesLater(t *testing.T) {
	inPlaces(t, func(t *testing.T, dir string) {
		f := begin(t, dir, options("1"))
		write(t, f.Dir(), "a.txt")
		write(t, dir, "a.txt")
		err := f.Commit()
		if err == nil || !strings.Contains(err.Error(), "its file a.txt is not one that tinyol-sim wrote") {
			t.Fatalf("got %v", err)
		}
		for _, path := range []string{filepath.Join(dir, "a.txt"), filepath.Join(f.Dir(), "a.txt")} {
			if _, err := os.Stat(path); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestOneWriter(t *testing.T) {
	inPlaces(t, func(t *testing.T, dir string) {
		f := begin(t, dir, options("1"))
		var busy *BusyError
		if _, err := Begin(dir, options("1")); !errors.As(err, &busy) {
			t.Errorf("a second writer got %v", err)
		}
		write(t, f.Dir(), "a.txt")
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
		made(t, dir, "1", "b.txt")
		requireFiles(t, dir, "b.txt")
	})
}

// TestWritersFromBothSides come from the folder itself and from its parent.
func TestWritersFromBothSides(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "out")
	made(t, dir, "1", "a.txt")
	f := begin(t, dir, options("1"))
	defer f.Leave(false)
	t.Chdir(dir)
	var busy *BusyError
	if _, err := Begin(".", options("1")); !errors.As(err, &busy) {
		t.Errorf("the second writer got %v", err)
	}
}

func TestUnfinishedIsKept(t *testing.T) {
	inPlaces(t, func(t *testing.T, dir string) {
		made(t, dir, "1", "a.txt")
		f := begin(t, dir, options("1"))
		write(t, f.Dir(), "a.txt", "b.txt")
		if err := f.Checkpoint("2 of 3 parts"); err != nil {
			t.Fatal(err)
		}
		kept := f.Leave(false)
		requireFiles(t, kept, "a.txt", "b.txt")

		_, err := Begin(dir, options("1"))
		if want := "a run was stopped there with 2 of 3 parts finished"; err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
		other := options("2")
		other.Resume, other.Force = true, false
		if _, err := Begin(dir, other); err == nil {
			t.Error("another run went on")
		}
		o := options("1")
		o.Resume = true
		f = begin(t, dir, o)
		if !f.Resumed() || f.Finished() != "2 of 3 parts" {
			t.Errorf("resumed %v, finished %q", f.Resumed(), f.Finished())
		}
		write(t, f.Dir(), "c.txt")
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
		requireFiles(t, dir, "a.txt", "b.txt", "c.txt")
		record, err := ReadRecord(dir)
		if err != nil || record.Unfinished != "" {
			t.Errorf("record %+v, %v", record, err)
		}
	})
}

func TestForceDropsWhatWasUnfinished(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	f := begin(t, dir, options("1"))
	if err := f.Checkpoint("1 of 3 parts"); err != nil {
		t.Fatal(err)
	}
	f.Leave(false)
	o := options("1")
	o.Force = true
	f = begin(t, dir, o)
	defer f.Leave(false)
	if f.Resumed() || f.Finished() != "" {
		t.Error("the earlier run goes on")
	}
}

// TestAddBeginsWithTheEarlierFiles for figures that are added to others.
func TestAddBeginsWithTheEarlierFiles(t *testing.T) {
	inPlaces(t, func(t *testing.T, dir string) {
		made(t, dir, "1", "a.txt", "b.txt")
		o := options("1")
		o.Add = true
		f := begin(t, dir, o)
		requireFiles(t, f.Dir(), "a.txt", "b.txt")
		if err := ReplaceFile(filepath.Join(f.Dir(), "c.txt"), []byte("new")); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(filepath.Join(f.Dir(), "b.txt")); err != nil {
			t.Fatal(err)
		}
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
		requireFiles(t, dir, "a.txt", "c.txt")
	})
}

// TestReportLeavesOthersFiles draws in a folder with a picture of the user's.
func TestReportLeavesOthersFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	made(t, dir, "1", "a.txt", "b.txt")
	write(t, dir, "mine.svg")
	o := options("")
	o.Kind, o.Add = KindReport, true
	f := begin(t, dir, o)
	if err := ReplaceFile(filepath.Join(f.Dir(), "b.txt"), []byte("new")); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	requireFiles(t, dir, "a.txt", "b.txt", "mine.svg")
	record, err := ReadRecord(dir)
	if err != nil || record.Run != "1" || record.Kind != "bench" {
		t.Errorf("record %+v, %v", record, err)
	}
}

// TestOtherResultsInAFolder are neither ours nor foreign, and stay.
func TestOtherResultsInAFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	made(t, filepath.Join(dir, "part"), "1", "a.txt")
	for range 2 {
		made(t, dir, "2", "b.txt")
		requireFiles(t, dir, "b.txt", "part")
		requireFiles(t, filepath.Join(dir, "part"), "a.txt")
	}
}

// TestMoveThatWasStopped stops between any two files: whoever opens the folder
// next ends the move.
func TestMoveThatWasStopped(t *testing.T) {
	for moved := range 4 {
		dir := filepath.Join(t.TempDir(), "out")
		made(t, dir, "1", "a.txt", "b.txt")
		f := begin(t, dir, options("1"))
		write(t, f.Dir(), "a.txt", "c.txt")
		record := f.record("")
		record.Files = []string{"a.txt", "c.txt"}
		if err := record.write(f.Dir()); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(f.place.result(), f.place.moving()); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"a.txt", "c.txt", RecordFile}[:moved] {
			if err := f.place.bring(name); err != nil {
				t.Fatal(err)
			}
			if name == RecordFile {
				os.Remove(filepath.Join(dir, "b.txt"))
			}
		}
		f.lock.Close() // as when the process dies
		if err := Settle(dir); err != nil {
			t.Fatal(err)
		}
		requireFiles(t, dir, "a.txt", "c.txt")
		if data, _ := os.ReadFile(filepath.Join(dir, "a.txt")); string(data) != "result a.txt" {
			t.Errorf("after %d moves a.txt is %q", moved, data)
		}
		requireFiles(t, filepath.Dir(dir), "out")
	}
}

func TestLockOfTheDead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	f := begin(t, dir, options("1"))
	write(t, f.Dir(), "a.txt")
	f.lock.Close() // as when the process dies: the file stays, the lock does not
	made(t, dir, "1", "b.txt")
	requireFiles(t, dir, "b.txt")
	requireFiles(t, filepath.Dir(dir), "out")
}

func TestFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "model")
	ours := func(head []byte) bool { return strings.HasPrefix(string(head), "MODEL") }
	create := func(text string, o FileOptions) error {
		f, err := CreateFile(path, o)
		if err != nil {
			return err
		}
		defer f.Abandon()
		f.WriteString(text)
		return f.Commit()
	}
	for _, text := range []string{"MODEL 1", "MODEL 2"} {
		if err := create(text, FileOptions{Ours: ours}); err != nil {
			t.Fatal(err)
		}
	}
	write(t, dir, "recording")
	model := path
	path = filepath.Join(dir, "recording")
	var occupied *OccupiedError
	if err := create("MODEL", FileOptions{Ours: ours}); !errors.As(err, &occupied) {
		t.Errorf("a recording was replaced: %v", err)
	}
	if err := create("MODEL", FileOptions{Ours: ours, Force: true, Inputs: []string{path}}); !errors.As(err, &occupied) {
		t.Errorf("an input was replaced: %v", err)
	}
	if err := create("MODEL", FileOptions{Ours: ours, Force: true}); err != nil {
		t.Error(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(model, link); err != nil {
		t.Fatal(err)
	}
	path = link
	if err := create("MODEL 3", FileOptions{Ours: ours}); err != nil {
		t.Error(err)
	}
	if data, _ := os.ReadFile(model); string(data) != "MODEL 3" {
		t.Errorf("behind the link stands %q", data)
	}
	path = os.DevNull
	if err := create("MODEL", FileOptions{Ours: ours}); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s is a file now: %v", os.DevNull, err)
	}
	requireFiles(t, dir, "link", "model", "recording")
}
