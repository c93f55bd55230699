package plan

import "tinyol-sim/internal/kernel"

// Host has a plan's memory on this machine and carries its operations out.
type Host struct {
	State  kernel.State
	Done   func(*kernel.Op) // is told of each operation of a list; nil: nobody looks
	plan   *Plan
	memory kernel.Memory
	lists  [ListCount][]kernel.Bound
	window []*kernel.Bound // of all phases up to the prediction, in order
	change int             // index of the first of them that changes what is kept
	assess []*kernel.Bound // those from there on that change nothing
}

// NewHost allocates everything that the plan needs and carries out what comes
// at the start.
func NewHost(p *Plan) *Host {
	h := &Host{plan: p, memory: kernel.Memory{}}
	h.State.Winner = kernel.None
	for l := range p.Lists {
		for i := range p.Lists[l] {
			h.lists[l] = append(h.lists[l], p.Lists[l][i].Bind(&h.State, h.memory.Values))
		}
	}
	for phase := FrontEnd; phase <= Predict; phase++ {
		for i := range h.lists[phase] {
			h.window = append(h.window, &h.lists[phase][i])
		}
	}
	for h.change < len(h.window) && !Changes(h.window[h.change].Op()) {
		h.change++
	}
	for _, b := range h.window[h.change:] {
		if !Changes(b.Op()) {
			h.assess = append(h.assess, b)
		}
	}
	h.run(h.lists[Start])
	return h
}

func (h *Host) run(ops []kernel.Bound) {
	for i := range ops {
		ops[i].Run()
		if h.Done != nil {
			h.Done(ops[i].Op())
		}
	}
}

// Take carries out the operations of a row.
func (h *Host) Take(row []float32) {
	ops := h.lists[Ingest]
	for i := range ops {
		ops[i].Take(row)
	}
}

// Run carries out a list.
func (h *Host) Run(l List) { h.run(h.lists[l]) }

// RunBehind carries out a list but for its first n operations.
func (h *Host) RunBehind(l List, n int) { h.run(h.lists[l][n:]) }

// Values are those of a vector, as the host keeps them.
func (h *Host) Values(v *kernel.Vector) []float32 { return h.memory.Values(v) }

// Look carries out what a window needs up to where something that is kept
// changes, from behind the front end on where that has run already.
func (h *Host) Look(afterFrontEnd bool) {
	from := 0
	if afterFrontEnd {
		from = len(h.lists[FrontEnd])
	}
	for _, b := range h.window[from:h.change] {
		b.Run()
	}
}

// Assess carries out the rest up to the prediction, without what changes
// anything.
func (h *Host) Assess() {
	for _, b := range h.assess {
		b.Run()
	}
}
