package armv7m

import (
	"strings"
	"testing"
)

// An instruction is written with the condition that an IT gives it, where the IT
// was executed on the way there; else as it stands.
func TestDisassembleBehindIT(t *testing.T) {
	c, stop := run(t, m4, `
 movs r1, #1
 cmp r1, #1
 ite eq
 moveq r2, #5
 movne r2, #6
 movs r3, #7
 b 1f
 it eq
 moveq r4, #8
1: exit
`)
	want(t, c, stop, map[int]uint32{2: 5, 3: 7})
	const start = 18 * 4 // behind the vectors
	for offset, want := range map[uint32]string{
		0: "movs r1, #1", 6: "moveq r2, #5", 8: "movne r2, #6", 10: "movs r3, #7",
		16: "movs r4, #8", // nobody has been there
	} {
		text, _, _ := c.Disassemble(start + offset)
		if got := strings.Join(strings.Fields(text), " "); got != want {
			t.Errorf("at start+%d: %q, want %q", offset, got, want)
		}
	}
}
