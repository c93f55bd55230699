package report

import (
	"cmp"
	"fmt"
	"math"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// boardsKey is the Key of the section that sets boards side by side.
const boardsKey = "boards"

// boardsSection sets several boards side by side: one table a mode, one row a
// board.
func boardsSection(s *result.Summary) (section, bool) {
	if len(s.Boards) == 0 {
		return section{}, false
	}
	out := section{Key: boardsKey, Heading: "board by board: the same steps, a window each", Notes: boardsNotes(s)}
	var modes []string
	for i := range s.Boards {
		modes = wording.AppendNew(modes, s.Boards[i].Mode)
	}
	for _, mode := range modes {
		out.Grids = append(out.Grids, boardsGrid(s, mode))
	}
	return out, true
}

// boardColumn is a figure of a board.
type boardColumn struct {
	name string
	of   func(*result.BoardCosts) string
}

// boardColumns are the figures in the order of the table.
func boardColumns() []boardColumn {
	list := []boardColumn{
		{"core", func(b *result.BoardCosts) string { return b.Core }},
		{"fits", fitText},
		{"flash missing", func(b *result.BoardCosts) string { return missingText(b.MissingFlash) }},
		{"RAM missing", func(b *result.BoardCosts) string { return missingText(b.MissingRAM) }},
		{"keeps up", boardKeepsUp},
		{"up to rows/s", rowRateText},
	}
	for _, t := range result.Shown(result.Board, result.OnBoards) {
		list = append(list, boardColumn{cmp.Or(t.Short, t.Title), func(b *result.BoardCosts) string { return priceText(b, t) }})
		if t.Key == "cycles.online.mean" {
			list = append(list, boardColumn{"cycles are", func(b *result.BoardCosts) string { return string(t.Mark(b.Costs(), "")) }})
		}
	}
	return append(list,
		boardColumn{"flash used", func(b *result.BoardCosts) string {
			return wording.BytesOf(b.Memory.FlashBytes - b.Memory.FlashReserved)
		}},
		boardColumn{"flash free", func(b *result.BoardCosts) string { return freeText(b.Memory.FlashLimit - b.Memory.FlashBytes) }},
		boardColumn{"RAM used", func(b *result.BoardCosts) string { return wording.BytesOf(b.Memory.RAMBytes - b.Memory.RAMReserved) }},
		boardColumn{"RAM free", func(b *result.BoardCosts) string { return freeText(b.Memory.RAMLimit - b.Memory.RAMBytes) }},
	)
}

func priceText(b *result.BoardCosts, t *result.Term) string {
	v := t.Value(b.Costs(), "")
	if v == nil {
		return ""
	}
	return wording.UnitFor(t.Key, t.Unit).Text(*v)
}

func boardsGrid(s *result.Summary, mode string) columns.Grid {
	g := columns.Grid{Corner: mode}
	shown := boardColumns()
	for _, c := range shown {
		g.Columns = append(g.Columns, c.name)
	}
	for i := range s.Boards {
		b := &s.Boards[i]
		if b.Mode != mode {
			continue
		}
		cells := make([]string, len(shown))
		for c := range shown {
			cells[c] = shown[c].of(b)
		}
		g.Add(b.Board, cells...)
	}
	return g.Compact()
}

func fitText(b *result.BoardCosts) string {
	if b.Fits {
		return "yes"
	}
	return "NO"
}

// missingText is to the byte: that is what has to go.
func missingText(bytes int) string {
	if bytes == 0 {
		return ""
	}
	return wording.Plural(bytes, "byte", "bytes")
}

func boardKeepsUp(b *result.BoardCosts) string {
	switch {
	case b.Deadline == nil:
		return ""
	case b.Deadline.Met:
		return "yes"
	}
	return "NO"
}

// rowRateText rounds down: at the rate it says, the board keeps up.
func rowRateText(b *result.BoardCosts) string {
	if b.MaxRowRate == nil {
		return ""
	}
	if rate := *b.MaxRowRate; rate < 100 {
		return wording.Fixed(math.Floor(rate*10)/10, 1)
	}
	return wording.Count.Text(math.Floor(*b.MaxRowRate))
}

// freeText is empty where bytes are missing.
func freeText(bytes int) string {
	if bytes < 0 {
		return ""
	}
	return wording.BytesOf(bytes)
}

func boardsNotes(s *result.Summary) []string {
	notes := []string{
		fmt.Sprintf("%s is the board of the run; the others are priced by the closed forms of their cores over the same steps. tinyol-sim boards NAME shows where they come from.", s.Boards[0].Board),
		"Memory is without what the boards reserve.",
	}
	if len(s.Seeds) > 0 {
		notes = append(notes, fmt.Sprintf("The steps are those of seed %d.", s.Boards[0].Seed))
	}
	return notes
}
