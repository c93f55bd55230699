// Package execute runs a user's program on an emulated board and says how it
// ended, what it took and where it failed.
package execute

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/mcu/program"
)

// Options say how a program is run.
type Options struct {
	Cycles, Instructions uint64    // limits; 0: none
	Args                 string    // the program's command line
	Trace, Profile       string    // files to write; empty: none
	TraceOut             io.Writer // where Trace "-" goes
	Force                bool      // replace files that are neither
	// Out and Err are what the program prints.
	Out, Err io.Writer
	// Inputs are files that no output may replace.
	Inputs []string
	// Note hears what was left out of a file.
	Note func(text string)
	// Started is told that the program runs; nil: nobody is.
	Started func()
}

// CoreFault is a program that the emulated core could not go on with.
type CoreFault struct{ text string }

func (e *CoreFault) Error() string { return e.text }

// Run runs the program in a file until it ends, meets a limit, or the context
// ends, of which the result says "interrupt". The result is nil where the program
// did not run.
func Run(ctx context.Context, path string, board *mcu.Board, o Options) (*Result, error) {
	image, err := readProgram(path)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	noted := o.note(path, image, 0)
	if err := fits(board, image); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	out, programErr := &programOutput{Writer: o.Out, ctx: ctx}, &programOutput{Writer: o.Err, ctx: ctx}
	host := &cpu.Semihosting{Out: out, Err: programErr, Args: o.Args}
	m, err := device.NewMachine(board, image, device.Options{Semihosting: host})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if err := stackFits(board, m); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	m.GuardStack()
	out.machine, programErr.machine = m, m
	w, err := watch(m, &o, append([]string{path}, o.Inputs...))
	if err != nil {
		return nil, err
	}
	defer w.abandon()
	if o.Started != nil {
		o.Started()
	}
	stop, interrupted := runUntil(ctx, m, cpu.Limits{Cycles: o.Cycles, Instructions: o.Instructions})
	if err := errors.Join(w.close(image, path, board), host.Failed()); err != nil {
		return nil, err
	}
	o.note(path, image, noted)
	r := newResult(m, board, stop)
	if interrupted {
		r.Stopped, r.Interrupted = "interrupt", true
		return r, nil
	}
	return r, verdict(path, stop)
}

func readProgram(path string) (*program.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w; name a readable ELF file", err)
	}
	defer f.Close()
	image, err := program.ReadELF(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return image, nil
}

// note says what was left out of what a file has to tell, but for the notes that
// were said already, and gives their number.
func (o *Options) note(path string, image *program.Image, said int) int {
	notes := image.Notes()
	for _, n := range notes[said:] {
		o.Note(path + ": " + n)
	}
	return len(notes)
}

// verdict turns how a run ended into an error.
func verdict(path string, stop cpu.Stop) error {
	switch {
	case stop.Reason == cpu.StopFault:
		return &CoreFault{fmt.Sprintf("%s: %v", path, stop.Fault)}
	case stop.Reason == cpu.StopRequested: // the reader of the trace has gone
		return nil
	case stop.Reason != cpu.StopExit:
		return fmt.Errorf("%s: stopped at the %v; --max-cycles and --max-instructions set the limits", path, stop.Reason)
	case stop.ExitCode != 0:
		return fmt.Errorf("%s: the program ended with exit code %d", path, stop.ExitCode)
	}
	return nil
}
