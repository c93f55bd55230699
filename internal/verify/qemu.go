package verify

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/workers"
)

// record has every pair's board write down what it is told, in folders below
// one that remove takes away.
func record(pairs []*pair) (remove func(), err error) {
	dir, err := os.MkdirTemp("", "tinyol-qemu-")
	if err != nil {
		return nil, err
	}
	remove = func() { os.RemoveAll(dir) }
	for i, p := range pairs {
		own := filepath.Join(dir, strconv.Itoa(i))
		if err := os.Mkdir(own, 0o700); err != nil {
			remove()
			return nil, err
		}
		if p.recorder, err = p.both.Board().Record(own); err != nil {
			remove()
			return nil, err
		}
	}
	return remove, nil
}

// repeat has QEMU repeat what was recorded, and compares.
func repeat(ctx context.Context, pairs []*pair, mon bench.Monitor) error {
	mon.Stage(bench.Stage{Name: "QEMU", Unit: "runs", Total: int64(len(pairs))})
	errs := make([]error, len(pairs))
	workers.Each(len(pairs), func(i int) {
		errs[i] = pairs[i].repeat(ctx)
		mon.Advance(1)
	})
	if err := ctx.Err(); err != nil {
		return err
	}
	return errors.Join(errs...)
}

func (p *pair) repeat(ctx context.Context) error {
	steps, err := p.recorder.Replay(ctx)
	p.verified.QEMUSteps = &steps
	var d *device.Difference
	if errors.As(err, &d) {
		p.verified.QEMUDifference = &result.BitDifference{Step: d.Step, Part: d.Part, Element: d.Element, Host: d.Host, Emulated: d.Emulated}
		return nil
	}
	return err
}
