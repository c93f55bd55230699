package replay

import (
	"errors"
	"fmt"
	"io"

	"tinyol-sim/internal/fileset"
	"tinyol-sim/internal/inject"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/usage"
)

// Source is a recording in one of its roles: its files one after the other, each
// of which begins a new segment, with the drift that the user asked for.
type Source struct {
	in     *Inputs
	role   string
	names  []string
	set    *fileset.Set
	opts   stream.Options
	reader *stream.Reader
	file   *input
	read   int64 // bytes of the files before
	size   int64 // of all files, 0 where it is not known
	opened int   // files
	first  string
	notes  int // about files after the first

	labels    fileset.Rule // by which names give labels
	fileLabel int          // of the file that is being read

	period float64 // seconds between two rows, 0 unknown
	doubt  string  // about it
	start  float64 // time of the first row
	began  bool

	drifter *inject.Drifter
	err     error
	row     stream.Row // the reader's, with Number and Segment counted over all files
	before  struct {
		rows, skipped int64
		segments      int
		firstSkipped  error
		missing       []int64 // [channels]
	}
}

// Roles of recordings.
const (
	RoleStream = "stream"
	RoleTrain  = "train"
	RoleTest   = "test"
)

// Options say how the files of a recording are read.
type Options struct {
	stream.Options
	LabelFrom string   // rule by which names give labels, as fileset.ParseRule reads it
	Drift     []string // injected, in package stream's notation
	Seed      uint64   // of that drift
}

// Open opens the first file behind the names of a recording, which are files,
// folders and archives, so that columns and labels are known. What the options
// ask in vain is a *usage.Error.
func Open(in *Inputs, role string, names []string, o Options) (*Source, error) {
	set, err := fileset.Open(names, in.Note)
	if err != nil {
		return nil, err
	}
	return open(in, role, names, set, o)
}

// Again opens the recording a second time, to be read while this one is open; it
// is no input of its own.
func (s *Source) Again(o Options) (*Source, error) {
	return open(NewUncounted(s.in.Opener(), nil), s.role, s.names, s.set.Again(), o)
}

