package spec

import "strings"

// Group is what a field is about; help shows fields in groups, in this order.
type Group string

// The groups.
const (
	Data       Group = "Data"
	FrontEnd   Group = "Front end"
	Network    Group = "Network"
	Learning   Group = "Learning on the device"
	Evaluation Group = "Evaluation"
	Board      Group = "Board"
)

// Groups are all of them in the order of help.
func Groups() []Group { return []Group{Data, FrontEnd, Network, Learning, Evaluation, Board} }

// Command is a set of commands that have a field.
type Command uint8

// The commands that read a Spec.
const (
	Bench Command = 1 << iota
	Train
	Verify
	Figures
	Export
	Try
	Inspect
)

const (
	everywhere = Bench | Train | Verify | Figures | Export
	reading    = everywhere | Try | Inspect // of recordings
)

// Field is a setting of an experiment.
type Field struct {
	// Name is that of the flag, of the key in a configuration, and in the record.
	Name string
	// Compared is what compare calls it where it tells two results apart; empty: what
	// follows from it is compared, such as the layers.
	Compared string
	Group    Group
	Help     string
	// Of points to the field's value: *string, *bool, *int, *int64, *uint64,
	// *float64, *[]string or *[]int.
	Of func(*Spec) any
	// On are the commands that have the flag.
	On Command
	// Choices are the values of a text that takes one of a few; empty: any text.
	// An empty value is allowed where Help names a default.
	Choices []string
	offered func() []Choice // see Offer
	// Least and Most bound a number, the ends included; both 0: not bounded here.
	Least, Most float64
	// Repeated is for a list of texts that may hold commas: one flag an item.
	Repeated bool
	// Count is for a number from 0 whose default depends on the mode; it is Unset
	// where it is not given.
	Count bool
	// NotZero is for a number whose zero stands for a default and must not be
	// given.
	NotZero bool
	// FixedByModel is for what a model file answers.
	FixedByModel bool
	// OfRunning is for what a fixed threshold does not have.
	OfRunning bool
	// OfDetectors is for what nobody asks for without drift detectors.
	OfDetectors bool
	// HelpOn is the help on commands that use it in another way.
	HelpOn map[Command]string
}

// Bounds keep a mistyped number from asking for gigabytes; each is far above
// what a microcontroller holds.
const (
	maxLayer      = 1 << 12
	maxSeeds      = 1000
	maxCount      = 1 << 53 // what a float64 counts exactly
	maxLabelDelay = 1 << 16
	// MaxWindow is the most rows of a window.
	MaxWindow = 1 << 14
	// MaxStride is the most rows from one window to the next.
	MaxStride = 1 << 20
	// MaxTrainRows bounds the memory of training; rows beyond it are left out, with
	// a note. Half an hour at 119 Hz.
	MaxTrainRows = 200_000
)

