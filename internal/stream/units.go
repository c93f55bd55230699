package stream

import (
	"fmt"
	"slices"
	"strings"

	"tinyol-sim/internal/stream/table"
)

// takeUnits settles the units of channels and time, and refuses columns of numbers
// that cannot be read without guessing.
func (r *Reader) takeUnits() error {
	d := r.dialect
	var said []string
	for i := range d.Kinds {
		kind := &d.Kinds[i]
		role := i == r.layout.time || slices.Contains(r.layout.channels, i)
		switch {
		case kind.Unit != "" && role && !kind.MixedUnits():
			r.records.Units = append(r.records.Units, table.Unit{Column: i, Text: kind.Unit})
			d.Units[i] = kind.Unit
			said = append(said, fmt.Sprintf("%q behind those of %s", kind.Unit, plain(d.Names[i])))
		case !slices.Contains(r.layout.unused, i) || len(r.options.Columns) > 0:
		case kind.MixedUnits():
			r.note(fmt.Sprintf("%s: column %s has numbers with several units, such as %q and %q, and is left out; write one of them", r.name, plain(d.Names[i]), kind.Unit, kind.Other))
		case kind.Grouped*2 > kind.Filled():
			return d.columnError(r.name, i, "holds numbers with separators between the thousands, such as "+quoted([]byte(kind.Sample))+", which are not guessed",
				"write them without, or name the channels with --columns")
		}
	}
	if len(said) > 0 {
		r.note(r.name + ": units are taken off the numbers: " + strings.Join(said, ", "))
	}
	if t := r.layout.time; t >= 0 && r.layout.unit == "" {
		if _, ok := timeUnits[strings.ToLower(d.Units[t])]; ok {
			r.layout.unit = strings.ToLower(d.Units[t])
		}
	}
	return nil
}
