package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"

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
		Args:    oneArg("the folder that bench --out wrote"),
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

// draw makes the figures, the macros and the page of a result directory.
func draw(dir string) error {
	drawn, err := report.Figures(dir)
	if err != nil {
		return err
	}
	if err := removeStale(dir, drawn); err != nil {
		return err
	}
	if err := report.Numbers(dir); err != nil {
		return err
	}
	return report.HTML(dir)
}

// figureName is what report.Figures calls its files.
var figureName = regexp.MustCompile(`^(loss|errors|progress|test|confusion|test-confusion|cycles|memory)-(unsupervised|supervised)\b.*\.(svg|png)$`)

// removeStale takes away the figures that an earlier run with other modes left.
func removeStale(dir string, drawn []string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if figureName.MatchString(e.Name()) && !slices.Contains(drawn, path) {
			if err := os.Remove(path); err != nil {
				return fmt.Errorf("%w; a figure of an earlier run should go, choose another folder", err)
			}
		}
	}
	return nil
}
