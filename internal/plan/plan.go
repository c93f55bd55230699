package plan

import (
	"fmt"
	"slices"

	"tinyol-sim/internal/kernel"
)

// Plan is what runs on the device. It does not change once it is built.
type Plan struct {
	Lists [ListCount][]kernel.Op

	Ring  *kernel.Vector // [window][ring width], the rows that came last
	Input *kernel.Vector // [features] x
	// Score is the one value that the device reports: the operation that writes it
	// comes before the end of the prediction.
	Score *kernel.Vector
	// Decider is the score that the policy decides by, of the window whose label has
	// arrived. Nil: the score, as labels come with their windows.
	Decider *kernel.Vector
	// Seen is what the learner sees of a window, for assessments: they begin with
	// it and leave out what changes anything that is kept. Nil: the input.
	Seen *kernel.Vector
	// Labels is the class table of a layer that grows, a word a neuron; nil
	// where it does not.
	Labels *kernel.Vector
	// Threshold is the running threshold, nil where it is fixed.
	Threshold *kernel.Vector

	// Alarm is what drift detectors say of a window, two words that are whole numbers:
	// a bit for each that fired, and the windows for which the gate stays open. Nil
	// without any.
	Alarm *kernel.Vector
	// Gated says that only windows teach for which the gate is open.
	Gated bool

	// Layers are the outputs of the frozen network's layers, which the first
	// LayerOps operations of the base phase compute: devices on one network share
	// what it makes of a window.
	Layers   []*kernel.Vector
	LayerOps int

	// LossOf are vectors that the loss is a function of when a step has run, nil:
	// the loss is the score. Target is the neuron of the label, kernel.None
	// without one. Of vectors that grow there are as many values as neurons.
	LossOf []*kernel.Vector
	Loss   func(values [][]float32, target int) float32

	vectors []*kernel.Vector // whole ones, in order of appearance
}

// Vector adds a vector to the RAM that holds something within a step.
func (p *Plan) Vector(name, region string, n int) *kernel.Vector {
	return p.add(&kernel.Vector{Name: name, Region: region, Cols: n})
}

// Keep adds a vector, or with rows a matrix, that holds something from step to
// step; zero at first.
func (p *Plan) Keep(name, region string, rows, cols int) *kernel.Vector {
	return p.add(&kernel.Vector{Name: name, Region: region, Rows: rows, Cols: cols, Kept: true})
}

func (p *Plan) add(v *kernel.Vector) *kernel.Vector {
	whole, _ := v.Whole()
	if !slices.Contains(p.vectors, whole) {
		p.vectors = append(p.vectors, whole)
	}
	return v
}

// Do appends operations to the list of a phase.
func (p *Plan) Do(phase Phase, ops ...kernel.Op) { p.append(Of(phase), ops) }

// AtStart appends operations that prepare what is kept.
func (p *Plan) AtStart(ops ...kernel.Op) { p.append(Start, ops) }

// AtGrowth appends operations for a neuron that was added.
func (p *Plan) AtGrowth(ops ...kernel.Op) { p.append(Growth, ops) }

// AtReset appends operations that make the device forget what it has learned.
func (p *Plan) AtReset(ops ...kernel.Op) { p.append(Reset, ops) }

func (p *Plan) append(l List, ops []kernel.Op) {
	for i := range ops {
		for _, v := range ops[i].Vectors {
			if v != nil {
				p.add(v)
			}
		}
	}
	p.Lists[l] = append(p.Lists[l], ops...)
}

// Vectors lists what the operations work on, tables included, in order of
// appearance.
func (p *Plan) Vectors() []*kernel.Vector { return p.vectors }

// Learned lists the vectors that hold what was learned: all that are kept but
// the ring and what the device's own program keeps.
func (p *Plan) Learned() (all []*kernel.Vector) {
	for _, v := range p.vectors {
		if v.Kept && v != p.Ring && v != p.Labels && v != p.Threshold {
			all = append(all, v)
		}
	}
	return all
}

// Decides is the score that the policy decides by.
func (p *Plan) Decides() *kernel.Vector {
	if p.Decider != nil {
		return p.Decider
	}
	return p.Score
}

// HasLoss says that the vectors of a step have the loss of one window, which is that
// of the label: where labels come late, only if it taught.
func (p *Plan) HasLoss(updated bool) bool { return updated || p.Decider == nil }

// Learns says that there is something to learn.
func (p *Plan) Learns() bool { return len(p.Lists[Update]) > 0 }

// Resets says that a firing makes the device forget what it has learned.
func (p *Plan) Resets() bool { return len(p.Lists[Reset]) > 0 }

// Room is the number of neurons that a layer that grows has room for, else 0.
func (p *Plan) Room() int {
	if p.Labels == nil {
		return 0
	}
	return p.Labels.Cols
}

// Outputs are the vectors that an operation writes.
func Outputs(o *kernel.Op) []*kernel.Vector {
	var out []*kernel.Vector
	o.EachVector(func(v *kernel.Vector, kind kernel.Kind) {
		if kind.Writes() && v != nil {
			out = append(out, v)
		}
	})
	return out
}

// Changes says that an operation changes something that is kept.
func Changes(o *kernel.Op) bool {
	return slices.ContainsFunc(Outputs(o), func(v *kernel.Vector) bool {
		whole, _ := v.Whole()
		return whole.Kept
	})
}

// Check reports the first operation that cannot be carried out, and a plan that
// lacks what every one has.
func (p *Plan) Check() error {
	for l := range p.Lists {
		for i := range p.Lists[l] {
			if err := p.Lists[l][i].Check(); err != nil {
				return fmt.Errorf("plan: operation %d of list %d: %w", i, l, err)
			}
		}
	}
	if p.Ring == nil || p.Input == nil || p.Score == nil {
		return fmt.Errorf("plan: ring, input and score are needed")
	}
	if n := len(p.Lists[Ingest]); n != 1 {
		return fmt.Errorf("plan: %d operations for a row; the device carries out one", n)
	}
	return nil
}
