package stream

import (
	"errors"
	"fmt"
	"strings"

	"tinyol-sim/internal/stream/number"
	"tinyol-sim/internal/stream/table"
)

// Missing says what becomes of a row in which a channel has no value: an empty
// field, or a word such as NA, null, NaN or ? (the words of missingWords).
type Missing string

// What Missing may be. No window holds a value that was not measured, unless Hold
// is chosen.
const (
	// Split leaves the row out, and a new segment begins. It is the default.
	Split Missing = "split"
	// Skip leaves the row out, and the rows before and after follow each other,
	// unless the clock shows a gap.
	Skip Missing = "skip"
	// Hold keeps the channel's last value in the segment; rows before there is one
	// are left out.
	Hold Missing = "hold"
)

// errLeftOut is a row that is no error, and is not to be seen either.
var errLeftOut = errors.New("stream: row left out")

// missing counts the values that are not there.
type missing struct {
	values  []int64 // [channels]
	leftOut int64   // rows
	held    []float32
	holding bool   // there was a row
	absent  []bool // [channels], of the row at hand
}

func newMissing(channels int) missing {
	return missing{values: make([]int64, channels), held: make([]float32, channels), absent: make([]bool, channels)}
}

// readAbsent reads a row that has something else than numbers in its channels. It
// returns a *table.Fault where that does not stand for a missing value.
func (r *Reader) readAbsent() error {
	fields, m := r.records.Fields, &r.missing
	empty := true
	for i, column := range r.layout.channels {
		field := table.Trim(fields[column])
		m.absent[i] = len(field) == 0 || number.IsMissing(field) || r.isSentinel(i, field)
		if m.absent[i] {
			continue
		}
		v, ok := r.float32Of(i, field)
		if !ok || v-v != 0 { // infinity is an overflow
			if r.isKnown() {
				return errLeftOut
			}
			return r.badNumber(column, "float32")
		}
		r.row.Values[i] = v
	}
	for _, f := range fields {
		empty = empty && len(table.Trim(f)) == 0
	}
	if empty { // as spreadsheets write a blank line
		r.broken = r.broken || r.dialect.Breaks
		return errLeftOut
	}
	for i, absent := range m.absent {
		if absent {
			m.values[i]++
		}
	}
	return nil
}

// fill takes the values that a row lacks from the one before it, if that is wanted
// and there is one.
func (r *Reader) fill() bool {
	m := &r.missing
	if r.options.Missing != Hold || !m.holding {
		return false
	}
	for i, absent := range m.absent {
		if absent {
			r.row.Values[i] = m.held[i]
		}
	}
	return true
}

// leaveOut leaves out a row that lacks values; begins says that a segment would have
// begun with it, which is then for the next one to do.
func (r *Reader) leaveOut(begins bool) error {
	r.missing.leftOut++
	r.broken = r.broken || begins || r.options.Missing != Skip
	return errLeftOut
}

// isKnown reports a line that stood above the rows, which a board prints again when
// it starts again: a new segment begins there.
func (r *Reader) isKnown() bool {
	for i, fields := range r.dialect.Known {
		if table.Same(fields, r.records.Fields) {
			if r.broken = true; i == r.dialect.KnownHeader {
				r.repeated++
				if r.firstRepeated == 0 {
					r.firstRepeated = r.records.Line
				}
			}
			return true
		}
	}
	return false
}

// noteEnd says at the end of the file what was counted.
func (r *Reader) noteEnd() {
	if r.repeated > 0 {
		times := "again"
		if r.repeated > 1 {
			times = fmt.Sprintf("%d times again, first", r.repeated)
		}
		r.note(fmt.Sprintf("%s: the header stands %s in line %d; a new segment begins after it", r.name, times, r.firstRepeated))
	}
	var counts []string
	sum := int64(0)
	for i, n := range r.missing.values {
		if n > 0 {
			counts = append(counts, fmt.Sprintf("%d of %s", n, plain(r.Columns()[i])))
			sum += n
		}
	}
	if sum == 0 {
		return
	}
	what := map[Missing]string{
		Split: "a new segment begins after each; --missing hold keeps the value before instead",
		Skip:  "as if they had not been recorded",
		Hold:  "before there was a value to keep",
	}[r.options.Missing]
	r.note(fmt.Sprintf("%s: values missing: %s; rows left out: %d, %s", r.name, strings.Join(counts, ", "), r.missing.leftOut, what))
}

// nothingLeft is the error of a file of which every row lacks a value.
func (r *Reader) nothingLeft() error {
	if r.row.Number > 0 || r.missing.leftOut == 0 {
		return nil
	}
	most := 0
	for i, n := range r.missing.values {
		if n > r.missing.values[most] {
			most = i
		}
	}
	column := r.layout.channels[most]
	return r.dialect.columnError(r.name, column, fmt.Sprintf("has no value in %d rows, and no row is complete", r.missing.values[most]),
		"keep the values before with --missing hold, or leave the column out with --columns")
}

// isKnownLine reports an error that is a line from above the rows, again.
func (r *Reader) isKnownLine(err error) bool {
	f, ok := err.(*table.Fault)
	return ok && f.Outside && r.isKnown()
}
