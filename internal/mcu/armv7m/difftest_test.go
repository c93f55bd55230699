package armv7m

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/needs"
)

// Layout of testdata/difftest/harness.c.
const (
	blocksAt    = 0x4000
	scratchAt   = 0x20002000
	headerWords = 8 + 8 + 1 + 32 + 1
	recordWords = 8 + 8 + 4 + 32 + 64
)

// TestDifferential runs blocks of random instructions on QEMU and here and
// compares all registers, flags, FPSCR, fault status and memory after each.
// DIFFTEST_INSTRUCTIONS sets how many; make difftest runs 20 million.
func TestDifferential(t *testing.T) {
	needs.Tools(t, "arm-none-eabi-gcc", "arm-none-eabi-objcopy", "qemu-system-arm")
	total := 210_000
	if s := os.Getenv("DIFFTEST_INSTRUCTIONS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		total = n
	} else if testing.Short() {
		total = 30_000
	}
	for _, tg := range targets {
		t.Run(tg.profile.String(), func(t *testing.T) { differential(t, tg, total/len(targets)) })
	}
}

func differential(t *testing.T, tg target, total int) {
	flags := []string{"-O1", "-nostdlib", "-ffreestanding", "-T", "testdata/difftest/harness.ld", "testdata/difftest/harness.c"}
	if tg.profile == CortexM4F {
		flags = append(flags, "-DFLOAT")
	}
	image := readImage(t, build(t, tg, flags...))
	counts := map[string]int{}
	done := 0
	for seed := uint64(1); done < total; seed++ {
		g := newGenerator(t, tg, seed, counts)
		data, blocks := g.image(image, min(total-done, int(tg.flash-blocksAt)/340*16))
		done += g.instructions
		got := runImage(t, tg, data)
		want := qemu(t, tg, writeFile(t, data))
		compare(t, seed, blocks, data, want, got)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d instructions over %d encodings, no difference", done, len(counts))
	var names []string
	for name := range counts {
		names = append(names, name)
	}
	sort.Strings(names)
	var table strings.Builder
	for _, name := range names {
		fmt.Fprintf(&table, " %s:%d", name, counts[name])
	}
	t.Log(table.String())
}

func writeFile(t *testing.T, data []byte) string {
	path := filepath.Join(t.TempDir(), "image.bin")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func runImage(t *testing.T, tg target, data []byte) []byte {
	var out bytes.Buffer
	c := tg.core(t, &cpu.Semihosting{Out: &out})
	if err := c.WriteMemory(0, data); err != nil {
		t.Fatal(err)
	}
	if err := c.Reset(); err != nil {
		t.Fatal(err)
	}
	if stop := c.Run(cpu.Limits{Cycles: 1 << 33}); stop.Reason != cpu.StopExit {
		t.Errorf("stopped by %v: %v", stop.Reason, stop.Fault)
	}
	return out.Bytes()
}

func recordName(i int) string {
	switch {
	case i < 8:
		return [...]string{"r0", "r1", "r2", "r3", "r12", "lr", "pc", "xpsr"}[i]
	case i < 16:
		return fmt.Sprintf("r%d", i-4)
	case i < 20:
		return [...]string{"psp", "ipsr", "cfsr", "fpscr"}[i-16]
	case i < 52:
		return fmt.Sprintf("s%d", i-20)
	}
	return fmt.Sprintf("memory+%d", 4*(i-52))
}

func compare(t *testing.T, seed uint64, blocks []testBlock, data, want, got []byte) {
	t.Helper()
	if len(want) != len(blocks)*recordWords*4 {
		t.Errorf("QEMU wrote %d bytes for %d blocks", len(want), len(blocks))
	}
	shown := 0
	for b := range blocks {
		at := b * recordWords * 4
		if at+recordWords*4 > len(want) || at+recordWords*4 > len(got) {
			t.Errorf("seed %d: no record of block %d at 0x%x", seed, b, blocks[b].code)
			return
		}
		for i := range recordWords {
			w, g := binary.LittleEndian.Uint32(want[at+4*i:]), binary.LittleEndian.Uint32(got[at+4*i:])
			if w != g {
				t.Errorf("seed %d block %d at 0x%x: %s is %08x on QEMU, %08x here", seed, b, blocks[b].code, recordName(i), w, g)
				if shown++; shown == 1 {
					_ = os.WriteFile(filepath.Join(os.TempDir(), "difftest.bin"), data, 0o600)
					t.Logf("instructions: %s\n%s", strings.Join(blocks[b].text, "; "), blocks[b].state(data))
				}
			}
		}
		if shown > 0 {
			return
		}
	}
}

type testBlock struct {
	header, code int
	text         []string
}

// state prints what a block started with.
func (b testBlock) state(data []byte) string {
	var s strings.Builder
	for i := range headerWords - 1 {
		v := binary.LittleEndian.Uint32(data[b.header+4*i:])
		name := fmt.Sprintf("s%d", i-17)
		switch {
		case i < 16:
			name = recordName(i)
		case i == 16:
			name = "fpscr"
		}
		fmt.Fprintf(&s, "%s=%08x ", name, v)
	}
	return s.String()
}
