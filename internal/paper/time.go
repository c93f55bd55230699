package paper

import (
	"context"
	"slices"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/score"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/stream/cut"
	"tinyol-sim/internal/tinyol"
)

// tableI is the paper's: microseconds of one iteration over 3000 samples.
var tableI = []result.TimeRow{
	{Mode: "inference", Average: 1748, Median: 1648, Minimum: 1403, Maximum: 1991},
	{Mode: "online", Average: 1921, Median: 1800, Minimum: 1404, Maximum: 3357},
}

// paperClock is that of the paper's board, the nRF52840, in MHz.
const paperClock = 64

// iterationTimes is table I: the time of an inference and of an online step on
// the spec's board, beside the published one.
func (p *maker) iterationTimes(ctx context.Context, f *result.Figure) error {
	var rows []result.TimeRow
	for _, r := range tableI {
		r.Source, r.Mark, r.Windows, r.Cycles = "paper", string(result.Published), windowsOfAKind, r.Average*paperClock
		rows = append(rows, r)
	}
	p.mon.Stage(bench.Stage{Name: f.Name, Total: int64(len(p.setups) * windowsOfAKind)})
	for _, s := range slices.Backward(p.setups) { // the paper's front end first
		m, err := p.measure(ctx, p.board, p.program(s, tinyol.Unsupervised, s.models[0]), windowsOfAKind, func() { p.mon.Advance(1) })
		if err != nil {
			return err
		}
		for _, line := range []struct {
			mode string
			slot int
		}{{"inference", score.SlotInference}, {"online", score.SlotOnline}} {
			d := m.meter.Dist(line.slot)
			us := p.board.Microseconds
			rows = append(rows, result.TimeRow{
				Source: p.engineOn(p.board), Mark: string(m.mark), FrontEnd: s.name(), Mode: line.mode, Windows: m.windows,
				Average: us(d.Mean), Median: us(d.Median), Minimum: us(d.Min), Maximum: us(d.Max), Cycles: d.Mean,
			})
			constant(f, result.UnitMicroseconds, m.mark, line.mode+"."+s.name(), us(d.Mean))
		}
		inference := m.meter.Dist(score.SlotInference).Mean
		constant(f, result.UnitFraction, m.mark, "update_over_inference."+s.name(), m.meter.Dist(score.SlotOnline).Mean/inference-1)
		f.Facts["engine"], f.Facts["cycles"] = p.engineOn(p.board), m.source
	}
	if p.engineOn(p.board) == engine.NameEmulated {
		f.Facts["firmware"] = device.FirmwareOf(p.board)
	}
	f.Facts["board"], f.Facts["board_title"] = p.board.Name, p.board.Title
	constant(f, "", "", "clock_hz", float64(p.board.ClockHz))
	constant(f, result.UnitFraction, result.Published, "update_over_inference.paper", tableI[1].Average/tableI[0].Average-1)
	return save(p, f, rows)
}

// measured is what an engine counted.
type measured struct {
	meter   *mcu.Meter
	windows int
	ingest  float64 // mean cycles to take in a stride's rows
	mark    result.Provenance
	source  string

	engine   engine.Engine
	costs    score.Costs
	labels   []int
	steps    int
	fresh    bool   // the next window takes in more rows than a stride
	each     func() // called for every window that counts
	ingested struct{ cycles, windows int64 }
}

// measure steps a program through so many windows of the field that it learns
// from. The cost of a step depends on the number of classes: the labels are
// given by turns, and the windows with which the layer grows are not counted.
// What the windows show matters to a core without floating point alone. each is
// called for every window.
func (p *maker) measure(ctx context.Context, board *mcu.Board, program *tinyol.Program, windows int, each func()) (*measured, error) {
	window := program.FrontEnd.Window()
	m := &measured{each: each, labels: labelsIn(p.field), costs: score.NewCosts(window, program.Stride)}
	program.Policy.Gate = tinyol.Always
	program.MaxClasses = max(program.MaxClasses, len(m.labels))
	var err error
	if m.engine, err = p.engine(board, program); err != nil {
		return nil, err
	}
	m.meter, m.mark, m.source = m.costs.Meter(), m.engine.Provenance(), m.engine.Source()
	rows := p.beginning(window, program.Stride, windows+len(m.labels))
	feed := replay.NewFeed(nil, rows, program.FrontEnd, program.Stride)
	run := func(_ int, b *replay.Batch) error { return m.run(b) }
	if err := feed.Play(ctx, replay.Lanes{Count: 1, Run: run}, bench.Silent{}); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if m.windows == 0 {
		return nil, tooFew("the stream", window)
	}
	return m, nil
}

// beginning is the rows of the field that hold its first windows, each stretch a
// segment.
func (p *maker) beginning(window, stride, windows int) *replay.Rows {
	rows, cutter, channels := &replay.Rows{}, cut.New(window, stride), len(p.channels)
	for segment, s := range p.field {
		for values := s.values; len(values) > 0 && windows > 0; values = values[channels:] {
			rows.Add(&stream.Row{Label: s.label, Segment: segment, Values: values[:channels]})
			if due, _ := cutter.Push(segment, s.label); due {
				windows--
			}
		}
	}
	return rows
}

// run pushes rows, and steps where a window is due.
func (m *measured) run(b *replay.Batch) error {
	for i := range b.Rows {
		row := &b.Rows[i]
		if row.Starts {
			m.fresh = true
			if err := m.engine.Reset(); err != nil {
				return err
			}
		}
		if _, err := m.engine.Push(b.Values(i)); err != nil {
			return err
		}
		if !row.Due {
			continue
		}
		if err := m.step(); err != nil {
			return err
		}
	}
	return nil
}

func (m *measured) step() error {
	var s result.Step
	o, err := m.engine.Step(m.labels[m.steps%len(m.labels)], &s.Cycles)
	if err != nil {
		return err
	}
	fresh := m.fresh
	m.fresh = false
	if m.steps++; m.steps <= len(m.labels) {
		return nil
	}
	s.Updated = o.Updated
	m.costs.Add(&s)
	m.windows++
	m.each()
	if !fresh {
		m.ingested.cycles += s.Cycles[tinyol.PhaseIngest]
		m.ingested.windows++
		m.ingest = float64(m.ingested.cycles) / float64(m.ingested.windows)
	}
	return nil
}

// engineOn is the engine that counts a board's cycles: the emulated one where
// the board's core is and nobody asked for the model.
func (p *maker) engineOn(board *mcu.Board) string {
	if board.Emulated && !p.modelled {
		return engine.NameEmulated
	}
	return engine.NameHost
}

// engine puts a program on a board.
func (p *maker) engine(board *mcu.Board, program *tinyol.Program) (engine.Engine, error) {
	if p.engineOn(board) == engine.NameEmulated {
		return engine.NewEmulated(program, board)
	}
	costs, err := board.Costs()
	if err != nil {
		return nil, err
	}
	return engine.NewHost(program, costs)
}
