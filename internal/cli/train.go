package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/output"
	"tinyol-sim/internal/spec"
)

type trainOptions struct {
	spec   bench.Spec
	model  string
	force  bool
	config string
	quiet  bool
}

func newTrain(s *streams) *cobra.Command {
	o := &trainOptions{spec: bench.Default()}
	c := &cobra.Command{
		Use:   "train RECORDING ...",
		Short: "Train the autoencoder on a normal recording and write a model file",
		Long: `train fits the front end and the autoencoder to the normal rows of a recording
and writes both, with the anomaly threshold, into a model file that bench --model
reads.`,
		Example: `  tinyol-sim train normal.csv --model machine.tinyol
  tinyol-sim bench field.csv --model machine.tinyol`,
		Args: someArgs("the normal recording"),
		RunE: func(c *cobra.Command, args []string) error {
			_, args, err := applyConfig(c, o.config, args)
			if err != nil {
				return err
			}
			o.spec.Train, o.spec.FrontEndGiven = args, c.Flags().Changed("frontend")
			return runTrain(c.Context(), s, o)
		},
	}
	f := c.Flags()
	f.SortFlags = false
	f.StringVarP(&o.model, "model", "o", "model.tinyol", "model file to write")
	f.BoolVar(&o.force, "force", false, "replace a file that is no model file")
	addFields(f, spec.Train, &o.spec.Spec)
	f.StringVar(&o.config, "config", "", "YAML file with these flags as keys; flags win over it")
	f.BoolVar(&o.quiet, "quiet", false, "print nothing but errors")
	completeFlags(c)
	return c
}

func runTrain(ctx context.Context, s *streams, o *trainOptions) error {
	if err := checkInputs(&spec.Spec{Train: o.spec.Train}); err != nil {
		return err
	}
	if err := checkNames(&o.spec.Spec); err != nil {
		return err
	}
	file, err := output.CreateFile(o.model, output.FileOptions{Inputs: append(inputsOf(&o.spec), o.config), Ours: nn.IsModel, Force: o.force})
	if err != nil {
		return fmt.Errorf("--model: %w", err)
	}
	defer file.Abandon()
	mon := newMonitor(s, o.quiet)
	mon.ask = s.asker(ctx)
	m, err := bench.Train(ctx, o.spec, opener(ctx), mon)
	mon.close()
	if err != nil {
		return err
	}
	if err := errors.Join(m.Save(file), file.Commit()); err != nil {
		return fmt.Errorf("--model: %w", err)
	}
	if o.quiet {
		return nil
	}
	t := m.Training
	_, err = fmt.Fprintf(s.out, "%s: %v trained on %d windows (%d rows) of %s; threshold %.4g (%g quantile of the training errors)\n",
		o.model, m.Network.Sizes(), t.Windows, t.Rows, t.Name, t.Threshold, t.Quantile)
	return err
}
