package catalogue_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/catalogue"
)

const (
	walking = "t,ax,ay,state\n0,0.1,1,walk\n0.01,0.2,2,walk\n0.02,0.3,1,walk\n0.03,0.2,2,walk\n"
	running = "t,ax,ay,state\n0,1.1,1,run\n0.01,0.2,3,run\n0.02,1.3,1,run\n0.03,0.2,3,run\n"
)

func importFolder(t *testing.T, p place, o catalogue.Import) (e *catalogue.Entry, notes []string, err error) {
	t.Helper()
	o.Folder = filepath.Join(p.dir, "mine")
	e, _, err = p.Import(context.Background(), o, func(text string) { notes = append(notes, text) })
	return e, notes, err
}

// A folder becomes an entry that is found, copied and verified like any other.
func TestImport(t *testing.T) {
	p := newPlace(t)
	p.write(t, "mine/walk 1.csv", []byte(walking))
	p.write(t, "mine/more/run#2.csv", []byte(running))
	p.write(t, "mine/README.md", []byte("# what we did\n\nWe walked and ran.\n"))
	p.write(t, "mine/talk.csv", []byte("we did nothing\nand wrote that down\n"))
	p.write(t, "mine/.hidden", []byte("x"))
	if err := os.Symlink(filepath.Join(p.dir, "mine", "README.md"), filepath.Join(p.dir, "mine", "link.csv")); err != nil {
		t.Fatal(err)
	}
	o := catalogue.Import{Name: "walks", Title: `our "walks": 1`, Kind: "activity", Licence: "CC-BY-4.0", Note: "telling walks\nfrom runs"}
	e, notes, err := importFolder(t, p, o)
	if err != nil {
		t.Fatal(err)
	}
	found, err := p.Find("walks")
	if err != nil {
		t.Fatal(err)
	}
	if found.Title != o.Title || found.Licence != o.Licence || found.GoodFor != "telling walks from runs" || !found.Own || !slices.Equal(found.Files, e.Files) {
		t.Errorf("found %+v", found)
	}
	var names []string
	for _, f := range found.Files {
		names = append(names, f.Name)
	}
	if want := []string{"README.md", "more/run#2.csv", "talk.csv", "walk 1.csv"}; !slices.Equal(names, want) {
		t.Errorf("files %q, not %q", names, want)
	}
	if said := strings.Join(notes, "\n"); strings.Contains(said, "README.md") || !strings.Contains(said, "talk.csv: kept, but not read as a recording: ") || !strings.Contains(said, "link.csv") {
		t.Errorf("notes %q", notes)
	}
	for _, want := range []catalogue.Column{{Name: "t", Meaning: "time"}, {Name: "ax", Meaning: "channel"}} {
		if !slices.Contains(found.Columns, want) {
			t.Errorf("%v is not among the columns %v", want, found.Columns)
		}
	}
	if found.Command != "tinyol-sim try cached:walks/more/run#2.csv" {
		t.Errorf("command %q", found.Command)
	}
	got, _, err := get(t, p, found)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"", running, "", walking} {
		if data, err := os.ReadFile(got[i].Path); err != nil || want != "" && string(data) != want {
			t.Errorf("%s: %q, %v", got[i].Path, data, err)
		}
	}
	if _, err := p.Locate("walks/walk 1.csv"); err != nil {
		t.Error(err)
	}
}

// What has changed since it was imported is not passed off as what it was.
func TestImportedFileChanges(t *testing.T) {
	p := newPlace(t)
	p.write(t, "mine/fan.csv", []byte(walking))
	e, _, err := importFolder(t, p, catalogue.Import{Name: "fan", Kind: "own", Licence: catalogue.Unknown})
	if err != nil {
		t.Fatal(err)
	}
	for _, changed := range []string{strings.Replace(walking, "0.1", "0.2", 1), walking + "0.04,0,0,walk\n", walking[:20]} {
		p.write(t, "mine/fan.csv", []byte(changed))
		_, _, err = get(t, p, e)
		p.refused(t, err, "has changed since it was imported")
		p.nothingKept(t)
	}
	if err := os.Remove(filepath.Join(p.dir, "mine", "fan.csv")); err != nil {
		t.Fatal(err)
	}
	_, _, err = get(t, p, e)
	p.refused(t, err, "no such file")
}

func TestImportRefuses(t *testing.T) {
	p := newPlace(t)
	o := catalogue.Import{Name: "mine", Kind: "own", Licence: catalogue.Unknown}
	refused := func(says string) {
		t.Helper()
		if _, _, err := importFolder(t, p, o); err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v, not %q", err, says)
		}
	}
	refused("no such file")
	p.write(t, "mine/.only-hidden", nil)
	refused("holds no files")
	p.write(t, "mine/letter.txt", []byte("Dear reader,\n\nthis is none.\n"))
	refused("letter.txt")
	p.write(t, "mine/fan.csv", []byte(walking))
	p.write(t, "mine/empty.csv", nil)
	refused("empty.csv: is empty")
	if err := os.Remove(filepath.Join(p.dir, "mine", "empty.csv")); err != nil {
		t.Fatal(err)
	}
	o.Name = "nxp-fan"
	refused("the tool carries")
	o.Name = "../mine"
	refused("is not a name for an entry")
	o.Name = "mine"
	if _, _, err := importFolder(t, p, o); err != nil {
		t.Fatal(err)
	}
	refused("replace it with --force")
	o.Force = true
	if _, _, err := importFolder(t, p, o); err != nil {
		t.Error(err)
	}
}
