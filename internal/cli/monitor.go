package cli

import (
	"fmt"
	"sync"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// monitor shows progress bars on a terminal and notes on any standard error.
type monitor struct {
	mu    sync.Mutex
	s     *streams
	quiet bool
	bars  *mpb.Progress // nil where there is no terminal
	bar   *mpb.Bar
}

func newMonitor(s *streams, quiet bool) *monitor {
	m := &monitor{s: s, quiet: quiet}
	if s.errTTY && !quiet {
		m.bars = mpb.New(mpb.WithOutput(s.err), mpb.WithWidth(40))
	}
	return m
}

// Stage, Advance and Note implement bench.Monitor.
func (m *monitor) Stage(name string, total int64) {
	if m.bars == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.finish()
	m.bar = m.bars.AddBar(total,
		mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name(name+" ", decor.WC{C: decor.DindentRight, W: 12})),
		mpb.AppendDecorators(decor.CurrentNoUnit("%d"), decor.Name(" "), decor.Elapsed(decor.ET_STYLE_MMSS)))
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
		fmt.Fprintln(m.bars, "note: "+text)
		return
	}
	fmt.Fprintln(m.s.err, "note: "+text)
}

// finish ends the current bar, whatever it has counted.
func (m *monitor) finish() {
	if m.bar != nil {
		m.bar.SetTotal(-1, true)
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
