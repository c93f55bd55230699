package replay

import (
	"slices"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/stream/cut"
)

// blockRows is how many rows' steps of a lane stand together in a file. It is part
// of what steps.csv looks like.
const blockRows = 2048

// maxFeatures bounds the features of a batch in values, but for a single window.
const maxFeatures = 1 << 20

// Batch is a stretch of the stream, read once for all lanes. It lies within a
// block.
type Batch struct {
	Rows     []Row
	values   []float32 // [rows][channels]
	channels int
	features []float32 // [due windows][width]
	width    int       // 0: nobody asked for features
	windows  int       // that are due
	ends     bool      // the block
	progress int64
}

// Values are those of a row [channels].
func (b *Batch) Values(row int) []float32 {
	return b.values[row*b.channels : (row+1)*b.channels]
}

// Features are those of the n-th window that is due in the batch, where the feed
// was asked for them.
func (b *Batch) Features(n int) []float32 {
	return b.features[n*b.width : (n+1)*b.width]
}

func (b *Batch) clear() {
	b.Rows, b.values, b.features, b.windows = b.Rows[:0], b.values[:0], b.features[:0], 0
}

// Row is a row of the stream with what it means for the windows.
type Row struct {
	Number  int64
	Time    float64 // seconds
	Since   float64 // seconds from the stream's first row on
	Segment int     // of the stream
	Starts  bool    // it is the first of its segment
	Due     bool    // it completes a window: this one, with this label
	Window  int64   // counted from 0
	Label   int     // index, stream.NoLabel or stream.Mixed
}

// Feed cuts the stream to windows and, where it is asked to, makes their
// features, once for all lanes. It begins with the rows that were read ahead,
// and goes on with the source.
type Feed struct {
	src      *Source // nil: there is none behind the rows ahead
	ahead    *Rows   // nil: nothing was
	aheadAt  int
	channels int
	cutter   *cut.Cutter
	windows  *frontend.Applier // nil: nobody asked for features
	segment  int
	first    bool
	next     int64 // window
	inBlock  int   // rows
	reported int64 // of the source's progress

	counts  Counts
	runs    labelRuns
	through int64 // last row that all lanes have been through
	seen    seenChanges
}

// Counts is what lanes have been through.
type Counts struct {
	Rows, Windows int64
	Mixed         int64        // windows that span two labels
	Labels        map[int]bool // that windows had
}

// labelRuns measures for how many rows on end labels last.
type labelRuns struct {
	segment, label, rows int
	longest              []int // by label
}

func (l *labelRuns) add(row *stream.Row) {
	if row.Segment != l.segment || row.Label != l.label {
		l.segment, l.label, l.rows = row.Segment, row.Label, 0
	}
	if l.rows++; l.label < 0 {
		return
	}
	for l.label >= len(l.longest) {
		l.longest = append(l.longest, 0)
	}
	l.longest[l.label] = max(l.longest[l.label], l.rows)
}

// LongestRuns has the rows of the longest run of each label that was read, by its
// index; 0 for one that was not.
func (f *Feed) LongestRuns() []int { return f.runs.longest }

// NewFeed cuts the windows of a front end, stride rows apart.
func NewFeed(src *Source, ahead *Rows, f *frontend.FrontEnd, stride int) *Feed {
	return &Feed{
		src: src, ahead: ahead, channels: f.Channels(), cutter: cut.New(f.Window(), stride), first: true,
		counts: Counts{Labels: map[int]bool{}},
	}
}

// MakeFeatures has every batch bring the features of its windows, with the bits
// that the device would compute.
func (f *Feed) MakeFeatures(by *frontend.FrontEnd) { f.windows = by.NewApplier() }

// Counts is what all lanes have been through so far.
func (f *Feed) Counts() Counts { return f.counts }

// Total is what Play's progress adds up to: the bytes of the source's files, 0
// where they are not known and rows are counted instead.
func (f *Feed) Total() int64 {
	if f.src == nil {
		return 0
	}
	return f.src.size
}

// fill reads as much of a block as the pace allows; an empty batch is the end of
// the stream.
func (f *Feed) fill(b *Batch, size pace) error {
	b.clear()
	b.channels = f.channels
	if f.windows != nil {
		b.width = f.windows.Width()
	}
	rows := min(size.rows, blockRows-f.inBlock)
	var err error
	for len(b.Rows) < rows && b.windows < size.windows && (b.windows == 0 || len(b.features)+b.width <= maxFeatures) {
		row := f.nextRow()
		if row == nil {
			if f.src != nil {
				err = f.src.err
			}
			break
		}
		f.append(b, row)
	}
	f.inBlock += len(b.Rows)
	if b.ends = f.inBlock == blockRows; b.ends {
		f.inBlock = 0
	}
	f.report(b)
	return err
}

// report notes how far the batch has brought the source.
func (f *Feed) report(b *Batch) {
	b.progress = int64(len(b.Rows))
	if f.Total() > 0 {
		read := f.src.bytes()
		b.progress, f.reported = read-f.reported, read
	}
}

func (f *Feed) nextRow() *stream.Row {
	if f.ahead != nil {
		if f.aheadAt < f.ahead.Len() {
			row := f.ahead.At(f.aheadAt, f.channels)
			f.aheadAt++
			return f.inject(&row)
		}
		f.ahead = nil
	}
	if f.src != nil && f.src.Scan() {
		return f.inject(&f.src.row)
	}
	return nil
}

func (f *Feed) inject(row *stream.Row) *stream.Row {
	if f.src == nil {
		return row
	}
	return f.src.inject(row)
}

func (f *Feed) append(b *Batch, row *stream.Row) {
	r := Row{Number: row.Number, Time: row.Time, Segment: row.Segment, Starts: f.first || row.Segment != f.segment}
	f.first, f.segment = false, row.Segment
	if f.src != nil {
		r.Since = row.Time - f.src.start
	}
	f.runs.add(row)
	r.Due, r.Label = f.cutter.Push(row.Segment, row.Label)
	if r.Due {
		r.Window = f.next
		f.next++
		b.windows++
		f.seen.window(f.src, &r, f.cutter.Window())
	}
	b.Rows = append(b.Rows, r)
	b.values = append(b.values, row.Values...)
	if f.windows == nil {
		return
	}
	f.windows.Push(row.Values)
	if r.Due {
		b.features = slices.Grow(b.features, b.width)[:len(b.features)+b.width]
		copy(b.features[len(b.features)-b.width:], f.windows.Features())
	}
}

// count notes that all lanes have been through a batch.
func (f *Feed) count(b *Batch) {
	f.counts.Rows += int64(len(b.Rows))
	f.through = b.Rows[len(b.Rows)-1].Number
	for i := range b.Rows {
		r := &b.Rows[i]
		if !r.Due {
			continue
		}
		f.counts.Windows++
		if r.Label == stream.Mixed {
			f.counts.Mixed++
		} else if r.Label >= 0 && !f.counts.Labels[r.Label] {
			f.counts.Labels[r.Label] = true
		}
	}
}
