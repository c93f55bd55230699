package trial

import (
	"cmp"
	"slices"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
)

// place is the board that is asked about: as the flag has it, and by its name.
type place struct{ flag, board string }

func boardAsked(s *spec.Spec, open replay.OpenFunc) (place, error) {
	of := bench.Spec{Spec: *s}
	of.Engine = engineUsed
	b, _, err := bench.OpenBoard(replay.NewInputs(open, nil), &of, bench.Silent{})
	if err != nil {
		return place{}, err
	}
	return place{s.Board, b.Name}, nil
}

// boardsFor are all boards and the one that is asked about, that with most memory in
// front: on it runs also what does not fit elsewhere. What is computed is the same on
// every board.
func boardsFor(asked place) (names []string) {
	all := mcu.Boards()
	slices.SortStableFunc(all, func(a, b *mcu.Board) int {
		return cmp.Or(cmp.Compare(b.RAMBytes, a.RAMBytes), cmp.Compare(b.FlashBytes, a.FlashBytes))
	})
	for _, b := range all {
		names = append(names, b.Name)
	}
	if !slices.Contains(names, asked.board) {
		names = append(names, asked.flag)
	}
	return names
}

// boards are the prices of the combination on all boards.
func (c *Combination) boards() (all []result.BoardCosts) {
	for _, b := range c.Summary.Boards {
		if b.Mode == c.Run.Mode {
			all = append(all, b)
		}
	}
	return all
}

// on is the price on a board, nil where it has none.
func (c *Combination) on(board string) *result.BoardCosts {
	for _, b := range c.boards() {
		if b.Board == board {
			return &b
		}
	}
	return nil
}

// onBoard is the combination's run as it costs on another board.
func (c *Combination) onBoard(b *result.BoardCosts) *result.Run {
	r := *c.Run
	r.Board, r.Cycles, r.TimeUS, r.Deadline, r.EnergyUJ = b.Board, b.Cycles, b.TimeUS, b.Deadline, b.EnergyUJ
	r.Memory = &result.Memory{
		FlashBytes: b.Memory.FlashBytes, RAMBytes: b.Memory.RAMBytes, FlashLimit: b.Memory.FlashLimit, RAMLimit: b.Memory.RAMLimit,
		Provenance: b.Memory.Provenance,
	}
	stride := c.Summary.Program.Stride
	elsewhere := bench.Late(c.Run.Deadline, stride)
	r.Warnings = slices.DeleteFunc(slices.Clone(r.Warnings), func(w string) bool { return w == elsewhere })
	if here := bench.Late(b.Deadline, stride); here != "" {
		r.Warnings = append([]string{here}, r.Warnings...)
	}
	return &r
}

// late reports that a board does not keep up.
func late(d *result.Deadline) bool { return d != nil && !d.Met }

// smallest is the board with least memory that fits and, where the rate is known,
// keeps up.
func (c *Combination) smallest() string {
	var least *result.BoardCosts
	for _, b := range c.boards() {
		if b.Fits && !late(b.Deadline) && (least == nil || smaller(&b.Memory, &least.Memory)) {
			least = &b
		}
	}
	if least == nil {
		return "none"
	}
	return least.Board
}

func smaller(a, b *result.BoardMemory) bool {
	return cmp.Or(cmp.Compare(a.RAMLimit, b.RAMLimit), cmp.Compare(a.FlashLimit, b.FlashLimit)) < 0
}
