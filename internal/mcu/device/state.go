package device

import (
	"slices"

	"tinyol-sim/internal/tinyol"
)

// State reads back what learning has changed on the board, bit by bit.
func (d *Device) State(s *tinyol.State) error {
	s.Threshold = d.threshold
	s.Values = slices.Grow(s.Values[:0], len(d.learned))[:len(d.learned)]
	for i, v := range d.learned {
		s.Values[i] = slices.Grow(s.Values[i][:0], v.Len())[:v.Len()]
		if err := d.read(v, s.Values[i]); err != nil {
			return err
		}
	}
	s.Classes = s.Classes[:0]
	for neuron := range d.neurons {
		class, err := d.class(neuron)
		if err != nil {
			return err
		}
		s.Classes = append(s.Classes, class)
	}
	return nil
}

// StackBytes is the size of the firmware's stack.
func (d *Device) StackBytes() int { return d.build.Stack() }

// StackPeak is how many bytes of the stack were ever written.
func (d *Device) StackPeak() int {
	data := make([]byte, d.build.Stack())
	if err := d.machine.ReadMemory(d.build.StackBottom, data); err != nil {
		panic("BUG: device: " + err.Error()) // it has been running there
	}
	unused := slices.IndexFunc(data, func(b byte) bool { return b != paint })
	if unused < 0 {
		return 0
	}
	return len(data) - unused&^3
}
