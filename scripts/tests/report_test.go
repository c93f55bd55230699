package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tinyol-sim/internal/needs"
)

// suite is a module whose tests end in every way that a test can.
var suite = map[string]string{
	"go.mod":       "module suite\n",
	"good/good.go": "package good\n",
	"good/good_test.go": `package good
import "testing"
func TestPasses(t *testing.T) { t.Log("chatter") }
func TestTool(t *testing.T) { t.Skip("objdump is not installed") }
func TestRecording(t *testing.T) { t.Skip("UNSET") }`,
	"bad/bad_test.go": `package bad
import "testing"
func TestParts(t *testing.T) {
	t.Run("one", func(t *testing.T) { t.Parallel(); t.Error("wrong sum") })
	t.Run("two", func(t *testing.T) { t.Parallel(); t.Log("chatter") })
}`,
	"dies/dies_test.go": `package dies
import ("os"; "testing")
func TestExits(t *testing.T) { os.Exit(3) }`,
	"broken/broken_test.go": `package broken
import "testing"
func TestNothing(t *testing.T) { undeclared() }`,
}

// reported runs go test on packages of the suite and returns the report.
func reported(t *testing.T, all bool, packages ...string) (bool, string) {
	t.Helper()
	needs.Tools(t, "go")
	dir := t.TempDir()
	for path, text := range suite {
		text = strings.ReplaceAll(text, "UNSET", unset)
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(path)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, path), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command("go", append([]string{"test", "-json"}, packages...)...)
	command.Dir = dir
	command.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	events, _ := command.Output() // which fails where a test does
	var out strings.Builder
	r := newReport(&out, all)
	if err := r.read(strings.NewReader(string(events))); err != nil {
		t.Fatal(err)
	}
	return r.end(), out.String()
}

// unset is what needs.Recording says; TestRecordings holds it to that.
const unset = "TINYOL_DATA does not name the folder of the public recordings, which do not come with the sources"

func TestRecordings(t *testing.T) {
	if !needs.WantsRecordings("    a_test.go:1: "+unset+"\n") || needs.WantsRecordings("    a_test.go:1: HOME does not name the folder\n") {
		t.Error("another reason is taken")
	}
}

func TestReport(t *testing.T) {
	for _, test := range []struct {
		packages  string
		all, well bool
		has, not  []string
	}{
		{"./good", false, true, []string{"ok  \tsuite/good", "skipped, objdump is not installed: 1 in suite/good\n", "skipped, " + unset + ": 1 in suite/good\n"}, []string{"chatter", "PASS", "FAIL"}},
		{"./good", true, false, []string{"FAIL: CI=true", "\tsuite/good TestTool\n"}, []string{"FAIL: suite"}},
		{"./good ./bad", false, false, []string{"ok  \tsuite/good", "--- FAIL: TestParts/one", "wrong sum", "FAIL\tsuite/bad"}, []string{"chatter", "=== "}},
		{"./dies", false, false, []string{"FAIL\tsuite/dies"}, nil},
		{"./broken", false, false, []string{"undefined: undeclared", "FAIL\tsuite/broken [build failed]"}, nil},
		{"./nowhere", false, false, []string{"FAIL\t./nowhere"}, []string{"ok "}},
	} {
		t.Run(test.packages, func(t *testing.T) {
			well, text := reported(t, test.all, strings.Fields(test.packages)...)
			if well != test.well {
				t.Errorf("well is %v", well)
			}
			for _, part := range test.has {
				if !strings.Contains(text, part) {
					t.Errorf("it does not say %q", part)
				}
			}
			for _, part := range test.not {
				if strings.Contains(text, part) {
					t.Errorf("it says %q", part)
				}
			}
			if t.Failed() {
				t.Log(text)
			}
		})
	}
}

// A run that was killed, or that never began, is no success.
func TestRunThatBreaksOff(t *testing.T) {
	for _, test := range []struct{ events, want string }{
		{"", "FAIL: no package was tested\n"},
		{"go: no such flag\n", "go: no such flag\nFAIL: no package was tested\n"},
		{`{"Action":"start","Package":"a"}` + "\n" + `{"Action":"start","Package":"b"}` + "\n" + `{"Action":"pass","Package":"a"}` + "\n", "FAIL: b did not end\n"},
	} {
		var out strings.Builder
		r := newReport(&out, false)
		if err := r.read(strings.NewReader(test.events)); err != nil {
			t.Fatal(err)
		}
		if r.end() || out.String() != test.want {
			t.Errorf("%q gives\n%s", test.events, &out)
		}
	}
}
