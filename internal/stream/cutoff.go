package stream

import (
	"fmt"

	"tinyol-sim/internal/stream/table"
)

// isCutOff reports what the text ends in without a line end, and that is no row:
// recordings end where somebody has pulled the plug. It is left out, and said.
func (r *Reader) isCutOff(err error) bool {
	f, ok := err.(*table.Fault)
	if !ok || !r.records.CutOff || f.Final || r.row.Number == 0 {
		return false
	}
	place := fmt.Sprintf("line %d", r.records.Line)
	if r.made != nil && r.made.Place != nil {
		place = r.made.Place(r.records.Line)
	}
	r.note(r.name + ": " + place + ", the last, is cut off and left out")
	return true
}

// noText is the error of a file without a line of text.
func (r *Reader) noText() *Error {
	if r.text.tail.held > 0 {
		return &Error{File: r.name, Problem: "has nothing but zero bytes where its text should begin", Remedy: "copy it from where it was recorded again"}
	}
	return emptyFile(r.name)
}
