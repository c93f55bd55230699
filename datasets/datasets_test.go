package datasets

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"tinyol-sim/datasets/fan"
)

func TestBundledRows(t *testing.T) {
	for _, d := range List() {
		r, err := Open(d.Name)
		if err != nil {
			t.Fatal(err)
		}
		s := bufio.NewScanner(r)
		s.Scan()
		if s.Text()+"\n" != fan.Header {
			t.Errorf("%s: header %q", d.Name, s.Text())
		}
		rows := int64(0)
		for ; s.Scan(); rows++ {
			f := strings.Split(s.Text(), ",")
			if len(f) != 6 {
				t.Fatalf("%s: line %d has %d fields", d.Name, rows+2, len(f))
			}
			if _, err := fan.ParseMode(f[4]); err != nil {
				t.Fatalf("%s: line %d: %v", d.Name, rows+2, err)
			}
			for _, c := range f[1:4] {
				if _, err := strconv.ParseInt(c, 10, 16); err != nil {
					t.Fatalf("%s: line %d: %v", d.Name, rows+2, err)
				}
			}
		}
		if err := errors.Join(s.Err(), r.Close()); err != nil {
			t.Error(err)
		}
		if rows != d.Rows || d.Seconds != float64(rows)/119 || d.Title == "" {
			t.Errorf("%s (%s): %d rows in the file, %d and %.1f s stated", d.Name, d.Title, rows, d.Rows, d.Seconds)
		}
	}
}

func TestBundleIsSmall(t *testing.T) {
	var total int64
	for _, d := range List() {
		total += d.Size
	}
	if total == 0 || total > 3<<20 {
		t.Errorf("%d bytes in all, want at most 3 MiB for a repository", total)
	}
}

func TestFind(t *testing.T) {
	if d, err := Find("fan_field"); err != nil || d.File != "fan_field.csv.gz" {
		t.Errorf("Find: %+v, %v", d, err)
	}
	if _, err := Find("fan"); err == nil || !strings.Contains(err.Error(), "fan_training, fan_field, fan_test, fan_other, fan_other_test") {
		t.Errorf("an unknown name: %v", err)
	}
}

// What is bundled is what the generator makes today, to the byte.
func TestGenerateReproducesTheBundle(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	made, err := generate(dir, reproduced(), false)
	if err != nil {
		t.Fatal(err)
	}
	for i := range made {
		d, err := Find(made[i].Name)
		if err != nil {
			t.Fatal(err)
		}
		if made[i].SHA256 != d.SHA256 || made[i].Size != d.Size {
			t.Errorf("%s: generated %s, bundled %s", d.Name, made[i].SHA256, d.SHA256)
		}
		written, err := os.ReadFile(filepath.Join(dir, d.File))
		if err != nil {
			t.Fatal(err)
		}
		if d.of(written).SHA256 != made[i].SHA256 {
			t.Errorf("%s: the file is not what was reported", d.Name)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
		t.Errorf("temporary files are left: %v", left)
	}
}

// small is a data set that takes no time.
func small() Dataset {
	return describe(fan.Recording{Name: "small", Sessions: []fan.Session{{Name: "a", Mode: fan.Stuck, Rows: 3}}})
}

func TestVerifyFindsTheDifference(t *testing.T) {
	d := small()
	good, err := d.compressed()
	if err != nil {
		t.Fatal(err)
	}
	text := unpack(t, good)
	rows := strings.SplitAfter(text, "\n")
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"the same", good, ""},
		{"a row altered", pack(t, strings.Replace(text, rows[2], "0.0084,1,2,3,stuck,a\n", 1)), `line 3: it has "0.0084,1,2,3,stuck,a" where generator version ` + fan.Version},
		{"a row lost", pack(t, strings.Join(rows[:3], "")), "line 4: it ends"},
		{"a row more", pack(t, text+"x\n"), `line 5: it goes on with "x"`},
		{"packed otherwise", pack(t, text), "its rows agree, its compression does not"},
		{"cut short", good[:len(good)-9], "it is damaged: unexpected EOF"},
		{"no gzip", []byte("t,ax,ay,az\n"), "it is damaged: gzip: invalid header"},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, d.File)
		if err := os.WriteFile(path, c.content, 0o644); err != nil {
			t.Fatal(err)
		}
		err := d.Verify(dir)
		if c.want == "" {
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		var different *DifferenceError
		if !errors.As(err, &different) || !strings.Contains(err.Error(), c.want) || different.File != path {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func TestVerifyTheBundle(t *testing.T) {
	d, err := Find("fan_test")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Verify(""); err != nil {
		t.Error(err)
	}
}

func TestVerifyWithoutAFile(t *testing.T) {
	err := Verify(t.TempDir())
	for _, d := range List() {
		if err == nil || !strings.Contains(err.Error(), "cannot read data set "+d.Name) {
			t.Errorf("an empty folder: %v, want an error for %s", err, d.Name)
		}
	}
	if err := small().Verify(t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v, want that the file does not exist", err)
	}
	if _, err := small().Open(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open: %v, want that the file does not exist", err)
	}
}

func TestOpenAnUnknownName(t *testing.T) {
	if _, err := Open("fan"); err == nil {
		t.Error("an unknown data set was opened")
	}
}

func TestGenerateIntoAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Generate(path, false); err == nil {
		t.Error("a file was taken for a folder")
	}
}

// The README states what the files are.
func TestReadmeStatesTheFiles(t *testing.T) {
	content, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	wants := []string{"Generator version: " + fan.Version + "\n", strings.TrimSpace(fan.Header)}
	for _, d := range List() {
		wants = append(wants, fmt.Sprintf("| `%s` | %d | %d | `%s` |", d.File, d.Rows, d.Size, d.SHA256))
	}
	for _, want := range wants {
		if !bytes.Contains(content, []byte(want)) {
			t.Errorf("README.md lacks: %s", want)
		}
	}
}

func pack(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.NoCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func unpack(t *testing.T, content []byte) string {
	t.Helper()
	l := lines(content)
	var b strings.Builder
	for l.Scan() {
		b.WriteString(l.Text() + "\n")
	}
	if l.err != nil {
		t.Fatal(l.err)
	}
	return b.String()
}
