package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/compare"
	"tinyol-sim/internal/output"
	"tinyol-sim/internal/report/compared"
	"tinyol-sim/internal/report/macros"
	"tinyol-sim/internal/result"
)

type compareOptions struct {
	out   string
	keep  outFlags
	seeds int
	json  bool
	quiet bool
}

func newCompare(s *streams) *cobra.Command {
	o := &compareOptions{}
	c := &cobra.Command{
		Use:   "compare RESULT|SPEC.yaml ...",
		Short: "Set results side by side: modes, boards, engines, settings",
		Long: `compare sets results side by side: the modes of one, or those of several. A
result is a folder that bench --out wrote, or a YAML file with the flags of bench
as keys, which is run first.

Seeds are matched by their number. Differences come with a 95 % interval over the
seeds and a paired test; bytes and cycles, which do not depend on the seed, are
exact. Each mode is set against the frozen model beside it, and against the same
mode in the first result.

Results of other streams, columns, windows or labels are refused, with exit code
2 and the reason: what happened on other windows cannot be compared. Everything
else may differ, and what does is listed. The first result is the one that the
others are set against.

--out writes comparison.json, comparison.csv, comparison.tex (a booktabs table),
numbers.tex (a macro for every number) and overlaid figures.`,
		Example: `  tinyol-sim compare results/fan
  tinyol-sim compare results/raw results/spectrum --out results/frontends
  tinyol-sim compare nano33ble.yaml bluepill.yaml --seeds 10 --out results/boards
  tinyol-sim compare results/raw results/spectrum --json`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return nil
			}
			return misuse("compare takes folders that bench --out wrote, or YAML files of its flags; for example: tinyol-sim compare results/raw results/spectrum")
		},
		RunE: func(c *cobra.Command, args []string) error {
			if c.Flags().Changed("seeds") && o.seeds < 1 {
				return misuse("--seeds: %d is out of range; use 1 or more", o.seeds)
			}
			if err := o.keep.check(o.out); err != nil {
				return err
			}
			return runCompare(c.Context(), s, o, args)
		},
	}
	f := c.Flags()
	f.SortFlags = false
	f.StringVar(&o.out, "out", "", "directory for tables, macros and figures, and a folder in it for each spec that is run")
	f.BoolVar(&o.keep.force, "force", false, forceUsage)
	f.BoolVar(&o.keep.resume, "resume", false, "go on from the seeds that were finished of a spec whose run was stopped")
	f.IntVar(&o.seeds, "seeds", 0, "run specs with this many seeds (default: what each says)")
	f.BoolVar(&o.json, "json", false, "print comparison.json instead of the table")
	f.BoolVar(&o.quiet, "quiet", false, "no progress and no notes")
	return c
}

// comparedArg is an argument of compare.
type comparedArg struct {
	name string
	path string        // as it was given
	dir  string        // of the result
	kept bool          // the result of a spec stays
	spec *benchOptions // to run first; nil for a folder
}

