package cores_test

import (
	"encoding/binary"
	"strings"
	"testing"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/cpu/cores"
)

// TestEveryEmulatedBoardHasACore begins each at a vector table that is not the
// flash's start.
func TestEveryEmulatedBoardHasACore(t *testing.T) {
	const start = 0x100
	emulated := 0
	for _, b := range mcu.Boards() {
		config := cpu.Config{Memories: []cpu.Memory{
			{Name: "flash", Base: b.FlashBase, Size: 1 << 12},
			{Name: "ram", Base: b.RAMBase, Size: 1 << 12, Writable: true},
		}}
		core, err := cores.New(b, config, b.FlashBase+start+4)
		if !b.Emulated {
			if err == nil || !strings.Contains(err.Error(), b.Core) {
				t.Errorf("%s: %v", b.Name, err)
			}
			continue
		}
		emulated++
		if err != nil {
			t.Fatal(err)
		}
		table := binary.LittleEndian.AppendUint32(nil, b.RAMBase+64)
		table = binary.LittleEndian.AppendUint32(table, b.FlashBase+start+8|1)
		if err := core.WriteMemory(b.FlashBase+start, table); err != nil {
			t.Fatal(err)
		}
		if err := core.Reset(); err != nil {
			t.Fatal(err)
		}
		if core.PC() != b.FlashBase+start+8 || core.SP() != b.RAMBase+64 {
			t.Errorf("%s: begins at 0x%08x with the stack at 0x%08x", b.Name, core.PC(), core.SP())
		}
	}
	if emulated == 0 {
		t.Error("no board is emulated")
	}
}

// TestMemoriesThatCannotBe names the board.
func TestMemoriesThatCannotBe(t *testing.T) {
	b, err := mcu.LoadBoard(mcu.DefaultBoard)
	if err != nil {
		t.Fatal(err)
	}
	_, err = cores.New(b, cpu.Config{Memories: []cpu.Memory{{Name: "flash", Size: 3}}}, 0)
	if err == nil || !strings.Contains(err.Error(), "board nano33ble: armv7m: memory flash has 3 bytes") {
		t.Error(err)
	}
}
