package tinyol

// ring keeps the last rows of a window, oldest first when read.
type ring struct {
	values []float32 // [rows][width]
	width  int
	rows   int
	stride int
	next   int // row that is written next
	filled int // rows since the last reset, at most rows
	wait   int // rows until the next window is due, once filled
}

func newRing(rows, width, stride int) ring {
	return ring{values: make([]float32, rows*width), width: width, rows: rows, stride: stride}
}

// slot is where the next row goes.
func (r *ring) slot() []float32 {
	return r.values[r.next*r.width : (r.next+1)*r.width]
}

// advance takes the slot as written and reports whether a window is due: at
// the first full one, and every stride rows after it.
func (r *ring) advance() bool {
	if r.next++; r.next == r.rows {
		r.next = 0
	}
	if r.filled < r.rows {
		if r.filled++; r.filled < r.rows {
			return false
		}
		r.wait = r.stride
		return true
	}
	if r.wait--; r.wait > 0 {
		return false
	}
	r.wait = r.stride
	return true
}

// read copies the rows in order of time.
func (r *ring) read(window []float32) {
	n := copy(window, r.values[r.next*r.width:])
	copy(window[n:], r.values[:r.next*r.width])
}

func (r *ring) reset() { r.next, r.filled, r.wait = 0, 0, 0 }
