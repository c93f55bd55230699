package replay

import (
	"os"

	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/usage"
)

// Source is the stream under test: its files one after the other, with the
// drift that the user asked for.
type Source struct {
	in     *Inputs
	names  []string
	opts   stream.Options
	reader *stream.Reader
	file   *input
	read   int64 // bytes of the files before
	size   int64 // of all files, 0 where it is not known
	next   int   // name to open next

	period float64 // seconds between two rows, 0 unknown
	doubt  string  // about it
	start  float64 // time of the first row
	began  bool

	drifter *stream.Drifter
	err     error
	row     stream.Row // the reader's, with Number and Segment counted over all files
	before  struct {
		rows, skipped int64
		segments      int
		firstSkipped  error
	}
}

// Options say how the files of a stream are read.
type Options struct {
	stream.Options
	Drift []string // injected, in package stream's notation
	Seed  uint64   // of that drift
}

// Open opens the first file of a stream, so that columns and labels are known.
// What the options ask of the drift in vain is a *usage.Error.
func Open(in *Inputs, names []string, o Options) (*Source, error) {
	s := &Source{in: in, names: names, opts: o.Options, size: sizeOf(names)}
	var drift []stream.Drift
	for _, text := range o.Drift {
		d, err := stream.ParseDrift(text)
		if err != nil {
			return nil, usage.New("drift", "see the help of bench", "%v", err)
		}
		drift = append(drift, d)
	}
	if err := s.openNext(); err != nil {
		return nil, err
	}
	if sized, ok := s.file.ReadCloser.(interface{ Size() int64 }); ok && len(names) == 1 {
		s.size = sized.Size()
	}
	if len(drift) == 0 {
		return s, nil
	}
	for i, d := range drift {
		if d.NeedsTime() && s.reader.Period() == 0 {
			return nil, usage.New("drift", "give it in rows, or the row rate with --rate", "%q counts in seconds, and the stream has no time", o.Drift[i])
		}
		if d.TooShort(s.reader.Period()) {
			return nil, usage.New("drift", "give a longer period", "%q alternates faster than every row, and rows are %g s apart", o.Drift[i], s.reader.Period())
		}
	}
	var err error
	if s.drifter, err = stream.NewDrifter(len(s.Columns()), o.Seed, drift...); err != nil {
		return nil, usage.New("drift", "see the help of bench", "%v", err)
	}
	return s, nil
}

func (s *Source) openNext() error {
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
	if s.file != nil {
		s.read += s.file.bytes
	}
	s.file, s.reader, s.next = file, reader, s.next+1
	// Every further file has to bring the columns of the first.
	s.opts.Columns = reader.Columns()
	if s.opts.Label = reader.LabelColumn(); s.opts.Label == "" {
		s.opts.Label = stream.None
	}
	if s.next == 1 {
		s.period, s.doubt = reader.Period(), reader.Doubt()
		return nil
	}
	return s.in.SameRate(Rate{s.names[0], s.period}, Rate{name, reader.Period()})
}

// Scan moves to the next row; the row is reused.
func (s *Source) Scan() bool {
	for s.err == nil {
		if s.reader.Scan() {
			s.row = *s.reader.Row()
			if !s.began {
				s.began, s.start = true, s.row.Time
			}
			s.row.Number += s.before.rows
			s.row.Segment += s.before.segments
			return true
		}
		if s.err = s.reader.Err(); s.err != nil || s.next == len(s.names) {
			return false
		}
		done, first := s.reader, s.FirstSkipped()
		s.Close()
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
func (s *Source) inject(row *stream.Row) *stream.Row {
	if s.drifter != nil {
		s.drifter.Apply(row)
	}
	return row
}

// changes are those that the injected drift has made up to the last row.
func (s *Source) changes() (changes []stream.Change, leftOut int64) {
	if s == nil || s.drifter == nil {
		return nil, 0
	}
	return s.drifter.Changes()
}

// FirstSkipped says what was wrong with the first bad row of all files.
func (s *Source) FirstSkipped() error {
	if s.before.firstSkipped != nil {
		return s.before.firstSkipped
	}
	return s.reader.FirstSkipped()
}

// Close closes the file that is being read.
func (s *Source) Close() { s.file.Close() }

// Name is that of the file that is being read.
func (s *Source) Name() string { return s.reader.Name() }

// Columns are the channels of a row.
func (s *Source) Columns() []string { return s.reader.Columns() }

// LeftOut says of each column that is not used why not.
func (s *Source) LeftOut() []string { return s.reader.LeftOut() }

// LabelColumn is empty where the stream has no labels.
func (s *Source) LabelColumn() string { return s.reader.LabelColumn() }

// TimeColumn is empty where the stream has no time.
func (s *Source) TimeColumn() string { return s.reader.TimeColumn() }

// Labelled reports whether the stream has labels.
func (s *Source) Labelled() bool { return s.LabelColumn() != "" }

// Period is the time between two rows in seconds, 0 where it is not known.
func (s *Source) Period() float64 { return s.period }

// Doubt says why Period may be wrong by orders of magnitude; empty: nothing does.
func (s *Source) Doubt() string { return s.doubt }

// Rows counts the rows read of all files.
func (s *Source) Rows() int64 { return s.before.rows + s.reader.Rows() }

// Skipped counts the bad rows of all files.
func (s *Source) Skipped() int64 { return s.before.skipped + s.reader.Skipped() }

// Segments counts the segments of all files.
func (s *Source) Segments() int { return s.before.segments + s.reader.Segments() }

// Row is the one that Scan has moved to, before drift.
func (s *Source) Row() *stream.Row { return &s.row }

// Err is what ended the rows, nil at the end of the stream.
func (s *Source) Err() error { return s.err }

// bytes is how much has been read of all files.
func (s *Source) bytes() int64 { return s.read + s.file.bytes }

// sizeOf adds up files, 0 where that is not known: of a pipe, or of what an opener
// makes up.
func sizeOf(names []string) (sum int64) {
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil || !info.Mode().IsRegular() {
			return 0
		}
		sum += info.Size()
	}
	return sum
}
