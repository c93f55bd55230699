package replay

import "tinyol-sim/internal/stream"

// windows keeps the latest rows as the device does, and makes the features of the
// window that they end with: projected as they come, then through the front end.
type windows struct {
	frontEnd *stream.FrontEnd
	width    int       // values kept of a row
	rows     []float32 // [up to spareRows + window][width] in order of time
	scratch  []float32
}

// spareRows are pushed before the latest ones are moved to the beginning.
const spareRows = 1024

func newWindows(f *stream.FrontEnd) *windows {
	return &windows{
		frontEnd: f, width: f.RingWidth(),
		rows:    make([]float32, 0, (spareRows+f.Window())*f.RingWidth()),
		scratch: make([]float32, f.Scratch()),
	}
}

func (w *windows) reset() { w.rows = w.rows[:0] }

func (w *windows) push(row []float32) {
	if len(w.rows) == cap(w.rows) {
		w.rows = w.rows[:copy(w.rows, w.rows[len(w.rows)-(w.frontEnd.Window()-1)*w.width:])]
	}
	at := len(w.rows)
	w.rows = w.rows[:at+w.width]
	w.frontEnd.Project(w.rows[at:], row)
}

// apply writes the features of the window that the latest row completes.
func (w *windows) apply(features []float32) {
	w.frontEnd.Apply(features, w.rows[len(w.rows)-w.frontEnd.Window()*w.width:], w.scratch)
}
