// Package needs is for tests whose truth comes from a tool: a compiler, QEMU, a
// browser.
package needs

import (
	"os"
	"os/exec"
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

// Missing skips a test for a reason, and fails it on CI.
func Missing(t testing.TB, reason string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}
