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

// Exhaustive is the environment variable that asks tests for all that they can try,
// which takes minutes; without it they try a part.
const Exhaustive = "TINYOL_EXHAUSTIVE"

// recordings names the folder of the public recordings, which are too large to come
// with the sources.
const recordings = "TINYOL_DATA"

const noRecordings = recordings + " does not name the folder of the public recordings, which do not come with the sources"

// Recording returns the path of a public recording, in the folder that
// TINYOL_DATA names.
func Recording(t testing.TB, name string) string {
	t.Helper()
	folder := os.Getenv(recordings)
	if folder == "" {
		t.Skip(noRecordings)
	}
	path := filepath.Join(folder, filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		Missing(t, name+" is not in the folder that "+recordings+" names")
	}
	return path
}

// WantsRecordings says whether what a skipped test printed is that there are no
// public recordings: the one reason to skip a test on CI, where nobody has put them.
func WantsRecordings(output string) bool { return strings.Contains(output, noRecordings) }
