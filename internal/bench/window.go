package bench

import (
	"fmt"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/spec"
)

// Complete is spec.Spec's; it notes whether the window is the default.
func (s *Spec) Complete() error {
	s.defaultWindow = s.defaultWindow || s.Window == 0
	s.suitWindow()
	return s.Spec.Complete()
}

// leastWindow is the shortest window that is one.
const leastWindow = 2

// UseNaturalWindow takes for the default window that of a recording which comes in
// windows, or the longest below it that the front end takes. note hears it.
func (s *Spec) UseNaturalWindow(of replay.Natural, channels int, note func(string)) {
	if s.gaveWay != "" {
		note(s.gaveWay)
	}
	if !s.defaultWindow || of.Rows < leastWindow {
		return
	}
	for window := min(of.Rows, spec.MaxWindow); window >= leastWindow; window-- {
		if frontend.CheckSizes(frontend.Kind(s.FrontEnd), channels, window) != nil {
			continue
		}
		if s.defaultWindow = false; window == s.Window {
			return
		}
		s.Window = window
		text := fmt.Sprintf("%s: --window %d", of.Why, window)
		if window < of.Rows {
			text += fmt.Sprintf(", the longest below that which front end %s takes", s.FrontEnd)
		}
		note(text)
		return
	}
}

// suitWindow has a front end that nobody named give way to one that takes the window:
// who asks for windows of 20 rows means them, and the default takes powers of two.
func (s *Spec) suitWindow() {
	takes := func(kind frontend.Kind) bool { return frontend.CheckSizes(kind, 1, s.Window) == nil }
	if s.FrontEndGiven || s.Model != "" || s.defaultWindow || s.Window < leastWindow || takes(frontend.Kind(s.FrontEnd)) || !takes(frontend.Stats) {
		return
	}
	s.gaveWay = fmt.Sprintf("front end %s takes no windows of %d rows: --frontend %s, which does", s.FrontEnd, s.Window, frontend.Stats)
	s.FrontEnd = string(frontend.Stats)
}
