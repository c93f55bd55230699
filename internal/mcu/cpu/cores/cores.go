// Package cores chooses the core that a board's profile names. It alone knows
// the families of cores.
package cores

import (
	"fmt"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/armv7m"
	"tinyol-sim/internal/mcu/cpu"
)

// vectorAlignment is what VTOR can hold: its last seven bits are zero (ARM ARM
// B3.2.5).
const vectorAlignment = 1 << 7

// New builds a board's core, which is yet to be loaded and reset. Start is where
// the program begins in flash. The error names what is not emulated, or the
// board with what is wrong with its memories.
func New(b *mcu.Board, config cpu.Config, start uint32) (cpu.Core, error) {
	profile, err := armv7m.ParseProfile(b.Core)
	if err != nil {
		return nil, err
	}
	core, err := armv7m.New(armv7m.Config{
		Config: config, Profile: profile, VectorTable: start &^ (vectorAlignment - 1), BitBand: b.BitBand,
	})
	if err != nil {
		return nil, fmt.Errorf("board %s: %w", b.Name, err)
	}
	return core, nil
}
