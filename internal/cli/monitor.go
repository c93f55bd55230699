package cli

import (
	"fmt"
	"strings"
	"sync"

	"tinyol-sim/internal/ask"
	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/wording"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// monitor shows progress bars on a terminal and notes on any standard error.
type monitor struct {
	mu    sync.Mutex
	s     *streams
	quiet bool
	ask   ask.Asker     // nil: nobody sits there
	bars  *mpb.Progress // nil where there is no terminal
	bar   *mpb.Bar
}

func newMonitor(s *streams, quiet bool) *monitor {
	m := &monitor{s: s, quiet: quiet}
	if s.errTTY && !quiet {
		m.bars = mpb.New(mpb.WithOutput(s.err), mpb.WithWidth(barWidth), mpb.WithAutoRefresh())
	}
	return m
}

const (
	barWidth   = 40
	stageWidth = 9 // of the name in front of a bar
)

// Stage, Advance and Note implement bench.Monitor.
func (m *monitor) Stage(stage bench.Stage) {
	if m.bars == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.finish()
	before := mpb.PrependDecorators(decor.Name(stage.Name, decor.WC{C: decor.DindentRight | decor.DextraSpace, W: stageWidth}))
	behind := []decor.Decorator{counters(stage)}
	if stage.Lanes > 1 {
		behind = append(behind, decor.Name(fmt.Sprintf(", %d runs", stage.Lanes)))
	}
	behind = append(behind, decor.Elapsed(decor.ET_STYLE_MMSS, decor.WC{W: 7}))
	if stage.Total > 0 {
		left := decor.AverageETA(decor.ET_STYLE_MMSS)
		behind = append(behind, decor.Any(func(s decor.Statistics) string {
			if s.Current == 0 {
				return ""
			}
			text, _ := left.Decor(s)
			return ", " + text + " left"
		}))
		m.bar = m.bars.AddBar(stage.Total, mpb.BarRemoveOnComplete(), before, mpb.AppendDecorators(behind...))
		return
	}
	// Nobody knows how long a pipe is: a bar would not say anything.
	m.bar = m.bars.New(0, mpb.NopStyle(), mpb.BarRemoveOnComplete(), before, mpb.AppendDecorators(behind...))
}

// counters says how much of a stage is done.
func counters(stage bench.Stage) decor.Decorator {
	switch {
	case stage.Total == 0:
		return decor.Any(func(s decor.Statistics) string { return wording.Integer(s.Current) + " " + stage.Unit })
	case stage.Unit == bench.UnitBytes:
		return decor.Counters(decor.SizeB1000(0), "% .1f of % .1f")
	}
	return decor.CountersNoUnit(strings.TrimRight("%d of %d "+stage.Unit, " "))
}

func (m *monitor) Advance(units int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.bar != nil {
		m.bar.IncrInt64(units)
	}
}

func (m *monitor) Note(text string) {
	if m.quiet {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.bars != nil {
		fmt.Fprintln(m.bars, "note: "+plain(text))
		return
	}
	fmt.Fprintln(m.s.err, "note: "+plain(text))
}

// Ask has a person answer.
func (m *monitor) Ask(q ask.Question) (answer string, answered bool, err error) {
	if m.ask == nil || m.quiet {
		return "", false, nil
	}
	return m.ask(q)
}

// finish ends the current bar, whatever it has counted.
func (m *monitor) finish() {
	if m.bar != nil {
		m.bar.Abort(true)
		m.bar = nil
	}
}

func (m *monitor) close() {
	m.mu.Lock()
	m.finish()
	m.mu.Unlock()
	if m.bars != nil {
		m.bars.Wait()
	}
}
