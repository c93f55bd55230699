package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"tinyol-sim/internal/result"
)

// charsets are the encodings that a script may write.
var charsets = map[string]encoding.Encoding{
	"utf-8-bom":    unicode.UTF8BOM,
	"windows-1252": charmap.Windows1252,
	"utf-16":       unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
	"utf-16be-bom": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	"utf-16le":     unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
	"utf-16be":     unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	"utf-32":       utf32.UTF32(utf32.LittleEndian, utf32.UseBOM),
}

// encode FILE CHARSET OUT writes a file in UTF-8 in another encoding.
func encode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 || charsets[args[1]] == nil {
		ts.Fatalf("usage: encode FILE CHARSET OUT")
	}
	data, err := charsets[args[1]].NewEncoder().Bytes([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[2])), 0o777))
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), data, 0o666))
}

// appendbytes FILE HEX writes bytes behind those of a file.
func appendBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: appendbytes FILE HEX")
	}
	more, err := hex.DecodeString(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), append([]byte(ts.ReadFile(args[0])), more...), 0o666))
}

// cut FILE removes the last third of a file.
func cut(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: cut FILE")
	}
	data := ts.ReadFile(args[0])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(data[:len(data)*2/3]), 0o666))
}

// inputsum DIR FILE checks that the manifest in a folder has the sum of a file's
// bytes, for its last input.
func inputSum(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: inputsum DIR FILE")
	}
	var m result.Manifest
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(filepath.Join(args[0], result.ManifestFile))), &m))
	if want := fmt.Sprintf("%x", sha256.Sum256([]byte(ts.ReadFile(args[1])))); m.Inputs[len(m.Inputs)-1].SHA256 != want {
		ts.Fatalf("the manifest has %+v, the file's sum is %s", m.Inputs, want)
	}
}

// TestFlagsInUTF8: a name from a terminal in another encoding fits nothing and is
// refused.
func TestFlagsInUTF8(t *testing.T) {
	machine := writeMachine(t)
	fresh := filepath.Join(t.TempDir(), "new")
	for _, flag := range []string{"normal", "columns", "time", "label"} {
		want := "tinyol-sim: --" + flag + `: "St\xf6rung" is not UTF-8; use a terminal in UTF-8, or write it into a file in UTF-8 for --config` + "\n"
		for _, args := range [][]string{
			{"bench", machine}, {"train", machine, "-o", fresh}, {"verify", machine},
			{"export", machine, "-o", fresh}, {"figures", machine, "--train", machine, "--test", machine},
		} {
			code, out, errs := runHere(t, &streams{}, append(args, "--"+flag, "St\xf6rung")...)
			if code != exitUsage || errs != want || out != "" {
				t.Errorf("%s --%s: code %d, said %q, want %q", args[0], flag, code, errs, want)
			}
		}
	}
}

// TestFileNamesOfAnyBytes: a file's name need not be UTF-8.
func TestFileNamesOfAnyBytes(t *testing.T) {
	machine := writeMachine(t)
	odd := filepath.Join(filepath.Dir(machine), "L\xfcfter.csv")
	if err := os.Rename(machine, odd); err != nil {
		t.Skipf("the file system takes no such name: %v", err)
	}
	folder := filepath.Join(t.TempDir(), "gr\xf6\xdfe")
	for _, args := range [][]string{
		{"bench", odd, "--epochs", "1", "--engine", "host", "--quiet", "--out", folder},
		{"report", folder, "--quiet"},
		{"compare", folder, "--quiet"},
	} {
		if code, _, errs := runHere(t, &streams{}, args...); code != exitDone {
			t.Errorf("%q: code %d: %s", args, code, errs)
		}
	}
}

// TestQuiet: with --quiet nothing is said but errors, and only results go to
// standard output.
func TestQuiet(t *testing.T) {
	machine := writeMachine(t)
	dir := t.TempDir()
	for _, c := range []struct {
		args   []string
		prints bool
	}{
		{[]string{"bench", machine, "--epochs", "1", "--out", filepath.Join(dir, "out")}, true},
		{[]string{"report", filepath.Join(dir, "out")}, true},
		{[]string{"compare", filepath.Join(dir, "out"), "--out", filepath.Join(dir, "compared")}, true},
		{[]string{"verify", machine, "--epochs", "1", "--mode", "unsupervised"}, true},
		{[]string{"train", machine, "--epochs", "1", "--model", filepath.Join(dir, "m.tinyol")}, false},
		{[]string{"export", machine, "--epochs", "1", "--out", filepath.Join(dir, "sketch")}, false},
	} {
		code, out, errs := runHere(t, &streams{}, append(c.args, "--quiet")...)
		if code != exitDone || errs != "" || (out != "") != c.prints {
			t.Errorf("%s --quiet: code %d, prints %q, says %q", c.args[0], code, out, errs)
		}
	}
	for _, name := range []string{"m.tinyol", "sketch/README.md"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}
