package bench

import (
	"fmt"

	"tinyol-sim/internal/stream"
)

// source is the stream under test: its files one after the other, with the
// drift that the user asked for.
type source struct {
	in     *inputs
	names  []string
	opts   stream.Options
	drift  []stream.Drift
	seed   uint64
	reader *stream.Reader
	file   *input
	next   int // name to open next

	period float64 // seconds between two rows, 0 unknown

	drifter *stream.Drifter
	err     error
	row     stream.Row // the reader's, with Number and Segment counted over all files
	before  struct {
		rows, skipped int64
		segments      int
		firstSkipped  error
	}
}

// openSource opens the first file, so that columns and labels are known.
func openSource(in *inputs, spec *Spec, labels *stream.Labels) (*source, error) {
	s := &source{in: in, names: spec.Streams, opts: in.readerOptions(spec, labels), seed: spec.Seed}
	for _, text := range spec.Drift {
		d, err := stream.ParseDrift(text)
		if err != nil {
			return nil, usage("drift", "see the help of bench", "%v", err)
		}
		s.drift = append(s.drift, d)
	}
	if err := s.openNext(); err != nil {
		return nil, err
	}
	for i, d := range s.drift {
		if d.NeedsTime() && s.reader.Period() == 0 {
			return nil, usage("drift", "give its at and ramp in rows, or the row rate with --rate", "%q counts in seconds, and the stream has no time", spec.Drift[i])
		}
	}
	var err error
	if len(s.drift) > 0 {
		if s.drifter, err = stream.NewDrifter(len(s.Columns()), s.seed, s.drift...); err != nil {
			return nil, usage("drift", "see the help of bench", "%v", err)
		}
	}
	return s, nil
}

func (s *source) openNext() error {
	name := s.names[s.next]
	file, err := s.in.openAs("stream", name)
	if err != nil {
		return err
	}
	reader, err := stream.NewReader(file, name, s.opts)
	if err != nil {
		file.Close()
		return err
	}
	s.file, s.reader, s.next = file, reader, s.next+1
	// Every further file has to bring the columns of the first.
	s.opts.Columns = reader.Columns()
	if s.opts.Label = reader.LabelColumn(); s.opts.Label == "" {
		s.opts.Label = stream.None
	}
	if s.next == 1 {
		s.period = reader.Period()
		return nil
	}
	if p := reader.Period(); p != s.period {
		return fmt.Errorf("%s: %g s between two rows, %s has %g s; replay recordings of different rates one by one, or pass --rate", name, p, s.names[0], s.period)
	}
	return nil
}

// scan moves to the next row; the row is reused.
func (s *source) scan() bool {
	for s.err == nil {
		if s.reader.Scan() {
			s.row = *s.reader.Row()
			s.row.Number += s.before.rows
			s.row.Segment += s.before.segments
			return true
		}
		if s.err = s.reader.Err(); s.err != nil || s.next == len(s.names) {
			return false
		}
		done, first := s.reader, s.firstSkipped()
		s.close()
		if s.err = s.openNext(); s.err == nil {
			s.before.rows += done.Rows()
			s.before.skipped += done.Skipped()
			s.before.segments += done.Segments()
			s.before.firstSkipped = first
		}
	}
	return false
}

// inject applies the drift that the user asked for. It is for rows of the
// stream alone: those that train the model are as they were recorded.
func (s *source) inject(row *stream.Row) *stream.Row {
	if s.drifter != nil {
		s.drifter.Apply(row)
	}
	return row
}

// firstSkipped says what was wrong with the first bad row of all files.
func (s *source) firstSkipped() error {
	if s.before.firstSkipped != nil {
		return s.before.firstSkipped
	}
	return s.reader.FirstSkipped()
}

func (s *source) close()            { s.file.Close() }
func (s *source) Columns() []string { return s.reader.Columns() }
func (s *source) rows() int64       { return s.before.rows + s.reader.Rows() }
func (s *source) skipped() int64    { return s.before.skipped + s.reader.Skipped() }
func (s *source) segments() int     { return s.before.segments + s.reader.Segments() }
func (s *source) labelled() bool    { return s.reader.LabelColumn() != "" }
