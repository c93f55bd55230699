package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/result"
)

// specOf reads a YAML file of bench's flags as bench --config does.
func specOf(path string, seeds int) (*benchOptions, error) {
	o := &benchOptions{spec: bench.Default()}
	c := benchCommand(&streams{}, o)
	plainNumbers(c)
	(&cobra.Command{Use: "tinyol-sim"}).AddCommand(c) // so that errors say tinyol-sim bench
	o.config = path
	if err := o.take(c, nil); err != nil {
		return nil, err
	}
	if seeds > 0 {
		o.spec.Seeds = seeds
	}
	if len(o.spec.Streams) == 0 {
		bundled(&o.spec)
	}
	if err := checkInputs(&o.spec.Spec); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return o, nil
}

// readsStdin reports whether an input is standard input.
func (o *benchOptions) readsStdin() bool {
	s := &o.spec
	return slices.Contains(slices.Concat([]string{s.Model}, s.Train, s.Test, s.Streams), stdinName)
}

// placeSpecs chooses the folders of the results that are to be made: where the
// spec says, below --out, or one that the returned function removes.
func placeSpecs(o *compareOptions, list []comparedArg) (clean func(), err error) {
	clean = func() {}
	temporary := ""
	taken := map[string]string{}
	for i := range list {
		a := &list[i]
		if a.spec != nil {
			a.kept = true
			switch {
			case a.spec.out != "":
				a.dir = a.spec.out
			case o.out != "":
				a.dir = filepath.Join(o.out, strings.ReplaceAll(a.name, "/", "-"))
			default:
				if temporary == "" {
					if temporary, err = os.MkdirTemp("", "tinyol-sim-compare-"); err != nil {
						return clean, fmt.Errorf("%w; name a folder with --out", err)
					}
					clean = func() { os.RemoveAll(temporary) }
				}
				a.dir, a.kept = filepath.Join(temporary, strconv.Itoa(i)), false
			}
		}
		place, err := filepath.Abs(a.dir)
		if err != nil {
			return clean, err
		}
		if other := taken[place]; other != "" {
			return clean, misuse("%s and %s would both be in %s; give one another key out, or leave one away", other, a.path, a.dir)
		}
		taken[place] = a.path
	}
	return clean, nil
}

// runSpec makes the result of a spec.
func runSpec(ctx context.Context, s *streams, o *compareOptions, a *comparedArg) error {
	spec := a.spec.spec
	spec.Version = version
	spec.Command = []string{"tinyol-sim", "bench", "--config", a.path}
	if o.seeds > 0 {
		spec.Command = append(spec.Command, "--seeds", strconv.Itoa(o.seeds))
	}
	if a.kept {
		spec.Command = append(spec.Command, "--out", a.dir)
	}
	keep := o.keep
	keep.force, keep.resume = keep.force || a.spec.keep.force, keep.resume || a.spec.keep.resume
	mon := newMonitor(s, o.quiet)
	mon.ask = s.asker(ctx)
	end := finishing(ctx)
	summary, err := a.run(ctx, spec, keep, namedNotes{mon, a.name}, whenOver(mon, end))
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", a.path, err)
	case !summary.Interrupted:
		return nil
	case a.kept:
		return &interruptedError{"interrupted: there is nothing to compare yet; what was finished of " + a.name + " is in " + a.dir}
	}
	return &interruptedError{"interrupted: there is nothing to compare yet"}
}

// run runs the spec into a folder that is kept, or a temporary one.
func (a *comparedArg) run(ctx context.Context, spec bench.Spec, keep outFlags, mon bench.Monitor, over func(interrupted bool)) (*result.Summary, error) {
	if a.kept {
		return runInto(ctx, spec, a.dir, keep, mon, over)
	}
	spec.Out = a.dir
	if err := os.MkdirAll(spec.Out, 0o777); err != nil {
		return nil, err
	}
	summary, err := bench.Run(ctx, spec, opener(ctx), mon)
	over(ctx.Err() != nil)
	return summary, err
}

// namedNotes says which of several runs a note is about.
type namedNotes struct {
	*monitor
	name string
}

func (m namedNotes) Note(text string) { m.monitor.Note(m.name + ": " + text) }
