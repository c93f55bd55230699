package cli

import (
	"slices"

	"github.com/spf13/pflag"

	"tinyol-sim/internal/bench"
)

// engineUsage explains --engine.
const engineUsage = "emulated: the firmware, every instruction; host: the same bits without, cycles modelled (default: emulated where the board's core is)"

// addRunFlags are the flags that say what runs where.
func addRunFlags(f *pflag.FlagSet, s *bench.Spec) {
	f.StringVar(&s.Mode, "mode", s.Mode, "unsupervised, supervised or both")
	f.StringVar(&s.Board, "board", s.Board, "board profile by name (see tinyol-sim boards) or a YAML file")
	f.StringVar(&s.Train, "train", s.Train, "recording to train on; of a labelled one the normal rows alone")
	f.Int64Var(&s.TrainRows, "train-rows", s.TrainRows, "without --train: train on this many leading rows (default: a quarter, at most 6000)")
	f.StringVar(&s.Model, "model", s.Model, "model file written by tinyol-sim train, instead of training")
}

// addLearnFlags are the flags about learning on the device, and its repetition.
func addLearnFlags(f *pflag.FlagSet, s *bench.Spec) {
	addPolicyFlags(f, s)
	f.StringArrayVar(&s.Drift, "drift", s.Drift, "inject drift, such as rotation:angle=20,axis=z,at=60s,ramp=10s; may be repeated")
	f.IntVar(&s.Seeds, "seeds", s.Seeds, "repeat with this many seeds; bench reports mean and 95 % interval")
}

// addPolicyFlags are the flags about learning on the device.
func addPolicyFlags(f *pflag.FlagSet, s *bench.Spec) {
	f.StringVar(&s.Loss, "loss", s.Loss, "loss of the fine-tuned layer: mse, bce or paper-eq5")
	f.Float64Var(&s.LearningRate, "lr", s.LearningRate, "learning rate of the online layer (default: 0.02 unsupervised, 0.05 supervised)")
	f.Var(&learnFlag{&s.Learn}, "learn", "updates after which learning stops, 0 for never (default: 2000 unsupervised, never supervised)")
	f.StringVar(&s.Policy, "policy", s.Policy, "windows to learn from: always, labelled or below (the threshold) (default: labelled where there are labels)")
	addThresholdFlags(f, s)
	f.IntVar(&s.MaxClasses, "max-classes", s.MaxClasses, "neurons that the supervised layer has room for")
}

// addThresholdFlags are the flags about the alarm threshold on the device.
func addThresholdFlags(f *pflag.FlagSet, s *bench.Spec) {
	f.StringVar(&s.Threshold, "threshold", s.Threshold, "alarm threshold: fixed as it was trained, or running: on the device it follows the quantile of the scores, with --policy labelled of the normal windows alone (default: running where the policy is labelled, else fixed)")
	f.Float64Var(&s.ThresholdStep, "threshold-step", s.ThresholdStep, "step of a running threshold, as a part of the trained one")
}

// checkLearnFlags refuses what cannot have an effect.
func checkLearnFlags(f *pflag.FlagSet, s *bench.Spec) error {
	if f.Changed("threshold-step") && s.Threshold == "fixed" {
		return misuse("--threshold-step: a fixed threshold takes none; add --threshold running, or leave it out")
	}
	return checkModelFlags(f, s.Model)
}

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
