package cli

import (
	"slices"

	"github.com/spf13/pflag"

	"tinyol-sim/internal/bench"
)

// addReadFlags are the flags that say how a CSV file is read.
func addReadFlags(f *pflag.FlagSet, s *bench.Spec) {
	f.StringSliceVar(&s.Columns, "columns", s.Columns, "sensor channels, by name (default: every numeric column that is not time or label)")
	f.StringVar(&s.Time, "time", s.Time, "time column (default: t, time or timestamp)")
	f.StringVar(&s.Label, "label", s.Label, "label column (default: label, class, target or mode)")
	f.StringVar(&s.Normal, "normal", s.Normal, "label of the healthy machine (default: normal, ok, healthy or good, else the first label)")
	f.Float64Var(&s.Rate, "rate", s.Rate, "rows a second; without a time column, or instead of what it says")
	f.BoolVar(&s.SkipBadRows, "skip-bad-rows", s.SkipBadRows, "count and skip rows that cannot be read instead of stopping")
}

// addModelFlags are the flags that describe the autoencoder and its training.
func addModelFlags(f *pflag.FlagSet, s *bench.Spec) {
	f.StringVar(&s.FrontEnd, "frontend", s.FrontEnd, "raw (PCA to one axis), demean (all axes, mean removed) or spectrum (log magnitudes)")
	f.IntVar(&s.Window, "window", s.Window, "rows in a window (default: 40; spectrum: 64)")
	f.IntVar(&s.Stride, "stride", s.Stride, "rows between two windows")
	f.IntSliceVar(&s.Hidden, "hidden", s.Hidden, "neurons of the encoder's hidden layers; the decoder mirrors them")
	f.IntVar(&s.Embedding, "embedding", s.Embedding, "neurons of the embedding")
	f.StringVar(&s.Activation, "activation", s.Activation, "of the hidden layers: relu, tanh, sigmoid or linear")
	f.IntVar(&s.Epochs, "epochs", s.Epochs, "passes over the training windows")
	f.Float64Var(&s.Quantile, "threshold-quantile", s.Quantile, "quantile of the training errors that is the anomaly threshold")
	f.Uint64Var(&s.Seed, "seed", s.Seed, "seed of initial weights and shuffling")
}

// fixedByModel are the flags that a model file answers.
var fixedByModel = []string{
	"train-rows", "frontend", "window", "stride", "hidden", "embedding", "activation", "epochs", "threshold-quantile",
}

// checkModelFlags refuses flags that would have no effect beside --model.
func checkModelFlags(f *pflag.FlagSet, model string) error {
	if model == "" {
		return nil
	}
	i := slices.IndexFunc(fixedByModel, f.Changed)
	if i < 0 {
		return nil
	}
	return misuse("--%s: the model file fixes it; leave the flag out, or train another model", fixedByModel[i])
}
