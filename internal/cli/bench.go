package cli

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/report"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
)

type benchOptions struct {
	spec    bench.Spec
	out     string
	keep    outFlags
	config  string
	json    bool
	details bool
	quiet   bool
	alone   bool // no stream was named: the bundled fan runs
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

Without a stream it runs the bundled fan. A stream is a file, a folder of
recordings or a ZIP archive of such; several are replayed one after the other. A
folder of folders is a class a folder. "-" reads standard input; .gz files are read as they are, and so are
WAV, npy, npz, Parquet, ARFF, JSON and Edge Impulse's files.`,
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
	addFields(f, spec.Bench, &o.spec.Spec)
	f.StringVar(&o.out, "out", "", "directory for result files, figures and report.html")
	f.BoolVar(&o.keep.force, "force", false, forceUsage)
	f.BoolVar(&o.keep.resume, "resume", false, resumeUsage)
	f.StringVar(&o.config, "config", "", "YAML file with these flags as keys; flags win over it")
	f.BoolVar(&o.details, "details", false, "print every figure, not the first screen alone")
	f.BoolVar(&o.json, "json", false, "print summary.json instead of the table")
	f.BoolVar(&o.quiet, "quiet", false, "no progress and no notes")
	completeFlags(c)
	return c
}

// take reads the configuration and refuses flags that have no effect.
func (o *benchOptions) take(c *cobra.Command, args []string) error {
	config, args, err := applyConfig(c, o.config, args)
	if err != nil {
		return err
	}
	if err := checkLearnFlags(c.Flags(), &o.spec.Spec); err != nil {
		return err
	}
	o.spec.Streams, o.spec.Config, o.spec.ConfigData = args, o.config, config.data
	o.spec.FrontEndGiven = c.Flags().Changed("frontend")
	return o.keep.check(o.out)
}

// bundled is what bench runs without a stream: another fan than the one that trained.
func bundled(spec *bench.Spec) { onBundled(spec, "fan_other", "fan_other_test") }

// onBundled runs a bundled recording of the field, with the test that belongs to it.
func onBundled(spec *bench.Spec, field, test string) {
	spec.Streams = []string{bundledPrefix + field}
	if len(spec.Train) == 0 && spec.Model == "" {
		spec.Train = []string{bundledPrefix + "fan_training"}
	}
	if len(spec.Test) == 0 {
		spec.Test = []string{bundledPrefix + test}
	}
}

func runBench(ctx context.Context, s *streams, o *benchOptions) error {
	if o.alone = len(o.spec.Streams) == 0; o.alone {
		bundled(&o.spec)
	}
	if err := checkInputs(&o.spec.Spec); err != nil {
		return err
	}
	o.spec.Command = os.Args
	o.spec.Version = version
	mon := newMonitor(s, o.quiet)
	mon.ask = s.asker(ctx)
	end := finishing(ctx)
	summary, err := runInto(ctx, o.spec, o.out, o.keep, mon, whenOver(mon, end))
	if summary == nil {
		return err
	}
	if err := errors.Join(printSummary(ctx, s, o, summary), err); err != nil {
		return err
	}
	if summary.Interrupted {
		fmt.Fprintln(s.err, "tinyol-sim: interrupted: what was finished is reported")
		return errInterrupted
	}
	return nil
}

func printSummary(ctx context.Context, s *streams, o *benchOptions, summary *result.Summary) error {
	if o.json {
		return result.EncodeSummary(s.out, summary)
	}
	show := report.FirstScreen
	if o.details {
		show = report.Table
	}
	if err := show(s.out, summary, s.tableOptions()); err != nil {
		return err
	}
	if o.alone && !summary.Interrupted && finetuned(summary) {
		if err := papersOwn(ctx, s, o.spec); err != nil {
			return err
		}
	}
	switch {
	case o.quiet || summary.Interrupted:
	case o.out == "":
		fmt.Fprintln(s.err, "figures and an HTML report: add --out DIR")
	default:
		fmt.Fprintln(s.err, "figures and report.html are in "+plain(o.out))
	}
	return nil
}
