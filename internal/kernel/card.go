package kernel

import (
	"fmt"
	"slices"
)

// Kind is what a parameter of a kernel is.
type Kind uint8

// The kinds, in the order in which the firmware numbers them.
const (
	Read      Kind = iota // const float *, in RAM or flash
	Write                 // float *, in RAM; apart from all other vectors
	Update                // float *, read and written in place
	Slot                  // float *, the place in the ring that the row goes to
	Row                   // const float *, what the sensor sent
	Constant              // float
	Dimension             // uint32_t
	Winner                // uint32_t *, a neuron
)

// Vector says that the parameter is a vector of the plan.
func (k Kind) Vector() bool { return k <= Slot }

// Writes says that the kernel changes the vector.
func (k Kind) Writes() bool { return k == Write || k == Update || k == Slot }

// Rule is a condition on a dimension beside its least value.
type Rule uint8

// The rules, in the order in which the firmware numbers them.
const (
	Any         Rule = iota
	PowerOfTwo       //
	Even             //
	NotBelow         // the dimension named Other
	Dividing         // the dimension named Other, without remainder
	WholeRing        // as many values as the ring has
	BelowLength      // below the dimension named Other
	Triangle         // the values of a triangle of as many columns as Other, Triangular
)

// maxDimension is far beyond every microcontroller, and small enough that
// products of two fit 64 bits and every count a float32.
const maxDimension = 1 << 20

// Size is how many values a vector has to have:
// (rows-1)*stride + times*cols*by + plus, in names of dimensions; one without a
// name is 1.
type Size struct {
	Rows, Stride, Cols, By string
	Times, Plus            int
}

// values is a vector of so many values as a dimension says.
func values(dim string) Size { return Size{Cols: dim, Times: 1} }

// matrix is rows of columns that lie a stride apart.
func matrix(rows, stride, cols string) Size {
	return Size{Rows: rows, Stride: stride, Cols: cols, Times: 1}
}

// Parameter is one of a kernel's C function, in its order.
type Parameter struct {
	Name     string
	Kind     Kind
	Size     Size // of a vector
	Optional bool // NULL is allowed

	Min   int    // of a dimension
	Rule  Rule   // of a dimension
	Other string // dimension that the rule is about
	Live  Live   // what a dimension may be, or with Always is
	// Always says that the dimension is never fixed.
	Always bool
}

func (p *Parameter) holds(n, other int) bool {
	switch p.Rule {
	case PowerOfTwo:
		return n&(n-1) == 0
	case Even:
		return n%2 == 0
	case NotBelow:
		return n >= other
	case Dividing:
		return n > 0 && other%n == 0
	case Triangle:
		return n == Triangular(other)
	}
	return true
}

func (p *Parameter) needs() string {
	text := fmt.Sprintf("it has to be %d to %d", p.Min, maxDimension)
	switch p.Rule {
	case PowerOfTwo:
		text += " and a power of two"
	case Even:
		text += " and even"
	case NotBelow:
		text += " and not below " + p.Other
	case Dividing:
		text += " and divide " + p.Other
	case Triangle:
		text += " and be the values of a triangle of " + p.Other + " columns"
	}
	return text
}

// Form is a price: what the cycles of a kernel, or of something that changes
// them, are a sum of (mcu.Repeats), fitted by calibration.
type Form struct {
	Name  string
	Terms []string // where floats are computed in hardware
	Soft  []string // where libgcc computes them; nil: as Terms
}

// Card is all that the house knows of a kernel.
type Card struct {
	Name       string // in prices and profiles
	Function   string // in C, where that cannot have the name
	Text       string // what it computes: its comment in kernels.h
	Parameters []Parameter
	// Assembly says that cores with an FPU have the kernel's calls in assembly,
	// where it takes its words itself.
	Assembly bool
	Run      func(*Args) // on the host, the same bits
	Forms    []Form      // of prices; the first has the kernel's name
	// Priced says which forms an operation is charged with; dims are its
	// dimensions in numbers. Nil: the first, with the first two of them.
	Charge func(o *Op, dims []int) []Call
	// Draft is a mix of instructions for cores that are not emulated, and until
	// calibration has fitted the forms (mcu/kernels.yaml has those of the others).
	Draft []Part
}

