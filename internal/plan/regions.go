package plan

import (
	"slices"

	"tinyol-sim/internal/kernel"
)

// Region is a part of the device's memory that the program owns.
type Region struct {
	Name  string
	Flash bool // else RAM
	Bytes int
	// Phases in which a RAM region is in use; nil: always. Regions that are
	// never in use together share their bytes.
	Phases []Phase
	// Vectors lie in the region one behind the other.
	Vectors []*kernel.Vector
}

// Regions lists what the plan occupies, to the byte: what lies in flash, then
// RAM, each in order of appearance. A region is in use from the first phase that
// has an operation on one of its vectors to the last; always if one is kept.
func (p *Plan) Regions() []Region {
	var flash, ram []Region
	for _, v := range p.vectors {
		regions := &ram
		if v.Flash() {
			regions = &flash
		}
		i := slices.IndexFunc(*regions, func(r Region) bool { return r.Name == v.Region })
		if i < 0 {
			i = len(*regions)
			*regions = append(*regions, Region{Name: v.Region, Flash: v.Flash()})
		}
		r := &(*regions)[i]
		r.Bytes += 4 * v.Len()
		r.Vectors = append(r.Vectors, v)
	}
	for i := range ram {
		ram[i].Phases = p.lifetime(ram[i].Vectors)
	}
	return append(flash, ram...)
}

// lifetime of a region with these vectors.
func (p *Plan) lifetime(vectors []*kernel.Vector) (phases []Phase) {
	first, last := PhaseCount, Ingest
	use := func(phase Phase) { first, last = min(first, phase), max(last, phase) }
	for _, v := range vectors {
		if v.Kept {
			return nil
		}
		// Whoever watches reads these when the step has run.
		if slices.Contains(p.LossOf, v) || v == p.Score || v == p.Decider {
			use(Update)
		}
		for l := range p.Lists {
			if List(l) == Start || !uses(p.Lists[l], v) {
				continue
			}
			phase := Phase(l)
			switch List(l) {
			case Growth:
				phase = Update
			case Reset:
				phase = Predict
			}
			use(phase)
		}
	}
	for phase := max(first, FrontEnd); phase <= last; phase++ {
		phases = append(phases, phase)
	}
	return phases
}

func uses(ops []kernel.Op, v *kernel.Vector) bool {
	return slices.ContainsFunc(ops, func(o kernel.Op) bool {
		return slices.ContainsFunc(o.Vectors, func(w *kernel.Vector) bool {
			if w == nil {
				return false
			}
			whole, _ := w.Whole()
			return whole == v
		})
	})
}
