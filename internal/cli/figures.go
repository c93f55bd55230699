package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tinyol-sim/internal/output"
	"tinyol-sim/internal/paper"
	drawpaper "tinyol-sim/internal/report/paper"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
)

type figuresOptions struct {
	spec   paper.Spec
	keep   outFlags
	config string
	redraw bool
	quiet  bool
}

func newFigures(s *streams) *cobra.Command {
	o := &figuresOptions{spec: paper.Default()}
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
			config, args, err := applyConfig(c, o.config, args)
			if err != nil {
				return err
			}
			o.spec.Streams, o.spec.Config, o.spec.ConfigData = args, o.config, config.data
			o.spec.Command = figuresCommand(c.Flags(), args)
			return runFigures(c.Context(), s, o)
		},
	}
	f := c.Flags()
	f.SortFlags = false
	f.StringVar(&o.spec.Out, "out", o.spec.Out, "directory for the figures and their data")
	f.BoolVar(&o.keep.force, "force", false, forceUsage)
	f.BoolVar(&o.keep.resume, "resume", false, resumeUsage)
	f.StringSliceVar(&o.spec.Figures, "only", nil, "figures to make (default: all)")
	f.BoolVar(&o.redraw, "redraw", false, "draw from the data in --out alone; nothing is run again")
	f.StringVar(&o.spec.HoldOut, "hold-out", o.spec.HoldOut, "labelled recording like --train that nothing is trained on (default: the second half of --train)")
	f.StringVar(&o.spec.Teach, "teach", o.spec.Teach, "labelled recording that teaches the classifiers (default: the stream)")
	addFields(f, spec.Figures, &o.spec.Spec.Spec)
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
		if slices.Contains([]string{"out", "only", "redraw", "quiet", "config", "force", "resume"}, flag.Name) {
			return
		}
		value := flag.Value.String()
		if list, ok := flag.Value.(pflag.SliceValue); ok {
			if field := spec.Find(flag.Name); field != nil && field.Repeated {
				for _, item := range list.GetSlice() {
					command = append(command, "--"+flag.Name, item)
				}
				return
			}
			value = strings.Join(list.GetSlice(), ",")
		}
		command = append(command, "--"+flag.Name, value)
	})
	return command
}

func runFigures(ctx context.Context, s *streams, o *figuresOptions) error {
	if !o.redraw && len(o.spec.Streams) == 0 {
		onBundled(&o.spec.Spec, "fan_field", "fan_test") // the paper has one fan, mounted anew
	}
	dir := o.spec.Out
	if o.redraw && !slices.ContainsFunc(result.FigureNames(), func(name string) bool { return fileExists(dir, name+".json") }) {
		return fmt.Errorf("%s: no figure has data there; run tinyol-sim figures", dir)
	}
	folder, err := begin(dir, o.folder())
	if err != nil {
		return err
	}
	end := finishing(ctx)
	names := o.spec.Figures
	if !o.redraw {
		o.spec.Out, o.spec.Resume, o.spec.Checkpoint = folder.Dir(), folder.Resumed(), folder.Checkpoint
		names, err = makeFigures(ctx, s, o)
	}
	interrupted := errors.Is(err, context.Canceled) && len(names) > 0
	if err != nil && !interrupted || !o.redraw && len(names) == 0 {
		return left(folder, err)
	}
	if interrupted { // what is finished is drawn nevertheless
		ctx = context.WithoutCancel(ctx)
	} else {
		end()
	}
	var drawn []string
	if err := unlessInterrupted(ctx, func() (err error) {
		drawn, err = drawpaper.Write(folder.Dir(), names)
		return err
	}); err != nil {
		return left(folder, err)
	}
	if interrupted {
		if err := leaveInterrupted(folder, dir); err != nil {
			return err
		}
		return errInterrupted
	}
	if err := folder.Commit(); err != nil {
		return err
	}
	for _, path := range drawn {
		if _, err := fmt.Fprintln(s.out, plain(filepath.Join(dir, filepath.Base(path)))); err != nil {
			return err
		}
	}
	return nil
}

// folder adds figures to those that the same settings have made; drawing again
// leaves whose they are as it is.
func (o *figuresOptions) folder() output.Options {
	settings := []any{o.spec.Spec.Spec, o.spec.HoldOut, o.spec.Teach}
	f := paperFolder.options(settings, append(inputsOf(&o.spec.Spec), o.spec.HoldOut, o.spec.Teach), o.keep)
	f.Add = true
	if o.redraw {
		f.Kind, f.Inputs = output.KindReport, nil
	}
	return f
}

// makeFigures runs the experiments and returns the names of the figures that
// now have data.
func makeFigures(ctx context.Context, s *streams, o *figuresOptions) ([]string, error) {
	if err := checkInputs(&o.spec.Spec.Spec); err != nil {
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
	mon.ask = s.asker(ctx)
	defer mon.close()
	return paper.Make(ctx, o.spec, opener(ctx), mon)
}
