package elftest

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinyol-sim/internal/plaintext"
)

// steering has marks where names get what steers a terminal.
const steering = `void *vectors[2] __attribute__((section(".vectors"))) = {(void *)0x20004000, 0};
#line 7 "a-ESC-bidb-ls-C1.c"
static inline __attribute__((always_inline)) void in_ESCner(void) { __asm__ volatile("udf #1"); }
__attribute__((noinline)) void out_bider(void) { in_ESCner(); }
char ob_ESCject[4096] __attribute__((section("own_ESC"))) = {1};
void reset(void) { out_bider(); ob_ESCject[0] = 1; }
`

// steered is the names of Steering as they have to be shown.
var steered = []string{"out \uFFFDer", "in\uFFFD[2Jner", "ob\uFFFD[2Jject", "own\uFFFD[2J", "a\uFFFD[2J \uFFFDb\uFFFD \uFFFD.c"}

// Steering is a program whose file, functions, object and section have names
// that would steer a terminal, linked by link.ld of the folder.
func Steering(t testing.TB, folder string) []byte {
	t.Helper()
	source := filepath.Join(t.TempDir(), "evil.c")
	if err := os.WriteFile(source, []byte(steering), 0o600); err != nil {
		t.Fatal(err)
	}
	data := read(t, Compile(t, CortexM4F(), "-O2", "-g", "-ffreestanding", "-nostdlib", "-T", filepath.Join(folder, "link.ld"),
		"-Wl,--defsym=STACK=0x20004000,--no-warn-rwx-segments", source))
	for mark, steers := range map[string]string{"_ESC": "\x1b[2J", "-ESC": "\x1b[2J", "-bid": " \u202e", "_bid": " \u202e", "-ls": "\u2028", "-C1": " \u009b"} {
		if len(mark) != len(steers) {
			t.Fatalf("%q and %q differ in length", mark, steers)
		}
		data = bytes.ReplaceAll(data, []byte(mark), []byte(steers))
	}
	return data
}

// FitForATerminal fails a test unless the texts that it was given for Steering
// have all of its names and nothing that would steer a terminal.
func FitForATerminal(t testing.TB, texts []string) {
	t.Helper()
	joined := strings.Join(texts, " ")
	for _, part := range steered {
		if !strings.Contains(joined, part) {
			t.Errorf("%q is not among the names", part)
		}
	}
	if plaintext.Clean(joined) != joined {
		t.Errorf("what is handed out holds what steers: %q", joined)
	}
}
