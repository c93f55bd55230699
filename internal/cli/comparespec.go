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
)

// specOf reads a YAML file of bench's flags as bench --config does.
func specOf(path string, seeds int) (*benchOptions, error) {
	o := &benchOptions{spec: bench.Default()}
	c := benchCommand(&streams{}, o)
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
	if err := checkInputs(&o.spec); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return o, nil
}

// readsStdin reports whether an input is standard input.
func (o *benchOptions) readsStdin() bool {
	s := &o.spec
	return slices.Contains(append([]string{s.Train, s.Test, s.Model}, s.Streams...), stdinName)
}

// placeSpecs chooses the folders of the results that are to be made: where the
// spec says, below --out, or one that the returned function removes.
func placeSpecs(o *compareOptions, list []compared) (clean func(), err error) {
	clean = func() {}
	temporary := ""
	taken := map[string]string{}
	for i := range list {
		a := &list[i]
		if a.spec != nil {
			switch {
			case a.spec.spec.Out != "":
				a.dir = a.spec.spec.Out
			case o.out != "":
				a.dir = filepath.Join(o.out, strings.ReplaceAll(a.name, "/", "-"))
			default:
				if temporary == "" {
					if temporary, err = os.MkdirTemp("", "tinyol-sim-compare-"); err != nil {
						return clean, fmt.Errorf("%w; name a folder with --out", err)
					}
					clean = func() { os.RemoveAll(temporary) }
				}
				a.dir = filepath.Join(temporary, strconv.Itoa(i))
			}
		}
		place, err := filepath.Abs(a.dir)
		if err != nil {
			return clean, err
		}
		if other := taken[place]; other != "" {
			clean()
			return func() {}, misuse("%s and %s would both be in %s; give one another key out, or leave one away", other, a.path, a.dir)
		}
		taken[place] = a.path
	}
	return clean, nil
}

// runSpec makes the result of a spec.
func runSpec(ctx context.Context, s *streams, o *compareOptions, a *compared) error {
	kept := o.out != "" || a.spec.spec.Out != ""
	spec := a.spec.spec
	spec.Out, spec.Config, spec.Version = a.dir, a.path, version
	spec.Command = []string{"tinyol-sim", "bench", "--config", a.path}
	if o.seeds > 0 {
		spec.Command = append(spec.Command, "--seeds", strconv.Itoa(o.seeds))
	}
	if kept {
		spec.Command = append(spec.Command, "--out", a.dir)
	}
	end := finishing(ctx)
	defer end()
	mon := newMonitor(s, o.quiet)
	summary, err := bench.Run(ctx, spec, opener(ctx), namedNotes{mon, a.name})
	mon.close()
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", a.path, err)
	case summary.Interrupted:
		text := "tinyol-sim: interrupted: there is nothing to compare yet"
		if kept {
			text += "; what was finished of " + a.name + " is in " + a.dir
		}
		fmt.Fprintln(s.err, text)
		return errInterrupted
	case kept:
		end()
		return draw(a.dir)
	}
	return nil
}

// namedNotes says which of several runs a note is about.
type namedNotes struct {
	*monitor
	name string
}

func (m namedNotes) Note(text string) { m.monitor.Note(m.name + ": " + text) }
