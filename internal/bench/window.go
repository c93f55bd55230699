package bench

import (
	"fmt"

	"tinyol-sim/internal/frontend"
)

// Complete is spec.Spec's; it notes whether the window is the default.
func (s *Spec) Complete() error {
	s.defaultWindow = s.defaultWindow || s.Window == 0
	return s.Spec.Complete()
}

// leastWindow is the shortest window that is one.
const leastWindow = 2

// UseNaturalWindow takes for the default window what a recording in windows of so
// many rows suggests: that, or the longest below it that the front end takes. note
// hears it.
func (s *Spec) UseNaturalWindow(rows, channels int, note func(string)) {
	if !s.defaultWindow || rows < leastWindow {
		return
	}
	for window := rows; window >= leastWindow; window-- {
		if frontend.CheckSizes(frontend.Kind(s.FrontEnd), channels, window) != nil {
			continue
		}
		s.Window, s.defaultWindow = window, false
		text := fmt.Sprintf("the recording comes in windows of %d rows: --window %d", rows, window)
		if window < rows {
			text += fmt.Sprintf(", the longest below that front end %s takes", s.FrontEnd)
		}
		note(text)
		return
	}
}
