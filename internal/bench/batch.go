package bench

import "tinyol-sim/internal/stream"

// batchRows is how many rows the lanes take at a time: enough to make the
// hand-over cheap, few enough to stay in the cache.
const batchRows = 2048

// batch is a stretch of the stream, read once for all lanes.
type batch struct {
	rows   []batchRow
	values []float32 // [rows][channels]
}

type batchRow struct {
	number       int64
	time         float64
	window       int64 // index of the window that the row completes; due only
	label        int   // of that window
	due          bool
	segment      bool // the row starts a new segment, of this index
	segmentIndex int
}

// feeder fills batches from the rows that were read ahead, then the source.
type feeder struct {
	src     *source
	ahead   *rowBuffer // nil: nothing was
	aheadAt int
	cutter  *stream.Cutter
	segment int
	first   bool

	windows, mixed int64
	labelSeen      map[int]bool // labels of scored windows
}

func newFeeder(src *source, ahead *rowBuffer, window, stride int) *feeder {
	return &feeder{src: src, ahead: ahead, cutter: stream.NewCutter(window, stride), first: true, labelSeen: map[int]bool{}}
}

// fill reads the next batch; an empty one is the end of the stream.
func (f *feeder) fill(b *batch) error {
	b.rows, b.values = b.rows[:0], b.values[:0]
	for len(b.rows) < batchRows {
		row := f.nextRow()
		if row == nil {
			return f.src.err
		}
		f.append(b, row)
	}
	return nil
}

func (f *feeder) nextRow() *stream.Row {
	if f.ahead != nil {
		if f.aheadAt < len(f.ahead.rows) {
			row := f.ahead.at(f.aheadAt, len(f.src.Columns()))
			f.aheadAt++
			return f.src.inject(&row)
		}
		f.ahead = nil
	}
	if f.src.scan() {
		return f.src.inject(&f.src.row)
	}
	return nil
}

func (f *feeder) append(b *batch, row *stream.Row) {
	r := batchRow{number: row.Number, time: row.Time, segment: f.first || row.Segment != f.segment, segmentIndex: row.Segment}
	f.first, f.segment = false, row.Segment
	r.due, r.label = f.cutter.Push(row.Segment, row.Label)
	if r.due {
		r.window = f.windows
		f.windows++
		switch {
		case r.label == stream.Mixed:
			f.mixed++
		case r.label >= 0 && !f.labelSeen[r.label]:
			f.labelSeen[r.label] = true
		}
	}
	b.rows = append(b.rows, r)
	b.values = append(b.values, row.Values...)
}
