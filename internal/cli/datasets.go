package cli

import (
	"errors"
	"fmt"
	"os"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"tinyol-sim/datasets"
)

func newDatasets(s *streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "datasets",
		Short: "List, write or verify the bundled data sets; get public ones",
		Long: `datasets handles the recordings that come with the tool: a simulated USB fan,
generated from a physical model with a fixed seed. Their names with "bundled:" in
front serve wherever a CSV file does.

It also has a catalogue of public recordings, which this machine downloads, and
which entries of your own can be added to (docs/DATASETS.md). Their names have
"cached:" in front.`,
		Example: `  tinyol-sim datasets list
  tinyol-sim bench bundled:fan_field --train bundled:fan_training
  tinyol-sim datasets list --remote
  tinyol-sim datasets get nxp-fan`,
		Args: subcommand,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newDatasetsList(s), newDatasetsGenerate(s), newDatasetsVerify(s), newDatasetsGet(s), newDatasetsImport(s))
	return c
}

func newDatasetsList(s *streams) *cobra.Command {
	var remote bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List the bundled data sets, or the catalogue",
		Example: `  tinyol-sim datasets list
  tinyol-sim datasets list --remote
  tinyol-sim datasets list --remote nxp-fan`,
		Args: func(c *cobra.Command, args []string) error {
			if remote && len(args) <= 1 {
				return nil
			}
			return noArgs(c, args)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if remote {
				return listRemote(s, args)
			}
			t := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
			fmt.Fprintln(t, "NAME\tROWS\tDURATION\tFILE\tCONTENT")
			for _, d := range datasets.List() {
				fmt.Fprintf(t, "%s%s\t%d\t%.0f s\t%d KiB\t%s\n", bundledPrefix, d.Name, d.Rows, d.Seconds, d.Size/1024, d.Title)
			}
			return t.Flush()
		},
	}
	c.Flags().BoolVar(&remote, "remote", false, "the catalogue of public recordings; with a NAME, all that is known of it")
	return c
}

func newDatasetsGenerate(s *streams) *cobra.Command {
	var dir string
	var force bool
	c := &cobra.Command{
		Use:     "generate",
		Short:   "Write the bundled data sets, byte for byte, into a folder",
		Example: "  tinyol-sim datasets generate --out fan",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			list, err := datasets.Generate(dir, force)
			if err != nil {
				err = fmt.Errorf("--out: %w; choose a folder that can be written", err)
			}
			for _, d := range list {
				if _, writing := fmt.Fprintf(s.out, "%s  %s\n", d.SHA256, d.File); writing != nil {
					return errors.Join(err, writing)
				}
			}
			return err
		},
	}
	c.Flags().StringVar(&dir, "out", "datasets", "folder to write into")
	c.Flags().BoolVar(&force, "force", false, "replace files of these names with another content")
	return c
}

func newDatasetsVerify(s *streams) *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:     "verify",
		Short:   "Generate the data sets again and compare every byte",
		Example: "  tinyol-sim datasets verify",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			if info, err := os.Stat(dir); dir != "" && (err != nil || !info.IsDir()) {
				return misuse("--dir: %s: no such folder; name one that datasets generate wrote", dir)
			}
			if err := datasets.Verify(dir); err != nil {
				return err
			}
			for _, d := range datasets.List() {
				if _, err := fmt.Fprintf(s.out, "%s  %s: as generated\n", d.SHA256, d.File); err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.Flags().StringVar(&dir, "dir", "", "folder to compare with (default: what the tool carries)")
	return c
}
