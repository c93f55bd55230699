package catalogue_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/catalogue"
)

const sumOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

const wellFormed = `title: "a fan"
kind: fan
licence: MIT
columns:
  ax: acceleration, g
  ay: the same
files:
  - name: a/b.csv
    address: https://example.org/b.csv
    size: 12
    sha256: ` + sumOfNothing + "\n"

func TestParse(t *testing.T) {
	e, err := catalogue.Parse([]byte(wellFormed), "some/where/my-fan.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := catalogue.File{Name: "a/b.csv", Address: "https://example.org/b.csv", Size: 12, SHA256: sumOfNothing}
	if e.Name != "my-fan" || !e.Seen || len(e.Columns) != 2 || e.Columns[1] != (catalogue.Column{Name: "ay", Meaning: "the same"}) || !slices.Equal(e.Files, []catalogue.File{want}) {
		t.Errorf("%+v", e)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct{ old, new, says string }{
		{"kind: fan\n", "", "x.yaml: kind: is missing"},
		{"licence: MIT", "licence:", "x.yaml:3: licence has no text"},
		{"licence: MIT", "license: MIT", `x.yaml:3: unknown key "license"; use title`},
		{"kind: fan", "kind: fan\nkind: fan", "x.yaml:3"},
		{"name: a/b.csv", "name: ../b.csv", "x.yaml:8: name of a file"},
		{"name: a/b.csv", "name: /b.csv", "x.yaml:8"},
		{"name: a/b.csv", `name: 'a\b.csv'`, "not every system takes"},
		{"name: a/b.csv", "name: a/../../b.csv", "not a plain path"},
		{"name: a/b.csv", "name: .lock", "begins or ends with a dot"},
		{"name: a/b.csv", "name: b.csv.part", "like an unfinished download"},
		{"https://example.org", "http://example.org", "http does not say who answers"},
		{"https://example.org", "ftp://example.org", "none of the web"},
		{"https://example.org", "https://me:secret@example.org", "a user or a password"},
		{"https://example.org/b.csv", "example.org/b.csv", "none of the web"},
		{"size: 12", "size: 0", `size of a/b.csv is "0"`},
		{"size: 12", "size: 12.5", "whole number"},
		{"size: 12", "size: 99999999999999999999", "whole number"},
		{"sha256: e3", "sha256: E3", "64 small hexadecimal digits"},
		{"sha256: e3", "sha256: 3", "64 small hexadecimal digits"},
		{"    sha256: " + sumOfNothing, "", "a/b.csv has no sha256; add it, or seen: false"},
		{"kind: fan", "seen: perhaps\nkind: fan", "write true or false"},
		{"files:\n", "files: none\nx:\n", "files is not a list"},
		{wellFormed, "", "holds no entry"},
		{wellFormed, "- a", "holds no entry"},
		{"  - name: a/b.csv\n", "  - name: A/B.csv\n    address: https://example.org/c\n    size: 1\n    sha256: " + sumOfNothing + "\n  - name: a/b.csv\n", "the name of two files"},
	} {
		text := strings.Replace(wellFormed, c.old, c.new, 1)
		_, err := catalogue.Parse([]byte(text), "x.yaml")
		if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q for %q: %v, not %q", c.new, c.old, err, c.says)
		}
	}
	if _, err := catalogue.Parse([]byte(wellFormed), "My Fan.yaml"); err == nil {
		t.Error("a name with a space was taken")
	}
}

// What Parse takes stays inside the folder of the entry, and has what a user has
// to know.
func FuzzParse(f *testing.F) {
	f.Add([]byte(wellFormed))
	f.Add([]byte("seen: false\n" + wellFormed))
	f.Add([]byte("title: x\nfiles: [{name: a, size: 1}]"))
	f.Add([]byte(strings.Replace(wellFormed, "a/b.csv", `"a/\u002e./b"`, 1)))
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := catalogue.Parse(data, "x.yaml")
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("more than a line: %q", err)
			}
			return
		}
		if e.Title == "" || e.Licence == "" || len(e.Files) == 0 {
			t.Errorf("%+v", e)
		}
		for _, file := range e.Files {
			if !filepath.IsLocal(filepath.FromSlash(file.Name)) || file.Size < 1 || e.Seen && len(file.SHA256) != 64 {
				t.Errorf("%+v", file)
			}
		}
	})
}

