package bench

import (
	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/score"
	"tinyol-sim/internal/tinyol"
)

// staticWindows is how many windows the frozen model is priced on. It learns
// nothing, so its inference takes the same at the end of a stream; all of them
// would make an emulated run a third longer.
const staticWindows = 1000

// staticPrice counts what an inference of the frozen model takes, over the first
// windows: on the emulated board, where the run's engine is that, else by the
// cost model. A nil one counts nothing.
type staticPrice struct {
	left   int              // windows to count
	engine *engine.Emulated // nil: by the model
	model  engine.Price
	meter  *mcu.Meter // one slot
	ledger *mcu.Ledger
}

func (x *Experiment) newStaticPrice(p *tinyol.Program) (s *staticPrice, err error) {
	s = &staticPrice{left: staticWindows, meter: mcu.NewMeter(1), ledger: device.NewLedger(x.Board, p)}
	if x.Spec.Engine == engine.NameEmulated {
		s.engine, err = engine.NewEmulated(p, x.Board)
		return s, err
	}
	s.model = engine.NewPrice(p, x.Costs)
	return s, nil
}

func (s *staticPrice) push(row []float32) error {
	switch {
	case s == nil || s.left == 0:
	case s.engine == nil:
		s.model.Push()
	default:
		_, err := s.engine.Push(row)
		return err
	}
	return nil
}

func (s *staticPrice) reset() error {
	switch {
	case s == nil || s.left == 0:
	case s.engine == nil:
		s.model.Reset()
	default:
		return s.engine.Reset()
	}
	return nil
}

// step counts the window that is due.
func (s *staticPrice) step(label int) error {
	if s == nil || s.left == 0 {
		return nil
	}
	s.left--
	var cycles [result.PhaseCount]int64
	if s.engine == nil {
		s.model.Step(&tinyol.Outcome{}, 0, &cycles)
	} else if _, err := s.engine.Step(label, &cycles); err != nil {
		return err
	}
	s.meter.Add(0, score.Inference(&cycles))
	return nil
}

// memory notes what the frozen model alone would use.
func (s *staticPrice) memory(m *result.Memory) {
	if s == nil {
		return
	}
	flash, ram := s.ledger.Flash(), s.ledger.RAM()
	m.FlashBytesFrozen, m.RAMBytesFrozen = &flash, &ram
}

// dist is all zero where nothing was counted.
func (s *staticPrice) dist() mcu.Dist {
	if s == nil {
		return mcu.Dist{}
	}
	return s.meter.Dist(0)
}
