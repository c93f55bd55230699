package cli

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/report"
	"tinyol-sim/internal/result"
)

type benchOptions struct {
	spec   bench.Spec
	config string
	json   bool
	quiet  bool
}

func newBench(s *streams) *cobra.Command {
	return benchCommand(s, &benchOptions{spec: bench.Default()})
}

// benchCommand is bench with its flags in o.
func benchCommand(s *streams, o *benchOptions) *cobra.Command {
	c := &cobra.Command{
		Use:   "bench [STREAM.csv ...]",
		Short: "Replay a stream and report what online learning does and costs",
		Long: `bench trains an autoencoder on the normal recording, puts it on a simulated
board, replays the stream and lets the online layer learn as it goes: fine-tuning
the last layer to its own input (unsupervised), or classifying the labels with a
layer that grows a neuron at each new one (supervised).

Without a stream it runs the bundled fan. Several streams are replayed one after
the other. "-" reads standard input; .gz files are read as they are.`,
		Example: `  tinyol-sim bench
  tinyol-sim bench machine.csv --normal ok --out results/machine
  tinyol-sim bench field.csv --train normal.csv --frontend spectrum --seeds 10
  sensor-logger | tinyol-sim bench - --rate 119 --train-rows 4000`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.take(c, args); err != nil {
				return err
			}
			return runBench(c.Context(), s, o)
		},
	}
	f := c.Flags()
	f.SortFlags = false
	f.StringVar(&o.spec.Mode, "mode", o.spec.Mode, "unsupervised, supervised or both")
	f.StringVar(&o.spec.Engine, "engine", o.spec.Engine, "host: the device program on this machine, cycles modelled")
	f.StringVar(&o.spec.Board, "board", o.spec.Board, "board profile by name (see tinyol-sim boards) or a YAML file")
	f.StringVar(&o.spec.Train, "train", o.spec.Train, "recording to train on; of a labelled one the normal rows alone")
	f.Int64Var(&o.spec.TrainRows, "train-rows", o.spec.TrainRows, "without --train: train on this many leading rows (default: a quarter, at most 6000)")
	f.StringVar(&o.spec.Test, "test", o.spec.Test, "labelled recording; the classifier is assessed on it every 50 learning steps")
	f.StringVar(&o.spec.Model, "model", o.spec.Model, "model file written by tinyol-sim train, instead of training")
	addReadFlags(f, &o.spec)
	addModelFlags(f, &o.spec)
	f.StringVar(&o.spec.Loss, "loss", o.spec.Loss, "loss of the fine-tuned layer: mse, bce or paper-eq5")
	f.Float64Var(&o.spec.LearningRate, "lr", o.spec.LearningRate, "learning rate of the online layer (default: 0.02 unsupervised, 0.05 supervised)")
	f.Var(&learnFlag{&o.spec.Learn}, "learn", "updates after which learning stops, 0 for never (default: 2000 unsupervised, never supervised)")
	f.StringVar(&o.spec.Policy, "policy", o.spec.Policy, "windows to learn from: always, labelled or below (the threshold) (default: labelled where there are labels)")
	f.IntVar(&o.spec.MaxClasses, "max-classes", o.spec.MaxClasses, "neurons that the supervised layer has room for")
	f.StringArrayVar(&o.spec.Drift, "drift", o.spec.Drift, "inject drift, such as rotation:angle=20,axis=z,at=60s,ramp=10s; may be repeated")
	f.IntVar(&o.spec.Seeds, "seeds", o.spec.Seeds, "repeat with this many seeds, report mean and 95 % interval")
	f.StringVar(&o.spec.Out, "out", o.spec.Out, "directory for result files, figures and report.html")
	f.StringVar(&o.config, "config", "", "YAML file with these flags as keys; flags win over it")
	f.BoolVar(&o.json, "json", false, "print summary.json instead of the table")
	f.BoolVar(&o.quiet, "quiet", false, "no progress and no notes")
	completeFlags(c)
	return c
}

// take reads the configuration and refuses flags that have no effect.
func (o *benchOptions) take(c *cobra.Command, args []string) error {
	args, err := applyConfig(c, o.config, args)
	if err != nil {
		return err
	}
	if err := checkModelFlags(c.Flags(), o.spec.Model); err != nil {
		return err
	}
	if c.Flags().Changed("lr") && o.spec.LearningRate == 0 {
		return misuse("--lr: 0 learns nothing; use a positive rate, such as 0.02, or leave it out")
	}
	o.spec.Streams, o.spec.Config = args, o.config
	return nil
}

// bundled is what bench runs without a stream.
func bundled(spec *bench.Spec) {
	spec.Streams = []string{bundledPrefix + "fan_field"}
	if spec.Train == "" && spec.Model == "" {
		spec.Train = bundledPrefix + "fan_training"
	}
	if spec.Test == "" {
		spec.Test = bundledPrefix + "fan_test"
	}
}

func runBench(ctx context.Context, s *streams, o *benchOptions) error {
	if len(o.spec.Streams) == 0 {
		bundled(&o.spec)
	}
	if err := checkInputs(&o.spec); err != nil {
		return err
	}
	o.spec.Command = os.Args
	o.spec.Version = version
	mon := newMonitor(s, o.quiet)
	summary, err := bench.Run(ctx, o.spec, opener(ctx), mon)
	mon.close()
	if err != nil {
		return err
	}
	if err := writeReport(s, o, summary); err != nil {
		return err
	}
	if summary.Interrupted {
		fmt.Fprintln(s.err, "tinyol-sim: interrupted: what was finished is reported")
		return errInterrupted
	}
	return nil
}

func writeReport(s *streams, o *benchOptions, summary *result.Summary) error {
	if o.spec.Out != "" {
		if err := draw(o.spec.Out); err != nil {
			return err
		}
	}
	if o.json {
		return result.EncodeSummary(s.out, summary)
	}
	if err := report.Table(s.out, summary, s.tableOptions()); err != nil {
		return err
	}
	if !o.quiet {
		hint := "figures and an HTML report: add --out DIR"
		if o.spec.Out != "" {
			hint = "figures and report.html are in " + o.spec.Out
		}
		fmt.Fprintln(s.err, hint)
	}
	return nil
}
