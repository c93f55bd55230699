package stream

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"tinyol-sim/internal/stream/format"
	layouts "tinyol-sim/internal/stream/layout"
	"tinyol-sim/internal/stream/role"
	"tinyol-sim/internal/stream/table"
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
	// Resample makes rows that come so often a second of those that were recorded; 0:
	// they stay as they are.
	Resample float64
	// Layout is how lines make rows, in package layout's notation; "": found.
	Layout      string
	SkipBadRows bool    // count bad rows and go on; a new segment begins after them
	Missing     Missing // rows that lack a value; "": Split
	Labels      *Labels // shared with other readers; nil: the reader's own
	// Treatments are done to channels, by name; nil: those that the survey asks for.
	Treatments map[string]Treatment
	// Again opens the recording once more, so that all of it can be looked at
	// before a row is read; nil: it can be read once only, and its head has to do.
	Again func() (io.ReadCloser, error)
	// Ask has a person answer a question; answered is false where nobody did. nil:
	// there is nobody.
	Ask func(q Question) (yes, answered bool)
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

// MaxRecord is the longest record that is read, in bytes.
const MaxRecord = table.MaxRecord

// dialect is how a file writes its table.
type dialect struct{ *table.Dialect }

// Reader reads the rows of a CSV file; see the package documentation for what
// it takes.
type Reader struct {
	name    string
	closer  io.Closer
	text    *decoder
	made    *format.Table // what the text was made from; nil: the recording is text
	records *records
	dialect *dialect
	layout  *layout
	// findings are what each column was found to be.
	findings []role.Finding
	seenAll  bool // the survey came to the end of the recording
	plan     *layouts.Plan
	options  Options
	labels   *Labels

	clock    clock
	sessions sessions
	row      Row
	even     *resampler // nil: rows as recorded
	// lastLabel is most often that of the next row, too.
	lastLabel struct {
		text  []byte
		index int
		known bool // there was one
		full  bool // it is one more than there may be
	}
	states     []State
	nothing    map[string]bool // texts of labels, whether they stand for none
	labelTexts []string        // of the label column, as far as it was looked at
	treatments []Treatment     // [channels]; nil: values are as they are written

	note          func(text string)
	broken        bool // what comes next does not follow the row before in time
	missing       missing
	common        common
	repeated      int // headers in the middle of the file
	firstRepeated int // line of the first one

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
	decoded, made, err := text(src, name, note)
	if err != nil {
		return nil, err
	}
	r := &Reader{name: name, text: decoded, made: made, records: &records{Records: table.NewRecords(decoded)}, options: o, labels: o.Labels, note: note}
	if r.labels == nil {
		r.labels = NewLabels()
	}
	if r.options.Missing == "" {
		r.options.Missing = Split
	}
	if err := r.prepare(); err != nil {
		return nil, r.placed(err)
	}
	return r, nil
}

// detect finds how the text writes its table.
func (r *Reader) detect(records *table.Records, note func(text string)) (*table.Dialect, error) {
	if r.made != nil {
		return table.Stated(records, r.made.Units)
	}
	return table.Detect(records, note)
}

// placed turns a line of text that was made from a recording into its place there.
func (r *Reader) placed(err error) error {
	var e *Error
	if r.made != nil && r.made.Place != nil && errors.As(err, &e) && e.Line > 0 {
		e.Place, e.Line = r.made.Place(e.Line), 0
	}
	return err
}

// maxColumns bounds the memory that wide tables take: a window of the longest there may
// be, of four axes, is one line.
const maxColumns = 1 << 16

// prepare finds dialect and columns, and leaves the reader before the first row.
func (r *Reader) prepare() error {
	found, err := r.detect(r.records.Records, func(text string) { r.note(r.name + ": " + text) })
	if err == io.EOF {
		return r.noText()
	}
	if err != nil {
		return recordError(r.name, r.records.Line, nil, err)
	}
	if n := len(found.Names); n > maxColumns {
		return &Error{
			File: r.name, Line: found.Line, Problem: fmt.Sprintf("a row has %d fields, and no more than %d are read", n, maxColumns),
			Remedy: "check that a line is a row, or a window of samples",
		}
	}
	r.dialect = &dialect{found}
	if r.dialect.Counted == 0 {
		return r.noRows()
	}
	if err := r.layOut(r.note); err != nil {
		return err
	}
	seen := r.survey()
	if err := r.arrange(seen.columns()); err != nil {
		return err
	}
	if err = r.takeUnits(); err != nil {
		return err
	}
	if r.made != nil && r.layout.time < 0 && r.options.Rate == 0 {
		r.options.Rate = r.made.Rate
	}
	r.row.Values = make([]float32, len(r.layout.channels))
	r.missing = newMissing(len(r.layout.channels))
	r.row.Segment = -1
	r.sessions = newSessions(r.layout.sessions)
	r.treatChannels()
	if err := r.noteLabels(seen); err != nil {
		return err
	}
	r.learnClock(seen)
	if err := r.newestFirst(); err != nil {
		return err
	}
	r.noteTime(r.note)
	if err := r.resample(); err != nil {
		return err
	}
	r.records.Rewind(r.dialect.First)
	r.common.count(r)
	r.records.Rewind(r.dialect.First)
	r.records.Hold, r.records.Blank = false, false
	return nil
}

