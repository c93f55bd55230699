package armv7m

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinyol-sim/internal/needs"
	"tinyol-sim/internal/plaintext"
)

// TestNamesAreFitForATerminal compiles a program whose file, functions, object
// and section have names that would steer one, and asks for all of them.
func TestNamesAreFitForATerminal(t *testing.T) {
	needs.Tools(t, "arm-none-eabi-gcc")
	source := filepath.Join(t.TempDir(), "evil.c")
	text := `void *vectors[2] __attribute__((section(".vectors"))) = {(void *)0x20004000, 0};
#line 7 "a-ESC-bidb-ls-C1.c"
static inline __attribute__((always_inline)) void in_ESCner(void) { __asm__ volatile("udf #1"); }
__attribute__((noinline)) void out_bider(void) { in_ESCner(); }
char ob_ESCject[4096] __attribute__((section("own_ESC"))) = {1};
void reset(void) { out_bider(); ob_ESCject[0] = 1; }
`
	if err := os.WriteFile(source, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(build(t, m4, "-O2", "-g", "-ffreestanding", "-nostdlib", "-T", "testdata/programs/link.ld",
		"-Wl,--defsym=STACK=0x20004000,--no-warn-rwx-segments", source))
	if err != nil {
		t.Fatal(err)
	}
	for mark, steers := range map[string]string{"_ESC": "\x1b[2J", "-ESC": "\x1b[2J", "-bid": " \u202e", "_bid": " \u202e", "-ls": "\u2028", "-C1": " \u009b"} {
		if len(mark) != len(steers) {
			t.Fatalf("%q and %q differ in length", mark, steers)
		}
		data = bytes.ReplaceAll(data, []byte(mark), []byte(steers))
	}
	image, err := ReadELF(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := m4.core(t, &Semihosting{})
	if err := c.Load(image); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, a := range image.Areas {
		all = append(all, a.Name, c.occupant(a, a.Address+a.Size))
	}
	for a := uint32(8); a < 0x80; a += 2 {
		name, _, _ := image.Function(a)
		all = append(all, name, image.Readable(name), c.Symbol(a))
		for _, l := range image.Locations(a) {
			all = append(all, l.Function, l.Readable, l.File, describe(c.Symbol(a), image.Locations(a)))
		}
	}
	joined := strings.Join(all, " ")
	for _, part := range []string{"out \uFFFDer", "in\uFFFD[2Jner", "ob\uFFFD[2Jject", "own\uFFFD[2J", "a\uFFFD[2J \uFFFDb\uFFFD \uFFFD.c"} {
		if !strings.Contains(joined, part) {
			t.Errorf("%q is not among the names", part)
		}
	}
	if plaintext.Clean(joined) != joined {
		t.Errorf("what is handed out holds what steers: %q", joined)
	}
}

// TestLongNames looks at names that are longer than any that are shown.
func TestLongNames(t *testing.T) {
	image := &Image{}
	mangled := "_ZN" + strings.Repeat("1aI", 1300) + "i" + strings.Repeat("E", 1301)
	for _, name := range []string{strings.Repeat("n", maxName), mangled[:maxName], mangled, strings.Repeat("\x1b", 5000)} {
		if got := image.Readable(name); len(got) > maxShown || !strings.HasSuffix(got, "...") {
			t.Errorf("%.20q of %d bytes is shown in %d: %.20q", name, len(name), len(got), got)
		}
	}
	if got := image.Readable("_ZN3net5layer7forwardEif"); got != "net::layer::forward" {
		t.Errorf("a name of C++ is %q", got)
	}
	image.names.work = maxDemangling
	if got := image.Readable("_ZN3net5layer8backwardEif"); got != "_ZN3net5layer8backwardEif" {
		t.Errorf("with no time left a name of C++ is %q", got)
	}
}
