package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// streams are the program's ends, injected so that tests can hold them.
type streams struct {
	out, err io.Writer
	outTTY   bool
	errTTY   bool
	width    int // of the terminal behind out, 80 where there is none
	noColour bool
}

// Main runs the tool with the process's arguments and returns its exit code.
func Main() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return run(ctx, os.Args[1:], systemStreams())
}

func systemStreams() *streams {
	s := &streams{out: os.Stdout, err: os.Stderr, width: 80}
	s.outTTY = term.IsTerminal(int(os.Stdout.Fd()))
	s.errTTY = term.IsTerminal(int(os.Stderr.Fd()))
	if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && w > 0 {
		s.width = w
	}
	// https://no-color.org: any non-empty value.
	s.noColour = os.Getenv("NO_COLOR") != ""
	return s
}

// run executes one command line.
func run(ctx context.Context, args []string, s *streams) int {
	root := newRoot(s)
	root.SetArgs(args)
	root.SetOut(s.out)
	root.SetErr(s.err)
	err := root.ExecuteContext(ctx)
	if err != nil && !isSilent(err) {
		fmt.Fprintln(s.err, "tinyol-sim:", oneLine(err))
	}
	return exitCode(err)
}

func newRoot(s *streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "tinyol-sim",
		Short: "Simulate and benchmark TinyOL online learning on microcontrollers",
		Long: `tinyol-sim replays sensor streams from CSV files through the TinyOL program - a
frozen autoencoder and a layer that learns online, one sample at a time - as a
microcontroller would run it, and reports what it learns, what it costs in
cycles, and what it occupies in flash and RAM.

Exit codes:
  0    done
  1    failed
  2    wrong use
  3    the program does not fit the board
  130  interrupted; what was finished is written`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return &usageError{fmt.Sprintf("%v; see tinyol-sim %s --help", err, c.Name())}
	})
	root.AddCommand(
		newBench(s), newTrain(s), newBoards(s), newDatasets(s), newReport(s), newVersion(s),
	)
	wrapArgs(root)
	return root
}

// wrapArgs makes every complaint about positional arguments a usage error.
func wrapArgs(c *cobra.Command) {
	if check := c.Args; check != nil {
		c.Args = func(c *cobra.Command, args []string) error {
			if err := check(c, args); err != nil {
				return &usageError{fmt.Sprintf("%v; see %s --help", err, c.CommandPath())}
			}
			return nil
		}
	}
	for _, sub := range c.Commands() {
		wrapArgs(sub)
	}
}
