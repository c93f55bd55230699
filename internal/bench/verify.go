package bench

import (
	"context"
	"errors"

	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/mcu/firmware"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/usage"
)

// VerifyOptions are what Verify has beside a Spec.
type VerifyOptions struct {
	Firmware string // ELF file of the firmware in place of the board's own; empty: none
	QEMU     bool   // have QEMU repeat it all
}

// Verify replays a stream on both engines side by side and compares all that
// they compute, step by step and bit by bit. A difference is in the result, not
// an error. The Spec is that of Run; its Engine, Test and Out are not looked
// at.
func Verify(ctx context.Context, spec Spec, o VerifyOptions, open replay.OpenFunc, mon Monitor) (*result.Verification, error) {
	spec.Engine, spec.Test, spec.Out = engine.NameEmulated, "", ""
	if err := spec.complete(); err != nil {
		return nil, err
	}
	x := &experiment{spec: spec, mon: mon, in: replay.NewInputs(open), labels: stream.NewLabels()}
	build, err := x.openFirmware(o.Firmware)
	if err != nil {
		return nil, err
	}
	qemu := ""
	if o.QEMU {
		if o.Firmware != "" {
			return nil, usage.New("qemu", "leave out one of --qemu and --firmware", "QEMU has no replay port and runs a build of its own")
		}
		if qemu, err = device.QEMUVersion(ctx); err != nil {
			return nil, err
		}
	}
	if err := x.prepare(ctx); err != nil {
		return nil, err
	}
	defer x.src.Close()
	pairs, err := x.makePairs(build)
	if err != nil {
		return nil, err
	}
	if o.QEMU {
		remove, err := record(pairs)
		if err != nil {
			return nil, err
		}
		defer remove()
	}
	mon.Stage("stream", 0)
	work := func(i int, b *replay.Batch) { pairs[i].process(b) }
	done := func(i int) error { return pairs[i].err }
	if err := x.feed.Play(ctx, len(pairs), work, mon, done); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil && x.feed.Windows() == 0 {
		return nil, err
	}
	if err := x.checkWindows(); err != nil {
		return nil, err
	}
	if o.QEMU && ctx.Err() == nil {
		if err := repeat(ctx, pairs, mon); err != nil {
			return nil, err
		}
	}
	v := x.verification(pairs)
	v.QEMU = qemu
	v.Firmware = device.FirmwareOf(x.board)
	if build != nil {
		v.Firmware = o.Firmware + ", " + device.Checksum(build)
	}
	v.Interrupted = ctx.Err() != nil
	return v, nil
}

func (x *experiment) verification(pairs []*pair) *result.Verification {
	v := &result.Verification{
		Version: result.Version, Streams: x.spec.Streams, Rows: x.src.Rows(), Segments: x.src.Segments(),
		FrontEnd: string(x.models[0].FrontEnd.Kind()), Board: x.board.Name, Core: x.board.Core,
	}
	if x.spec.Train == "" && x.train != nil {
		v.Rows -= x.train.rows // they come before the stream
	}
	for _, p := range pairs {
		v.Runs = append(v.Runs, p.result())
	}
	return v
}

// pair is a program on both engines, and the count of what was compared.
type pair struct {
	both     *device.Pair
	run      result.VerifiedRun
	recorder *device.Recorder // nil: QEMU is not asked
	price    engine.Price
	phases   [result.PhaseCount]phaseSum
	err      error
}

// phaseSum is over the steps that had the phase on either side.
type phaseSum struct {
	steps              int64
	modelled, emulated int64
}

// makePairs makes one for each mode and model; for both modes the frozen
// model's program too.
func (x *experiment) makePairs(build *firmware.Build) ([]*pair, error) {
	modes := x.modes
	if x.spec.Mode == both {
		modes = append([]tinyol.Mode{tinyol.Frozen}, modes...)
	}
	var pairs []*pair
	for _, mode := range modes {
		for _, m := range x.models {
			p := program(mode, &x.spec, m, x.normal)
			both, err := newPair(p, x.board, build)
			if err != nil {
				return nil, err
			}
			pairs = append(pairs, &pair{
				both: both, price: engine.NewPrice(p, x.costs),
				run: result.VerifiedRun{Mode: mode.String(), Seed: m.Training.Seed},
			})
		}
	}
	return pairs, nil
}

func newPair(p *tinyol.Program, b *mcu.Board, build *firmware.Build) (*device.Pair, error) {
	if build == nil {
		return device.NewPair(p, b)
	}
	return device.NewPairWith(p, b, build)
}

// openFirmware reads a build of the user's own; nil where none is named.
func (x *experiment) openFirmware(name string) (*firmware.Build, error) {
	if name == "" {
		return nil, nil
	}
	file, err := x.in.Open("firmware", name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return device.ReadFirmware(file, name)
}

// process runs a pair over a batch, up to its first difference: behind that
// everything may differ.
func (p *pair) process(b *replay.Batch) {
	for i := range b.Rows {
		if p.err != nil || p.run.Difference != nil {
			return
		}
		row := &b.Rows[i]
		p.note(row, p.row(row, b.Values(i)))
	}
}

// note keeps a difference and lets other errors end the comparison.
func (p *pair) note(row *replay.Row, err error) {
	var d *device.Difference
	switch {
	case errors.As(err, &d):
		p.run.Difference = &result.BitDifference{
			Step: d.Step, Row: row.Number, Part: d.Part, Element: d.Element, Host: d.Host, Emulated: d.Emulated,
		}
	case err != nil:
		p.err = err
	}
}

func (p *pair) row(row *replay.Row, values []float32) error {
	if row.Starts {
		p.price.Reset()
		if err := p.both.Reset(); err != nil {
			return err
		}
	}
	p.price.Push()
	if _, err := p.both.Push(values); err != nil || !row.Due {
		return err
	}
	p.run.Steps++
	o, err := p.both.Step(row.Label)
	if o.Updated {
		p.run.Updates++
	}
	p.run.Classes = p.both.Classes()
	p.count(&o)
	return err
}

// count adds the cycles of a step to those of its phases.
func (p *pair) count(o *tinyol.Outcome) {
	var modelled, emulated [result.PhaseCount]int64
	p.price.Step(o, p.run.Classes, &modelled)
	p.both.Board().Cycles(&emulated)
	for phase := range p.phases {
		if s := &p.phases[phase]; modelled[phase] > 0 || emulated[phase] > 0 {
			s.steps++
			s.modelled += modelled[phase]
			s.emulated += emulated[phase]
		}
	}
}

func (p *pair) result() result.VerifiedRun {
	r := p.run
	board := p.both.Board()
	r.StackBytes, r.StackPeakBytes = board.StackBytes(), board.StackPeak()
	r.Cycles = map[string]result.PhaseGap{}
	for phase, name := range result.Phases {
		if s := &p.phases[phase]; s.emulated > 0 {
			r.Cycles[name] = result.PhaseGap{
				Steps: s.steps, Modelled: float64(s.modelled) / float64(s.steps), Emulated: float64(s.emulated) / float64(s.steps),
				GapPercent: 100 * float64(s.modelled-s.emulated) / float64(s.emulated),
			}
		}
	}
	return r
}
