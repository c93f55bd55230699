package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/report"
	"tinyol-sim/internal/result"
)

type figuresOptions struct {
	spec   bench.PaperSpec
	config string
	redraw bool
	quiet  bool
}

func newFigures(s *streams) *cobra.Command {
	o := &figuresOptions{spec: bench.PaperDefault()}
	c := &cobra.Command{
		Use:   "figures [STREAM.csv ...]",
		Short: "Make the figures and tables of the paper, and those it does not have",
		Long: `figures makes every figure of the TinyOL paper from a recording of its training
phase (--train), one of the field (STREAM) and one to assess classifiers on
(--test), each with a label column; without a stream from the bundled fan. Each
figure comes as SVG, PNG, PDF and LaTeX with its data as CSV, where the data came
from as JSON, and its caption with the command that makes it as text.

The paper's own front end, raw, is shown beside the one that --frontend names.
Everything that depends on a seed shows its mean and 95 % interval over --seeds.
Cycles, times and energy are emulated on every board whose core is, modelled on
the others, and say which; errors and accuracy are computed on the host, whose
bits are the firmware's.

Figures: ` + strings.Join(result.FigureNames(), ", ") + `.`,
		Example: `  tinyol-sim figures
  tinyol-sim figures --only fig7-drift,map-drifted
  tinyol-sim figures field.csv --train normal.csv --test other.csv --normal ok --out plots/machine
  tinyol-sim figures --redraw --out plots/machine`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			args, err := applyConfig(c, o.config, args)
			if err != nil {
				return err
			}
			o.spec.Streams, o.spec.Config = args, o.config
			o.spec.Command = figuresCommand(c.Flags(), args)
			return runFigures(c.Context(), s, o)
		},
	}
	f := c.Flags()
	f.SortFlags = false
	f.StringVar(&o.spec.Out, "out", o.spec.Out, "directory for the figures and their data")
	f.StringSliceVar(&o.spec.Figures, "only", nil, "figures to make (default: all)")
	f.BoolVar(&o.redraw, "redraw", false, "draw from the data in --out alone; nothing is run again")
	f.StringVar(&o.spec.Train, "train", o.spec.Train, "labelled recording of the training phase; its normal rows train")
	f.StringVar(&o.spec.Test, "test", o.spec.Test, "labelled recording that classifiers are assessed on")
	f.StringVar(&o.spec.HoldOut, "hold-out", o.spec.HoldOut, "labelled recording like --train that nothing is trained on (default: the second half of --train)")
	f.StringVar(&o.spec.Teach, "teach", o.spec.Teach, "labelled recording that teaches the classifiers (default: the stream)")
	f.StringVar(&o.spec.Engine, "engine", o.spec.Engine, engineUsage)
	f.StringVar(&o.spec.Board, "board", o.spec.Board, "board profile by name (see tinyol-sim boards) or a YAML file")
	addReadFlags(f, &o.spec.Spec)
	addModelFlags(f, &o.spec.Spec)
	f.StringVar(&o.spec.Loss, "loss", o.spec.Loss, "loss of the fine-tuned layer: mse, bce or paper-eq5")
	f.Float64Var(&o.spec.LearningRate, "lr", o.spec.LearningRate, "learning rate of the online layer (default: figure 7 chooses, on windows that it does not show; 0.05 supervised)")
	f.Var(&learnFlag{&o.spec.Learn}, "learn", "updates of figure 7 (default: 2000)")
	addThresholdFlags(f, &o.spec.Spec)
	f.IntVar(&o.spec.Seeds, "seeds", o.spec.Seeds, "seeds behind every mean and interval")
	f.StringVar(&o.config, "config", "", "YAML file with these flags as keys; flags win over it")
	f.BoolVar(&o.quiet, "quiet", false, "no progress and no notes")
	completeFlags(c)
	// It only fails for a flag that is not there.
	_ = c.RegisterFlagCompletionFunc("only", cobra.FixedCompletions(result.FigureNames(), cobra.ShellCompDirectiveNoFileComp))
	return c
}

// figuresCommand is the command line without what does not change the data.
func figuresCommand(f *pflag.FlagSet, args []string) []string {
	command := append([]string{"tinyol-sim", "figures"}, args...)
	f.Visit(func(flag *pflag.Flag) {
		if slices.Contains([]string{"out", "only", "redraw", "quiet", "config"}, flag.Name) {
			return
		}
		value := flag.Value.String()
		if list, ok := flag.Value.(pflag.SliceValue); ok {
			value = strings.Join(list.GetSlice(), ",")
		}
		command = append(command, "--"+flag.Name, value)
	})
	return command
}

func runFigures(ctx context.Context, s *streams, o *figuresOptions) error {
	if o.redraw {
		return drawFigures(s, o, o.spec.Figures)
	}
	end := finishing(ctx)
	defer end()
	made, err := makeFigures(ctx, s, o)
	if len(made) == 0 || err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	if err == nil {
		end()
	}
	if err := drawFigures(s, o, made); err != nil {
		return err
	}
	if err != nil {
		fmt.Fprintln(s.err, "tinyol-sim: interrupted: the figures that were finished are drawn")
		return errInterrupted
	}
	return nil
}

func drawFigures(s *streams, o *figuresOptions, names []string) error {
	drawn, err := report.PaperFigures(o.spec.Out, names)
	for _, path := range drawn {
		if _, writing := fmt.Fprintln(s.out, path); writing != nil {
			return errors.Join(err, writing)
		}
	}
	return err
}

// makeFigures runs the experiments and returns the names of the figures that
// now have data.
func makeFigures(ctx context.Context, s *streams, o *figuresOptions) ([]string, error) {
	if len(o.spec.Streams) == 0 {
		bundled(&o.spec.Spec)
	}
	if err := checkInputs(&o.spec.Spec); err != nil {
		return nil, err
	}
	for _, f := range []struct{ flag, name string }{{"--hold-out", o.spec.HoldOut}, {"--teach", o.spec.Teach}} {
		if f.name == "" {
			continue
		}
		if err := exists(f.name); err != nil {
			return nil, fmt.Errorf("%s: %w", f.flag, err)
		}
	}
	mon := newMonitor(s, o.quiet)
	defer mon.close()
	return bench.Paper(ctx, o.spec, opener(ctx), mon)
}
