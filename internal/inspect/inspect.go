// Package inspect says what a recording is found to be: what each of its columns
// is taken for and why, how fast its rows come, where it breaks, which labels it
// has, and what bench would do with it.
package inspect

import (
	"cmp"
	"context"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/stream"
)

// Inspection is what was found; its JSON is what inspect --json prints.
type Inspection struct {
	Name     string   `json:"name"`
	Files    int      `json:"files"`
	Format   string   `json:"format"`
	Layout   string   `json:"layout"`
	Columns  []Column `json:"columns"` // of the first file
	Rows     int64    `json:"rows"`
	Skipped  int64    `json:"skipped_rows,omitempty"`
	Rate     *Rate    `json:"rate,omitempty"` // absent: not known
	Segments int      `json:"segments"`
	// LongestSegment and ShortestSegment are in rows.
	LongestSegment  int64    `json:"longest_segment_rows"`
	ShortestSegment int64    `json:"shortest_segment_rows"`
	Gaps            int64    `json:"gaps"` // breaks between rows of one file, those of its labels apart
	Labels          []Label  `json:"labels,omitempty"`
	Bench           Bench    `json:"bench"`
	Notes           []string `json:"notes,omitempty"`
}

// Column is what one column is taken for.
type Column struct {
	Name     string   `json:"name"`
	Role     string   `json:"role"`
	Evidence string   `json:"evidence"`
	Doubt    bool     `json:"in_doubt,omitempty"`
	Flag     []string `json:"flag,omitempty"` // what settles a doubt or takes it in
	Unit     string   `json:"unit,omitempty"`
	Used     bool     `json:"used"`
	// Low and High are the range, of a channel over the whole recording, else over
	// the rows that were sampled; absent where the column has no numbers.
	Low  *float64 `json:"low,omitempty"`
	High *float64 `json:"high,omitempty"`
	// Step is the smallest difference between two rows that follow each other, of a
	// channel that moves.
	Step     *float64 `json:"step,omitempty"`
	Missing  int64    `json:"missing"`
	Distinct int      `json:"distinct_sampled"`
	Remarks  []string `json:"remarks,omitempty"`
}

// Rate is how fast rows come.
type Rate struct {
	Hertz  float64 `json:"hz"`
	Period float64 `json:"period_s"`
	// Low and High are the 10th and the 90th percentile of the steps in time; 0 where
	// the rate is not from steps.
	Low   float64 `json:"step_p10_s,omitempty"`
	High  float64 `json:"step_p90_s,omitempty"`
	Doubt string  `json:"doubt,omitempty"`
}

// Label is a label and where it is.
type Label struct {
	Name       string `json:"name"`
	Rows       int64  `json:"rows"`
	Runs       int64  `json:"runs"`
	LongestRun int64  `json:"longest_run_rows"`
	First      int64  `json:"first_row"`
}

// Look reads a recording from one end to the other. given are flags of spec as the user
// wrote them, for the command that comes next.
func Look(ctx context.Context, spec bench.Spec, given []string, open replay.OpenFunc) (*Inspection, error) {
	if err := spec.Complete(); err != nil {
		return nil, err
	}
	in := &Inspection{Name: replay.Title(spec.Streams)}
	note := func(text string) { in.Notes = append(in.Notes, text) }
	labels := stream.NewLabels()
	src, err := replay.Open(replay.NewInputs(open, note), replay.RoleStream, spec.Streams, spec.ReaderOptions(labels, note))
	if err != nil {
		return nil, err
	}
	defer src.Close()
	in.describe(src)
	spec.UseNaturalWindow(src.Natural(), len(src.Columns()), note)
	b := newBenchView(&spec, src, given)
	c := newCounts(in, src)
	for src.Scan() {
		if src.Rows()&0xfff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		c.add(src.Row())
		b.add(src.Row())
	}
	if err := src.Err(); err != nil {
		return nil, err
	}
	c.finish(labels)
	b.finish(in, labels)
	return in, nil
}

// describe takes what the first file shows before it is read.
func (in *Inspection) describe(src *replay.Source) {
	r := src.Reader()
	in.Files, in.Format, in.Layout = src.Files(), "CSV", r.Layout()
	if made := r.Made(); made != nil {
		in.Format = made.Format
	}
	units := r.AllUnits()
	for i, f := range r.Findings() {
		c := Column{
			Name: r.Names()[i], Role: string(f.Role), Evidence: f.Evidence, Doubt: f.Doubt, Flag: f.Flag, Unit: cmp.Or(f.Unit, units[i]),
			Missing: int64(f.Missing), Distinct: f.Distinct,
		}
		if r.Numeric(i) && f.Rows > f.Missing {
			c.Low, c.High = &f.Low, &f.High
		}
		for _, remark := range f.Remarks {
			c.Remarks = append(c.Remarks, remark.Text)
		}
		in.Columns = append(in.Columns, c)
	}
	for _, i := range r.Used() {
		in.Columns[i].Used = true
	}
	if p := src.Period(); p > 0 {
		low, high := r.StepSpread()
		in.Rate = &Rate{Hertz: 1 / p, Period: p, Low: low, High: high, Doubt: src.Doubt()}
	}
}
