package score

// Span are the rows whose windows a Keeper's rates are of. A window belongs to its
// last row. The zero value is the whole stream.
type Span struct {
	From int64 // first row
	To   int64 // first row behind; 0: there is none
}

// watch is a Span while the stream goes by.
type watch struct {
	Span
	begun bool
}

// begins reports, once, that a row is the first window's in the span: what was counted
// before is to be forgotten.
func (w *watch) begins(row int64) bool {
	if w.begun || row < w.From {
		return false
	}
	w.begun = true
	return w.From > 0
}

// over reports that a row lies behind the span.
func (w *watch) over(row int64) bool { return w.To > 0 && row >= w.To }