// Part is how often instructions run: Times names a repetition of mcu.Repeats,
// Mix counts classes of mcu/cores.
type Part struct {
	Times string
	Mix   map[string]float64
}

// Priced is Charge, or what stands in its place.
func (c *Card) Priced(o *Op, dims []int) []Call {
	if c.Charge != nil {
		return c.Charge(o, dims)
	}
	call := Call{Kernel: c.Name}
	if len(dims) > 0 {
		call.N = dims[0]
	}
	if len(dims) > 1 {
		call.M = dims[1]
	}
	return []Call{call}
}

// CFunction is the name of the function in C.
func (c *Card) CFunction() string {
	if c.Function != "" {
		return c.Function
	}
	return c.Name
}

// Variants are the calls that the firmware has of a kernel: with fixed
// dimensions, and with the number of neurons in the place of one.
func (c *Card) Variants() []bool {
	for i := range c.Parameters {
		if p := &c.Parameters[i]; p.Live == Neurons && !p.Always {
			return []bool{false, true}
		}
	}
	return []bool{c.grows()}
}

func (c *Card) grows() bool {
	return slices.ContainsFunc(c.Parameters, func(p Parameter) bool { return p.Live == Neurons && p.Always })
}

// each goes through the parameters in order.
func (c *Card) each(do func(*Parameter)) {
	for i := range c.Parameters {
		do(&c.Parameters[i])
	}
}

// dim is the index of a dimension among the dimensions, -1 without one of the name.
func (c *Card) dim(name string) int {
	i := 0
	for _, p := range c.Parameters {
		if p.Kind != Dimension {
			continue
		}
		if p.Name == name {
			return i
		}
		i++
	}
	return -1
}

var cards []*Card

// Register puts a card into the catalogue, from which headers, checks and
// calibration are made, and returns it. A name that is there already, or a size
// that names no dimension, is a mistake in the program.
func Register(c Card) *Card {
	if Named(c.Name) != nil {
		panic("kernel: there are two cards for " + c.Name)
	}
	c.each(func(p *Parameter) {
		for _, name := range []string{p.Size.Rows, p.Size.Stride, p.Size.Cols, p.Size.By, p.Other} {
			if name != "" && c.dim(name) < 0 {
				panic(fmt.Sprintf("kernel: %s: %s names the dimension %s, which there is not", c.Name, p.Name, name))
			}
		}
	})
	if len(c.Forms) == 0 || c.Forms[0].Name == "" {
		panic("kernel: " + c.Name + " has no price")
	}
	cards = append(cards, &c)
	return &c
}

// Cards lists the catalogue by name.
func Cards() []*Card {
	all := slices.Clone(cards)
	slices.SortFunc(all, func(a, b *Card) int {
		switch {
		case a.Name < b.Name:
			return -1
		case a.Name > b.Name:
			return 1
		}
		return 0
	})
	return all
}

// Named returns the card of a kernel, nil where there is none.
func Named(name string) *Card {
	for _, c := range cards {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// EachParameter goes through the parameters in order.
func (c *Card) EachParameter(do func(*Parameter)) { c.each(do) }

// Call is the name of a card's call in the firmware, with fixed dimensions or
// with the number of neurons in the place of one.
func (c *Card) Call(grown bool) string {
	if grown {
		return "call_" + c.Name + "_grown"
	}
	return "call_" + c.Name
}

// CCall is the name of the call in the firmware that carries an operation out.
func (o *Op) CCall() string { return o.Card.Call(o.Grown()) }

// MaxDimension is the most that a dimension can be.
const MaxDimension = maxDimension
