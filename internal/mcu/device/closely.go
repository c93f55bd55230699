package device

import (
	"errors"
	"maps"
	"slices"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plan"
	"tinyol-sim/internal/tinyol"
)

// closeSteps are looked at operation by operation; it makes them many times slower.
const closeSteps = 3

// lookClosely compares what each operation has written when it has, and not only at
// the end of its phase, so that what a later one overwrites is seen as well.
func (p *Pair) lookClosely() error {
	var host []glance
	compared := 0
	p.host.ObserveEach(func(o *kernel.Op) {
		if compared > 0 { // a new step
			host, compared = host[:0], 0
		}
		for _, v := range plan.Outputs(o) {
			host = append(host, glance{vector: v, values: p.liveValues(nil, v), there: !o.Grown() || len(p.host.Classes()) > 0})
		}
	})
	return p.board.Watch(slices.Collect(maps.Keys(p.board.build.Calls)), func(c Call) {
		if c.Phase == tinyol.PhaseIngest || c.Phase >= tinyol.PhaseCount {
			return
		}
		for _, v := range plan.Outputs(p.board.Operation(c.Arguments[0], c.Phase)) {
			switch {
			case p.first != nil:
			case compared == len(host) || host[compared].vector != v:
				p.differ("order of operations", "", "another one", c.Function)
			case host[compared].there:
				p.failed = errors.Join(p.failed, p.vector(v, host[compared].values))
			}
			compared++
		}
	})
}

// lookAway ends what lookClosely began.
func (p *Pair) lookAway() {
	p.host.ObserveEach(nil)
	p.board.Unwatch()
}