// Each entry that the tool carries is pinned, complete, and of a kind.
func TestCarried(t *testing.T) {
	p := newPlace(t)
	entries, problems := p.List()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	kinds := []string{"fan", "motor", "machine", "activity", "environment"}
	found, seen := map[string]bool{}, 0
	for _, e := range entries {
		found[e.Kind] = true
		if e.Seen {
			seen++
		}
		if !slices.Contains(kinds, e.Kind) || e.Source == "" || e.LicenceFrom == "" || e.GoodFor == "" || len(e.Columns) == 0 {
			t.Errorf("%s is not complete: %+v", e.Name, e)
		}
		if !strings.HasPrefix(e.Command, "tinyol-sim ") || !strings.Contains(e.Command, catalogue.Prefix+e.Name) {
			t.Errorf("%s: its command is %q", e.Name, e.Command)
		}
		for _, reference := range regexp.MustCompile(`cached:\S+`).FindAllString(e.Command, -1) {
			if _, err := p.Locate(strings.TrimPrefix(reference, catalogue.Prefix)); err == nil || !strings.Contains(err.Error(), "tinyol-sim datasets get "+e.Name) {
				t.Errorf("%s: %s: %v", e.Name, reference, err)
			}
		}
		for _, f := range e.Files {
			if e.Version == "" || !strings.Contains(f.Address, e.Version) || !strings.HasPrefix(f.Address, "https://") {
				t.Errorf("%s: %s is not pinned to %q", e.Name, f.Address, e.Version)
			}
		}
	}
	if seen < 8 || len(found) < 4 {
		t.Errorf("%d entries with checksums, of %d kinds", seen, len(found))
	}
}

// A redirection leads from the web neither to this machine nor to plain http.
func TestCheckRedirect(t *testing.T) {
	ask := func(address string) *http.Request {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		return &http.Request{URL: u}
	}
	for _, c := range []struct {
		from, to string
		follows  bool
	}{
		{"https://a.example/x", "https://b.example/y", true},
		{"https://a.example/x", "http://a.example/x", false},
		{"https://a.example/x", "http://127.0.0.1/x", false},
		{"https://a.example/x", "https://localhost/x", false},
		{"https://a.example/x", "https://[::1]/x", false},
		{"http://127.0.0.1:1/x", "http://localhost:2/x", true},
		{"http://127.0.0.1:1/x", "file:///x", false},
	} {
		if err := catalogue.CheckRedirect(ask(c.to), []*http.Request{ask(c.from)}); (err == nil) != c.follows {
			t.Errorf("from %s to %s: %v", c.from, c.to, err)
		}
	}
}

// An own file that is no entry is named, and hides no other one.
func TestListProblems(t *testing.T) {
	p := newPlace(t)
	p.write(t, "own/good.yaml", []byte(wellFormed))
	p.write(t, "own/bad.yaml", []byte("title: x\n"))
	p.write(t, "own/nxp-fan.yaml", []byte(wellFormed))
	p.write(t, "own/notes.txt", []byte("not an entry"))
	entries, problems := p.List()
	own := map[string]bool{}
	for _, e := range entries {
		if _, twice := own[e.Name]; twice {
			t.Errorf("%s is listed twice", e.Name)
		}
		own[e.Name] = e.Own
	}
	if len(problems) != 1 || !strings.Contains(problems[0].Error(), "bad.yaml") || !own["good"] || !own["nxp-fan"] || own["skab-pump"] {
		t.Errorf("%v, %v", problems, own)
	}
	if _, err := p.Find("bad"); err == nil || !strings.Contains(err.Error(), "bad.yaml: kind: is missing") {
		t.Error(err)
	}
	for _, name := range []string{"nothing", "../good", "", "Good"} {
		if _, err := p.Find(name); err == nil || !strings.Contains(err.Error(), "has no such entry") || os.IsNotExist(err) {
			t.Errorf("%q: %v", name, err)
		}
	}
}
