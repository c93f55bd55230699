package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
)

// buildOnce builds the tool as users have it.
var buildOnce = sync.OnceValues(func() (dir string, err error) {
	if dir, err = os.MkdirTemp("", "tinyol-sim-test-*"); err != nil {
		return "", err
	}
	path := filepath.Join(dir, "tinyol-sim")
	if runtime.GOOS == "windows" {
		path += ".exe"
	}
	build := exec.Command("go", "build", "-o", path, "tinyol-sim/cmd/tinyol-sim")
	build.Stderr = os.Stderr
	return dir, build.Run()
})

// binary returns the path of the built tool.
func binary(t *testing.T) string {
	t.Helper()
	dir, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	found, err := exec.LookPath(filepath.Join(dir, "tinyol-sim"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}
