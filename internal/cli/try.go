package cli

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/ask"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/trial"
)

type tryOptions struct {
	spec  spec.Spec
	quiet bool
}

func newTry(s *streams) *cobra.Command {
	o := &tryOptions{spec: spec.Default()}
	c := &cobra.Command{
		Use:   "try FILE ...",
		Short: "Try front ends and learners on a recording, and say which to use",
		Long: `try is for who has a recording, a deadline, and no idea of this tool. It looks at
the file, trains and replays a handful of front ends and learners on it, prices
them on every board, and answers in three sentences: does it fit, does it keep up,
and what does learning buy. Below stand the best combinations, and the bench
command that repeats the first of them.

The best is chosen on other windows than those that its figures are of, where the
recording has enough of them, and else called what it is: not confirmed.

What the file does not say, which label is the healthy machine and how many rows
come a second, it asks at a terminal; Enter takes the guess in brackets. Elsewhere
--normal and --rate say it: without the one it refuses, without the other it does
not know whether a board keeps up.`,
		Example: `  tinyol-sim try machine.csv
  tinyol-sim try machine.csv --normal RUNNING --rate 119
  tinyol-sim try field.csv --train normal.csv --board bluepill`,
		Args: someArgs("a recording"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkZeros(c.Flags()); err != nil {
				return err
			}
			o.spec.Streams = args
			return runTry(c.Context(), s, o)
		},
	}
	f := c.Flags()
	f.SortFlags = false
	addFields(f, spec.Try, &o.spec)
	f.BoolVar(&o.quiet, "quiet", false, "no progress, no notes and no questions")
	completeFlags(c)
	return c
}

func runTry(ctx context.Context, s *streams, o *tryOptions) error {
	if err := o.spec.OneBoard(); err != nil {
		return err
	}
	if err := checkInputs(&o.spec); err != nil {
		return err
	}
	for _, name := range slices.Concat(o.spec.Streams, o.spec.Train) {
		if !readTwice(name) {
			return misuse("%s: try reads a recording several times; save it in a file and name that", name)
		}
	}
	asker := s.asker(ctx)
	if o.quiet {
		asker = ask.Nobody
	}
	mon := newMonitor(s, o.quiet)
	t, err := trial.Run(ctx, o.spec, opener(ctx), asker, mon)
	mon.close()
	if err != nil {
		return err
	}
	return t.Print(s.out, s.tableOptions())
}

// readTwice reports whether a recording can be read again, as a pipe cannot.
func readTwice(name string) bool {
	if name == stdinName {
		return false
	}
	info, err := os.Stat(name)
	return err != nil || info.Mode().IsRegular() || info.IsDir()
}

// asker asks at the terminal, where there is one to ask and to answer at.
func (s *streams) asker(ctx context.Context) ask.Asker {
	if !s.inTTY || !s.errTTY {
		return ask.Nobody
	}
	in := newLines(ctx, s.in)
	return func(q ask.Question) (string, bool, error) {
		for {
			fmt.Fprintf(s.err, "%s [%s] ", plain(q.Text), plain(q.Guess))
			answer, err := in.next()
			if ctx.Err() != nil {
				return "", false, ctx.Err()
			}
			if err != nil { // who ends the input has no answer
				fmt.Fprintln(s.err)
				return "", false, nil
			}
			if answer == "" {
				return q.Guess, true, nil
			}
			problem := q.Refuse(answer)
			if problem == "" {
				return answer, true, nil
			}
			fmt.Fprintln(s.err, plain(problem))
		}
	}
}
