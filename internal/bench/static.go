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
// windows: on the run's engine, but where that is the host by the cost model
// alone. A nil one counts nothing.
type staticPrice struct {
	left   int           // windows to count
	engine engine.Engine // nil: by the model
	auto   *engine.Auto  // engine, where that is on both
	model  engine.Price
	meter  *mcu.Meter // one slot
	ledger *mcu.Ledger
}

// newStaticPrice has the first windows all executed, so many, where a sample
// follows.
func (x *Experiment) newStaticPrice(p *tinyol.Program, whole int64) (s *staticPrice, err error) {
	s = &staticPrice{left: staticWindows, meter: mcu.NewMeter(1), ledger: device.NewLedger(x.Board, p)}
	switch x.Spec.Engine {
	case engine.NameEmulated:
		s.engine, err = engine.NewEmulated(p, x.Board)
	case engine.NameAuto:
		s.auto, err = engine.NewAuto(p, x.Board, x.Costs, whole)
		s.engine = s.auto
	default:
		s.model = engine.NewPrice(p, x.Costs)
	}
	return s, err
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

// step counts the window that is due. base has been run on it where auto asks.
func (s *staticPrice) step(label int, base *tinyol.Base) (err error) {
	if s == nil || s.left == 0 {
		return nil
	}
	s.left--
	var cycles [result.PhaseCount]int64
	switch {
	case s.auto != nil:
		_, _, err = s.auto.StepOn(base, label, &cycles)
	case s.engine != nil:
		_, err = s.engine.Step(label, &cycles)
	default:
		s.model.Step(&tinyol.Outcome{}, 0, &cycles)
	}
	if err != nil {
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
