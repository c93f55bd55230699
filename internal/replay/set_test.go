package replay

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/result"
	"tinyol-sim/internal/stream"
)

// tree makes files.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// rowsText is a recording of rows that begin at a number.
func rowsText(from, rows int) string {
	var b strings.Builder
	b.WriteString("x,y\n")
	for i := range rows {
		fmt.Fprintf(&b, "%d.5,%d\n", from+i*7%11, (from+i*i*5)%13)
	}
	return b.String()
}

func readSet(t *testing.T, in *Inputs, role string, o Options, names ...string) (*Source, []stream.Row) {
	t.Helper()
	src, err := Open(in, role, names, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(src.Close)
	var rows []stream.Row
	for src.Scan() {
		row := *src.Row()
		row.Values = slices.Clone(row.Values)
		rows = append(rows, row)
	}
	if src.Err() != nil {
		t.Fatal(src.Err())
	}
	return src, rows
}

func TestAFolderAClass(t *testing.T) {
	dir := tree(t, map[string]string{
		"walk/1.csv": rowsText(100, 3), "walk/2.csv": rowsText(200, 3), "idle/1.csv": rowsText(300, 3), "idle/README.md": "idle\n",
	})
	var notes []string
	in := NewInputs(OpenFile, func(text string) { notes = append(notes, text) })
	src, rows := readSet(t, in, RoleStream, Options{}, dir)
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprintf("%s %v %d %d", src.opts.Labels.Name(r.Label), r.Values[0], r.Segment, r.Number))
	}
	want := []string{
		"idle 300.5 0 1", "idle 307.5 0 2", "idle 303.5 0 3",
		"walk 100.5 1 4", "walk 107.5 1 5", "walk 103.5 1 6", "walk 200.5 2 7", "walk 207.5 2 8", "walk 203.5 2 9",
	}
	if !slices.Equal(got, want) || !src.Labelled() || src.LabelColumn() != "folder" || src.LabelRule() != "folder" {
		t.Errorf("%q, want %q", got, want)
	}
	text := strings.Join(notes, "\n")
	for _, want := range []string{"every folder is taken for a class", "left out as no recordings: idle/README.md"} {
		if !strings.Contains(text, want) {
			t.Errorf("notes %q do not say %q", text, want)
		}
	}
}

// TestLabelColumnsWin: folders are no classes where files have labels, or where the
// user says that there are none.
func TestLabelColumnsWin(t *testing.T) {
	labelled := "x,label\n1.5,a\n2.5,b\n"
	dir := tree(t, map[string]string{"p1/1.csv": labelled, "p2/1.csv": labelled})
	src, rows := readSet(t, NewInputs(OpenFile, nil), RoleStream, Options{}, dir)
	if src.LabelColumn() != "label" || src.opts.Labels.Name(rows[1].Label) != "b" {
		t.Errorf("label column %q", src.LabelColumn())
	}
	dir = tree(t, map[string]string{"p1/1.csv": rowsText(0, 9), "p2/1.csv": rowsText(0, 9)})
	if src, _ := readSet(t, NewInputs(OpenFile, nil), RoleStream, Options{Options: stream.Options{Label: stream.None}}, dir); src.Labelled() {
		t.Error("--label - is not heard")
	}
	for rule, want := range map[string]string{"(": "--label-from: ", "p(.)/": "--label-from: labels come from a column or from names"} {
		if _, err := Open(NewInputs(OpenFile, nil), RoleStream, []string{dir}, Options{LabelFrom: rule, Options: stream.Options{Label: "x"}}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v", rule, err)
		}
	}
}

func TestProposalOfNames(t *testing.T) {
	dir := tree(t, map[string]string{"idle.csv": rowsText(0, 9), "wave.csv": rowsText(0, 9)})
	src, _ := readSet(t, NewInputs(OpenFile, nil), RoleStream, Options{}, filepath.Join(dir, "idle.csv"), filepath.Join(dir, "wave.csv"))
	if got, want := src.Proposal(), "--label-from file takes labels from the names: idle, wave"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	src, rows := readSet(t, NewInputs(OpenFile, nil), RoleStream, Options{LabelFrom: "file"}, dir)
	if src.Proposal() != "" || src.opts.Labels.Name(rows[9].Label) != "wave" {
		t.Errorf("%q", src.Proposal())
	}
}

