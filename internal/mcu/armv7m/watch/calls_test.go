package watch

import (
	"testing"

	"tinyol-sim/internal/mcu/armv7m/thumb"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/program"
)

// recursion is a memory that is nothing but calls of themselves.
type recursion struct{}

func (recursion) Encoding(uint32) (uint32, int)           { return 0xF7FFFFFE, 4 }
func (recursion) Word(uint32) (uint32, bool)              { return 0, false }
func (recursion) Spell(uint32, uint32, int, uint8) []byte { return nil }
func (recursion) Symbol(uint32) string                    { return "" }
func (recursion) Unstack(*program.Frame, uint32) bool     { return false }
func (recursion) enter(o *Observer, e int, back uint32) {
	o.Entering(Moment{}, Entry{Exception: e, Back: back})
}
func (recursion) recurse(o *Observer, at uint32, registers []uint32) {
	registers[thumb.LR] = at + 5
	o.Before(Moment{PC: at})
	o.After(Moment{PC: at}, true, false)
}

// Neither calls without end, nor exceptions within exceptions, nor threads that
// nobody goes back to may grow without bound.
func TestCallsAreBounded(t *testing.T) {
	var m recursion
	registers, floats := make([]uint32, 16), make([]uint32, 32)
	o := Observe(m, &cpu.Observation{}, registers, floats, Moment{})
	for range 2 * maxCallDepth {
		m.recurse(o, 0x100, registers)
	}
	if n := len(o.calls.frames); n != maxCallDepth {
		t.Errorf("%d calls, want %d", n, maxCallDepth)
	}
	if n := len(o.Callers()); n != MaxCallers {
		t.Errorf("%d callers, want %d", n, MaxCallers)
	}
	for e := range 2 * maxCallDepth {
		if m.enter(o, 16, uint32(2*e)); len(o.calls.frames) > maxCallDepth {
			t.Fatalf("%d calls behind exception %d", len(o.calls.frames), e)
		}
	}
	most := 0
	for e := range uint32(2 * maxParked) {
		m.enter(o, 14, 4*e)
		o.Left(Moment{PC: 4*e + 2}, false)
		most = max(most, len(o.calls.parked))
	}
	if most != maxParked {
		t.Errorf("%d threads are kept, want %d", most, maxParked)
	}
}
