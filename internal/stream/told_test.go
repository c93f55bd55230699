package stream

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// told is what a text is read as: channels, with the time column before them, then
// the rows by segment, "time: values" each where there is a time, and the notes.
func told(t *testing.T, text string, o Options) (table, notes string) {
	t.Helper()
	var said []string
	o.Note = func(text string) {
		if !strings.Contains(text, "without a unit are read as seconds") { // of the clock
			said = append(said, strings.TrimPrefix(text, "fan.csv: "))
		}
	}
	r, err := NewReader(strings.NewReader(text), "fan.csv", o)
	if err != nil {
		return err.Error(), strings.Join(said, "\n")
	}
	var b strings.Builder
	if r.TimeColumn() != "" {
		b.WriteString(r.TimeColumn() + ": ")
	}
	b.WriteString(strings.Join(r.Columns(), " "))
	segment := 0
	for r.Scan() {
		row := r.Row()
		if row.Segment != segment {
			b.WriteString(" /")
			segment = row.Segment
		}
		b.WriteString(" | ")
		if !math.IsNaN(row.Time) {
			fmt.Fprintf(&b, "%v: ", row.Time)
		}
		b.WriteString(strings.Trim(fmt.Sprint(row.Values), "[]"))
	}
	if err := r.Err(); err != nil {
		b.WriteString(" ! " + err.Error())
	}
	return b.String(), strings.Join(said, "\n")
}

// reading is a text and what it has to be read as.
type reading struct{ name, text, want, notes string }

func checkReadings(t *testing.T, o Options, readings []reading) {
	t.Helper()
	for _, c := range readings {
		if got, notes := told(t, c.text, o); got != c.want || notes != c.notes {
			t.Errorf("%s: %q:\n got %s\nwant %s\nnotes %s\n want %s", c.name, c.text, got, c.want, notes, c.notes)
		}
	}
}