// fields is the table, in the order of help.
var fields = []Field{
	{Name: "train", Group: Data, On: Bench | Verify | Figures | Try, Of: func(s *Spec) any { return &s.Train }, Repeated: true,
		Help:   "recording to train on, a file, folder or archive; of a labelled one the normal rows alone; may be repeated",
		HelpOn: map[Command]string{Figures: "labelled recording of the training phase; its normal rows train"}},
	{Name: "train-rows", Group: Data, On: Bench | Verify, Of: func(s *Spec) any { return &s.TrainRows }, Most: MaxTrainRows, NotZero: true, FixedByModel: true,
		Help: "without --train: train on this many leading rows (default: a quarter, at most 6000)"},
	{Name: "model", Group: Data, On: Bench | Verify | Export, Of: func(s *Spec) any { return &s.Model },
		Help: "model file written by tinyol-sim train, instead of training"},
	{Name: "test", Group: Data, On: Bench | Figures, Of: func(s *Spec) any { return &s.Test }, Repeated: true,
		Help:   "labelled recording; the classifier is assessed on it every 50 learning steps; may be repeated",
		HelpOn: map[Command]string{Figures: "labelled recording that classifiers are assessed on"}},
	{Name: "layout", Compared: "layout", Group: Data, On: reading, Of: func(s *Spec) any { return &s.Layout },
		Help: "how lines make rows: auto, rows, windows (a window a line; windows:3 of three channels in turn), long (time, sensor, value) or tagged (lines of several sensors in turn) (default: auto, which says what it finds)"},
	{Name: "columns", Compared: "columns", Group: Data, On: reading, Of: func(s *Spec) any { return &s.Columns },
		Help: "sensor channels, by name (default: every numeric column that is not time or label)"},
	{Name: "time", Compared: "time column", Group: Data, On: reading, Of: func(s *Spec) any { return &s.Time },
		Help: "time column (default: t, time or timestamp)"},
	{Name: "label", Compared: "label column", Group: Data, On: reading, Of: func(s *Spec) any { return &s.Label },
		Help: "label column (default: label, class, target or mode)"},
	{Name: "label-from", Compared: "labels from names", Group: Data, On: reading, Of: func(s *Spec) any { return &s.LabelFrom },
		Help: "take labels from names: folder (that holds the file), file (its name without extension and counter) or a regular expression whose first group is the label"},
	{Name: "normal", Compared: "label of the healthy machine", Group: Data, On: reading, Of: func(s *Spec) any { return &s.Normal },
		Help:   "label of the healthy machine (default: normal, ok, healthy or good, else the first label)",
		HelpOn: map[Command]string{Try: "label of the healthy machine (default: normal, ok, healthy or good, else it is asked for)"}},
	{Name: "rate", Compared: "rows a second", Group: Data, On: reading, Of: func(s *Spec) any { return &s.Rate }, Most: 1e9, NotZero: true,
		Help: "rows a second; without a time column, or instead of what it says"},
	{Name: "resample", Compared: "resampled", Group: Data, On: reading, Of: func(s *Spec) any { return &s.Resample }, Most: 1e9, NotZero: true,
		Help: "make rows come this often a second, evenly: from line to line between recorded rows; where rows get fewer, as the mean over each new period"},
	{Name: "skip-bad-rows", Compared: "bad rows skipped", Group: Data, On: reading, Of: func(s *Spec) any { return &s.SkipBadRows },
		Help: "count and skip rows that cannot be read instead of stopping"},
	{Name: "missing", Compared: "missing values", Group: Data, On: reading, Of: func(s *Spec) any { return &s.Missing }, Choices: []string{"", "skip", "hold", "split"},
		Help: "a row in which a channel has no value: skip leaves it out, split leaves it out and lets no window span the gap, hold keeps the value before (default: split)"},
	{Name: "drift", Compared: "injected drift", Group: Data, On: Bench | Verify, Of: func(s *Spec) any { return &s.Drift }, Repeated: true,
		Help: "inject drift, such as rotation:angle=20,axis=z,shape=gradual,at=60s,width=10s; may be repeated"},

	{Name: "frontend", Group: FrontEnd, On: everywhere, Of: func(s *Spec) any { return &s.FrontEnd }, FixedByModel: true,
		Help: "{choices}"},
	{Name: "window", Compared: "window", Group: FrontEnd, On: reading, Of: func(s *Spec) any { return &s.Window }, Least: 2, Most: MaxWindow, NotZero: true, FixedByModel: true,
		Help: "rows in a window (default: 40; spectrum: 64)"},
	{Name: "stride", Compared: "stride", Group: FrontEnd, On: reading, Of: func(s *Spec) any { return &s.Stride }, Least: 1, Most: MaxStride, FixedByModel: true,
		Help: "rows between two windows"},

	{Name: "hidden", Group: Network, On: everywhere, Of: func(s *Spec) any { return &s.Hidden }, Least: 1, Most: maxLayer, FixedByModel: true,
		Help: "neurons of the encoder's hidden layers; the decoder mirrors them"},
	{Name: "embedding", Group: Network, On: everywhere, Of: func(s *Spec) any { return &s.Embedding }, Least: 1, Most: maxLayer, FixedByModel: true,
		Help: "neurons of the embedding"},
	{Name: "activation", Group: Network, On: everywhere, Of: func(s *Spec) any { return &s.Activation }, Choices: []string{"relu", "tanh", "sigmoid", "linear"}, FixedByModel: true,
		Help: "of the hidden layers: relu, tanh, sigmoid or linear"},
	{Name: "epochs", Group: Network, On: everywhere, Of: func(s *Spec) any { return &s.Epochs }, Least: 1, Most: 100_000, FixedByModel: true,
		Help: "passes over the training windows"},
	{Name: "threshold-quantile", Group: Network, On: everywhere, Of: func(s *Spec) any { return &s.Quantile }, FixedByModel: true,
		Help: "quantile of the training errors that is the anomaly threshold"},
	{Name: "seed", Group: Network, On: everywhere, Of: func(s *Spec) any { return &s.Seed },
		Help: "seed of initial weights and shuffling"},

	{Name: "mode", Group: Learning, On: Bench | Verify | Export, Of: func(s *Spec) any { return &s.Mode }, Choices: []string{"unsupervised", "supervised", Both},
		Help:   "unsupervised, supervised or both",
		HelpOn: map[Command]string{Export: "unsupervised or supervised"}},
	{Name: "learner", Compared: "learners", Group: Learning, On: Bench | Verify, Of: func(s *Spec) any { return &s.Learners },
		Help: "instead of --mode: learners side by side, with commas between, or all: {values} (docs/LEARNERS.md)"},
	{Name: "tune", Compared: "tuned layers", Group: Learning, On: Bench | Verify, Of: func(s *Spec) any { return &s.Tune },
		Help: "what tinyol goes on learning: {values} (default: last)"},
	{Name: "optimizer", Compared: "optimizer", Group: Learning, On: Bench | Verify, Of: func(s *Spec) any { return &s.Optimizer },
		Help: "how tinyol takes a step: {values} (default: sgd)"},
	{Name: "tap", Compared: "tap", Group: Learning, On: Bench | Verify, Of: func(s *Spec) any { return &s.Tap },
		Help: "what classifiers learn from: {values} (default: embedding, with the reconstruction error)"},
	{Name: "bias", Compared: "bias of the classifier", Group: Learning, On: Bench | Verify, Of: func(s *Spec) any { return &s.Bias },
		Help: "give softmax and replay a bias, which the paper's layer has not"},
	{Name: "remembered", Compared: "remembered", Group: Learning, On: Bench | Verify, Of: func(s *Spec) any { return &s.Remembered }, Least: 1, Most: 1 << 16, NotZero: true,
		Help: "inputs of each class that replay and knn-classes remember (default: 8), windows that knn does (default: 32)"},
	{Name: "loss", Group: Learning, On: Bench | Verify | Figures | Export, Of: func(s *Spec) any { return &s.Loss }, Choices: []string{"mse", "bce", "paper-eq5"},
		Help: "loss of the fine-tuned layer: mse, bce or paper-eq5"},
	{Name: "lr", Group: Learning, On: Bench | Verify | Figures | Export, Of: func(s *Spec) any { return &s.LearningRate }, NotZero: true,
		Help:   "learning rate of the online layer (default: 0.005 unsupervised, 0.05 supervised)",
		HelpOn: map[Command]string{Figures: "learning rate of the online layer (default: figure 7 chooses, on windows that it does not show; 0.05 supervised)"}},
	{Name: "learn", Group: Learning, On: Bench | Verify | Figures | Export, Of: func(s *Spec) any { return &s.Learn }, Least: Unset, Most: maxCount, Count: true,
		Help:   "updates after which learning stops, 0 for never (default: half of the windows that may teach, at most 2000; classifiers never stop)",
		HelpOn: map[Command]string{Figures: "updates of figure 7 (default: 2000)"}},
	{Name: "label-delay", Compared: "label delay", Group: Learning, On: Bench | Verify, Of: func(s *Spec) any { return &s.LabelDelay }, Least: Unset, Most: maxLabelDelay, Count: true,
		Help: "windows by which a label comes late, 0 for at once (default: until no window shares a row with the one that is predicted)"},
	{Name: "label-budget", Compared: "labels that arrive", Group: Learning, On: Bench | Verify, Of: func(s *Spec) any { return &s.LabelBudget },
		Help: "share of the labels that arrive, drawn at random, such as 5% (default: all)"},
	{Name: "healthy", Compared: "known to be healthy", Group: Learning, On: Bench | Verify, Of: func(s *Spec) any { return &s.Healthy }, Repeated: true,
		Help: "when the operator knows the machine to be healthy, such as 0s..10m or, in rows, 0..5000: detectors learn then, in place of labels; may be repeated"},
	{Name: "policy", Group: Learning, On: Bench | Verify | Export, Of: func(s *Spec) any { return &s.Policy }, Choices: []string{"", "always", "labelled", "below"},
		Help:   "windows to learn from: always, labelled (or known to be healthy) or below (the threshold) (default: labelled)",
		HelpOn: map[Command]string{Export: "while learning is switched on, windows to learn from: always, labelled (the same here) or below (the threshold) (default: labelled)"}},
	{Name: "threshold", Group: Learning, On: Bench | Verify | Figures | Export, Of: func(s *Spec) any { return &s.Threshold }, Choices: []string{"", Fixed, Running},
		Help:   "alarm threshold: fixed as it was trained, or running: on the device it follows the quantile of the scores, with --policy labelled of the normal windows alone (default: running where the policy is labelled, else fixed)",
		HelpOn: map[Command]string{Export: "alarm threshold: fixed as it was trained, or running: it follows the scores while learning is switched on"}},
	{Name: "threshold-step", Group: Learning, On: Bench | Verify | Figures | Export, Of: func(s *Spec) any { return &s.ThresholdStep }, OfRunning: true,
		Help: "step of a running threshold, as a part of the trained one"},
	{Name: "max-classes", Compared: "room for classes", Group: Learning, On: Bench | Verify | Export, Of: func(s *Spec) any { return &s.MaxClasses }, Least: 2, Most: 256,
		Help: "neurons that the supervised layer has room for"},
	{Name: "detector", Compared: "drift detectors", Group: Learning, On: Bench | Verify, Of: func(s *Spec) any { return &s.Detectors },
		Help: "drift detectors beside each learner, with commas between: {values} (docs/DETECTORS.md)"},
	{Name: "on-drift", Compared: "on drift", Group: Learning, On: Bench | Verify, Of: func(s *Spec) any { return &s.OnDrift }, OfDetectors: true,
		Help: "what a drift detector does when it fires: {values}: count it, have the learner begin again as it was flashed, or learn for --drift-windows from there on and else not (default: note)"},
	{Name: "run-length", Compared: "in-control run length", Group: Learning, On: Bench | Verify, Of: func(s *Spec) any { return &s.RunLength }, Least: 1, Most: 100_000, OfDetectors: true,
		Help: "windows for which a drift detector is to stay silent on the healthy machine, by the part of the training recording that trained nothing"},
	{Name: "drift-windows", Compared: "windows learned after drift", Group: Learning, On: Bench | Verify, Of: func(s *Spec) any { return &s.DriftWindows }, Least: 1, Most: 1 << 20, OfDetectors: true,
		Help: "windows that --on-drift gate learns for after a firing"},

	{Name: "seeds", Group: Evaluation, On: Bench | Verify | Figures, Of: func(s *Spec) any { return &s.Seeds }, Least: 1, Most: maxSeeds,
		Help:   "repeat with this many seeds; bench reports mean and 95 % interval",
		HelpOn: map[Command]string{Figures: "seeds behind every mean and interval"}},

	{Name: "bootstrap", Group: Evaluation, On: Bench, Of: func(s *Spec) any { return &s.Bootstrap },
		Help: "95 % intervals of what learning bought, over runs of one label; of several seeds for the first"},

	{Name: "board", Group: Board, On: Bench | Verify | Figures | Export | Try, Of: func(s *Spec) any { return &s.Board },
		Help:   "board profile by name (see tinyol-sim boards) or a YAML file",
		HelpOn: map[Command]string{Bench: "board profile by name (see tinyol-sim boards) or a YAML file; several with commas between, or all: the first runs, the others are priced over the same steps"}},
	{Name: "engine", Group: Board, On: Bench | Figures, Of: func(s *Spec) any { return &s.Engine }, Choices: []string{"", "auto", "host", "emulated"},
		Help:   "emulated: the firmware, every instruction; host: the same bits without, cycles modelled; auto: emulated while that is quick, then host, with a sample of windows executed as well and compared (default: auto, which is host where the board's core is not emulated)",
		HelpOn: map[Command]string{Figures: "emulated: the firmware, every instruction; host: the same bits without, cycles modelled; auto: the same as emulated (default: emulated where the board's core is)"}},
}

// Fields is the table, in the order of help.
func Fields() []Field { return fields }

// Find finds a field by its name; nil where there is none.
func Find(name string) *Field {
	for i := range fields {
		if fields[i].Name == name {
			return &fields[i]
		}
	}
	return nil
}

// HelpFor is the field's help on a command.
func (f *Field) HelpFor(c Command) string {
	if text, ok := f.HelpOn[c]; ok {
		return text
	}
	return strings.NewReplacer("{choices}", f.described(), "{values}", list(f.Values())).Replace(f.Help)
}
