package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
)

// binaryDir is where buildOnce puts the tool; empty where nobody asked for it.
var binaryDir string

// buildOnce builds the tool as users have it.
var buildOnce = sync.OnceValue(func() (err error) {
	if binaryDir, err = os.MkdirTemp("", "tinyol-sim-test-*"); err != nil {
		return err
	}
	path := filepath.Join(binaryDir, "tinyol-sim")
	if runtime.GOOS == "windows" {
		path += ".exe"
	}
	// Without the state of the repository, which git does not tell about a
	// checkout that belongs to somebody else.
	build := exec.Command("go", "build", "-buildvcs=false", "-o", path, "tinyol-sim/cmd/tinyol-sim")
	build.Stderr = os.Stderr
	return build.Run()
})

// builtTool returns the path of the built tool.
func builtTool(t *testing.T) string {
	t.Helper()
	if err := buildOnce(); err != nil {
		t.Fatal(err)
	}
	found, err := exec.LookPath(filepath.Join(binaryDir, "tinyol-sim"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}
