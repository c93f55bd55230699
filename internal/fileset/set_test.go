package fileset

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// put makes files with their names as their content.
func put(t *testing.T, dir string, names ...string) string {
	t.Helper()
	for _, name := range names {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(name), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// pack makes an archive of the same.
func pack(t *testing.T, path string, names ...string) string {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := zip.NewWriter(f)
	for _, name := range names {
		member, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(member, name)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(name string) (io.ReadCloser, error) { return os.Open(name) }

// contents reads a set to its end: names below what was named, or those of files,
// which are the contents.
func contents(t *testing.T, s *Set) (all []string) {
	t.Helper()
	for f := s.Next(); f != nil; f = s.Next() {
		r, err := f.Open(open)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil || r.Close() != nil {
			t.Fatal(f.Name, err)
		}
		all = append(all, string(data))
	}
	return all
}

func mustOpen(t *testing.T, names ...string) (*Set, *[]string) {
	t.Helper()
	notes := &[]string{}
	s, err := Open(names, func(text string) { *notes = append(*notes, text) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s, notes
}

// mixed is a folder as people keep them.
var mixed = []string{
	"b/10.csv", "b/9.csv", "a.csv", "B.tsv", "README.md", "Readme", "notes.txt", "plot.png", ".hidden.csv",
	"b/.git/x.csv", "__MACOSX/a.csv", "c/deep/1.csv.gz", "docs/only.pdf",
}

func TestFoldersAndArchivesAreListedAlike(t *testing.T) {
	want := []string{"a.csv", "B.tsv", "b/9.csv", "b/10.csv", "c/deep/1.csv.gz"}
	for _, name := range []string{put(t, t.TempDir(), mixed...), pack(t, filepath.Join(t.TempDir(), "x.ZIP"), mixed...)} {
		s, notes := mustOpen(t, name)
		if got := contents(t, s); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if len(*notes) != 1 || !strings.Contains((*notes)[0], "left out as no recordings") || !strings.HasSuffix((*notes)[0], "and 2 more") {
			t.Errorf("%s: notes %q", name, *notes) // five: README.md, Readme, notes.txt, plot.png, docs/only.pdf
		}
		if s.Len() != len(want) || s.AClassAFolder() {
			t.Errorf("%s: %d files, a class a folder: %v", name, s.Len(), s.AClassAFolder())
		}
		if sum := int64(len(strings.Join(want, ""))); s.Size() != sum {
			t.Errorf("%s: %d bytes, want %d", name, s.Size(), sum)
		}
	}
}

// TestTextFilesCountWhereNothingElseDoes: what may be a recording is one only where
// nothing surely is.
func TestTextFilesCountWhereNothingElseDoes(t *testing.T) {
	s, notes := mustOpen(t, put(t, t.TempDir(), "2.txt", "1.log", "LICENSE", "3"))
	if got := contents(t, s); !slices.Equal(got, []string{"1.log", "2.txt", "3"}) || len(*notes) != 1 {
		t.Errorf("%q, notes %q", got, *notes)
	}
}

func TestEmptyFilesAndLinks(t *testing.T) {
	dir := put(t, t.TempDir(), "1.csv", "sub/2.csv")
	for name, make := range map[string]func(string) error{
		"0.csv":    func(p string) error { return os.WriteFile(p, nil, 0o666) },
		"lost.csv": func(p string) error { return os.Symlink("nowhere", p) },
		"loop":     func(p string) error { return os.Symlink(".", p) },
		"link.csv": func(p string) error { return os.Symlink("1.csv", p) },
	} {
		if err := make(filepath.Join(dir, name)); err != nil {
			t.Skip(err) // no links here
		}
	}
	s, notes := mustOpen(t, dir)
	if got := contents(t, s); !slices.Equal(got, []string{"1.csv", "1.csv", "sub/2.csv"}) {
		t.Errorf("%q", got)
	}
	for _, want := range []string{"0.csv (empty)", "lost.csv (a link to nothing)", "loop (a link to a folder)"} {
		if !strings.Contains((*notes)[0], want) {
			t.Errorf("%q does not say %q", *notes, want)
		}
	}
}

// TestOurResultsAreNoRecordings: --out may be a folder beside the recordings.
func TestOurResultsAreNoRecordings(t *testing.T) {
	dir := put(t, t.TempDir(), "1.csv", "results/steps.csv", "results/mine.csv")
	record := `{"version": 1, "kind": "bench", "run": "x", "files": ["steps.csv"]}`
	if err := os.WriteFile(filepath.Join(dir, "results", ".tinyol-sim.json"), []byte(record), 0o666); err != nil {
		t.Fatal(err)
	}
	s, _ := mustOpen(t, dir)
	if got := contents(t, s); !slices.Equal(got, []string{"1.csv", "results/mine.csv"}) {
		t.Errorf("%q", got)
	}
}

func TestNamedFilesKeepTheirOrder(t *testing.T) {
	dir := put(t, t.TempDir(), "b.csv", "a.csv")
	b, a := filepath.Join(dir, "b.csv"), filepath.Join(dir, "a.csv")
	s, _ := mustOpen(t, b, a, "bundled:fan", "-")
	var names []string
	for f := s.Next(); f != nil; f = s.Next() {
		names = append(names, f.Name)
		if f.Listed() {
			t.Errorf("%s was named", f.Name)
		}
	}
	if !slices.Equal(names, []string{b, a, "bundled:fan", "-"}) || s.Size() != 0 {
		t.Errorf("%q, %d bytes", names, s.Size())
	}
}

func TestLabelsTakeTurns(t *testing.T) {
	names := []string{"walk/1.csv", "walk/2.csv", "walk/10.csv", "idle/1.csv", "run/1.csv", "run/2.csv"}
	for _, name := range []string{put(t, t.TempDir(), names...), pack(t, filepath.Join(t.TempDir(), "x.zip"), names...)} {
		s, _ := mustOpen(t, name)
		if !s.AClassAFolder() {
			t.Fatal("not a class a folder")
		}
		rule, err := ParseRule(ByFolder)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Label(rule); err != nil {
			t.Fatal(err)
		}
		again := s.Again()
		if err := again.Label(rule); err != nil { // changes nothing
			t.Fatal(err)
		}
		var labels []string
		for f := again.Next(); f != nil; f = again.Next() {
			labels = append(labels, f.Label(rule))
		}
		if want := []string{"idle", "run", "walk", "run", "walk", "walk"}; !slices.Equal(labels, want) {
			t.Errorf("%q, want %q", labels, want)
		}
		if got, want := contents(t, s), []string{"idle/1.csv", "run/1.csv", "walk/1.csv", "run/2.csv", "walk/2.csv", "walk/10.csv"}; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestAClassAFolder(t *testing.T) {
	for name, test := range map[string]struct {
		files []string
		want  bool
	}{
		"one folder":      {[]string{"a/1.csv", "a/2.csv"}, false},
		"files beside":    {[]string{"a/1.csv", "b/1.csv", "c.csv"}, false},
		"folders deeper":  {[]string{"a/1.csv", "b/x/1.csv"}, false},
		"notes beside":    {[]string{"a/1.csv", "b/1.csv", "README.md", "plots/a.png"}, true},
		"packed":          {[]string{"data/a/1.csv", "data/b/1.csv"}, true},
		"packed twice":    {[]string{"x/data/a/1.csv", "x/data/b/1.csv"}, true},
		"packed and more": {[]string{"data/a/1.csv", "data/b/1.csv", "c.csv"}, false},
		"nothing but two": {[]string{"a/1.csv", "b/1.csv"}, true},
	} {
		if s, _ := mustOpen(t, put(t, t.TempDir(), test.files...)); s.AClassAFolder() != test.want {
			t.Errorf("%s: %v", name, !test.want)
		}
	}
}

func TestLabelOf(t *testing.T) {
	dir := put(t, filepath.Join(t.TempDir(), "data"), "idle/wave-2.csv", "x.csv")
	for _, test := range []struct{ name, rule, want string }{
		{dir, ByFolder, "data idle"},
		{filepath.Join(dir, "idle"), ByFolder, "idle"},
		{filepath.Join(dir, "idle", "wave-2.csv"), ByFolder, "idle"},
		{dir, ByFile, "x wave"},
		{dir, "^(data)/", "data data"},
		{filepath.Join(dir, "idle", "wave-2.csv"), "^(w[a-z]*)-", "wave"},
	} {
		rule, err := ParseRule(test.rule)
		if err != nil {
			t.Fatal(err)
		}
		s, _ := mustOpen(t, test.name)
		var labels []string
		for f := s.Next(); f != nil; f = s.Next() {
			labels = append(labels, f.Label(rule))
		}
		if got := strings.Join(labels, " "); got != test.want {
			t.Errorf("%s by %s: %q, want %q", test.name, test.rule, got, test.want)
		}
	}
}

func TestWordOfAName(t *testing.T) {
	for name, want := range map[string]string{
		"wave.csv": "wave", "wave.3.csv": "wave", "wave_03.csv": "wave", "idle-1.csv": "idle", "idle 1.csv": "idle",
		"wave.2p0gqe3b.json": "wave", "up_down.csv.1abc.ingestion-5.json": "up_down", "Recording (2).csv": "Recording",
		"walk_2026-03-04_12-30-11.csv": "walk", "walk_20260304T123011Z.csv.gz": "walk", "speed1.5_run1.csv": "speed1.5_run",
		"class[7].txt": "class", "007.csv": "", "Fan.OFF.csv": "Fan", "x": "x",
	} {
		if got := word(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestProposal(t *testing.T) {
	many := []string{}
	for i := range mostProposed + 1 {
		many = append(many, fmt.Sprintf("%c%c.csv", 'a'+i%26, 'a'+i/26))
	}
	for _, test := range []struct {
		files  []string
		rule   string
		labels []string
	}{
		{[]string{"idle.csv", "wave.csv"}, ByFile, []string{"idle", "wave"}},
		{[]string{"a/1.csv", "b/1.csv"}, ByFolder, []string{"a", "b"}},
		{[]string{"run1.csv", "run2.csv"}, "", nil},
		{[]string{"1.csv", "wave.csv"}, "", nil},
		{many, "", nil},
	} {
		s, _ := mustOpen(t, put(t, t.TempDir(), test.files...))
		if rule, labels := s.Proposal(); rule != test.rule || !slices.Equal(labels, test.labels) {
			t.Errorf("%q: %q %q", test.files, rule, labels)
		}
	}
}

func TestRulesThatAreNone(t *testing.T) {
	for text, want := range map[string]string{
		"(": "neither folder nor file nor a regular expression", "a.*b": "no group for the label",
	} {
		if _, err := ParseRule(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	rule, err := ParseRule("^([a-z]+)_")
	if err != nil {
		t.Fatal(err)
	}
	s, _ := mustOpen(t, put(t, t.TempDir(), "a_1.csv", "2.csv"))
	if err := s.Label(rule); err == nil || !strings.Contains(err.Error(), "2.csv: --label-from ^([a-z]+)_ finds no label in its name") {
		t.Error(err)
	}
}

func TestSetsThatAreNone(t *testing.T) {
	for name, test := range map[string]struct{ path, want string }{
		"empty folder":  {t.TempDir(), "holds no recordings"},
		"no recordings": {put(t, t.TempDir(), "README.md", "a.png"), "holds no recordings"},
		"empty archive": {pack(t, filepath.Join(t.TempDir(), "x.zip")), "holds no recordings"},
	} {
		if _, err := Open([]string{test.path}, nil); err == nil || !strings.HasPrefix(err.Error(), test.path+": "+test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	deep := strings.Repeat("d/", maxDepth+2) + "1.csv"
	if _, err := Open([]string{put(t, t.TempDir(), deep)}, nil); err == nil || !strings.Contains(err.Error(), "nested deeper") {
		t.Error(err)
	}
}
