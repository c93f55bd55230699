package armv7m

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/mcu/cpu"
)

// rule is a row of the table in docs/TIMING.md with code that it prices.
type rule struct {
	name, value string
	rows        []priced
}

// priced is code and the cycles of one pass through it, as a sum over its
// instructions. setup runs once, before. Registers: r7 is the address of a word
// that holds r7, r5 of one that holds 0; r4 is 0, r6 is 4. A pass begins at a
// multiple of 16 behind a taken branch, and labels are at words, so that P is 1
// unless the code says otherwise.
type priced struct {
	code  string
	want  int
	setup string
}

// here puts the address of the label 2 into r3, and where r5 points.
const here = "adr r3, 2f\n adds r3, #1\n str r3, [r5]"

// TestTimingRules holds the Cortex-M4 to every row of docs/TIMING.md, and the
// rows to the document.
func TestTimingRules(t *testing.T) {
	var written []string
	for _, r := range rulesM4 {
		written = append(written, "| "+r.name+" | "+r.value+" |")
	}
	data, err := os.ReadFile("../../../docs/TIMING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(data), "| rule (Cortex-M4) | value | source |\n|---|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	var stated []string
	for line := range strings.Lines(table + "\n") {
		cells := strings.Split(line, "|")
		stated = append(stated, "|"+cells[1]+"|"+cells[2]+"|")
	}
	if !slices.Equal(stated, written) {
		t.Errorf("docs/TIMING.md has the rows\n%s\nand this test\n%s", strings.Join(stated, "\n"), strings.Join(written, "\n"))
	}
	var rows []priced
	for _, r := range rulesM4 {
		rows = append(rows, r.rows...)
	}
	checkPrices(t, m4, rows)
}

// What differs on the other cores: the paragraphs below the table.
func TestTimingRulesOfOtherCores(t *testing.T) {
	t.Run("m3", func(t *testing.T) { checkPrices(t, m3, rowsM3) })
	t.Run("m0plus", func(t *testing.T) { checkPrices(t, m0, rowsM0Plus) })
}

// checkPrices runs each row in a loop of its own and takes the difference
// between 30 passes and 10.
func checkPrices(t *testing.T, tg target, rows []priced, change ...func(*Config)) {
	t.Helper()
	var text strings.Builder
	// r0 passes of row r1 + 1, and r1 is -1 at reset; row 0 does nothing.
	text.WriteString(" adds r1, #1\n lsls r1, #2\n ldr r3, =rows\n ldr r3, [r3, r1]\n bx r3\n .ltorg\n .balign 4\nrows: .word row0 + 1\n")
	for i := range rows {
		fmt.Fprintf(&text, " .word row%d + 1\n", i+1)
	}
	text.WriteString("row0: exit\n")
	for i, r := range rows {
		fmt.Fprintf(&text, " .balign 4\nrow%d: ldr r7, =0x20000100\n str r7, [r7]\n ldr r5, =0x20000200\n movs r4, #0\n str r4, [r5]\n movs r6, #4\n", i+1)
		if tg.profile == CortexM4F {
			text.WriteString(" ldr r1, =0xE000ED88\n ldr r2, =0xF00000\n str r2, [r1]\n")
		}
		fmt.Fprintf(&text, " mov r1, r7\n mov r2, r7\n %s\n b loop%d\n .ltorg\n .balign 4\n8: .word 0, 0\n .balign 16\nloop%d:\n %s\n subs r0, #1\n bne loop%d\n exit\n", r.setup, i+1, i+1, r.code, i+1)
	}
	c, stop := run(t, tg, text.String()+handler("svcall", "bx lr"), change...)
	want(t, c, stop, nil)
	for i, r := range rows {
		var cycles [2]uint64
		for k, n := range [...]uint32{10, 30} {
			if err := c.Reset(); err != nil {
				t.Fatal(err)
			}
			c.r[0], c.r[1] = n, uint32(i)
			before := c.Cycles()
			if stop := c.Run(cpu.Limits{Cycles: before + 10_000}); stop.Reason != cpu.StopExit {
				t.Fatalf("%q: stopped by %v %v", r.code, stop.Reason, stop.Fault)
			}
			cycles[k] = c.Cycles() - before
		}
		around := 1 + 1 + 1 // SUBS; BNE, taken
		if tg.profile == CortexM0Plus {
			around = 1 + 2
		}
		if got := float64(cycles[1]-cycles[0])/20 - float64(around); got != float64(r.want) {
			t.Errorf("%q takes %v cycles, want %d", r.code, got, r.want)
		}
	}
}

// all is one row for each instruction.
func all(want int, code ...string) []priced {
	var rows []priced
	for _, c := range code {
		rows = append(rows, priced{code: c, want: want})
	}
	return rows
}

// Data from flash waits as the board says, each word of it; a load that
// overlaps another waits too.
func TestDataFromFlashWaits(t *testing.T) {
	checkPrices(t, m4, []priced{
		{code: "ldr r1, 8b", want: 2 + 2},
		{code: "ldrb r1, [r2]", want: 2 + 2, setup: "adr r2, 8f"},
		{code: "ldr r1, [r2]\n ldr r3, [r2, #4]", want: 2 + 2 + 1 + 2, setup: "adr r2, 8f"},
		{code: "ldrd r1, r3, [r2]", want: 3 + 2*2, setup: "adr r2, 8f"},
		{code: "ldm r2, {r1, r3}", want: 3 + 2*2, setup: "adr r2, 8f"},
		{code: "vldr s0, [r2]", want: 2 + 2, setup: "adr r2, 8f"},
		{code: "vldm r2, {s0-s1}", want: 3 + 2*2, setup: "adr r2, 8f"},
		{code: "ldr r1, [r7]", want: 2},
		{code: "nop\n b 2f\n nop\n 2:", want: 1 + 2}, // code does not
	}, func(c *Config) { c.Memories[0].Wait.Read = 2 })
}

// The queue of three words, followed by hand. A word that is asked for in a
// cycle can be decoded two later and its instruction executes the cycle after;
// the branch asks for the first one in cycle -1, and the pass begins in cycle 1.
//
// 32-bit instructions at odd halfwords need two words each. Words 0 to 2 are
// asked for in -1, 0, 1. ADD 1 executes in 3, and frees word 0 in 2, so word 3 is
// asked for in 3; ADD 2 in 4. ADD 3 needs word 3, which is there in 5: it
// executes in 6, a cycle late. ADD 4 in 7; word 5 is asked for in 6, when ADD 3
// has freed word 2, so ADD 5 executes in 9, late again; ADD 6 in 10, SUBS in 11,
// BNE in 12.
//
// Where each word takes a cycle longer, words 0 to 3 are asked for in 0, 2, 4 and
// 6, and LDM executes from 3 to 11. Word 4 has to wait until ADD 1 frees word 1 in
// 11: asked for in 12 + 1, there in 15. ADD 1 to 3 execute in 12, 13, 14, ADD 4 in
// 16, ADD 5 in 18, ADD 6 in 20, SUBS in 22, BNE in 23.
func TestFetchQueueTiming(t *testing.T) {
	const adds = "\n .rept 6\n add.w r1, r2, r6\n .endr"
	const around = 3 // SUBS and BNE with P, which checkPrices takes off
	checkPrices(t, m4, []priced{
		{code: "nop" + adds, want: 12 - around},
		{code: adds, want: 6},
	})
	checkPrices(t, m4, []priced{
		{code: "ldmia r7, {r1, r2, r3, r8, r9, r10, r11, r12}" + adds, want: 23 - around},
	}, func(c *Config) { c.Memories[0].Wait = cpu.Wait{Fetch: 1, Line: 4} })
}