// Scan moves to the next row. It returns false at the end and at an error.
func (r *Reader) Scan() bool {
	if r.even != nil {
		return r.even.scan()
	}
	return r.scan()
}

// scan moves to the next row as recorded.
func (r *Reader) scan() bool {
	for !r.done {
		err := r.records.Next()
		if err == nil {
			err = r.decode()
		}
		switch {
		case err == nil:
			return true
		case err == errLeftOut:
		case err == io.EOF || r.isCutOff(err):
			r.done = true
			if r.err = r.placed(r.nothingLeft()); r.err == nil {
				r.noteEnd()
			}
		case r.isKnownLine(err):
		case !r.skip(err):
			r.done = true
			r.err = r.placed(r.common.explain(r, err))
		}
	}
	r.records.Release()
	return false
}

// Row returns the current row. It is overwritten by the next call of Scan.
func (r *Reader) Row() *Row {
	if r.even != nil {
		return &r.even.row
	}
	return &r.row
}

// Err returns the error that ended the reading; nil at the end of the file.
func (r *Reader) Err() error { return r.err }

// Close closes the file of a reader that Open made.
func (r *Reader) Close() error {
	if r.closer == nil {
		return nil
	}
	return r.closer.Close()
}

// Columns returns the names of the channels, in the order of Row.Values.
func (r *Reader) Columns() []string { return r.namesOf(r.layout.channels) }

// Unused returns the names of the columns that are neither channel, time,
// label nor session.
func (r *Reader) Unused() []string { return r.namesOf(r.layout.unused) }

// Units returns the units of the channels, in the order of Row.Values: what stands
// behind their numbers, or in a row below the header; "" where neither says.
func (r *Reader) Units() []string {
	units := make([]string, len(r.layout.channels))
	for i, c := range r.layout.channels {
		units[i] = r.dialect.Units[c]
	}
	return units
}

// Missing returns how many values each channel lacked so far, in the order of
// Row.Values.
func (r *Reader) Missing() []int64 { return slices.Clone(r.missing.values) }

// LeftOut returns the number of rows left out so far for missing values.
func (r *Reader) LeftOut() int64 { return r.missing.leftOut }

// Repeated returns how often the header was found again among the rows so far.
func (r *Reader) Repeated() int { return r.repeated }

// LabelColumn returns the name of the label column, "" if there is none.
func (r *Reader) LabelColumn() string { return r.nameOf(r.layout.label) }

// TimeColumn returns the name of the time column, "" if there is none. Of a date and a
// time of day in two columns it returns both names.
func (r *Reader) TimeColumn() string {
	if r.layout.clock >= 0 {
		return r.nameOf(r.layout.time) + " and " + r.nameOf(r.layout.clock)
	}
	return r.nameOf(r.layout.time)
}

// Layout returns how lines make rows, in package layout's notation: with it
// another file is read like this one.
func (r *Reader) Layout() string { return r.plan.Choice.String() }

// Window returns the rows of a window where every line of the file is one; 0
// where rows just go on.
func (r *Reader) Window() int { return r.plan.Window }

// Period returns the seconds from one row to the next; 0 if unknown.
func (r *Reader) Period() float64 {
	if r.even != nil {
		return r.even.period
	}
	return r.recordedPeriod()
}

// recordedPeriod is that of the file.
func (r *Reader) recordedPeriod() float64 {
	if r.options.Rate > 0 {
		return 1 / r.options.Rate
	}
	return r.clock.pace.period
}

// Doubt says why Period may be wrong by orders of magnitude, and what it is if it is;
// "" where nothing speaks against it. What rests on the rate then rests on a guess.
func (r *Reader) Doubt() string {
	if r.options.Rate > 0 {
		return ""
	}
	return r.clock.doubt
}

// Made says what the recording states beside its rows, where it is in another format
// than text; nil otherwise.
func (r *Reader) Made() *format.Table { return r.made }

// Rows returns the number of rows read so far.
func (r *Reader) Rows() int64 { return r.Row().Number }

// Skipped returns the number of bad rows skipped so far.
func (r *Reader) Skipped() int64 { return r.skipped }

// FirstSkipped says what was wrong with the first row skipped; nil if none was.
func (r *Reader) FirstSkipped() error { return r.firstSkipped }

// Segments returns the number of segments begun so far.
func (r *Reader) Segments() int { return r.row.Segment + 1 }

// Labels returns the labels seen so far, by this reader and those it shares
// them with.
func (r *Reader) Labels() *Labels { return r.labels }
