package replay

import (
	"context"

	"tinyol-sim/internal/stream/cut"
)

// EachWindow cuts what is left of a source to windows, as a Feed would, without
// making anything of them, until each has seen enough or the context ends.
func EachWindow(ctx context.Context, src *Source, window, stride int, each func(*Row) (more bool)) error {
	cutter, next := cut.New(window, stride), int64(0)
	for src.Scan() {
		row := src.Row()
		if row.Number%blockRows == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		r := Row{Number: row.Number, Time: row.Time, Since: row.Time - src.start, Segment: row.Segment, Window: next}
		if r.Due, r.Label = cutter.Push(row.Segment, row.Label); !r.Due {
			continue
		}
		if next++; !each(&r) {
			return nil
		}
	}
	return src.Err()
}
