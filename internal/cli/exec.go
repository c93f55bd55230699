package cli

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/execute"
	"tinyol-sim/internal/mcu"
)

type execOptions struct {
	board    string
	run      execute.Options
	asJSON   bool
	out, err io.Writer // what exec prints
}

// interruptGrace is how long what was executed may take to be reported after an
// interrupt.
const interruptGrace = 1250 * time.Millisecond

func newExec(s *streams) *cobra.Command {
	o := &execOptions{}
	c := &cobra.Command{
		Use:   "exec FILE.elf",
		Short: "Run a bare-metal Arm program on an emulated board",
		Long: `exec runs an ELF executable, linked for the board's memory, instruction by
instruction until it ends through semihosting (SYS_EXIT), faults, or meets a
limit. What it prints through semihosting goes to standard output; with --json
to standard error. At the end exec prints cycles, instructions, cycles per
instruction (CPI), the time at the board's clock, and the peaks of RAM (words
that were written, in bytes) and of the main stack.

Cycles follow the rules of the core's pipeline and of the board's memory
(docs/TIMING.md) and are marked "emulated". On a Cortex-M4 they are within 3 % of
silicon in the mean of 19 programs; single programs are up to 7 % off.

--trace writes a line for each instruction: the cycle in which it begins, its
address, encoding, text (as GNU objdump writes it), function, and the registers
that it changes. With --trace - that goes to standard output and everything else
to standard error.

--profile writes the cycles and instructions of every function, line and chain
of calls for go tool pprof, such as go tool pprof -top FILE.pb.gz. Nothing is
sampled: every instruction is counted, handlers of exceptions apart from what
they interrupt. Lines need an ELF file with debug information (gcc -g), functions
one with symbols. Recursion is told apart to a depth of eight calls from one
place; deeper calls are counted as the eighth, so that a profile stays small.

Symbols and debug information that are damaged, or larger than a program for a
microcontroller has (64 MiB), are left out with a note. On a terminal what the
program prints has its control characters replaced; pipe it through cat to let
it have the terminal.

A fault ends the run with exit code 4; it says what, where, and who called. So
does a program that needs more RAM or stack than the board has, and one whose
stack grows into its own data. One that is too large for the flash ends with
exit code 3, one that exits with another code than zero, or that meets a limit,
with exit code 1.

--json prints one object: board, core, stopped (exit, cycle limit, instruction
limit, fault, interrupt, or asleep ...), exit_code, instructions, cycles with their
provenance, cpi, clock_hz, time_us, ram_peak_bytes, ram_limit_bytes,
stack_peak_bytes, and of a fault its text, cause, pc, symbol, file, line,
cycle, address of the access, and callers, each with pc, symbol, file, line,
exception (its number, where the place was interrupted) and guess (what merely
looks like a return address on the stack). What does not apply is left out.`,
		Example: `  tinyol-sim exec firmware.elf --board nano33ble
  tinyol-sim exec firmware.elf --board nano33ble --trace - | head -50
  tinyol-sim exec firmware.elf --profile cycles.pb.gz
  tinyol-sim exec test.elf --board bluepill --max-cycles 1000000 --json`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return misuse("exec takes one ELF file, got %d; see %s --help", len(args), c.CommandPath())
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if o.asJSON && o.run.Trace == "-" {
				return misuse("--json and --trace - both want standard output; give --trace a file")
			}
			o.out, o.err = s.out, s.err
			o.run.Out, o.run.Err = execute.ForTerminal(s.out, s.outTTY), execute.ForTerminal(s.err, s.errTTY)
			if o.asJSON || o.run.Trace == "-" {
				o.run.Out = o.run.Err
			}
			if o.run.Trace == "-" {
				o.out = s.err
			}
			return endingSoon(c.Context(), interruptGrace, func() error { return runExec(c.Context(), s, args[0], o) })
		},
	}
	f := c.Flags()
	f.StringVar(&o.board, "board", mcu.DefaultBoard, "board `NAME` or profile.yaml")
	f.Uint64Var(&o.run.Cycles, "max-cycles", 10_000_000_000, "stop after `N` cycles; 0: never")
	f.Uint64Var(&o.run.Instructions, "max-instructions", 0, "stop after `N` instructions; 0: never")
	f.StringVar(&o.run.Trace, "trace", "", "write a line for each instruction to `FILE`; - for standard output")
	f.StringVar(&o.run.Profile, "profile", "", "write a profile for go tool pprof to `FILE`.pb.gz")
	f.BoolVar(&o.run.Force, "force", false, "replace a file that is neither a trace nor a profile")
	f.StringVar(&o.run.Args, "args", "", "command line of the program, as semihosting gives it")
	f.BoolVar(&o.asJSON, "json", false, "print JSON")
	return c
}

func runExec(ctx context.Context, s *streams, path string, o *execOptions) error {
	board, err := loadBoard(o.board)
	if err != nil {
		return err
	}
	o.run.Inputs, o.run.TraceOut = []string{o.board}, s.out
	o.run.Note = func(text string) { fmt.Fprintln(o.err, "note:", plain(text)) }
	o.run.Started = func() { finishing(ctx) }
	r, ended := execute.Run(ctx, path, board, o.run)
	if r == nil {
		return ended
	}
	if o.asJSON {
		err = printJSON(o.out, r)
	} else {
		err = r.Print(o.out)
	}
	if err != nil {
		return err
	}
	if r.Interrupted {
		fmt.Fprintln(o.err, "tinyol-sim: interrupted: what was executed is reported")
		return errInterrupted
	}
	return ended
}
