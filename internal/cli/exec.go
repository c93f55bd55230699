package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/armv7m"
	"tinyol-sim/internal/mcu/device"
)

type execOptions struct {
	board           string
	cycles, insns   uint64
	trace           string
	args            string
	asJSON          bool
	programOut, err io.Writer
}

func newExec(s *streams) *cobra.Command {
	o := &execOptions{}
	c := &cobra.Command{
		Use:   "exec FILE.elf",
		Short: "Run a bare-metal Arm program on an emulated board",
		Long: `exec runs an ELF executable, linked for the board's memory, instruction by
instruction until it ends through semihosting (SYS_EXIT), faults, or meets a
limit. What it prints through semihosting goes to standard output; with --json
to standard error.

Cycles count one for each instruction, and what exception entry and return
take; this is no timing of the core, so they are marked "untimed".

A fault ends the run with exit code 4 and says where. A program that exits with
a code other than zero ends with exit code 1.`,
		Example: `  tinyol-sim exec firmware.elf --board nano33ble
  tinyol-sim exec test.elf --board bluepill --max-cycles 1000000 --trace trace.txt`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			o.programOut, o.err = s.out, s.err
			if o.asJSON {
				o.programOut = s.err
			}
			return runExec(s.out, args[0], o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.board, "board", mcu.DefaultBoard, "board `NAME` or profile.yaml")
	f.Uint64Var(&o.cycles, "max-cycles", 10_000_000_000, "stop after `N` cycles; 0: never")
	f.Uint64Var(&o.insns, "max-instructions", 0, "stop after `N` instructions; 0: never")
	f.StringVar(&o.trace, "trace", "", "write a line for each instruction to `FILE`; - for standard error")
	f.StringVar(&o.args, "args", "", "command line of the program, as semihosting gives it")
	f.BoolVar(&o.asJSON, "json", false, "print JSON")
	return c
}

// coreFault is a program that the emulated core could not go on with.
type coreFault struct{ text string }

func (e *coreFault) Error() string { return e.text }

// execResult is what exec prints.
type execResult struct {
	Board        string `json:"board"`
	Core         string `json:"core"`
	Stopped      string `json:"stopped"`
	ExitCode     *int   `json:"exit_code,omitempty"`
	Fault        string `json:"fault,omitempty"`
	Instructions uint64 `json:"instructions"`
	Cycles       uint64 `json:"cycles"`
	Provenance   string `json:"provenance"`
	RAMBytes     int    `json:"ram_peak_bytes"`
	StackBytes   int    `json:"stack_peak_bytes"`
	RAMLimit     int    `json:"ram_limit"`
}

func runExec(w io.Writer, path string, o *execOptions) error {
	board, err := loadBoard(o.board)
	if err != nil {
		return err
	}
	image, err := readProgram(path)
	if err != nil {
		return err
	}
	host := &armv7m.Semihosting{Out: o.programOut, Err: o.err, Args: o.args}
	m, err := device.NewMachine(board, image, device.Options{Semihosting: host})
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	stop, err := runMachine(m, o)
	if err == nil {
		err = host.Failed()
	}
	if err != nil {
		return err
	}
	r := newExecResult(m, board, stop)
	if o.asJSON {
		err = printJSON(w, r)
	} else {
		err = r.print(w)
	}
	if err != nil {
		return err
	}
	return verdict(path, stop)
}

func readProgram(path string) (*armv7m.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w; name a readable ELF file", err)
	}
	defer f.Close()
	image, err := armv7m.ReadELF(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return image, nil
}

// verdict turns how a run ended into an exit code's error.
func verdict(path string, stop armv7m.Stop) error {
	switch {
	case stop.Reason == armv7m.StopFault:
		return &coreFault{fmt.Sprintf("%s: %v", path, stop.Fault)}
	case stop.Reason != armv7m.StopExit:
		return fmt.Errorf("%s: stopped at the %v; --max-cycles and --max-instructions set the limits", path, stop.Reason)
	case stop.ExitCode != 0:
		return fmt.Errorf("%s: the program ended with exit code %d", path, stop.ExitCode)
	}
	return nil
}

func runMachine(m *device.Machine, o *execOptions) (armv7m.Stop, error) {
	limits := armv7m.Limits{Cycles: o.cycles, Instructions: o.insns}
	if o.trace == "" {
		return m.Run(limits), nil
	}
	watch := &armv7m.Observation{Trace: bufio.NewWriter(o.err)}
	m.Observe(watch)
	if o.trace == "-" {
		stop := m.Run(limits)
		return stop, watch.Err()
	}
	f, err := os.Create(o.trace)
	if err != nil {
		return armv7m.Stop{}, err
	}
	watch.Trace = bufio.NewWriterSize(f, 1<<16)
	stop := m.Run(limits)
	return stop, errors.Join(watch.Err(), f.Close())
}

func newExecResult(m *device.Machine, b *mcu.Board, stop armv7m.Stop) *execResult {
	r := &execResult{
		Board: b.Name, Core: b.Core, Stopped: stop.Reason.String(), RAMLimit: int(m.RAM.Size),
		Instructions: m.Instructions(), Cycles: m.Cycles(), Provenance: "untimed",
	}
	if stop.Reason == armv7m.StopExit {
		r.ExitCode = &stop.ExitCode
	}
	if stop.Fault != nil {
		r.Fault = stop.Fault.Error()
	}
	r.RAMBytes, r.StackBytes = m.Peaks()
	return r
}

func (r *execResult) print(w io.Writer) error {
	ended := r.Stopped
	if r.ExitCode != nil {
		ended = fmt.Sprintf("exit code %d", *r.ExitCode)
	}
	_, err := fmt.Fprintf(w, "board         %s (%s)\nended by      %s\ninstructions  %d\ncycles        %d (%s)\nRAM written   %d of %d bytes\nstack peak    %d bytes\n",
		r.Board, r.Core, ended, r.Instructions, r.Cycles, r.Provenance, r.RAMBytes, r.RAMLimit, r.StackBytes)
	return err
}
