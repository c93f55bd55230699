package replay

import "tinyol-sim/internal/stream"

// batchRows is how many rows are read at a time, and how many of a lane's steps
// stand together in steps.csv.
const batchRows = 2048

// Batch is a stretch of the stream, read once for all lanes.
type Batch struct {
	Rows     []Row
	values   []float32 // [rows][channels]
	channels int
}

// Values are those of a row [channels].
func (b *Batch) Values(row int) []float32 {
	return b.values[row*b.channels : (row+1)*b.channels]
}

func (b *Batch) clear() { b.Rows, b.values = b.Rows[:0], b.values[:0] }

// Row is a row of the stream with what it means for the windows.
type Row struct {
	Number  int64
	Time    float64 // seconds
	Segment int     // of the stream
	Starts  bool    // it is the first of its segment
	Due     bool    // it completes a window: this one, with this label
	Window  int64   // counted from 0
	Label   int     // index, stream.NoLabel or stream.Mixed
}

// Feed cuts the stream to windows. It begins with the rows that were read
// ahead, and goes on with the source.
type Feed struct {
	src     *Source
	ahead   *Rows // nil: nothing was
	aheadAt int
	cutter  *stream.Cutter
	segment int
	first   bool

	windows, mixed int64
	met            map[int]bool // labels of windows
}

// NewFeed makes windows of so many rows, stride rows apart.
func NewFeed(src *Source, ahead *Rows, window, stride int) *Feed {
	return &Feed{src: src, ahead: ahead, cutter: stream.NewCutter(window, stride), first: true, met: map[int]bool{}}
}

// Windows counts the windows so far.
func (f *Feed) Windows() int64 { return f.windows }

// Mixed counts those that span two labels.
func (f *Feed) Mixed() int64 { return f.mixed }

// Met reports whether a window had this label.
func (f *Feed) Met(label int) bool { return f.met[label] }

// Labels lists the labels that windows had, in no order.
func (f *Feed) Labels() []int {
	var all []int
	for label := range f.met {
		all = append(all, label)
	}
	return all
}

// fill reads the next batch; an empty one is the end of the stream.
func (f *Feed) fill(b *Batch) error {
	b.clear()
	b.channels = len(f.src.Columns())
	for len(b.Rows) < batchRows {
		row := f.nextRow()
		if row == nil {
			return f.src.err
		}
		f.append(b, row)
	}
	return nil
}

func (f *Feed) nextRow() *stream.Row {
	if f.ahead != nil {
		if f.aheadAt < f.ahead.Len() {
			row := f.ahead.At(f.aheadAt, len(f.src.Columns()))
			f.aheadAt++
			return f.src.inject(&row)
		}
		f.ahead = nil
	}
	if f.src.Scan() {
		return f.src.inject(&f.src.row)
	}
	return nil
}

func (f *Feed) append(b *Batch, row *stream.Row) {
	r := Row{Number: row.Number, Time: row.Time, Segment: row.Segment, Starts: f.first || row.Segment != f.segment}
	f.first, f.segment = false, row.Segment
	r.Due, r.Label = f.cutter.Push(row.Segment, row.Label)
	if r.Due {
		r.Window = f.windows
		f.windows++
		switch {
		case r.Label == stream.Mixed:
			f.mixed++
		case r.Label >= 0:
			f.met[r.Label] = true
		}
	}
	b.Rows = append(b.Rows, r)
	b.values = append(b.values, row.Values...)
}
