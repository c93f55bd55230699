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

// WindowWithin is the longest window, and the longest stride up to one, of which one
// lies within every run of so many rows, wherever it begins; 0 where there is none. A
// stride of a quarter of the window is short enough. kind is the front end's.
func WindowWithin(rows int, kind string, channels, stride int) (window, apart int) {
	for window = rows; window >= leastWindow; window-- {
		apart = min(rows-window+1, stride, window)
		if 4*apart >= min(window, 4*stride) && frontend.CheckSizes(frontend.Kind(kind), channels, window) == nil {
			return window, apart
		}
	}
	return 0, 0
}

// enough are a window and a stride, neither longer than those at hand, of which the
// rows that train make enough windows, and of which some lie within runs of other
// labels of so many rows; 0 where there are none.
func (rows *NormalRows) enough(spec *Spec, others int) (window, stride int) {
	most := spec.Window
	if others > 0 {
		most, _ = WindowWithin(min(others, most), spec.FrontEnd, rows.Channels, spec.Stride)
	}
	for window = most; window >= leastWindow; window-- {
		if frontend.CheckSizes(frontend.Kind(spec.FrontEnd), rows.Channels, window) != nil {
			continue
		}
		stride = min(spec.Stride, window)
		if others > 0 {
			stride = min(stride, others-window+1)
		}
		for ; stride >= (window+3)/4; stride-- {
			recording, _ := rows.split(spec.HoldOut, window)
			if windowsOf(&recording, window, stride) >= minTrainWindows {
				return window, stride
			}
		}
	}
	return 0, 0
}

func windowsOf(rec *frontend.Recording, window, stride int) (n int) {
	for _, run := range rec.Runs {
		if rows := len(run) / rec.Channels; rows >= window {
			n += (rows-window)/stride + 1
		}
	}
	return n
}
