package kernel

import "fmt"

// Live is a number that is not known before the device runs.
type Live uint8

// The live numbers. An operation over no neurons is not carried out.
const (
	Fixed   Live = iota
	Neurons      // that the layer has grown
	Place        // value of the ring that the next row goes to
	Target       // neuron of the window's label
)

// State has the live numbers of a device, and what its operations report.
type State struct {
	Neurons, Place, Target int
	Winner                 int // neuron with the largest output, None before any
}

// None is a winner that there is not.
const None = -1

// Dim is a dimension of an operation: a number, or the most that a live one
// can be.
type Dim struct {
	N    int
	Live Live
}

// Op is one call of a kernel. Vectors and dimensions are in the order of the
// card's parameters; what the sensor sends is no vector of the plan.
type Op struct {
	Card    *Card
	Vectors []*Vector
	Dims    []Dim
	Number  float32
}

// Call is a kernel with its dimensions, for a price: n elements, or what n and m
// stand for at the kernel's card.
type Call struct {
	Kernel string
	N, M   int
}

// Priced lists what an operation is charged with while the layer has so many
// neurons and the ring's next place is at a value.
func (o *Op) Priced(neurons, place int) []Call {
	d := make([]int, len(o.Dims))
	for i, dim := range o.Dims {
		d[i] = dim.N
		switch dim.Live {
		case Neurons:
			if d[i] = neurons; neurons == 0 {
				nothing := Call{Kernel: "nothing"}
				if o.Card.Assembly {
					nothing.N = 1
				}
				return []Call{nothing}
			}
		case Place:
			d[i] = place
		}
	}
	return o.Card.Priced(o, d)
}

// Grown says that a dimension is the number of neurons.
func (o *Op) Grown() bool {
	for _, d := range o.Dims {
		if d.Live == Neurons {
			return true
		}
	}
	return false
}

// Check reports a dimension or a vector that the kernel cannot work with.
func (o *Op) Check() error {
	dim, at := 0, 0
	for i := range o.Card.Parameters {
		if p := &o.Card.Parameters[i]; p.Kind == Dimension {
			if err := o.checkDim(p, o.Dims[dim].N); err != nil {
				return err
			}
			dim++
		}
	}
	for i := range o.Card.Parameters {
		if p := &o.Card.Parameters[i]; p.Kind.Vector() {
			if err := o.checkVector(p, o.Vectors[at]); err != nil {
				return err
			}
			at++
		}
	}
	return nil
}

func (o *Op) checkVector(p *Parameter, v *Vector) error {
	switch {
	case v == nil && p.Optional:
		return nil
	case v == nil:
		return fmt.Errorf("kernel %s: %s is missing", o.Card.Name, p.Name)
	case p.Kind.Writes() && v.Flash():
		return fmt.Errorf("kernel %s writes %s, which lies in flash", o.Card.Name, p.Name)
	case v.Len() < o.size(p):
		return fmt.Errorf("kernel %s: %s has %d values, %d are needed", o.Card.Name, p.Name, v.Len(), o.size(p))
	}
	return nil
}

func (o *Op) checkDim(p *Parameter, n int) error {
	if n < p.Min || n > maxDimension || !p.holds(n, o.named(p.Other)) {
		return fmt.Errorf("kernel %s: %s is %d, %s", o.Card.Name, p.Name, n, p.needs())
	}
	return nil
}

// named is the most that a dimension can be, by its name; 1 without one.
func (o *Op) named(name string) int {
	if i := o.Card.dim(name); i >= 0 {
		return o.Dims[i].N
	}
	return 1
}

func (o *Op) size(p *Parameter) int {
	s := &p.Size
	return (o.named(s.Rows)-1)*o.named(s.Stride) + s.Times*o.named(s.Cols)*o.named(s.By) + s.Plus
}

// EachVector goes through an operation's vectors, nil ones included.
func (o *Op) EachVector(do func(v *Vector, kind Kind)) {
	at := 0
	o.Card.each(func(p *Parameter) {
		if p.Kind.Vector() {
			do(o.Vectors[at], p.Kind)
			at++
		}
	})
}

// Words is the number of words of an operation's arguments: one for each
// parameter but a winner.
func (o *Op) Words() (n int) {
	o.Card.each(func(p *Parameter) {
		if p.Kind != Winner {
			n++
		}
	})
	return n
}
