// Package verify replays a stream on both engines side by side and compares all
// that they compute.
package verify

import (
	"context"
	"errors"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/mcu/firmware"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/usage"
)

// Options are what Run has beside a Spec.
type Options struct {
	Firmware string // ELF file of the firmware in place of the board's own; empty: none
	QEMU     bool   // have QEMU repeat it all
}

// Run compares both engines step by step and bit by bit. A difference is in the result, not
// an error. The Spec is that of
// bench.Run; its Engine, Test and Out are not looked
// at.
func Run(ctx context.Context, spec bench.Spec, o Options, open replay.OpenFunc, mon bench.Monitor) (*result.Verification, error) {
	spec.Engine, spec.Test, spec.Out = engine.NameEmulated, nil, ""
	if err := spec.Complete(); err != nil {
		return nil, err
	}
	build, err := readFirmware(open, o.Firmware)
	if err != nil {
		return nil, err
	}
	qemu, err := o.findQEMU(ctx)
	if err != nil {
		return nil, err
	}
	x, err := bench.Prepare(ctx, spec, open, mon)
	if err != nil {
		return nil, err
	}
	defer x.Close()
	pairs, err := makePairs(x, build)
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
	if err := play(ctx, x, pairs, mon); err != nil {
		return nil, err
	}
	if o.QEMU && ctx.Err() == nil {
		if err := repeat(ctx, pairs, mon); err != nil {
			return nil, err
		}
	}
	v := verification(x, pairs)
	v.QEMU = qemu
	v.Firmware = device.FirmwareOf(x.Board)
	if build != nil {
		v.Firmware = o.Firmware + ", " + device.Checksum(build)
	}
	v.Interrupted = ctx.Err() != nil
	return v, nil
}

// findQEMU returns its version, "" where it is not asked.
func (o *Options) findQEMU(ctx context.Context) (string, error) {
	if !o.QEMU {
		return "", nil
	}
	if o.Firmware != "" {
		return "", usage.New("qemu", "leave out one of --qemu and --firmware", "QEMU has no replay port and runs a build of its own")
	}
	return device.QEMUVersion(ctx)
}

// play takes all pairs through the stream.
func play(ctx context.Context, x *bench.Experiment, pairs []*pair, mon bench.Monitor) error {
	mon.Stage(x.StreamStage(len(pairs)))
	if err := x.Feed.Play(ctx, replay.Lanes{
		Count: len(pairs),
		Run:   func(i int, b *replay.Batch) error { return pairs[i].run(b) },
	}, mon); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil && x.Feed.Counts().Windows == 0 {
		return err
	}
	return x.CheckWindows()
}

func verification(x *bench.Experiment, pairs []*pair) *result.Verification {
	v := &result.Verification{
		Version: result.Version, Streams: x.Spec.Streams, Rows: x.Feed.Counts().Rows, Segments: x.Segments(),
		FrontEnd: string(x.Models[0].FrontEnd.Kind()), Board: x.Board.Name, Core: x.Board.Core,
	}
	for _, p := range pairs {
		v.Runs = append(v.Runs, p.result())
	}
	return v
}

// pair is a program on both engines, and the count of what was compared.
type pair struct {
	both     *device.Pair
	verified result.VerifiedRun
	recorder *device.Recorder // nil: QEMU is not asked
	price    engine.Price
	teacher  *bench.Teacher
	phases   [result.PhaseCount]phaseSum
}

// phaseSum is over the steps that had the phase on either side.
type phaseSum struct {
	steps              int64
	modelled, emulated int64
}

// makePairs makes one for each mode and model; for both modes the frozen
// model's program too.
func makePairs(x *bench.Experiment, build *firmware.Build) ([]*pair, error) {
	modes := x.Modes
	if x.Spec.Mode == spec.Both && x.Spec.Learners == nil {
		modes = append([]tinyol.Mode{tinyol.Frozen}, modes...)
	}
	var pairs []*pair
	for _, mode := range modes {
		for _, m := range x.Models {
			p, err := x.Program(mode, m)
			if err != nil {
				return nil, err
			}
			both, err := newPair(p, x.Board, build)
			if err != nil {
				return nil, err
			}
			pairs = append(pairs, &pair{
				both: both, price: engine.NewPrice(p, x.Costs), teacher: x.NewTeacher(p),
				verified: result.VerifiedRun{Mode: mode.String(), Seed: m.Training.Seed},
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

// readFirmware reads a build of the user's own; nil where none is named.
func readFirmware(open replay.OpenFunc, name string) (*firmware.Build, error) {
	if name == "" {
		return nil, nil
	}
	file, err := open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return device.ReadFirmware(file, name)
}

// run takes a pair through a batch, up to its first difference: behind that
// everything may differ.
func (p *pair) run(b *replay.Batch) error {
	for i := range b.Rows {
		if p.verified.Difference != nil {
			return nil
		}
		row := &b.Rows[i]
		if err := p.note(row, p.row(row, b.Values(i))); err != nil {
			return err
		}
	}
	return nil
}

// note keeps a difference; other errors end the comparison.
func (p *pair) note(row *replay.Row, err error) error {
	var d *device.Difference
	if !errors.As(err, &d) {
		return err
	}
	p.verified.Difference = &result.BitDifference{
		Step: d.Step, Row: row.Number, Part: d.Part, Element: d.Element, Host: d.Host, Emulated: d.Emulated,
	}
	return nil
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
	p.verified.Steps++
	o, err := p.both.Step(p.teacher.Label(row))
	if o.Updated {
		p.verified.Updates++
	}
	p.verified.Classes = p.both.Classes()
	p.count(&o)
	return err
}

// count adds the cycles of a step to those of its phases.
func (p *pair) count(o *tinyol.Outcome) {
	var modelled, emulated [result.PhaseCount]int64
	p.price.Step(o, p.verified.Classes, &modelled)
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
	r := p.verified
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
