package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// streams are the program's ends, injected so that tests can hold them.
type streams struct {
	in       io.Reader
	out, err io.Writer
	inTTY    bool
	outTTY   bool
	errTTY   bool
	width    int // of the terminal behind out, 80 where there is none
	noColour bool
}

// Main runs the tool with the process's arguments and returns its exit code.
func Main() int {
	ctx, stop := signal.NotifyContext(context.Background(), interrupts()...)
	defer stop()
	// A second Ctrl-C ends the process at once.
	context.AfterFunc(ctx, stop)
	ctx = guarded(ctx, grace, func() {
		fmt.Fprintln(os.Stderr, "tinyol-sim: interrupted before the end")
		os.Exit(exitInterrupted)
	})
	keepSmall()
	return run(ctx, os.Args[1:], systemStreams())
}

// keepSmall has memory that is no longer used given back at half of what is, not at as
// much: rows are read without allocating, so that this costs next to nothing, but a
// folder of thousands of short recordings leaves buffers behind with each. GOGC, where
// it is set, says otherwise.
func keepSmall() {
	const percent = 50
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

func systemStreams() *streams {
	s := &streams{in: os.Stdin, out: os.Stdout, err: os.Stderr, width: 80}
	s.inTTY = term.IsTerminal(int(os.Stdin.Fd()))
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
	err := dispatch(ctx, args, s)
	if err != nil && !isSilent(err) {
		fmt.Fprintln(s.err, "tinyol-sim:", oneLine(err))
	}
	return exitCode(err)
}

func dispatch(ctx context.Context, args []string, s *streams) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = crashed(p)
		}
	}()
	root := newRoot(s)
	root.SetArgs(args)
	root.SetOut(s.out)
	root.SetErr(s.err)
	return root.ExecuteContext(ctx)
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
  4    the emulated core faulted
  5    host and emulated board differ
  130  interrupted by Ctrl-C, SIGTERM or SIGHUP; what was finished is written, and
       a second signal ends the tool at once`,
		Example: `  tinyol-sim try machine.csv
  tinyol-sim bench
  tinyol-sim bench machine.csv --normal ok --out results/machine`,
		Version:           versionText(),
		SilenceErrors:     true,
		SilenceUsage:      true,
		Args:              subcommand,
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetFlagErrorFunc(flagProblem)
	groupFlags(root)
	root.SetHelpCommand(newHelp())
	root.AddCommand(
		newInspect(s), newTry(s), newBench(s), newCompare(s), newFigures(s), newTrain(s), newBoards(s), newDatasets(s), newReport(s), newVerify(s), newExec(s), newExport(s), newCompletion(s), newVersion(s),
	)
	plainNumbers(root)
	return root
}
