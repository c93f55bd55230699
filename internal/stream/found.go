package stream

import (
	"slices"

	"tinyol-sim/internal/stream/role"
)

// Numeric reports a column of the file, by its index, that holds numbers.
func (r *Reader) Numeric(column int) bool { return r.dialect.Kinds[column].Numeric() }

// AllUnits returns the units of all columns of the file, "" where none is known.
func (r *Reader) AllUnits() []string { return r.dialect.Units }

// Channels returns which columns of the file the channels are.
func (r *Reader) Channels() []int { return r.layout.channels }

// Used returns the columns of the file that are read, by their indices.
func (r *Reader) Used() []int {
	used := append(slices.Clone(r.layout.channels), r.layout.sessions...)
	for _, i := range []int{r.layout.time, r.layout.clock, r.layout.label} {
		if i >= 0 {
			used = append(used, i)
		}
	}
	return used
}

// StepSpread returns the 10th and the 90th percentile of the steps in time, in
// seconds; 0 where the period is not from steps.
func (r *Reader) StepSpread() (low, high float64) { return r.clock.pace.low, r.clock.pace.high }

// Findings say of each column of the file what it was found to be, in the order
// of Names.
func (r *Reader) Findings() []role.Finding { return r.findings }

// Names returns the names of all columns of the file.
func (r *Reader) Names() []string { return r.dialect.Names }
