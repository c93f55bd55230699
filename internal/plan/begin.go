package plan

import (
	"slices"

	"tinyol-sim/internal/kernel"
)

// Begin has everything that is learned begin with values, those of each vector of
// Learned as the device has them, in the place of what the plan said.
func (p *Plan) Begin(values [][]float32) {
	learned := p.Learned()
	p.Lists[Start] = slices.DeleteFunc(p.Lists[Start], func(o kernel.Op) bool {
		return slices.ContainsFunc(Outputs(&o), func(v *kernel.Vector) bool {
			whole, _ := v.Whole()
			return slices.Contains(learned, whole)
		})
	})
	p.vectors = slices.DeleteFunc(p.vectors, func(v *kernel.Vector) bool { return v.Flash() && !p.used(v) })
	for i, v := range learned {
		start := v.New()
		v.Host(start, values[i])
		table := kernel.Table("start of "+v.Name, v.Rows, v.Cols, start)
		table.Region = "what was learned before"
		p.AtStart(kernel.Store(v, table))
	}
}

func (p *Plan) used(v *kernel.Vector) bool {
	return slices.ContainsFunc(p.Lists[:], func(ops []kernel.Op) bool { return uses(ops, v) })
}
