// Package needs is for tests whose truth comes from a tool: a compiler, QEMU, a
// browser; and for those that a person has to ask for.
package needs

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Tools skips a test where one of the programs is not in PATH, with the reason.
// CI, which sets CI=true, has to have them all: there the test fails.
func Tools(t testing.TB, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			Missing(t, tool+" is not installed")
		}
	}
}

// ArmLibrary skips a test where arm-none-eabi-gcc is not installed or comes
// without a file of its C library, such as rdimon.specs: some systems package
// newlib apart.
func ArmLibrary(t testing.TB, file string) {
	t.Helper()
	const compiler = "arm-none-eabi-gcc"
	Tools(t, compiler)
	// The compiler prints the name as it is where it does not find the file.
	out, err := exec.Command(compiler, "-print-file-name="+file).Output()
	if err != nil || !filepath.IsAbs(strings.TrimSpace(string(out))) {
		Missing(t, compiler+" has no "+file+": newlib is not installed")
	}
}

// Missing skips a test for a reason, and fails it on CI.
func Missing(t testing.TB, reason string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

// OptIns are the environment variables that ask for tests which are skipped
// without them, on CI as well, and what they hold. No other test may be skipped
// on CI.
var OptIns = map[string]string{
	"TINYOL_DATA":       "the folder of the public recordings, which are too large to come with the sources",
	"TINYOL_EXHAUSTIVE": "1 for what takes minutes",
}

// OptIn returns the value of one of OptIns, and skips the test where it is not
// set.
func OptIn(t testing.TB, name string) string {
	t.Helper()
	if _, listed := OptIns[name]; !listed {
		t.Fatalf("%s is not in needs.OptIns", name)
	}
	value := os.Getenv(name)
	if value == "" {
		t.Skip(optInReason(name))
	}
	return value
}

func optInReason(name string) string { return "not asked for: " + name + " is " + OptIns[name] }

// Recording returns the path of a public recording, in the folder that
// TINYOL_DATA names.
func Recording(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(OptIn(t, "TINYOL_DATA"), filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		Missing(t, name+" is not in the folder that TINYOL_DATA names")
	}
	return path
}

// NotAskedFor says whether what a skipped test printed is OptIn's reason.
func NotAskedFor(output string) bool {
	for name := range OptIns {
		if strings.Contains(output, optInReason(name)) {
			return true
		}
	}
	return false
}
