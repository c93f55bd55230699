package execute

import (
	"bufio"
	"errors"
	"fmt"
	"regexp"
	"syscall"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/cpu/tally"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/mcu/pprof"
	"tinyol-sim/internal/mcu/program"
	"tinyol-sim/internal/output"
)

// watcher is what --trace and --profile write, if they were given.
type watcher struct {
	cpu.Observation
	machine        *device.Machine
	trace, profile *output.File
}

// watch opens the files before the run: it may be long.
func watch(m *device.Machine, o *Options, inputs []string) (*watcher, error) {
	w := &watcher{machine: m}
	var err error
	switch o.Trace {
	case "":
	case "-":
		w.Trace = bufio.NewWriter(o.TraceOut)
	default:
		if w.trace, err = output.CreateFile(o.Trace, output.FileOptions{Inputs: inputs, Ours: isTrace, Force: o.Force}); err != nil {
			return nil, fmt.Errorf("--trace: %w", err)
		}
		w.Trace = w.trace.Writer
	}
	if o.Profile != "" {
		if w.profile, err = output.CreateFile(o.Profile, output.FileOptions{Inputs: inputs, Ours: pprof.IsProfile, Force: o.Force}); err != nil {
			w.abandon()
			return nil, fmt.Errorf("--profile: %w", err)
		}
		w.Samples = &tally.Samples{}
	}
	if w.Trace != nil || w.Samples != nil {
		m.Observe(&w.Observation)
	}
	return w, nil
}

// abandon gives up what has not been closed.
func (w *watcher) abandon() {
	for _, f := range []*output.File{w.trace, w.profile} {
		if f != nil {
			f.Abandon()
		}
	}
}

// traceLine is what a trace begins with: a cycle and an address.
var traceLine = regexp.MustCompile(`^ *[0-9]+ +[0-9a-f]{8}\b`)

func isTrace(head []byte) bool { return traceLine.Match(head) }

// close ends the trace, and writes the profile of what was run, however it
// ended. That nobody reads the trace any more is no error.
func (w *watcher) close(image *program.Image, path string, b *mcu.Board) error {
	err := w.Err()
	if errors.Is(err, syscall.EPIPE) {
		err = nil
	}
	if err != nil {
		err = fmt.Errorf("--trace: %w", err)
	}
	if w.trace != nil {
		if closing := w.trace.Commit(); err == nil && closing != nil {
			err = fmt.Errorf("--trace: %w", closing)
		}
	}
	if w.profile != nil {
		run := pprof.Run{Program: path, Board: b.Name, ClockHz: b.ClockHz, Mark: w.machine.Mark(), Cycles: w.machine.Cycles(), ExceptionName: w.machine.ExceptionName}
		writing := errors.Join(pprof.Write(w.profile, image, w.Samples, run), w.profile.Commit())
		if err == nil && writing != nil {
			err = fmt.Errorf("--profile: %w", writing)
		}
	}
	return err
}
