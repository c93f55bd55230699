package bench

import (
	"slices"

	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/score"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/usage"
)

// pricedBoard is a board with what the kernels take on it.
type pricedBoard struct {
	board *mcu.Board
	costs *mcu.Costs
}

// openBoards reads all boards that a Spec names. Of spec.AllBoards the default
// board is the first: the experiment runs on it.
func openBoards(in *replay.Inputs, s *spec.Spec) ([]pricedBoard, error) {
	names := s.Boards()
	switch {
	case s.Board == spec.AllBoards:
		names = []string{mcu.DefaultBoard}
		for _, b := range mcu.Boards() {
			if b.Name != mcu.DefaultBoard {
				names = append(names, b.Name)
			}
		}
	case slices.Contains(names, spec.AllBoards):
		return nil, usage.New("board", "leave out the other names, or "+spec.AllBoards, "%q are all boards", spec.AllBoards)
	}
	var opened []pricedBoard
	for _, name := range names {
		b, err := openBoard(in, name)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(opened, func(o pricedBoard) bool { return o.board.Name == b.board.Name }) {
			return nil, usage.New("board", "name each board once", "%s is there twice", b.board.Name)
		}
		opened = append(opened, b)
	}
	return opened, nil
}

// addTally has the steps of a lane counted where further boards are priced. The
// lanes of the first seed stand for all: what a step takes does not depend on the
// weights.
func (x *Experiment) addTally(l *lane, m *modelfile.Model) {
	if len(x.others) > 0 && x.Spec.firstSeed == 0 && m == x.Models[0] {
		l.tally = engine.NewTally(m.FrontEnd.Window(), m.Training.Stride)
	}
}

// boards are the records of all boards, where there are several.
func (x *Experiment) boards() []result.BoardCosts {
	var all []result.BoardCosts
	for _, b := range slices.Concat([]pricedBoard{{x.Board, x.Costs}}, x.others) {
		for _, l := range x.lanes {
			if l.tally != nil {
				all = append(all, x.boardCosts(l, b))
			}
		}
	}
	return all
}

// boardCosts is the record of a lane on a board. The first board's is that of the
// run.
func (x *Experiment) boardCosts(l *lane, b pricedBoard) result.BoardCosts {
	ledger := l.ledger
	if b.board != x.Board {
		ledger = device.NewLedger(b.board, l.program)
	}
	r := result.BoardCosts{
		Board: b.board.Name, Core: b.board.Core, Mode: l.mode.String(), Seed: l.seed,
		MissingFlash: max(ledger.Flash()-b.board.FlashBytes, 0), MissingRAM: max(ledger.RAM()-b.board.RAMBytes, 0),
		Memory: result.BoardMemory{
			FlashBytes: ledger.Flash(), RAMBytes: ledger.RAM(), FlashLimit: b.board.FlashBytes, RAMLimit: b.board.RAMBytes,
			FlashReserved: b.board.ReservedFlash, RAMReserved: b.board.ReservedRAM, Provenance: MemoryProvenance(b.board),
		},
	}
	r.Fits = r.MissingFlash == 0 && r.MissingRAM == 0
	if !r.Fits {
		return r
	}
	steps := spent{
		board: b.board, meter: l.keeper.Meter(), stepTime: x.stepTime(),
		mark: l.online.Provenance(), source: l.online.Source(),
	}
	if b.board != x.Board {
		steps.meter, steps.mark, steps.source = x.meterOn(l, b.costs), result.Provenance(b.costs.Provenance), b.costs.Source
	}
	r.Cycles, r.TimeUS = steps.cyclesAndTimes()
	if b.board == x.Board {
		r.Cycles.Sample = l.sample()
	}
	r.Deadline, r.EnergyUJ = steps.deadline(), steps.energy()
	r.MaxRowRate = steps.maxRowRate(x.Models[0].Training.Stride)
	return r
}

// meterOn has the cycles of a lane's steps by a cost model.
func (x *Experiment) meterOn(l *lane, costs *mcu.Costs) *mcu.Meter {
	c := score.NewCosts(x.Models[0].FrontEnd.Window(), x.Models[0].Training.Stride)
	l.tally.Price(l.program, costs, func(s *engine.Steps) {
		if s.First {
			c.StartSegment()
		}
		c.AddTimes(&s.Cycles, s.Updated, s.Count)
	})
	return c.Meter()
}
