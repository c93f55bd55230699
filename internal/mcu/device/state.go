package device

import (
	"slices"

	"tinyol-sim/internal/tinyol"
)

// State reads back what learning has changed on the board, bit by bit.
func (d *Device) State(s *tinyol.State) error {
	s.Threshold = d.threshold
	switch d.program.Mode {
	case tinyol.Unsupervised:
		return d.reconstructionState(s)
	case tinyol.Supervised:
		return d.classifierState(s)
	}
	return nil
}

func (d *Device) reconstructionState(s *tinyol.State) error {
	inputs, neurons := d.program.OnlineInputs(), d.program.FrontEnd.Features()
	s.Resize(inputs, neurons)
	if err := d.read(regionOnline, 0, s.Weights); err != nil {
		return err
	}
	return d.read(regionOnline, len(s.Weights), s.Bias)
}

func (d *Device) classifierState(s *tinyol.State) error {
	inputs := d.program.OnlineInputs()
	s.Resize(inputs, d.neurons)
	clear(s.Bias)
	for i := range inputs {
		if err := d.read(regionOnline, i*d.program.MaxClasses, s.Weights[i*d.neurons:(i+1)*d.neurons]); err != nil {
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
	return d.statistics(s, inputs)
}

// statistics are the count, the means and the sums of squares, in this order.
func (d *Device) statistics(s *tinyol.State, n int) error {
	var count [1]float32
	s.Mean = slices.Grow(s.Mean[:0], n)[:n]
	s.M2 = slices.Grow(s.M2[:0], n)[:n]
	if err := d.read(regionStatistics, 0, count[:]); err != nil {
		return err
	}
	s.Count = count[0]
	if err := d.read(regionStatistics, 1, s.Mean); err != nil {
		return err
	}
	return d.read(regionStatistics, 1+n, s.M2)
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
