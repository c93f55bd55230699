package cli

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/verify"
	"tinyol-sim/internal/wording"
)

type verifyOptions struct {
	spec    bench.Spec
	options verify.Options
	config  string
	json    bool
	quiet   bool
}

func newVerify(s *streams) *cobra.Command {
	o := &verifyOptions{spec: bench.Default()}
	c := &cobra.Command{
		Use:   "verify [STREAM.csv ...]",
		Short: "Compare the host and the emulated board, bit by bit",
		Long: `verify replays a stream on the host and on the emulated board side by side, in
every mode: what each operation has written, from the features to the weights,
and after every step prediction, error and all that has been learned, as bits. It
ends at the first value that differs, names step, part, element and both values,
and exits with code 5.

Beside that it says by how much the cycles of the cost model, which bench uses
with --engine host, miss those of the instructions executed.

With --qemu the same program and rows run on QEMU's Cortex-M as well, and each
step's outcome and the checksum of all its memory have to be equal.

Without a stream it runs the bundled fan.`,
		Example: `  tinyol-sim verify
  tinyol-sim verify machine.csv --normal ok --frontend spectrum --board bluepill
  tinyol-sim verify --mode supervised --json
  tinyol-sim verify --qemu
  tinyol-sim verify --firmware build/cortex-m4f.elf`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			config, args, err := applyConfig(c, o.config, args)
			if err != nil {
				return err
			}
			if err := checkLearnFlags(c.Flags(), &o.spec.Spec); err != nil {
				return err
			}
			o.spec.Streams, o.spec.Config, o.spec.ConfigData = args, o.config, config.data
			o.spec.FrontEndGiven = c.Flags().Changed("frontend")
			return runVerify(c.Context(), s, o)
		},
	}
	f := c.Flags()
	f.SortFlags = false
	f.BoolVar(&o.options.QEMU, "qemu", false, "have qemu-system-arm, where it is installed, repeat every step too")
	f.StringVar(&o.options.Firmware, "firmware", "", "ELF `FILE` of the firmware to verify instead of the one that comes with the tool")
	addFields(f, spec.Verify, &o.spec.Spec)
	f.StringVar(&o.config, "config", "", "YAML file with these flags as keys; flags win over it")
	f.BoolVar(&o.json, "json", false, "print JSON instead of the table")
	f.BoolVar(&o.quiet, "quiet", false, "no progress and no notes")
	completeFlags(c)
	return c
}

// verificationError is a difference that a verification found.
type verificationError struct{ text string }

func (e *verificationError) Error() string { return e.text }

func runVerify(ctx context.Context, s *streams, o *verifyOptions) error {
	if len(o.spec.Streams) == 0 {
		bundled(&o.spec)
	}
	o.spec.Test = nil
	if err := checkInputs(&o.spec.Spec); err != nil {
		return err
	}
	finishing(ctx)
	mon := newMonitor(s, o.quiet)
	mon.ask = s.asker(ctx)
	v, err := verify.Run(ctx, o.spec, o.options, opener(ctx), mon)
	mon.close()
	if err != nil {
		return err
	}
	if o.json {
		err = printJSON(s.out, v)
	} else {
		err = printVerification(s.out, v)
	}
	if err != nil {
		return err
	}
	if r := v.Differing(); r != nil {
		return &verificationError{differenceText(r)}
	}
	if v.Interrupted {
		fmt.Fprintln(s.err, "tinyol-sim: interrupted: what was compared is reported")
		return errInterrupted
	}
	return nil
}

func differenceText(r *result.VerifiedRun) string {
	d, sides := r.Difference, [2]string{"on the host", "emulated"}
	if d == nil {
		d, sides = r.QEMUDifference, [2]string{"emulated", "on QEMU"}
	}
	where := d.Part
	row := ""
	if d.Row > 0 {
		row = fmt.Sprintf(" (row %d)", d.Row)
	}
	if d.Element != "" {
		where += ", " + d.Element
	}
	return fmt.Sprintf("%s mode, seed %d: step %d%s: %s: %s %s, %s %s", r.Mode, r.Seed, d.Step, row, where, d.Host, sides[0], d.Emulated, sides[1])
}

func printVerification(w io.Writer, v *result.Verification) error {
	fmt.Fprintf(w, "%s rows on %s (%s), front end %s\nfirmware %s\n", wording.Integer(v.Rows), v.Board, v.Core, v.FrontEnd, v.Firmware)
	if v.QEMU != "" {
		fmt.Fprintf(w, "%s\n", v.QEMU)
	}
	fmt.Fprintln(w)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "MODE\tSEED\tSTEPS\tUPDATES\tCLASSES\tSTACK\tBITS")
	for i := range v.Runs {
		r := &v.Runs[i]
		fmt.Fprintf(t, "%s\t%d\t%s\t%s\t%d\t%d of %d bytes\t%s\n", r.Mode, r.Seed, wording.Integer(r.Steps), wording.Integer(r.Updates), r.Classes,
			r.StackPeakBytes, r.StackBytes, bitsText(r))
	}
	fmt.Fprint(t, "\nCYCLES\tPHASE\tMODELLED\tEMULATED\tGAP\n")
	for i := range v.Runs {
		if i > 0 && v.Runs[i].Mode == v.Runs[i-1].Mode {
			continue // another seed: cycles do not depend on the weights
		}
		printGaps(t, &v.Runs[i])
	}
	return t.Flush()
}

func bitsText(r *result.VerifiedRun) string {
	switch {
	case r.Difference != nil:
		return "differ"
	case r.QEMUDifference != nil:
		return "differ on QEMU"
	case r.QEMUSteps != nil:
		return fmt.Sprintf("equal, on QEMU too (%s steps)", wording.Integer(*r.QEMUSteps))
	}
	return "equal"
}

func printGaps(w io.Writer, r *result.VerifiedRun) {
	for _, phase := range result.Phases {
		if g, ok := r.Cycles[phase]; ok {
			fmt.Fprintf(w, "%s\t%s\t%.0f\t%.0f\t%+.2f %%\n", r.Mode, phase, g.Modelled, g.Emulated, g.GapPercent)
		}
	}
}
