package bench

import (
	"context"
	"fmt"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/usage"
)

// Deployment is a trained program for a board that has no stream yet.
type Deployment struct {
	Program *tinyol.Program // the healthy machine's label is 0
	Model   *modelfile.Model
}

// Deploy makes the program that a board is to run: from the model file of the
// Spec, or trained on its normal recording. Labels are not known before someone
// gives them on the board, so that the default policy is to wait for one;
// spec.Mode is one mode. columnsFit may refuse the model's columns.
func Deploy(ctx context.Context, spec Spec, b *mcu.Board, open replay.OpenFunc, columnsFit func([]string) error, mon Monitor) (*Deployment, error) {
	spec.Seeds = 1
	if err := spec.Complete(); err != nil {
		return nil, err
	}
	modes, _, err := spec.modes(true, "")
	if err != nil {
		return nil, err
	}
	if len(modes) > 1 {
		return nil, usage.New("mode", "use unsupervised or supervised", "a board runs one mode, not %s", spec.Mode)
	}
	mode := modes[0]
	const normal = 0
	fits := func(m *modelfile.Model) error {
		return checkLedger(mode, device.NewLedger(b, spec.Program(mode, m, normal)))
	}
	var m *modelfile.Model
	if spec.Model != "" {
		m, err = loadFor(&spec, open, columnsFit)
	} else {
		shapeFits := func(f *frontend.FrontEnd) error {
			return fits(&modelfile.Model{Network: shape(&spec, f.Features()), FrontEnd: f, Training: modelfile.Training{Stride: spec.Stride}})
		}
		m, err = train(ctx, &spec, open, columnsFit, shapeFits, mon)
	}
	if err != nil {
		return nil, err
	}
	if err := fits(m); err != nil {
		return nil, err
	}
	return &Deployment{Program: spec.Program(mode, m, normal), Model: m}, nil
}

// loadFor reads the Spec's model file and checks its columns.
func loadFor(spec *Spec, open replay.OpenFunc, columnsFit func([]string) error) (*modelfile.Model, error) {
	file, err := replay.OpenSmall(open, spec.Model)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	m, err := modelfile.Load(file, spec.Model)
	if err != nil {
		return nil, err
	}
	if err := columnsFit(m.Training.Columns); err != nil {
		return nil, fmt.Errorf("%s: %w", spec.Model, err)
	}
	return m, nil
}
