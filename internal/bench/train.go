package bench

import (
	"context"
	"fmt"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/stream"
)

// Train fits one model to the normal recording that spec.Train names.
func Train(ctx context.Context, spec Spec, open replay.OpenFunc, mon Monitor) (*modelfile.Model, error) {
	if err := spec.Complete(); err != nil {
		return nil, err
	}
	none := func([]string) error { return nil }
	return train(ctx, &spec, open, none, nil, mon)
}

// train is Train of a complete Spec with two checks that may refuse before the
// training: of the columns, and, if not nil, of the front end.
func train(ctx context.Context, spec *Spec, open replay.OpenFunc, columnsFit func([]string) error, shapeFits func(*frontend.FrontEnd) error, mon Monitor) (*modelfile.Model, error) {
	spec.Seeds = 1
	c, columns, err := readTraining(ctx, replay.NewInputs(open, mon.Note), spec, spec.Columns, stream.NewLabels(), mon)
	if err != nil {
		return nil, err
	}
	if err := columnsFit(columns); err != nil {
		return nil, fmt.Errorf("%s: %w", replay.Title(spec.Train), err)
	}
	spec.UseNaturalWindow(c.natural, len(columns), mon.Note)
	if c.skipped > 0 {
		NoteSkipped(mon, replay.Title(spec.Train), c.skipped, c.firstSkipped)
	}
	models, err := Fit(ctx, spec, c.normalRows(replay.Title(spec.Train), columns), shapeFits, mon)
	if err != nil {
		return nil, err
	}
	return models[0], nil
}
