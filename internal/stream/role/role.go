// Package role decides what each column of a recording is: a sensor, the time,
// the label, or one of the many things that stand beside them in a file and must
// not be shown to a network. It reads no files. [Decide] is given a sample of
// the rows, spread over the whole recording, and says of each column what it is,
// by which evidence, and whether it had to guess.
//
// Names are believed where they are plain and the numbers do not contradict
// them; content decides everything else. Nothing that is a function of the time,
// of the row's number or of the label is a sensor unless the user says so.
package role

// Role is what a column is for.
type Role string

// Roles.
const (
	Sensor     Role = "sensor"
	Time       Role = "time"
	Clock      Role = "clock"      // a second clock beside the time
	Counter    Role = "counter"    // of rows or packets, under any name
	Label      Role = "label"      // the one that is taken
	Annotation Role = "annotation" // says something about the rows: another label, the hour, a window's number
	SetPoint   Role = "set-point"  // a command, held until it is changed
	ID         Role = "id"         // of a device, a part, a person
	Session    Role = "session"    // a change of it begins a segment
	Text       Role = "text"
	Constant   Role = "constant" // one value in all rows
	Empty      Role = "empty"
)

// Column is what was sampled of one column. All columns of a recording have the
// same chunks of the same rows.
type Column struct {
	Name   string // as in the header, or as the reader numbers it: c1, c2, ...
	Unit   string // "" where neither the header nor a row of units names one
	Kinds  Kinds
	Chunks []Chunk // in the order of the file, spread over the whole of it
}

// Kinds counts what the cells of a column hold.
type Kinds struct {
	Integers int // numbers written without decimals
	Decimals int // other numbers, NaN and infinity among them
	Moments  int // dates, times of day, and both
	Empties  int
	Texts    int // what is none of these
}

// Chunk is what a column holds in rows that follow each other.
type Chunk struct {
	// Numbers has an element a row: a moment is in seconds, a cell without a
	// number is NaN. It may be nil where no cell holds a number.
	Numbers []float64
	// Texts has the trimmed cells as they are written. It may be nil where each
	// cell is a number.
	Texts []string
}

// Given is what the user has settled already.
type Given struct {
	Roles   map[int]Role // by index of the column
	NoTime  bool         // no column is the time
	NoLabel bool         // no column is the label
}

// Finding is what Decide has found of one column.
type Finding struct {
	Role     Role
	Evidence string // a short sentence about the column, which it does not name
	Doubt    bool   // a guess: the user should look at it
	// Flag has the words on a command line that settle a doubt or take in what is
	// left out: --label and the column's name, or --columns alone, for that lists
	// all sensors.
	Flag []string

	Unit      string
	Rows      int // sampled
	Missing   int // of them without a number, or empty where the column is no numbers
	Distinct  int // different values, of which no more than MostValues+1 are counted
	Low, High float64
	Deviation float64
	Remarks   []Remark // what is wrong with a sensor
}

// MostValues is how many different values a column of labels may have.
const MostValues = 256

// Kind is what is wrong with a sensor.
type Kind string

// Kinds of remarks.
const (
	Sentinel  Kind = "sentinel"  // a value that stands for a missing one
	Saturated Kind = "saturated" // values end at a rail and pile up there
	Frozen    Kind = "frozen"    // long runs of one value in a sensor that moves
	Precision Kind = "precision" // float32 cannot tell the values apart
	Scale     Kind = "scale"     // moves far less than another sensor, or in another unit
)

// Remark is one thing that is wrong with a sensor.
type Remark struct {
	Kind Kind
	// Value is the sentinel, the rail or the frozen value; for Precision what to
	// subtract; for Scale how many times less the sensor moves, 0 where only the
	// unit differs.
	Value float64
	Rows  int // sampled rows that it concerns
	Text  string
}
