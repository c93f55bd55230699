package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/export"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/spec"
)

type exportOptions struct {
	spec   bench.Spec
	out    string
	config string
	quiet  bool
}

func newExport(s *streams) *cobra.Command {
	o := &exportOptions{spec: bench.Default()}
	o.spec.Mode = "unsupervised"
	c := &cobra.Command{
		Use:   "export [NORMAL.csv]",
		Short: "Write a sketch that runs the program on a real board",
		Long: `export trains on a normal recording, or takes a model file, and writes a project
for the Arduino IDE: the firmware in C, the model as an array, a sketch that reads
the board's accelerometer and prints scores, and a README that says how to flash
it. It is the program that bench and verify run, to the bit.

Without a recording and without --model it is the bundled fan's.`,
		Example: `  tinyol-sim export normal.csv --board nano33ble -o sketch
  tinyol-sim export --model machine.tinyol -o sketch
  tinyol-sim export normal.csv --mode supervised --frontend spectrum -o sketch`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			_, args, err := applyConfig(c, o.config, args)
			if err != nil {
				return err
			}
			o.spec.FrontEndGiven = c.Flags().Changed("frontend")
			if err := o.checkFlags(c.Flags()); err != nil {
				return err
			}
			if o.spec.Train, err = o.recordings(args); err != nil {
				return err
			}
			return runExport(c.Context(), s, o)
		},
	}
	f := c.Flags()
	f.SortFlags = false
	f.StringVarP(&o.out, "out", "o", "", "new folder for the project")
	// On the board nobody says that the machine is healthy once learning is off,
	// and a running threshold would stand still at that of windows already learned.
	o.spec.Threshold = "fixed"
	addFields(f, spec.Export, &o.spec.Spec)
	f.Lookup("board").Usage = "board to write it for: " + strings.Join(export.Boards(), ", ")
	f.StringVar(&o.config, "config", "", "YAML file with these flags as keys; flags win over it")
	f.BoolVar(&o.quiet, "quiet", false, "print nothing but errors")
	complete(c, map[string][]string{"board": export.Boards(), "mode": {"unsupervised", "supervised"}})
	completeFlags(c)
	return c
}

// checkFlags refuses what cannot have an effect: beside a model file no
// recording is read.
func (o *exportOptions) checkFlags(f *pflag.FlagSet) error {
	if err := checkLearnFlags(f, &o.spec.Spec); err != nil || o.spec.Model == "" {
		return err
	}
	given := ""
	for _, name := range readingFlags() {
		if given == "" && f.Changed(name) {
			given = name
		}
	}
	if given != "" {
		return misuse("--%s: with --model no recording is read; leave the flag out", given)
	}
	return nil
}

// recordings are what to train on: those that are named, the bundled one, or none
// with a model file.
func (o *exportOptions) recordings(args []string) ([]string, error) {
	switch {
	case len(args) == 0 && o.spec.Model == "":
		return []string{bundledPrefix + "fan_training"}, nil
	case len(args) == 0:
		return nil, nil
	case o.spec.Model != "":
		return nil, misuse("--model: the model file is trained already; leave out one of %s and --model", args[0])
	case slices.Contains(args, ""):
		return nil, misuse("the name of the recording is empty; leave it out or give one")
	}
	return args, nil
}

func runExport(ctx context.Context, s *streams, o *exportOptions) error {
	board, err := checkExport(o)
	if err != nil {
		return err
	}
	mon := newMonitor(s, o.quiet)
	d, err := bench.Deploy(ctx, o.spec, board, opener(ctx), checkAxes, mon)
	mon.close()
	if err != nil {
		return err
	}
	t := d.Model.Training
	p := &export.Project{
		Program: d.Program, Board: board, Columns: t.Columns, Normal: t.Normal,
		Source: fmt.Sprintf("trained on %d rows of %s", t.Rows, t.Name), Quantile: t.Quantile, Version: version,
	}
	if p.Normal == "" {
		p.Normal = "the healthy machine"
	}
	files, err := p.Files()
	if err != nil {
		return err
	}
	if err := writeProject(o.out, files); err != nil {
		return err
	}
	if o.quiet {
		return nil
	}
	_, err = fmt.Fprintf(s.out, "%s: %s mode for %s, %d files; %s says how to flash it\n",
		o.out, d.Program.Mode, board.Title, len(files), filepath.Join(o.out, "README.md"))
	return err
}

// writeProject puts the project into its folder, whole or not at all.
func writeProject(dir string, files []export.File) error {
	folder, err := begin(dir, exportFolder.options(nil, nil, outFlags{}))
	if err != nil {
		return err
	}
	if err := export.Write(folder.Dir(), files); err != nil {
		return left(folder, err)
	}
	return folder.Commit()
}

// checkExport finds before any training what cannot be exported.
func checkExport(o *exportOptions) (*mcu.Board, error) {
	if o.out == "" {
		return nil, misuse("--out: is missing; name a new folder for the project, such as -o sketch")
	}
	if err := o.spec.OneBoard(); err != nil {
		return nil, err
	}
	board, err := loadBoard(o.spec.Board)
	if err != nil {
		return nil, err
	}
	if err := export.CheckBoard(board.Name); err != nil {
		return nil, misuse("--board: %v", err)
	}
	if err := export.CheckFolder(o.out); err != nil {
		return nil, misuse("--out: %v", err)
	}
	if err := checkNames(&o.spec.Spec); err != nil {
		return nil, err
	}
	inputs := &spec.Spec{Model: o.spec.Model}
	inputs.Streams = o.spec.Train // without a flag in front of its name
	return board, checkInputs(inputs)
}

// checkAxes refuses channels that the sensor does not have.
func checkAxes(columns []string) error {
	_, err := export.Axes(columns)
	return err
}
