package cli

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/report"
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
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			summary, err := result.ReadSummary(filepath.Join(args[0], result.SummaryFile))
			if err != nil {
				return err
			}
			if err := draw(args[0]); err != nil {
				return err
			}
			if err := report.Table(s.out, summary, s.tableOptions()); err != nil || quiet {
				return err
			}
			fmt.Fprintln(s.err, "figures and report.html are in "+args[0])
			return nil
		},
	}
	c.Flags().BoolVar(&quiet, "quiet", false, "no notes")
	return c
}

func (s *streams) tableOptions() report.Options {
	return report.Options{Width: s.width, Colour: s.outTTY && !s.noColour}
}

// draw makes the figures and the page of a result directory.
func draw(dir string) error {
	if _, err := report.Figures(dir); err != nil {
		return err
	}
	return report.HTML(dir)
}
