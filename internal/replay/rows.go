package replay

import "tinyol-sim/internal/stream"

// Rows are rows of a recording that are kept in memory.
type Rows struct {
	rows   []stream.Row
	values []float32
}

// Add copies a row to the end.
func (b *Rows) Add(row *stream.Row) {
	r := *row
	b.values = append(b.values, row.Values...)
	r.Values = nil
	b.rows = append(b.rows, r)
}

// At returns a row with its values; valid until the next Add.
func (b *Rows) At(i, channels int) stream.Row {
	r := b.rows[i]
	r.Values = b.values[i*channels : (i+1)*channels]
	return r
}

// Len is the number of rows.
func (b *Rows) Len() int { return len(b.rows) }

// From leaves out the first n rows.
func (b *Rows) From(n, channels int) *Rows { return &Rows{b.rows[n:], b.values[n*channels:]} }
