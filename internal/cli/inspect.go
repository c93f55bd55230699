package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/inspect"
	"tinyol-sim/internal/spec"
)

type inspectOptions struct {
	spec   bench.Spec
	asJSON bool
	given  []string // flags of the recording, as they are for bench
}

func newInspect(s *streams) *cobra.Command {
	o := &inspectOptions{spec: bench.Spec{Spec: spec.Default()}}
	c := &cobra.Command{
		Use:   "inspect FILE...",
		Short: "Say what a recording is found to be, column by column",
		Long: `inspect reads a recording and says what each column is taken for and by what
evidence: time, a second clock, a counter, sensor, label, annotation, set-point,
id, session, constant. A role with a question mark is in doubt: such a column is
left out unless the flag beside it takes it in. Below stand the rate with the
spread of its steps, segments, labels with their runs, and what bench would do.

Each name is a recording of its own; a folder or an archive is one, as it is for
bench. A range and missing values of a sensor are those of the whole recording, of other
columns those of the rows that were sampled, spread over the first file.`,
		Example: `  tinyol-sim inspect machine.csv
  tinyol-sim inspect gestures/ --label-from folder
  tinyol-sim inspect log.txt --json`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return misuse("inspect takes a recording; name a file or a folder, or - for standard input")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			o.spec.Streams = args
			o.given = givenFlags(c)
			return runInspect(c.Context(), s, o)
		},
	}
	f := c.Flags()
	f.SortFlags = false
	addFields(f, spec.Inspect, &o.spec.Spec)
	f.BoolVar(&o.asJSON, "json", false, "print JSON")
	completeFlags(c)
	return c
}

func runInspect(ctx context.Context, s *streams, o *inspectOptions) error {
	if err := checkInputs(&o.spec.Spec); err != nil {
		return err
	}
	var all struct {
		Recordings []*inspect.Inspection `json:"recordings"`
	}
	for i, name := range o.spec.Streams {
		of := o.spec
		of.Streams = []string{name}
		in, err := inspect.Look(ctx, of, o.given, opener(ctx))
		if err != nil {
			return err
		}
		if all.Recordings = append(all.Recordings, in); o.asJSON {
			continue
		}
		if i > 0 {
			fmt.Fprintln(s.out)
		}
		if err := in.Print(s.out, s.tableOptions()); err != nil {
			return err
		}
	}
	if o.asJSON {
		return printJSON(s.out, all)
	}
	return nil
}

// givenFlags are those that the user gave and bench has, too.
func givenFlags(c *cobra.Command) (words []string) {
	own := c.LocalNonPersistentFlags()
	c.Flags().Visit(func(f *pflag.Flag) {
		slice, many := f.Value.(pflag.SliceValue)
		switch {
		case f.Name == "json", own.Lookup(f.Name) == nil:
		case many:
			words = append(words, "--"+f.Name, strings.Join(slice.GetSlice(), ","))
		case f.Value.Type() == "bool" && f.Value.String() == "true":
			words = append(words, "--"+f.Name)
		default:
			words = append(words, "--"+f.Name, f.Value.String())
		}
	})
	return words
}
