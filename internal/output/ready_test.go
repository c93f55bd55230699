package output

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// killed is what a kill does to a writer.
func killed(f *Folder) { f.lock.Close() }

// TestAWholeResultIsNotLostBeforeItIsMoved kills a run whose record says that it
// has ended, before and after the exchange.
func TestAWholeResultIsNotLostBeforeItIsMoved(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	made(t, dir, "0", "a.txt")
	write(t, dir, "notes.md")
	forced := options("1")
	forced.Force = true
	f := begin(t, dir, forced)
	write(t, f.Dir(), "a.txt", "b.txt")
	if err := f.Checkpoint("2 of 2 seeds"); err != nil {
		t.Fatal(err)
	}
	record := f.record("")
	record.Files = []string{"a.txt", "b.txt"}
	if err := f.close(record); err != nil {
		t.Fatal(err)
	}
	if err := f.link([]string{"notes.md"}, false); err != nil { // as exchange begins
		t.Fatal(err)
	}
	killed(f)

	var occupied *OccupiedError
	if _, err := Begin(dir, options("1")); !errors.As(err, &occupied) {
		t.Errorf("got %v; the finished result would be lost", err)
	}
	forced.Resume = true
	f = begin(t, dir, forced)
	if !f.Resumed() {
		t.Fatal("what was finished is not taken")
	}
	requireFiles(t, f.Dir(), "a.txt", "b.txt")
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	requireFiles(t, dir, "a.txt", "b.txt", "notes.md")
	requireFiles(t, filepath.Dir(dir), "out")
}

// TestAnExchangedResultIsNotTakenForAWholeOne kills a run after the exchange:
// what lies in the hidden folder then is the earlier result.
func TestAnExchangedResultIsNotTakenForAWholeOne(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	made(t, dir, "1", "a.txt")
	f := begin(t, dir, options("1"))
	write(t, f.Dir(), "b.txt")
	if err := f.Checkpoint("2 of 2 seeds"); err != nil {
		t.Fatal(err)
	}
	record := f.record("")
	record.Files = []string{"b.txt"}
	if err := f.close(record); err != nil {
		t.Fatal(err)
	}
	if err := exchange(f.Dir(), dir); errors.Is(err, errors.ErrUnsupported) {
		t.Skip("folders cannot be exchanged on this system")
	} else if err != nil {
		t.Fatal(err)
	}
	killed(f)

	o := options("1")
	o.Resume = true
	f = begin(t, dir, o)
	if f.Resumed() {
		t.Error("the earlier result is taken for what was finished")
	}
	write(t, f.Dir(), "c.txt")
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	requireFiles(t, dir, "c.txt")
	requireFiles(t, filepath.Dir(dir), "out")
}

// TestWhatAKilledCommitLeavesGoes with the folder that it lies in.
func TestWhatAKilledCommitLeavesGoes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	f := begin(t, dir, options("1"))
	for _, name := range []string{readyName, RecordFile, ".ready.1.unfinished"} {
		if err := os.WriteFile(filepath.Join(f.place.hidden, name), []byte("{}"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if kept := f.Leave(false); kept != "" {
		t.Errorf("kept %s", kept)
	}
	requireFiles(t, filepath.Dir(dir))
}

// TestLeftoversDoNotComeAlong: what a writer that was killed has left in the folder does
// not get into the result, though it still had its lock when the next run began.
func TestLeftoversDoNotComeAlong(t *testing.T) {
	if !locksFiles {
		t.Skip("files that are written cannot be told from others on this system")
	}
	dir := filepath.Join(t.TempDir(), "out")
	f := begin(t, dir, options("1"))
	write(t, f.Dir(), "a.txt", "."+RecordFile+".7.unfinished", ".a.txt.8.unfinished")
	if err := f.Checkpoint("1 of 2 seeds"); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	requireFiles(t, dir, "a.txt")
	if record, err := ReadRecord(dir); err != nil || len(record.Files) != 1 {
		t.Errorf("the record has %v, %v", record, err)
	}
}
