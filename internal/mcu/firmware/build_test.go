package firmware

import (
	"strings"
	"testing"
)

func TestBuilds(t *testing.T) {
	for _, name := range Names() {
		b, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		if b.Code() < 1000 || b.ModelImage%16 != 0 || b.Stack() < 64 || b.Stack()%8 != 0 || b.State() < 4 || b.Arena%8 != 0 {
			t.Errorf("%s: %+v", name, b)
		}
		// The stack ends where RAM begins, so that an overflow is a fault.
		if b.StackBottom != 0x20000000 {
			t.Errorf("%s: the stack's bottom is at 0x%08x", name, b.StackBottom)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	data, err := ELF("cortex-m3")
	if err != nil {
		t.Fatal(err)
	}
	renamed := []byte(strings.Replace(string(data), "arena_start", "arena_stalk", 1))
	for want, data := range map[string][]byte{
		"bad magic number":      []byte("no ELF file at all, but long enough to be one of some kind of header"),
		"no symbol arena_start": renamed,
	} {
		if _, err := Parse("x", data); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if _, err := Load("z80"); err == nil || !strings.Contains(err.Error(), "cortex-m4f, cortex-m3") {
		t.Errorf("%v", err)
	}
}
