package fan

import (
	"fmt"
	"strings"
)

// Mode is what the fan does; its text is the label column.
type Mode uint8

// The paper's three classes.
const (
	// Normal: upright, running at full speed.
	Normal Mode = iota
	// Stuck: upright, switched on, the rotor held by a wedge in the guard.
	Stuck
	// Tilted: running, leaning back with the front of its base propped up.
	Tilted

	modes
)

var modeNames = [modes]string{"normal", "stuck", "tilted"}

// Modes returns all modes in the order of the recordings.
func Modes() []Mode { return []Mode{Normal, Stuck, Tilted} }

func (m Mode) String() string {
	if m >= modes {
		return fmt.Sprintf("mode(%d)", uint8(m))
	}
	return modeNames[m]
}

// ParseMode returns the mode of that name.
func ParseMode(name string) (Mode, error) {
	for m, n := range modeNames {
		if n == name {
			return Mode(m), nil
		}
	}
	return 0, fmt.Errorf("unknown fan mode %q: use %s", name, strings.Join(modeNames[:], ", "))
}
