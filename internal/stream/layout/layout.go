package layout

import "fmt"

// Head is the beginning of a file.
type Head struct {
	Header bool
	Names  []string // of the columns; where there is no header, invented
	// Means is what a column's name alone says that it is.
	Means []Meaning
	// Records are those behind the header, without spaces around the fields.
	// They need not have as many fields as there are names.
	Records [][][]byte
	Label   string // column that the user named; "": none
	// Number reads a number as the file writes it; NaN and infinity are none.
	Number func(field []byte) (float64, bool)
	// Moment reports a date with a time.
	Moment func(field []byte) bool

	courses []course // of the columns; nil: not looked at yet
}

// Meaning is what a name says that a column is.
type Meaning int

// The meanings.
const (
	Nothing Meaning = iota
	Time
	Label
	Session
)

// Read returns the next record of the file, valid until the next call, and its
// line.
type Read func() (fields [][]byte, line int, err error)

// Row is a record of the table.
type Row struct {
	Fields [][]byte // valid until the next call of Next
	Line   int      // of the file: the last that went into the row
	Breaks bool     // it does not go on from the row before
}

// Table turns the records of a file into those of a table.
type Table interface {
	// Names are those of the columns.
	Names() []string
	// Next returns the next row. Its error is that of Read, or a *Fault.
	Next(Read) (Row, error)
	// Reset forgets what was read: what follows is the first record.
	Reset()
	// Column is the column of the file, from 0, that a field of the last row is
	// from; -1 where there is none.
	Column(field int) int
}

// Fault is what is wrong with a line.
type Fault struct {
	Line            int
	Problem, Remedy string
	// Final says that it is about the file, so that it cannot be skipped.
	Final bool
}

func (f *Fault) Error() string { return f.Problem + "; " + f.Remedy }

// Plan is how a file is to be read.
type Plan struct {
	// Choice is what was chosen, all of it: with it another file of the same kind
	// is read the same way.
	Choice Choice
	Table  Table // nil: rows
	Window int   // rows of a window, 0: there is no natural one
	// HeaderIsFirst says that the first record is a header that nobody took for
	// one.
	HeaderIsFirst bool
	Note          string // for the user; "": nothing was decided, and nothing is in doubt
}

// Find decides how a file is to be read, by the choice of the user or, where that
// is Auto, by what the file holds. Its error is a *Fault, of a choice that does
// not go with the file.
func Find(h *Head, c Choice) (*Plan, error) {
	switch c.Kind {
	case Windows:
		return h.windows(c)
	case Long:
		return h.long()
	case Tagged:
		return h.tagged()
	case Rows:
		return &Plan{Choice: c}, nil
	}
	if plan := h.findSeries(); plan != nil {
		return plan, nil
	}
	if plan := h.findWindows(); plan != nil {
		return plan, nil
	}
	if plan := h.findTurns(); plan != nil {
		return plan, nil
	}
	return &Plan{Choice: Choice{Kind: Rows}, Note: h.doubt()}, nil
}

// Worth reports whether a look at the records may find anything but rows: if not,
// they need not be kept. texts are the columns that hold text.
func Worth(c Choice, header bool, names []string, texts []bool, means []Meaning) bool {
	if c.Kind == Rows {
		return false
	}
	if c.Kind != Auto || len(names) >= leastColumns && (!header || numbered(names)) || !header && len(names) == longColumns {
		return true
	}
	for i, text := range texts {
		if means[i] == Nothing && (text || saysSensor(names[i])) {
			return true
		}
	}
	return false
}

func refuse(remedy, problem string, args ...any) error {
	return &Fault{Problem: fmt.Sprintf(problem, args...), Remedy: remedy, Final: true}
}
