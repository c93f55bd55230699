//go:build unix

package cli

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"tinyol-sim/internal/needs"
)

// TestForbiddenFile names a file that may not be read. The superuser may read
// everything, so there the tool runs as somebody else.
func TestForbiddenFile(t *testing.T) {
	tool := exec.Command(builtTool(t), "bench", "machine.csv")
	dir := t.TempDir()
	if os.Geteuid() == 0 {
		const nobody = 65534
		tool.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		allowed(t, binaryDir)
		allowed(t, filepath.Dir(dir)) // which testing made for the superuser alone
		allowed(t, dir)
	}
	if err := os.WriteFile(filepath.Join(dir, "machine.csv"), nil, 0); err != nil {
		t.Fatal(err)
	}
	tool.Dir = dir
	out, err := tool.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && tool.SysProcAttr != nil {
		needs.Missing(t, "the tool does not run as another user: "+err.Error())
	}
	const want = "tinyol-sim: machine.csv: not readable; check its permissions\n"
	if tool.ProcessState.ExitCode() != exitFailed || string(out) != want {
		t.Errorf("%v: %q", err, out)
	}
}

// allowed lets everybody into a folder.
func allowed(t *testing.T, dir string) {
	t.Helper()
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
}
