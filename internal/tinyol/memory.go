package tinyol

import "tinyol-sim/internal/plan"

// Region is a part of the device's memory that the program owns.
type Region = plan.Region

// Regions lists what the program occupies, to the byte: float32 everywhere,
// without the padding that the host's kernels use. Code, stack and the vector
// table belong to the board's core and are not in the list.
func (p *Program) Regions() []Region {
	q := p.Plan()
	return append(q.ImageRegions(), q.Regions()...)
}
