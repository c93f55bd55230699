package frontend

import (
	"fmt"
	"slices"
	"strings"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plaintext"
)

// Kind is the name of a kind of front end. All scale their features so that the
// training recording spans 0 to 1; in the field they go where the data goes,
// without clipping.
type Kind string

// Form is a kind of front end: a file of this package, or of whoever registers
// another one.
type Form struct {
	Kind Kind
	Text string // what its features are, in a few words for help
	// Rows are those of a window where nobody said; 0: 40, the paper's.
	Rows int
	// Check says what is wrong with the sizes beside the bounds that hold for
	// all, and what to do about it; nil: nothing.
	Check func(channels, window int) (problem, remedy string)
	// Sizes of a window's features, of what the ring keeps of a row, and of the
	// bounds that features are scaled with, repeated.
	Features, RingWidth, Bounds func(channels, window int) int
	// Projection says that rows are projected to the training rows' first
	// principal axis, for which mean and axis are fitted.
	Projection bool
	// Tables are constants that follow from the window; nil: none.
	Tables func(window int) []Table
	// Row lists what happens to a row, Window what makes a window's features,
	// before they are scaled.
	Row    func(f *FrontEnd, ring *kernel.Vector) []kernel.Op
	Window func(f *FrontEnd, features, ring *kernel.Vector) []kernel.Op
}

var forms []*Form

// RegisterForm adds a kind of front end and returns its name. A name that is
// there already is a mistake in the program.
func RegisterForm(f Form) Kind {
	if formOf(f.Kind) != nil {
		panic("stream: there are two front ends " + string(f.Kind))
	}
	forms = append(forms, &f)
	return f.Kind
}

func formOf(kind Kind) *Form {
	for _, f := range forms {
		if f.Kind == kind {
			return f
		}
	}
	return nil
}

// Kinds returns the front ends that there are, the paper's first.
func Kinds() []Kind {
	kinds := []Kind{Raw}
	for _, f := range forms {
		if f.Kind != Raw {
			kinds = append(kinds, f.Kind)
		}
	}
	slices.Sort(kinds[1:])
	return kinds
}

// Describe says in a few words what features a kind makes, and how many rows its
// windows have where nobody said.
func Describe(kind Kind) (text string, rows int) {
	f := formOf(kind)
	if f.Rows == 0 {
		return f.Text, defaultRows
	}
	return f.Text, f.Rows
}

// defaultRows is the paper's window.
const defaultRows = 40

