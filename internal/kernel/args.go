package kernel

import "tinyol-sim/internal/nn"

// Args are the arguments of a kernel on the host, in the order of its
// parameters: vectors with the row that came among them, then dimensions.
type Args struct {
	V      [6][]float32
	D      [6]int
	Number float32
	Stride int // of the matrix among the vectors
	State  *State
}

// padded is n values with their padding to a whole vector register, which nn's
// kernels write.
func padded(v []float32, n int) []float32 { return v[:nn.Stride(n)] }

// live fills a dimension before each call.
type live struct {
	dim   int
	which Live
}

// Bound is an operation with its vectors on the host.
type Bound struct {
	op   *Op
	run  func(*Args)
	args Args
	live []live
	slot []float32 // the ring, of a kernel that writes to it
	at   int       // vector that is the slot, or -1
	row  int       // vector that is the row, or -1
	wide int       // values of a slot
}

// Op is the operation.
func (b *Bound) Op() *Op { return b.op }

// Bind gives an operation its vectors.
func (o *Op) Bind(state *State, values func(*Vector) []float32) Bound {
	b := Bound{op: o, run: o.Card.Run, at: -1, row: -1}
	b.args.Number, b.args.State = o.Number, state
	arg, vector, dim := 0, 0, 0
	o.Card.each(func(p *Parameter) {
		switch {
		case p.Kind == Row:
			b.row = arg
			arg++
		case p.Kind.Vector():
			if v := o.Vectors[vector]; v != nil {
				b.args.V[arg] = values(v)
				if v.Rows > 0 {
					b.args.Stride = v.Stride()
				}
			} else {
				b.args.V[arg] = make([]float32, nn.Stride(o.size(p)))
			}
			if p.Kind == Slot {
				b.at, b.slot, b.wide = arg, b.args.V[arg], o.size(p)
			}
			arg++
			vector++
		case p.Kind == Dimension:
			b.args.D[dim] = o.Dims[dim].N
			if o.Dims[dim].Live != Fixed {
				b.live = append(b.live, live{dim, o.Dims[dim].Live})
			}
			dim++
		}
	})
	return b
}

// Run carries the operation out.
func (b *Bound) Run() {
	if b.live != nil && !b.refresh() {
		return
	}
	b.run(&b.args)
}

// Take carries out an operation on the row that came.
func (b *Bound) Take(row []float32) {
	if b.row >= 0 {
		b.args.V[b.row] = row
	}
	if b.at >= 0 {
		b.args.V[b.at] = b.slot[b.args.State.Place:][:b.wide]
	}
	b.Run()
}

// refresh reads the live numbers and reports whether there is something to do.
func (b *Bound) refresh() bool {
	s := b.args.State
	for _, l := range b.live {
		switch l.which {
		case Neurons:
			b.args.D[l.dim] = s.Neurons
			if s.Neurons == 0 {
				return false
			}
		case Place:
			b.args.D[l.dim] = s.Place
		case Target:
			b.args.D[l.dim] = s.Target
		}
	}
	return true
}

// Memory has the vectors of one host.
type Memory map[*Vector][]float32

// Values are those of a vector as the host keeps them, allocated when they are
// first asked for.
func (m Memory) Values(v *Vector) []float32 {
	whole, from := v.Whole()
	if whole.Flash() {
		return whole.Values[from:]
	}
	values, ok := m[whole]
	if !ok {
		values = whole.New()
		m[whole] = values
	}
	if v != whole {
		values = values[from : from+v.Cols]
	}
	return values
}
