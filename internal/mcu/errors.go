package mcu

import (
	"fmt"
	"strings"
)

// BoardError is a board file that cannot be used.
type BoardError struct {
	File    string
	Line    int    // 0: not known
	Field   string // YAML key, where the problem has one
	Problem string
	Remedy  string
}

func (e *BoardError) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	if e.Field != "" {
		b.WriteString(": " + e.Field)
	}
	b.WriteString(": " + e.Problem)
	if e.Remedy != "" {
		b.WriteString("; " + e.Remedy)
	}
	return b.String()
}

// UnknownBoardError is a name that no built-in profile has.
type UnknownBoardError struct {
	Name     string
	Nearest  []string // names that may have been meant, the likeliest first; may be empty
	Chip     string   // title of the chip or core that the name stands for, if it does
	Profiles int      // how many boards there are
}

func (e *UnknownBoardError) Error() string {
	switch {
	case e.Chip != "" && len(e.Nearest) > 0:
		return fmt.Sprintf("board %q: that is a chip or core (%s); use a board that has it: %s", e.Name, e.Chip, strings.Join(e.Nearest, ", "))
	case len(e.Nearest) > 0:
		return fmt.Sprintf("board %q: no such board; did you mean %s? A file of your own ends in .yaml", e.Name, strings.Join(e.Nearest, " or "))
	}
	return fmt.Sprintf("board %q: none of the %d boards has that name; list them, or give a file that ends in .yaml", e.Name, e.Profiles)
}

// FitError is a program that does not fit a board.
type FitError struct {
	Board       string
	Kind        Kind   // memory that is too small; of two, the one that lacks more of its size
	Region      string // largest region of that memory where it is fullest
	RegionBytes int
	Need, Limit int // bytes
	Missing     int // Need - Limit
	// Smallest is the built-in board with the least RAM, then flash, that the
	// program fits; empty when there is none.
	Smallest string
}

func (e *FitError) Error() string {
	remedy := "no built-in board is large enough"
	if e.Smallest != "" {
		remedy = "the smallest board that fits is " + e.Smallest
	}
	missing := fmt.Sprintf("%d bytes of %s are missing", e.Missing, e.Kind)
	if e.Missing == 1 {
		missing = fmt.Sprintf("1 byte of %s is missing", e.Kind)
	}
	return fmt.Sprintf("board %s: %s (%d needed, %d there); the largest region is %q with %d bytes; %s",
		e.Board, missing, e.Need, e.Limit, e.Region, e.RegionBytes, remedy)
}