func runCompare(ctx context.Context, s *streams, o *compareOptions, args []string) error {
	list, err := comparedArgs(o, args)
	if err != nil {
		return err
	}
	folder, err := o.begin(list)
	if err != nil {
		return err
	}
	clean, err := placeSpecs(o, list)
	defer clean()
	var c *result.Comparison
	if err == nil {
		c, err = makeComparison(ctx, s, o, list, folder)
	}
	if folder != nil {
		if err != nil {
			return left(folder, err)
		}
		if err := folder.Commit(); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	return printComparison(s, o, c)
}

// begin makes the folder for --out; nil without one.
func (o *compareOptions) begin(list []comparedArg) (*output.Folder, error) {
	if o.out == "" {
		return nil, nil
	}
	var inputs, settings []string
	for _, a := range list {
		inputs, settings = append(inputs, a.path), append(settings, a.path)
		if a.spec != nil {
			inputs = append(inputs, inputsOf(&a.spec.spec)...)
		}
	}
	return begin(o.out, compareFolder.options(append(settings, fmt.Sprint(o.seeds)), inputs, o.keep))
}

// makeComparison runs what has to be run, compares, and writes into the folder,
// if there is one.
func makeComparison(ctx context.Context, s *streams, o *compareOptions, list []comparedArg, folder *output.Folder) (*result.Comparison, error) {
	for i := range list {
		if err := readable(ctx, s, o, &list[i]); err != nil {
			return nil, err
		}
	}
	var c *result.Comparison
	err := unlessInterrupted(ctx, func() error {
		made, err := compareResults(o, list, folder)
		c = made
		return err
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// compareResults reads and compares the results.
func compareResults(o *compareOptions, list []comparedArg, folder *output.Folder) (*result.Comparison, error) {
	results := make([]*compare.Result, len(list))
	dirs := make([]string, len(list))
	for i, a := range list {
		var err error
		if results[i], err = compare.Load(a.name, a.path, a.dir); err != nil {
			return nil, err
		}
		dirs[i] = a.dir
	}
	c, err := compare.Compare(results)
	if err != nil {
		return nil, err
	}
	c.Tool, c.Command = "tinyol-sim "+version, append([]string{"tinyol-sim"}, os.Args[1:]...)
	if folder == nil {
		return c, nil
	}
	return c, compared.Write(folder.Dir(), shownFolder(o.out), c, dirs)
}

// readable makes the result of an argument readable: runs the spec, or ends a
// move of the folder that was stopped.
func readable(ctx context.Context, s *streams, o *compareOptions, a *comparedArg) error {
	if a.spec != nil {
		return runSpec(ctx, s, o, a)
	}
	return output.Settle(a.dir)
}

func printComparison(s *streams, o *compareOptions, c *result.Comparison) error {
	if o.json {
		return result.EncodeComparison(s.out, c)
	}
	if err := compared.Table(s.out, c, s.tableOptions()); err != nil {
		return err
	}
	if !o.quiet {
		hint := "figures, CSV, LaTeX and macros: add --out DIR"
		if o.out != "" {
			hint = "figures, tables and " + macros.NumbersFile + " are in " + plain(o.out)
		}
		fmt.Fprintln(s.err, hint)
	}
	return nil
}

// comparedArgs tells folders from specs and gives each a name.
func comparedArgs(o *compareOptions, args []string) ([]comparedArg, error) {
	list := make([]comparedArg, len(args))
	specs, piped := 0, 0
	for i, path := range args {
		list[i] = comparedArg{name: shortName(path), path: path, dir: path}
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return nil, fmt.Errorf("%s: %w; name a folder that bench --out wrote, or a YAML file of its flags", path, errors.Unwrap(err))
		case info.IsDir():
		case !isYAML(path):
			return nil, misuse("%s: is neither a folder that bench --out wrote nor a .yaml file of its flags; to replay a recording: tinyol-sim bench %s --out DIR", path, path)
		default:
			specs++
			if list[i].spec, err = specOf(path, o.seeds); err != nil {
				return nil, err
			}
			if list[i].spec.readsStdin() {
				piped++
			}
		}
	}
	if piped > 1 {
		return nil, misuse("-: standard input can be read once only, and %d specs name it; save it in a file and name that", piped)
	}
	if o.seeds > 0 && specs == 0 {
		return nil, misuse("--seeds: no spec is run, and the seeds of a result are what they are; leave the flag out, or name YAML files")
	}
	return list, distinctNames(list)
}

func isYAML(path string) bool {
	return strings.HasSuffix(path, ".yaml") || strings.HasSuffix(path, ".yml")
}

// shortName is a path's last part, without the ending of a spec.
func shortName(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	name := filepath.Base(path)
	if isYAML(name) {
		name = strings.TrimSuffix(name, filepath.Ext(name))
	}
	return name
}

// distinctNames gives arguments with the same last part their whole paths for
// names, and refuses one that is given twice.
func distinctNames(list []comparedArg) error {
	places, names := map[string]bool{}, map[string]int{}
	for _, a := range list {
		place, err := filepath.Abs(a.path)
		if err != nil {
			return err
		}
		if places[place] {
			return misuse("%s: is given twice; name another result, or one alone to compare its modes", a.path)
		}
		places[place] = true
		names[a.name]++
	}
	for i := range list {
		if names[list[i].name] > 1 {
			list[i].name = filepath.ToSlash(filepath.Clean(list[i].path))
		}
	}
	return nil
}
