package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/armv7m"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/mcu/pprof"
)

// watcher is what --trace and --profile write, if they were given.
type watcher struct {
	armv7m.Observation
	machine        *device.Machine
	trace, profile *os.File
}

// watch opens the files before the run: it may be long.
func watch(m *device.Machine, o *execOptions, stdout io.Writer) (*watcher, error) {
	w := &watcher{machine: m}
	var err error
	switch o.trace {
	case "":
	case "-":
		w.Trace = bufio.NewWriter(stdout)
	default:
		if w.trace, err = os.Create(o.trace); err != nil {
			return nil, fmt.Errorf("--trace: %w", err)
		}
		w.Trace = bufio.NewWriterSize(w.trace, 1<<16)
	}
	if o.profile != "" {
		if w.profile, err = os.Create(o.profile); err != nil {
			w.abandon()
			return nil, fmt.Errorf("--profile: %w", err)
		}
		w.Samples = &armv7m.Samples{}
	}
	if w.Trace != nil || w.Samples != nil {
		m.Observe(&w.Observation)
	}
	return w, nil
}

func (w *watcher) abandon() {
	if w.trace != nil {
		w.trace.Close()
		os.Remove(w.trace.Name())
	}
}

// close ends the trace, and writes the profile of what was run, however it
// ended. That nobody reads the trace any more is no error.
func (w *watcher) close(image *armv7m.Image, path string, b *mcu.Board) error {
	err := w.Err()
	if errors.Is(err, syscall.EPIPE) {
		err = nil
	}
	if err != nil {
		err = fmt.Errorf("--trace: %w", err)
	}
	if w.trace != nil {
		if closing := w.trace.Close(); err == nil && closing != nil {
			err = fmt.Errorf("--trace: %w", closing)
		}
	}
	if w.profile != nil {
		run := pprof.Run{Program: path, Board: b.Name, ClockHz: b.ClockHz, Mark: w.machine.Mark(), Cycles: w.machine.Cycles()}
		writing := errors.Join(pprof.Write(w.profile, image, w.Samples, run), w.profile.Close())
		if err == nil && writing != nil {
			err = fmt.Errorf("--profile: %w", writing)
		}
	}
	return err
}
