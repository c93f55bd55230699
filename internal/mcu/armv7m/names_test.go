package armv7m

import (
	"bytes"
	"testing"

	"tinyol-sim/internal/mcu/armv7m/stack"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/elftest"
	"tinyol-sim/internal/mcu/program"
)

// TestNamesAreFitForATerminal asks the core for all that it says of a program
// whose names would steer one.
func TestNamesAreFitForATerminal(t *testing.T) {
	image, err := program.ReadELF(bytes.NewReader(elftest.Steering(t, programs)))
	if err != nil {
		t.Fatal(err)
	}
	c := m4.core(t, &cpu.Semihosting{})
	if err := c.Load(image); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, a := range image.Areas {
		all = append(all, stack.Occupant(image, a, a.Address+a.Size))
	}
	for a := uint32(8); a < 0x80; a += 2 {
		all = append(all, c.Symbol(a), cpu.Caller{Symbol: c.Symbol(a), Locations: image.Locations(a)}.String())
	}
	elftest.FitForATerminal(t, all)
}
