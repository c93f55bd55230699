package kernel

import (
	"fmt"

	"tinyol-sim/internal/nn"
)

// Vector is an operand: float32 values in the device's RAM, or a table in its
// flash. The device keeps the rows of a matrix without padding; the host pads
// them to nn.Stride.
type Vector struct {
	Name   string    // what a difference in it is called
	Region string    // of the ledger; vectors of one region lie one behind the other
	Rows   int       // of a matrix, 0 of a vector
	Cols   int       // values of a row
	Values []float32 // of a table, as the host keeps them; nil where only its size is asked for
	Kept   bool      // holds something from one step to the next
	Grows  bool      // has as many columns as the layer has neurons, at most Cols
	Each   int       // columns for each neuron of one that grows; 0 is 1
	// Rectified says that the values come from a ReLU, or through its slope: zeros
	// among them change what kernels take where floats are computed in software.
	Rectified bool

	table bool    // in flash
	of    *Vector // the one that this is a part of, from the value number from on
	from  int
}

// Table is constants in flash, from which the device reads them; rows of a
// matrix are padded to nn.Stride.
func Table(name string, rows, cols int, values []float32) *Vector {
	return &Vector{Name: name, Rows: rows, Cols: cols, Values: values, table: true}
}

// Part is n values of a vector from a place on.
func (v *Vector) Part(from, n int) *Vector {
	if v.Rows != 0 || from < 0 || n < 1 || from+n > v.Cols {
		panic(fmt.Sprintf("kernel: %d values of %s from %d on; it has %d by %d", n, v.Name, from, v.Rows, v.Cols))
	}
	p := *v
	p.Cols, p.of, p.from = n, v, from
	if v.Values != nil {
		p.Values = v.Values[from : from+n]
	}
	return &p
}

// Whole is the vector that this is a part of, and where it begins there.
func (v *Vector) Whole() (whole *Vector, from int) {
	if v.of == nil {
		return v, 0
	}
	whole, at := v.of.Whole()
	return whole, at + v.from
}

// Len is the number of values on the device.
func (v *Vector) Len() int { return v.lines() * v.Cols }

// lines is the number of rows, one of a vector.
func (v *Vector) lines() int { return max(v.Rows, 1) }

// Live is the number of values that are in use while a layer has so many neurons.
func (v *Vector) Live(neurons int) int {
	if v.Grows {
		return neurons * max(v.Each, 1)
	}
	return v.Len()
}

// Flash says that the vector is a table.
func (v *Vector) Flash() bool { return v.table }

// Stride is the distance between two rows on the host.
func (v *Vector) Stride() int {
	if v.Rows == 0 {
		return v.Cols
	}
	return nn.Stride(v.Cols)
}

// New allocates the values of a vector in RAM as the host keeps them.
func (v *Vector) New() []float32 {
	if v.Rows == 0 {
		return nn.NewVector(v.Cols)
	}
	return make([]float32, v.Rows*v.Stride())
}

// Device returns values without the padding, as the device has them.
func (v *Vector) Device(dst, values []float32) []float32 {
	for r := range v.lines() {
		dst = append(dst, values[r*v.Stride():][:v.Cols]...)
	}
	return dst
}

// Host puts values as the device has them into those of the host.
func (v *Vector) Host(values, device []float32) {
	for r := range v.lines() {
		copy(values[r*v.Stride():][:v.Cols], device[r*v.Cols:])
	}
}

// dim is the number of columns as an operation's dimension.
func (v *Vector) dim() Dim {
	if v.Grows {
		return Dim{v.Cols, Neurons}
	}
	return Dim{N: v.Cols}
}