// TestManifestOfSets: few files are listed one by one; of many the checksum is that of
// the list that sha256sum prints, sorted by the names.
func TestManifestOfSets(t *testing.T) {
	files := map[string]string{}
	for i := range 3 {
		files[fmt.Sprintf("a/%d.csv", i)] = rowsText(i, 4)
	}
	dir := tree(t, files)
	in := NewInputs(OpenFile, nil)
	readSet(t, in, RoleStream, Options{}, dir)
	list := in.Manifest()
	if len(list) != 3 || list[2].Name != filepath.Join(dir, "a", "2.csv") || list[2].Files != 0 || list[2].Bytes != int64(len(files["a/2.csv"])) ||
		list[2].SHA256 != fmt.Sprintf("%x", sha256.Sum256([]byte(files["a/2.csv"]))) {
		t.Errorf("%+v", list)
	}

	files = map[string]string{"a.csv": rowsText(0, 4)}
	for i := range mostListed {
		files[fmt.Sprintf("a/%d.csv", i)] = rowsText(i, 4)
	}
	// By bytes, "a.csv" stands before "a/0.csv", and "a/10.csv" before "a/2.csv".
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	var lines bytes.Buffer
	size := int64(0)
	for _, name := range names {
		fmt.Fprintf(&lines, "%x  %s\n", sha256.Sum256([]byte(files[name])), name)
		size += int64(len(files[name]))
	}
	dir = tree(t, files)
	want := result.Input{Role: RoleTrain, Name: dir, Files: mostListed + 1, Bytes: size, SHA256: fmt.Sprintf("%x", sha256.Sum256(lines.Bytes()))}
	in = NewInputs(OpenFile, nil)
	readSet(t, in, RoleTrain, Options{}, dir)
	if got := in.Manifest(); len(got) != 1 || got[0] != want {
		t.Errorf("%+v, want %+v", got, want)
	}

	archive := filepath.Join(t.TempDir(), "x.zip")
	packTree(t, archive, dir, names)
	in = NewInputs(OpenFile, nil)
	readSet(t, in, RoleTrain, Options{}, archive)
	if want.Name = archive; !slices.Equal(in.Manifest(), []result.Input{want}) {
		t.Errorf("of the archive: %+v, want %+v", in.Manifest(), want)
	}
}

