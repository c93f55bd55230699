package execute

import (
	"fmt"
	"io"
	"text/tabwriter"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/mcu/program"
	"tinyol-sim/internal/plaintext"
	"tinyol-sim/internal/wording"
)

// Result is how a run ended and what it took; its JSON is what exec --json prints.
type Result struct {
	Board        string  `json:"board"`
	Core         string  `json:"core"`
	Stopped      string  `json:"stopped"`
	ExitCode     *int    `json:"exit_code,omitempty"`
	Fault        *Fault  `json:"fault,omitempty"`
	Instructions uint64  `json:"instructions"`
	Cycles       uint64  `json:"cycles"`
	Provenance   string  `json:"provenance"`
	CPI          float64 `json:"cpi,omitempty"`
	ClockHz      int64   `json:"clock_hz"`
	TimeMicros   float64 `json:"time_us"`
	RAMBytes     int     `json:"ram_peak_bytes"`
	RAMLimit     int     `json:"ram_limit_bytes"`
	StackBytes   int     `json:"stack_peak_bytes"`
	Interrupted  bool    `json:"-"`
}

type Fault struct {
	Text  string `json:"text"`
	Cause string `json:"cause"`
	Place
	Cycle   uint64   `json:"cycle"`
	Address *string  `json:"address,omitempty"` // of an access
	Callers []Caller `json:"callers,omitempty"`
	lines   []string
}

type Place struct {
	PC     string `json:"pc"`
	Symbol string `json:"symbol,omitempty"`
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
}

type Caller struct {
	Place
	Exception int  `json:"exception,omitempty"`
	Guess     bool `json:"guess,omitempty"`
}

func newResult(m *device.Machine, b *mcu.Board, stop cpu.Stop) *Result {
	r := &Result{
		Board: b.Name, Core: b.Core, Stopped: stop.Reason.String(), Fault: newFault(stop.Fault),
		Instructions: m.Instructions(), Cycles: m.Cycles(), Provenance: m.Mark(),
		ClockHz: b.ClockHz, TimeMicros: float64(m.Cycles()) / float64(b.ClockHz) * 1e6,
		RAMLimit: int(m.RAM.Size), StackBytes: int(m.StackPeak()),
	}
	if r.Instructions > 0 {
		r.CPI = float64(r.Cycles) / float64(r.Instructions)
	}
	if stop.Reason == cpu.StopExit {
		r.ExitCode = &stop.ExitCode
	}
	r.RAMBytes, _ = m.Peaks()
	return r
}

func newFault(f *cpu.Fault) *Fault {
	if f == nil {
		return nil
	}
	r := &Fault{
		Text: f.Error(), Cause: f.Cause.String(), Cycle: f.Cycle, lines: f.Callers(),
		Place: newPlace(f.PC, f.Symbol, f.Locations),
	}
	if f.HasAddress() {
		a := hexAddress(f.Address)
		r.Address = &a
	}
	for _, c := range f.Backtrace {
		r.Callers = append(r.Callers, Caller{newPlace(c.Address, c.Symbol, c.Locations), c.Exception, c.Guess})
	}
	return r
}

func newPlace(a uint32, symbol string, locations []program.Location) Place {
	p := Place{PC: hexAddress(a), Symbol: symbol}
	if len(locations) > 0 {
		p.File, p.Line = locations[0].File, locations[0].Line
	}
	return p
}

func hexAddress(a uint32) string { return fmt.Sprintf("0x%08x", a) }

func (r *Result) Print(w io.Writer) error {
	ended := r.Stopped
	if r.ExitCode != nil {
		ended = fmt.Sprintf("exit code %d", *r.ExitCode)
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	row := func(name, format string, values ...any) {
		fmt.Fprintf(t, "%s\t%s\n", name, plaintext.Clean(fmt.Sprintf(format, values...)))
	}
	row("board", "%s (%s, %g MHz)", r.Board, r.Core, float64(r.ClockHz)/1e6)
	row("ended by", "%s", ended)
	row("instructions", "%s", wording.Integer(r.Instructions))
	row("cycles", "%s (%s)", wording.Integer(r.Cycles), r.Provenance)
	if r.CPI > 0 {
		row("CPI", "%.3f cycles per instruction (%s)", r.CPI, r.Provenance)
	}
	row("time", "%s at %g MHz (%s)", duration(r.TimeMicros), float64(r.ClockHz)/1e6, r.Provenance)
	row("RAM peak", "%s of %s bytes written", wording.Integer(r.RAMBytes), wording.Integer(r.RAMLimit))
	row("stack peak", "%s bytes", wording.Integer(r.StackBytes))
	if r.Fault != nil {
		for _, caller := range r.Fault.lines {
			row("called by", "%s", caller)
		}
	}
	return t.Flush()
}

// duration gives a time with the unit in which it has one to three digits
// before the point.
func duration(micros float64) string {
	switch {
	case micros >= 1e6:
		return fmt.Sprintf("%.3f s", micros/1e6)
	case micros >= 1e3:
		return fmt.Sprintf("%.3f ms", micros/1e3)
	case micros >= 1:
		return fmt.Sprintf("%.3f µs", micros)
	}
	return fmt.Sprintf("%.3f ns", micros*1e3)
}
