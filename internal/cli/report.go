package cli

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/output"
	"tinyol-sim/internal/report"
	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/result"
)

func newReport(s *streams) *cobra.Command {
	var quiet bool
	c := &cobra.Command{
		Use:   "report DIR",
		Short: "Draw the figures and report.html of a result directory again",
		Long: `report draws figures and report.html from the result files in DIR alone;
nothing is run again.`,
		Example: "  tinyol-sim report results/fan",
		Args:    oneArg("the folder that bench --out wrote"),
		RunE: func(c *cobra.Command, args []string) error {
			return runReport(c.Context(), s, args[0], quiet)
		},
	}
	c.Flags().BoolVar(&quiet, "quiet", false, "no notes")
	return c
}

func runReport(ctx context.Context, s *streams, dir string, quiet bool) error {
	if err := output.Settle(dir); err != nil {
		return err
	}
	summary, err := result.ReadSummary(filepath.Join(dir, result.SummaryFile))
	if err != nil {
		return err
	}
	if err := redraw(ctx, dir); err != nil {
		return err
	}
	if err := report.Table(s.out, summary, s.tableOptions()); err != nil || quiet {
		return err
	}
	fmt.Fprintln(s.err, "figures and report.html are in "+plain(dir))
	return nil
}

func (s *streams) tableOptions() columns.Options {
	return columns.Options{Width: s.width, Colour: s.outTTY && !s.noColour}
}
