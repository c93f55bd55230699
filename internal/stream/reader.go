package stream

import (
	"io"
	"strconv"

	layouts "tinyol-sim/internal/stream/layout"
)

// Options say how to read a recording. The zero value finds everything by name
// and content.
type Options struct {
	Columns []string // channels by name, in this order; nil: found
	Time    string   // column; "": found; None: there is none
	Label   string   // column; "": found; None: there is none
	// Rate is the number of rows a second; 0: from the time column. Where it is
	// given, Row.Time counts from 0 at this rate, and the time column is used to
	// find segments only.
	Rate float64
	// Layout is how lines make rows, in package layout's notation; "": found.
	Layout      string
	SkipBadRows bool    // count bad rows and go on
	Labels      *Labels // shared with other readers; nil: the reader's own
	// Note hears, in one line each, what was guessed of the file or left out of
	// it; it may be called while rows are read. nil: nobody.
	Note func(text string)
}

// Row is one line of a recording.
type Row struct {
	Number  int64     // from 1, bad rows not counted
	Line    int       // of the file, from 1
	Time    float64   // seconds, as in the file; NaN if unknown
	Values  []float32 // [channels]
	Label   int       // index into Labels, or NoLabel
	Segment int       // from 0
}

// Reader reads the rows of a CSV file; see the package documentation for what
// it takes.
type Reader struct {
	name    string
	closer  io.Closer
	records *records
	dialect *dialect
	layout  *layout
	plan    *layouts.Plan
	options Options
	labels  *Labels

	clock    clock
	sessions sessions
	row      Row
	// lastLabel is most often that of the next row, too.
	lastLabel struct {
		text  []byte
		index int
	}

	skipped      int64
	firstSkipped error
	err          error
	done         bool
}

// Open opens a CSV file, plain or gzipped, or standard input as "-". The
// errors of Open, NewReader and Err are of type *Error.
func Open(path string, o Options) (*Reader, error) {
	f, err := openFile(path)
	if err != nil {
		return nil, err
	}
	r, err := NewReader(f, path, o)
	if err != nil {
		f.Close()
		return nil, err
	}
	r.closer = f
	return r, nil
}

// NewReader reads the head of src and finds dialect and columns; name appears
// in errors. Close does not close src.
func NewReader(src io.Reader, name string, o Options) (*Reader, error) {
	if name == Stdin {
		name = "standard input"
	}
	note := o.Note
	if note == nil {
		note = func(string) {}
	}
	decoded, err := text(src, name, note)
	if err != nil {
		return nil, err
	}
	r := &Reader{name: name, records: newRecords(decoded), options: o, labels: o.Labels}
	if r.labels == nil {
		r.labels = NewLabels()
	}
	if r.dialect, err = detect(r.records, name); err != nil {
		return nil, err
	}
	if r.dialect.counted == 0 {
		return nil, r.noRows()
	}
	if err := r.layOut(note); err != nil {
		return nil, err
	}
	if r.layout, err = r.dialect.arrange(name, o); err != nil {
		return nil, err
	}
	r.row.Values = make([]float32, len(r.layout.channels))
	r.row.Segment = -1
	r.sessions = newSessions(r.layout.sessions)
	r.lastLabel.index = NoLabel
	r.clock.measure(r)
	r.records.rewind(r.dialect.first)
	r.records.hold = false
	return r, nil
}

// Scan moves to the next row. It returns false at the end and at an error.
func (r *Reader) Scan() bool {
	for !r.done {
		err := r.records.next()
		if err == nil {
			err = r.decode()
		}
		switch {
		case err == nil:
			return true
		case err == io.EOF:
			r.done = true
		case !r.skip(err):
			r.done = true
			r.err = r.errorOf(err)
		}
	}
	r.records.release()
	return false
}

// Row returns the current row. It is overwritten by the next call of Scan.
func (r *Reader) Row() *Row { return &r.row }

// Err returns the error that ended the reading; nil at the end of the file.
func (r *Reader) Err() error { return r.err }

// Close closes the file of a reader that Open made.
func (r *Reader) Close() error {
	if r.closer == nil {
		return nil
	}
	return r.closer.Close()
}

// Name returns the name that errors use.
func (r *Reader) Name() string { return r.name }

// Columns returns the names of the channels, in the order of Row.Values.
func (r *Reader) Columns() []string { return r.namesOf(r.layout.channels) }

// Unused returns the names of the columns that are neither channel, time,
// label nor session.
func (r *Reader) Unused() []string { return r.namesOf(r.layout.unused) }

// LabelColumn returns the name of the label column, "" if there is none.
func (r *Reader) LabelColumn() string { return r.nameOf(r.layout.label) }

// TimeColumn returns the name of the time column, "" if there is none.
func (r *Reader) TimeColumn() string { return r.nameOf(r.layout.time) }

// Layout returns how lines make rows, in package layout's notation: with it
// another file is read like this one.
func (r *Reader) Layout() string { return r.plan.Choice.String() }

// Window returns the rows of a window where every line of the file is one; 0
// where rows just go on.
func (r *Reader) Window() int { return r.plan.Window }

// Period returns the seconds from one row to the next; 0 if unknown.
func (r *Reader) Period() float64 {
	if r.options.Rate > 0 {
		return 1 / r.options.Rate
	}
	return r.clock.period
}

// Rows returns the number of rows read so far.
func (r *Reader) Rows() int64 { return r.row.Number }

// Skipped returns the number of bad rows skipped so far.
func (r *Reader) Skipped() int64 { return r.skipped }

// FirstSkipped says what was wrong with the first row skipped; nil if none was.
func (r *Reader) FirstSkipped() error { return r.firstSkipped }

// Segments returns the number of segments begun so far.
func (r *Reader) Segments() int { return r.row.Segment + 1 }

// Labels returns the labels seen so far, by this reader and those it shares
// them with.
func (r *Reader) Labels() *Labels { return r.labels }

func (r *Reader) namesOf(columns []int) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = r.dialect.names[c]
	}
	return names
}

func (r *Reader) nameOf(column int) string {
	if column < 0 {
		return ""
	}
	return r.dialect.names[column]
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
