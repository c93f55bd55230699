package cli

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"tinyol-sim/internal/needs"
)

// mostMemory is what any file may make exec take, in MB; the tool itself takes
// 25.
const mostMemory = 400

// TestExecIsBounded runs files that ask for gigabytes, or for hours, with all
// that looks at symbols and debug information. Beyond 4 GiB of address space
// and 10 seconds of processor time, which do not depend on what else the machine
// does, the operating system ends the process.
func TestExecIsBounded(t *testing.T) {
	needs.Tools(t, "sh", "go")
	dir := t.TempDir()
	// A process of its own starts the tool: the operating system counts what
	// the process that starts another has as that one's.
	maxrss := filepath.Join(dir, "maxrss")
	if out, err := exec.Command("go", "build", "-o", maxrss, "tinyol-sim/scripts/maxrss").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for name, file := range hostileFiles {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".elf")
			if err := os.WriteFile(path, file().bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, flags := range [][]string{{}, {"--profile", path + ".pb.gz", "--trace", path + ".txt"}} {
				checkBounded(t, append([]string{maxrss, builtTool(t), "exec", path, "--max-cycles", "500000"}, flags...))
			}
			for _, p := range []string{path, path + ".pb.gz", path + ".txt"} {
				os.Remove(p)
			}
		})
	}
}

var peak = regexp.MustCompile(`(?m)^resident memory at most ([0-9.]+) MB, (.*)$`)

func checkBounded(t *testing.T, command []string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute) // for one that waits
	defer cancel()
	c := exec.CommandContext(ctx, "sh", append([]string{"-c", `ulimit -v 4194304; ulimit -t 10; exec "$@"`, "sh"}, command...)...)
	c.WaitDelay = time.Second
	said, err := c.CombinedOutput()
	found := peak.FindSubmatch(said)
	if found == nil || bytes.Contains(said, []byte("signal: ")) || strings.Contains(string(said), "goroutine ") || strings.Contains(string(said), "mistake") {
		t.Fatalf("%v: %v, %.2000s", command, err, said)
	}
	for line := range strings.Lines(string(said)) {
		if len(line) > 16<<10 || plain(strings.TrimSuffix(line, "\n")) != strings.TrimSuffix(line, "\n") {
			t.Errorf("%v: a line of %d bytes: %.300q", command, len(line), line)
		}
	}
	if mb, err := strconv.ParseFloat(string(found[1]), 64); err != nil || mb > mostMemory {
		t.Errorf("%v: %s", command, found[0])
	}
	t.Logf("%s %v %.200q", found[0], command[5:], said)
}
