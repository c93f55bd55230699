package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/bench"
)

type trainOptions struct {
	spec   bench.Spec
	model  string
	config string
	quiet  bool
}

func newTrain(s *streams) *cobra.Command {
	o := &trainOptions{spec: bench.Default()}
	c := &cobra.Command{
		Use:   "train RECORDING.csv",
		Short: "Train the autoencoder on a normal recording and write a model file",
		Long: `train fits the front end and the autoencoder to the normal rows of a recording
and writes both, with the anomaly threshold, into a model file that bench --model
reads.`,
		Example: `  tinyol-sim train normal.csv --model machine.tinyol
  tinyol-sim bench field.csv --model machine.tinyol`,
		Args: oneArg("the normal recording"),
		RunE: func(c *cobra.Command, args []string) error {
			args, err := applyConfig(c, o.config, args)
			if err != nil {
				return err
			}
			o.spec.Train = args[0]
			return runTrain(c.Context(), s, o)
		},
	}
	f := c.Flags()
	f.SortFlags = false
	f.StringVarP(&o.model, "model", "o", "model.tinyol", "model file to write")
	addReadFlags(f, &o.spec)
	addModelFlags(f, &o.spec)
	f.StringVar(&o.config, "config", "", "YAML file with these flags as keys; flags win over it")
	f.BoolVar(&o.quiet, "quiet", false, "print nothing but errors")
	completeFlags(c)
	return c
}

func runTrain(ctx context.Context, s *streams, o *trainOptions) error {
	if err := checkInputs(&bench.Spec{Train: o.spec.Train}); err != nil {
		return err
	}
	if err := checkNames(&o.spec); err != nil {
		return err
	}
	if err := checkModelFile(o.model); err != nil {
		return err
	}
	mon := newMonitor(s, o.quiet)
	m, err := bench.Train(ctx, o.spec, opener(ctx), mon)
	mon.close()
	if err != nil {
		return err
	}
	if err := m.WriteFile(o.model); err != nil {
		return err
	}
	if o.quiet {
		return nil
	}
	t := m.Training
	_, err = fmt.Fprintf(s.out, "%s: %v trained on %d windows (%d rows) of %s; threshold %.4g (%g quantile of the training errors)\n",
		o.model, m.Network.Sizes(), t.Windows, t.Rows, t.Name, t.Threshold, t.Quantile)
	return err
}

// checkModelFile finds out before the training whether the model can be
// written afterwards.
func checkModelFile(path string) error {
	if path == "" {
		return misuse("--model: the name is empty; name the file to write")
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return misuse("--model: %s: is a folder; name a file in it", path)
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return misuse("--model: %s: there is no folder %s; make it first", path, filepath.Dir(path))
	}
	return nil
}
