package fan

import (
	"fmt"
	"strings"
)

// Version of the generator; it changes with the bytes of any recording.
const Version = "1"

// Session is a stretch of a recording without interruption, in one mode. The
// recorder is paused while the fan is brought into the next mode, so a session
// starts and ends with the fan in its steady state.
type Session struct {
	Name string // the session column
	Mode Mode   // the label column
	Rows int
}

// Recording says what to record. Equal recordings give equal bytes.
type Recording struct {
	Name     string
	Fan      uint64 // which of all fans of the type; 0 is the one with the catalogue's figures
	Board    uint64 // which accelerometer, of all that were ever made
	Mounting uint64 // which occasion of taping the board to the fan
	Seed     uint64 // everything else
	Sessions []Session
}

// The bundled recordings: one board, taped on once for the training and once
// for the field, and another board on another fan. The seeds count from one and
// were not searched.
const (
	bundledBoard     = 1
	otherBoard       = 2
	trainingMounting = 1
	fieldMounting    = 2
	otherMounting    = 3
	otherFan         = 1
)

// Recordings returns the bundled recordings: Training, Field, Test, Other and
// OtherTest.
func Recordings() []Recording {
	return []Recording{Training(), Field(), Test(), Other(), OtherTest()}
}

// Training returns the paper's training phase: five minutes of each mode, one
// after the other.
func Training() Recording {
	r := Recording{Name: "training", Board: bundledBoard, Mounting: trainingMounting, Seed: 1}
	r.Sessions = inOrder(r.Name, 300)
	return r
}

// inOrder is a session of each mode, of so many seconds.
func inOrder(name string, seconds int) (sessions []Session) {
	for _, m := range Modes() {
		sessions = append(sessions, Session{name + "-" + m.String(), m, seconds * SampleRate})
	}
	return sessions
}

// Field returns the paper's field phase, after the board was mounted anew: five
// minutes of each mode in turns of thirty seconds.
func Field() Recording {
	r := Recording{Name: "field", Board: bundledBoard, Mounting: fieldMounting, Seed: 2}
	r.Sessions = turns(r.Name)
	return r
}

// Other returns what a model meets that was trained on one fan and is deployed on
// another of the same type, with a board of its own: the turns of Field.
func Other() Recording {
	r := Recording{Name: "other", Fan: otherFan, Board: otherBoard, Mounting: otherMounting, Seed: 4}
	r.Sessions = turns(r.Name)
	return r
}

// turns are five minutes of each mode in turns of thirty seconds.
func turns(name string) (sessions []Session) {
	for turn := range 10 {
		for _, m := range Modes() {
			sessions = append(sessions, Session{fmt.Sprintf("%s-%02d-%s", name, turn+1, m), m, 30 * SampleRate})
		}
	}
	return sessions
}

// Test returns the recording to assess classifiers on: one minute of each mode
// with the board as in the field, recorded apart.
func Test() Recording {
	r := Recording{Name: "test", Board: bundledBoard, Mounting: fieldMounting, Seed: 3}
	r.Sessions = inOrder(r.Name, 60)
	return r
}

// OtherTest is to Other what Test is to Field: its fan, board and mounting,
// recorded apart.
func OtherTest() Recording {
	r := Other()
	r.Name, r.Seed = "other_test", r.Seed+1
	r.Sessions = inOrder("other-test", 60)
	return r
}

// Rows returns the number of rows of all sessions.
func (r Recording) Rows() int64 {
	var n int64
	for _, s := range r.Sessions {
		n += int64(s.Rows)
	}
	return n
}

// RecordingError names the field of a recording that cannot be generated.
type RecordingError struct {
	Recording, Field, Problem, Remedy string
}

func (e *RecordingError) Error() string {
	return fmt.Sprintf("fan recording %q: %s: %s; %s", e.Recording, e.Field, e.Problem, e.Remedy)
}

// validate returns a *RecordingError or nil.
func (r Recording) validate() error {
	fail := func(field, problem, remedy string) error {
		return &RecordingError{r.Name, field, problem, remedy}
	}
	if len(r.Sessions) == 0 {
		return fail("sessions", "there are none", "give at least one")
	}
	for i, s := range r.Sessions {
		field := fmt.Sprintf("session %d", i+1)
		switch {
		case s.Name == "" || strings.ContainsAny(s.Name, ",\"\r\n"):
			return fail(field, fmt.Sprintf("name %q cannot stand in a CSV field", s.Name), "use letters, digits and dashes")
		case s.Mode >= modes:
			return fail(field, fmt.Sprintf("there is no %s", s.Mode), "use normal, stuck or tilted")
		case s.Rows < 1:
			return fail(field, fmt.Sprintf("%d rows", s.Rows), "give at least one")
		}
	}
	return nil
}
