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
		case kind.MixedUnits() && slices.Contains(r.layout.unused, i):
			r.note(fmt.Sprintf("%s: column %s has numbers with several units, such as %q and %q, and is left out; write one of them", r.name, plain(d.Names[i]), kind.Unit, kind.Other))
		}
	}
	if len(r.options.Columns) == 0 {
		if err := d.grouped(r.name, r.layout.unused); err != nil {
			return err
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

// grouped refuses columns of numbers with separators between the thousands.
func (d *dialect) grouped(name string, columns []int) error {
	for _, i := range columns {
		if kind := &d.Kinds[i]; kind.Grouped*2 > kind.Filled() && !kind.Numeric() {
			return d.columnError(name, i, "holds numbers with separators between the thousands, such as "+quoted([]byte(kind.Sample))+", which are not guessed",
				"write them without, or name the channels with --columns")
		}
	}
	return nil
}

// unreadNumbers is the error of columns of numbers that are not read; nil where there
// are none.
func (d *dialect) unreadNumbers(name string, columns []int) error {
	for _, i := range columns {
		if kind := &d.Kinds[i]; kind.MixedUnits() {
			return d.columnError(name, i, fmt.Sprintf("has numbers with several units, such as %q and %q", kind.Unit, kind.Other), "write one of them")
		}
	}
	return d.grouped(name, columns)
}