func packTree(t *testing.T, path, dir string, names []string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := zip.NewWriter(f)
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		member, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		member.Write(data)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestSharedFiles: one file in two roles, by itself, in a folder, or in an archive.
func TestSharedFiles(t *testing.T) {
	dir := tree(t, map[string]string{"field/1.csv": rowsText(1, 4), "field/2.csv": rowsText(2, 4), "train/other.csv": rowsText(3, 4), "same.csv": rowsText(2, 4)})
	at := func(name string) string { return filepath.Join(dir, name) }
	archive := filepath.Join(dir, "x.zip")
	packTree(t, archive, dir, []string{"field/1.csv", "field/2.csv"})
	for name, test := range map[string]struct {
		train string
		want  []Shared
	}{
		"other":   {at("train"), nil},
		"file":    {at("same.csv"), []Shared{{[2]string{RoleStream, RoleTrain}, [2]string{at("field/2.csv"), at("same.csv")}, 1}}},
		"archive": {archive, []Shared{{[2]string{RoleStream, RoleTrain}, [2]string{at("field/1.csv"), filepath.Join(archive, "field", "1.csv")}, 2}}},
	} {
		in := NewInputs(OpenFile, nil)
		readSet(t, in, RoleStream, Options{}, at("field"))
		readSet(t, in, RoleTrain, Options{}, test.train)
		if got := in.Shared(RoleStream, RoleTrain, RoleTest); !slices.Equal(got, test.want) {
			t.Errorf("%s: %+v, want %+v", name, got, test.want)
		}
	}
}

// TestChannelsOfManyFiles: y stands still in the first, and is a channel nevertheless;
// the others have another order.
func TestChannelsOfManyFiles(t *testing.T) {
	still, moving := strings.Builder{}, strings.Builder{}
	still.WriteString("x,y\n")
	moving.WriteString("y,x\n")
	for i := range 40 {
		fmt.Fprintf(&still, "%d.5,0\n", i*7%11)
		fmt.Fprintf(&moving, "%d.25,%d.5\n", i*5%13, i*7%11)
	}
	dir := tree(t, map[string]string{"1.csv": still.String(), "2.csv": moving.String()})
	src, rows := readSet(t, NewInputs(OpenFile, nil), RoleStream, Options{}, dir)
	if !slices.Equal(src.Columns(), []string{"x", "y"}) || !slices.Equal(rows[41].Values, []float32{7.5, 5.25}) {
		t.Errorf("%q, %v", src.Columns(), rows[41].Values)
	}
}

func TestNaturalWindows(t *testing.T) {
	lengths := func(rows ...int) string {
		files := map[string]string{}
		for i, n := range rows {
			files[fmt.Sprintf("%d.csv", i)] = rowsText(i, n)
		}
		return tree(t, files)
	}
	for name, test := range map[string]struct {
		dir  string
		want int
	}{
		"equal":          {lengths(128, 128, 128), 128},
		"equal and long": {lengths(500, 500), 0},
		"different":      {lengths(300, 200, 250), 0},
		// The first of the upper three quarters: one that was cut decides nothing.
		"short":     {lengths(2, 40, 41, 42, 50, 60, 70, 80), 41},
		"very":      {lengths(2, 3, 4, 5), 0},
		"one alone": {lengths(20), 0},
	} {
		src, err := Open(NewInputs(OpenFile, nil), RoleStream, []string{test.dir}, Options{})
		if err != nil {
			t.Fatal(name, err)
		}
		if got := src.Natural(); got.Rows != test.want || (got.Why == "") != (got.Rows == 0) {
			t.Errorf("%s: %+v, want %d", name, got, test.want)
		}
		src.Close()
	}
}

// TestNotesOfFurtherFiles: thousands of files with the same fault are no thousands of
// notes.
func TestNotesOfFurtherFiles(t *testing.T) {
	files := map[string]string{}
	for i := range 30 {
		files[fmt.Sprintf("%d.csv", i)] = "x,name\n" + strings.Repeat("1.5,\xe4\n2.5,b\n1.25,c\n", 5)
	}
	n := 0
	in := NewInputs(OpenFile, func(string) { n++ })
	readSet(t, in, RoleStream, Options{}, tree(t, files))
	if most := 3 + mostNotes + 1; n == 0 || n > most {
		t.Errorf("%d notes, at most %d", n, most)
	}
}

// TestManySmallFiles: three thousand recordings, in a folder and in an archive, take
// little more memory than one, and no more than one is open.
func TestManySmallFiles(t *testing.T) {
	const many = 3000
	dir := t.TempDir()
	archive := filepath.Join(t.TempDir(), "x.zip")
	zipped, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(zipped)
	for i := range many {
		name := fmt.Sprintf("%s/%d.csv", []string{"idle", "wave"}[i%2], i)
		text := rowsText(i, 20)
		if i < 2 {
			os.Mkdir(filepath.Join(dir, filepath.Dir(name)), 0o777)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		member, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(member, text)
	}
	if err := w.Close(); err != nil || zipped.Close() != nil {
		t.Fatal(err)
	}
	for _, name := range []string{dir, archive} {
		open, most := 0, 0
		in := NewInputs(func(name string) (io.ReadCloser, error) {
			f, err := OpenFile(name)
			if open++; err != nil {
				return nil, err
			}
			most = max(most, open)
			return &closing{f, func() { open-- }}, nil
		}, nil)
		var before, now runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		src, err := Open(in, RoleStream, []string{name}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		rows, peak := 0, uint64(0)
		for src.Scan() {
			if rows++; rows%20_000 == 0 {
				runtime.GC()
				runtime.ReadMemStats(&now)
				peak = max(peak, now.HeapAlloc-min(before.HeapAlloc, now.HeapAlloc))
			}
		}
		if src.Err() != nil || rows != 20*many {
			t.Fatal(rows, src.Err())
		}
		// A name, its place, its checksum: some 130 bytes a file, and a few buffers.
		if limit := uint64(many*200 + 1<<20); peak > limit {
			t.Errorf("%s: %d bytes are held, at most %d", name, peak, limit)
		}
		if open > 0 || most > 1 {
			t.Errorf("%s: %d files were open at once, %d are in the end", name, most, open)
		}
		if list := in.Manifest(); len(list) != 1 || list[0].Files != many {
			t.Errorf("%s: %+v", name, list)
		}
		src.Close()
	}
}

type closing struct {
	io.ReadCloser
	closed func()
}

func (c *closing) Close() error {
	c.closed()
	c.closed = func() {}
	return c.ReadCloser.Close()
}

// Files of a folder that have a header alone are passed over, the first one, too; a file
// that the user named is not.
func TestFilesWithoutRows(t *testing.T) {
	dir := tree(t, map[string]string{"1.csv": "x,y\n", "2.csv": rowsText(0, 20), "3.csv": "x,y\n", "4.csv": "\n", "5.csv": rowsText(0, 20), "6.csv": "x,y"})
	var notes []string
	in := NewInputs(OpenFile, func(text string) { notes = append(notes, text) })
	src, rows := readSet(t, in, RoleStream, Options{}, dir)
	if len(rows) != 40 || src.Segments() != 2 || rows[20].Segment != 1 || rows[20].Number != 21 {
		t.Errorf("%d rows in %d segments", len(rows), src.Segments())
	}
	if want := filepath.Join(dir, "1.csv") + ": holds no row, and is left out"; len(notes) == 0 || notes[0] != want {
		t.Errorf("notes %q, want %q", notes, want)
	}
	if files := in.Manifest(); len(files) != 6 {
		t.Errorf("%d files in the manifest, want all 6 that were opened", len(files))
	}
	if _, err := Open(NewInputs(OpenFile, nil), RoleStream, []string{filepath.Join(dir, "1.csv")}, Options{}); err == nil {
		t.Error("a named file without rows: no error")
	}
	empty := tree(t, map[string]string{"1.csv": "x,y\n", "2.csv": "x,y\n"})
	_, err := Open(NewInputs(OpenFile, nil), RoleStream, []string{empty}, Options{})
	if want := empty + ": none of its files holds a row; record some rows"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}