// kindNames lists them for a message: demean, raw or spectrum.
func kindNames() string {
	var names []string
	for _, k := range Kinds() {
		names = append(names, string(k))
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// Bounds of a front end, far beyond what any microcontroller holds.
const (
	maxChannels = 1024
	maxWindow   = 1 << 16
	maxFeatures = 1 << 20
)

// FrontEnd turns windows of sensor rows into the network's features. It is
// fitted by Fit or decoded from JSON, and never changes; it is safe for
// concurrent use.
type FrontEnd struct {
	form     *Form
	kind     Kind
	channels int
	window   int

	mean  []float32 // [channels] of the training rows; with a projection
	axis  []float32 // [channels] first principal axis, of length 1; with a projection
	low   []float32 // least value of a feature in training; one for each scale
	scale []float32 // 1 / (greatest - least)

	tables []Table // that follow from the window
}

// FrontEndError is a front end that cannot be had.
type FrontEndError struct {
	Kind    Kind
	Problem string
	Remedy  string
}

func (e *FrontEndError) Error() string {
	return fmt.Sprintf("front end %s: %s; %s", plaintext.Clean(string(e.Kind)), e.Problem, e.Remedy)
}

// newFrontEnd checks the dimensions and makes the tables.
func newFrontEnd(kind Kind, channels, window int) (*FrontEnd, error) {
	f := &FrontEnd{form: formOf(kind), kind: kind, channels: channels, window: window}
	if err := f.checkSizes(); err != nil {
		return nil, err
	}
	if f.form.Tables != nil {
		f.tables = f.form.Tables(window)
	}
	return f, nil
}

// CheckSizes says whether there can be a front end of a kind for rows of so many
// channels and windows of so many rows; the error is a *FrontEndError.
func CheckSizes(kind Kind, channels, window int) error {
	f := &FrontEnd{form: formOf(kind), kind: kind, channels: channels, window: window}
	return f.checkSizes()
}

func (f *FrontEnd) checkSizes() error {
	fail := func(remedy, format string, args ...any) error {
		return &FrontEndError{Kind: f.kind, Problem: fmt.Sprintf(format, args...), Remedy: remedy}
	}
	switch {
	case f.form == nil:
		return fail("use "+kindNames(), "there is no such front end")
	case f.channels < 1 || f.channels > maxChannels:
		return fail("name the channels with --columns", "%d channels; 1 to %d are possible", f.channels, maxChannels)
	case f.window < 1 || f.window > maxWindow:
		return fail("choose another --window", "a window of %d rows; 1 to %d are possible", f.window, maxWindow)
	}
	if f.form.Check != nil {
		if problem, remedy := f.form.Check(f.channels, f.window); problem != "" {
			return fail(remedy, "%s", problem)
		}
	}
	if f.Features() > maxFeatures {
		return fail("choose a smaller --window or fewer --columns", "%d features; %d are possible", f.Features(), maxFeatures)
	}
	return nil
}

// Kind returns the kind.
func (f *FrontEnd) Kind() Kind { return f.kind }

// Channels is the number of values in a row.
func (f *FrontEnd) Channels() int { return f.channels }

// Window is the number of rows in a window.
func (f *FrontEnd) Window() int { return f.window }

// Features is the number of values that a window makes.
func (f *FrontEnd) Features() int { return f.form.Features(f.channels, f.window) }

// RingWidth is the number of values kept of each row of the window.
func (f *FrontEnd) RingWidth() int { return f.form.RingWidth(f.channels, f.window) }

// bounds is the number of pairs of least and greatest value.
func (f *FrontEnd) bounds() int { return f.form.Bounds(f.channels, f.window) }

// Table is a named array of constants in flash.
type Table struct {
	Name   string
	Values []float32 // shared, not to be changed
}

// Tables returns the constants that the device keeps in flash: fitted
// parameters, and what follows from the window.
func (f *FrontEnd) Tables() []Table {
	var used []Table
	for _, t := range append([]Table{{"projection", slices.Concat(f.mean, f.axis)}, {"low", f.low}, {"scale", f.scale}}, f.tables...) {
		if len(t.Values) > 0 {
			used = append(used, t)
		}
	}
	return used
}

// Constants is how many values they are.
func (f *FrontEnd) Constants() int {
	n := 0
	for _, t := range f.Tables() {
		n += len(t.Values)
	}
	return n
}

// Table is a table of the name, as an operand.
func (f *FrontEnd) Table(name string) *kernel.Vector {
	for _, t := range f.Tables() {
		if t.Name == name {
			v := kernel.Table("table "+name, 0, len(t.Values), t.Values)
			v.Region = "front end constants"
			return v
		}
	}
	panic("stream: front end " + string(f.kind) + " has no table " + name)
}

// RowOps lists what happens to a row on its way into the ring
// [Window*RingWidth].
func (f *FrontEnd) RowOps(ring *kernel.Vector) []kernel.Op { return f.form.Row(f, ring) }

// WindowOps lists what makes the features [Features] of the ring.
func (f *FrontEnd) WindowOps(features, ring *kernel.Vector) []kernel.Op {
	return append(f.form.Window(f, features, ring), kernel.Scale(features, f.Table("low"), f.Table("scale")))
}

// Ordered is a vector for the window in order of time.
func Ordered(ring *kernel.Vector) *kernel.Vector {
	return &kernel.Vector{Name: "window", Region: "window", Cols: ring.Cols}
}

// keptRow keeps rows as they are.
func keptRow(f *FrontEnd, ring *kernel.Vector) []kernel.Op {
	return []kernel.Op{kernel.Take(ring, f.channels)}
}
