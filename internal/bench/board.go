package bench

import (
	"fmt"

	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/usage"
)

// chooseEngine settles what runs where nobody said, and refuses what cannot.
func (x *experiment) chooseEngine() error {
	switch {
	case x.spec.Engine == "" && x.board.Emulated:
		x.spec.Engine = engine.NameEmulated
	case x.spec.Engine == "":
		x.spec.Engine = engine.NameHost
		x.mon.Note(fmt.Sprintf("board %s has a %s, which is not emulated: --engine host, cycles are %s", x.board.Name, x.board.Core, x.costs.Provenance))
	case x.spec.Engine == engine.NameEmulated && !x.board.Emulated:
		return usage.New("board", "choose one whose core is (tinyol-sim boards), or use --engine host", "%s has a %s, which is not emulated", x.board.Name, x.board.Core)
	}
	return nil
}

// newEngine puts a program on the chosen engine.
func (x *experiment) newEngine(p *tinyol.Program) (engine.Engine, error) {
	if x.spec.Engine == engine.NameEmulated {
		return engine.NewEmulated(p, x.board)
	}
	return engine.NewHost(p, x.costs)
}