func open(in *Inputs, role string, names []string, set *fileset.Set, o Options) (*Source, error) {
	drifts, err := parseDrift(o.Drift)
	s := &Source{in: in, role: role, names: names, set: set, opts: o.Options}
	if err == nil {
		err = s.begin(o, drifts)
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func parseDrift(texts []string) (all []inject.Drift, err error) {
	for _, text := range texts {
		d, err := inject.Parse(text)
		if err != nil {
			return nil, usage.New("drift", "see the help of bench", "%v", err)
		}
		all = append(all, d)
	}
	return all, nil
}

// begin opens the first file and prepares the drift.
func (s *Source) begin(o Options, drifts []inject.Drift) (err error) {
	s.size = s.set.Size()
	if s.labels, err = fileset.ParseRule(o.LabelFrom); err != nil {
		return usage.New("label-from", "use "+fileset.ByFolder+", "+fileset.ByFile+" or a regular expression such as '(.*)_[0-9]+'", "%v", err)
	}
	if s.opts.Labels == nil {
		s.opts.Labels = stream.NewLabels()
	}
	if !s.labels.None() {
		if o.Label != "" && o.Label != stream.None {
			return usage.New("label-from", "leave out one of --label and --label-from", "labels come from a column or from names")
		}
		s.opts.Label = stream.None
		if err := s.set.Label(s.labels); err != nil {
			return err
		}
	}
	s.chooseColumns()
	if err := s.openNext(); err != nil {
		return err
	}
	if sized, ok := s.file.ReadCloser.(interface{ Size() int64 }); ok && s.set.Len() == 1 {
		s.size = sized.Size()
	}
	if len(drifts) == 0 {
		return nil
	}
	for i, d := range drifts {
		if d.NeedsTime() && s.reader.Period() == 0 {
			return usage.New("drift", "give it in rows, or the row rate with --rate", "%q counts in seconds, and the stream has no time", o.Drift[i])
		}
		if d.TooShort(s.reader.Period()) {
			return usage.New("drift", "give a longer period", "%q alternates faster than every row, and rows are %g s apart", o.Drift[i], s.reader.Period())
		}
	}
	if s.drifter, err = inject.New(len(s.Columns()), o.Seed, drifts...); err != nil {
		return usage.New("drift", "see the help of bench", "%v", err)
	}
	return nil
}

// openNext opens the next file that has rows; io.EOF: there is none. Files of a folder
// that have a header alone are passed over: somebody has pressed a button too often.
func (s *Source) openNext() error {
	for f := s.set.Next(); f != nil; f = s.set.Next() {
		err := s.openFile(f)
		if !errors.Is(err, stream.ErrNoRows) || !f.Listed() || f.Files == 1 {
			return err
		}
		s.noteFurther(f.Name + ": holds no row, and is left out")
	}
	if s.opened == 0 {
		return fmt.Errorf("%s: none of its files holds a row; record some rows", s.Title())
	}
	return io.EOF
}

func (s *Source) openFile(f *fileset.File) error {
	file, err := s.in.openListed(s.role, s.set, f)
	if err != nil {
		return err
	}
	opts := s.opts
	if s.opened > 0 {
		opts.Note = s.noteFurther
	} else if f.Again() {
		opts.Again = func() (io.ReadCloser, error) { return f.Open(s.in.open) }
	}
	reader, err := stream.NewReader(file, f.Name, opts)
	if err != nil {
		file.Close()
		return err
	}
	if s.file != nil {
		s.read += s.file.bytes
	}
	s.file, s.reader = file, reader
	if s.opened++; s.opened == 1 {
		return s.settle(f)
	}
	if err := s.takeLabel(f); err != nil {
		return err
	}
	return sameRate(s.noteFurther, Rate{s.first, s.period, s.doubt}, Rate{f.Name, reader.Period(), reader.Doubt()})
}

// settle takes from the first file what holds for all.
func (s *Source) settle(f *fileset.File) error {
	s.first, s.period, s.doubt = f.Name, s.reader.Period(), s.reader.Doubt()
	// Every further file has to bring the columns of the first.
	s.opts.Columns, s.opts.Layout, s.opts.Treatments = s.reader.Columns(), s.reader.Layout(), s.reader.Treatments()
	if s.labels.None() && s.opts.Label == "" && s.reader.LabelColumn() == "" && s.set.AClassAFolder() {
		if err := s.takeFolders(); err != nil {
			return err
		}
	}
	if s.opts.Label = s.reader.LabelColumn(); s.opts.Label == "" {
		s.opts.Label = stream.None
	}
	return s.takeLabel(f)
}

// takeFolders takes every folder for a class.
func (s *Source) takeFolders() (err error) {
	if s.labels, err = fileset.ParseRule(fileset.ByFolder); err != nil {
		return err
	}
	s.in.Note(fmt.Sprintf("%s: every folder is taken for a class, and one recording of each is read in turn; --label-from %s says so, --label %s that they have no labels", s.Title(), fileset.ByFolder, stream.None))
	return s.set.Label(s.labels)
}

// takeLabel notes the label of a file whose name has one.
func (s *Source) takeLabel(f *fileset.File) error {
	if s.labels.None() {
		return nil
	}
	if s.fileLabel = s.opts.Labels.Index(f.Label(s.labels)); s.fileLabel == stream.NoLabel {
		return usage.New("label-from", "use a rule that gives fewer, such as a regular expression", "the names up to %s give more than %d labels", f.Name, stream.MaxLabels)
	}
	return nil
}

// mostNotes is how many notes files after the first may add: thousands of them
// have the same to say.
const mostNotes = 3

func (s *Source) noteFurther(text string) {
	switch s.notes++; {
	case s.notes <= mostNotes:
		s.in.Note(text)
	case s.notes == mostNotes+1:
		s.in.Note(s.Title() + ": what there is to note of further files is left out")
	}
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
			if !s.labels.None() {
				s.row.Label = s.fileLabel
			}
			return true
		}
		s.file.Close()
		if s.err = s.reader.Err(); s.err != nil {
			return false
		}
		done, first := s.reader, s.FirstSkipped()
		err := s.openNext()
		if err == io.EOF {
			return false
		}
		if s.err = err; s.err == nil {
			s.before.rows += done.Rows()
			s.before.skipped += done.Skipped()
			s.before.segments += done.Segments()
			s.before.firstSkipped = first
			s.before.missing = added(s.before.missing, done.Missing())
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
func (s *Source) changes() (changes []inject.Change, leftOut int64) {
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

// Close closes the file that is being read, and the archives.
func (s *Source) Close() {
	if s.file != nil {
		s.file.Close()
	}
	s.set.Close()
}

// Title names the recording: what the user named, of several the first and how
// many more.
func (s *Source) Title() string { return Title(s.names) }

// Title names a recording by its names, as few as a line has room for.
func Title(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		if names[0] == stream.Stdin {
			return "standard input"
		}
		return names[0]
	}
	return fmt.Sprintf("%s and %d more", names[0], len(names)-1)
}

// Columns are the channels of a row.
func (s *Source) Columns() []string { return s.reader.Columns() }

// Omitted says of each column that is not used why not.
func (s *Source) Omitted() []string { return s.reader.Omitted() }

// LabelSource says in words where labels come from: a column, or names. It is
// empty where there are none.
func (s *Source) LabelSource() string {
	switch column := s.reader.LabelColumn(); {
	case !s.labels.None():
		return "--label-from " + s.labels.String()
	case column != "":
		return fmt.Sprintf("label column %q", column)
	}
	return ""
}

// LabelColumn is the name of the label column, with labels from names the rule;
// empty where the recording has no labels.
func (s *Source) LabelColumn() string {
	if !s.labels.None() {
		return s.labels.String()
	}
	return s.reader.LabelColumn()
}

// LabelRule is the rule by which names give labels, "" where none does.
func (s *Source) LabelRule() string { return s.labels.String() }

// Treatments are what is done to the values of channels.
func (s *Source) Treatments() map[string]stream.Treatment { return s.reader.Treatments() }

// TimeColumn is empty where the stream has no time.
func (s *Source) TimeColumn() string { return s.reader.TimeColumn() }

// Labelled reports whether the recording has labels.
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
