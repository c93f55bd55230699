package spec

import (
	"strings"

	"tinyol-sim/internal/usage"
)

// AllBoards is the Board that stands for every profile of the tool.
const AllBoards = "all"

// Boards are the names in Board, which commas separate.
func (s *Spec) Boards() []string {
	names := strings.Split(s.Board, ",")
	if len(names) > 1 {
		for i, name := range names {
			names[i] = strings.TrimSpace(name)
		}
	}
	return names
}

// OneBoard refuses several boards, with a *usage.Error, for a command that works
// on one.
func (s *Spec) OneBoard() error {
	if len(s.Boards()) == 1 && s.Board != AllBoards {
		return nil
	}
	return usage.New("board", "name one; tinyol-sim bench takes several", "%q stands for several boards", s.Board)
}
