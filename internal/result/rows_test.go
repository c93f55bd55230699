package result

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type testRow struct {
	Name  string  `csv:"name"`
	Count int     `csv:"count"`
	Share float64 `csv:"share"`
	Used  bool    `csv:"used"`
	Note  string  // not written
}

func TestRowsRoundTrip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rows.csv")
	rows := []testRow{{"a, \"quoted\"\nname", 3, 0.25, true, "x"}, {"", 1, math.NaN(), false, ""}, {"third", 0, 1.0 / 3, false, ""}}
	if err := WriteRows(path, rows); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := "name,count,share,used\n\"a, \"\"quoted\"\"\nname\",3,0.25,true\n,1,,false\nthird,0,0.333333,false\n"; string(text) != want {
		t.Fatalf("wrote %q, want %q", text, want)
	}
	back, err := ReadRows[testRow](path)
	if err != nil {
		t.Fatal(err)
	}
	if len(back) != 3 || back[0].Name != rows[0].Name || back[0].Count != 3 || !back[0].Used ||
		!math.IsNaN(back[1].Share) || back[2].Share != 0.333333 || back[0].Note != "" {
		t.Errorf("read %+v", back)
	}
}

// FuzzRows feeds arbitrary tables: each is read, written and read again alike, or
// refused with one line.
func FuzzRows(f *testing.F) {
	f.Add("name,count,share,used\na,1,0.5,true\n\"b\nc\",0,,false\n")
	f.Add("name,count,share,used\na,1,1e999,1\n")
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(t.TempDir(), "rows.csv")
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		rows, err := ReadRows[testRow](path)
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\r") || len(err.Error()) > 2000 {
				t.Fatalf("%d bytes: %q", len(err.Error()), err)
			}
			return
		}
		if err := WriteRows(path, rows); err != nil {
			t.Fatal(err)
		}
		if again, err := ReadRows[testRow](path); err != nil || len(again) != len(rows) {
			t.Fatalf("%d rows come back as %d (%v)", len(rows), len(again), err)
		}
	})
}

func TestRowsThatCannotBeRead(t *testing.T) {
	for text, want := range map[string]string{
		"":                                     "the file is empty",
		"name,count\n":                         "the columns are",
		"name,count,share,used\na,b,1,true\n":  `:2: count: "b" is not a whole number`,
		"name,count,share,used\na,-1,1,true\n": `:2: count: "-1" is below zero`,
		"name,count,share,used\n\"" + strings.Repeat("\n", 2<<20): "makes the record longer than a megabyte",
		"name,count,share,used\n" + strings.Repeat("x", 2<<20):    "the line is longer than a megabyte",
		strings.Repeat("name,", 100000) + "\n":                    "the columns are",
		"name,count,share,used\na,1,+Inf,true\n":                  `:2: share: "+Inf" is out of range`,
		"name,count,share,used\na,1,1e301,true\n":                 `:2: share: "1e301" is out of range`,
		"name,count,share,used\na,1,x,true\n":                     `:2: share: "x" is not a number`,
		"name,count,share,used\na,1,1,maybe\n":                    `:2: used: "maybe" is neither true nor false`,
		"name,count,share,used\na,1,1\n":                          "3 fields under 4 columns",
		"name,count,share,used\na,1,1,true\nb,1,1":                "the line is cut off",
		"name,count,share,used\n\"a,1,1,true\nb,1,":               "cut off",
	} {
		path := filepath.Join(t.TempDir(), "rows.csv")
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadRows[testRow](path); err == nil || !strings.Contains(err.Error(), want) || len(err.Error()) > 500 {
			t.Errorf("%.60q: error %v, want one with %q", text, err, want)
		}
	}
	if _, err := ReadRows[testRow](filepath.Join(t.TempDir(), "none.csv")); err == nil || !strings.Contains(err.Error(), "tinyol-sim figures") {
		t.Errorf("a missing file: %v", err)
	}
}
