package bench

import (
	"fmt"

	"tinyol-sim/internal/replay"
)

// excerptRows is how many shared rows are warned of: fewer are no more than a run or two.
const excerptRows = 100

// watchExcerpts has rows of the training and the test recording looked for in what comes
// behind them: in the stream, and in the test recording those of the training.
func (x *Experiment) watchExcerpts() {
	trained := len(x.Spec.Train) > 0 && x.train != nil
	if trained {
		x.excerpts.Watch(replay.RoleTrain, replay.RoleStream, &x.train.prints)
	}
	if x.test == nil {
		return
	}
	x.excerpts.Watch(replay.RoleTest, replay.RoleStream, &x.test.prints)
	if !trained {
		return
	}
	x.excerpts.Watch(replay.RoleTrain, replay.RoleTest, &x.train.prints)
	segment := 0
	for i := range x.test.rows.Len() {
		row := x.test.rows.At(i, len(x.src.Columns()))
		x.excerpts.Look(replay.RoleTest, row.Segment != segment, int64(i+1), row.Values)
		segment = row.Segment
	}
}

// sharedRows warns of recordings of which one holds a part of another, beside those that
// have the same bytes.
func (x *Experiment) sharedRows() (lines []string) {
	known := map[[2]string]bool{}
	for _, s := range x.in.Shared(replay.RoleStream, replay.RoleTrain, replay.RoleTest) {
		known[s.Roles], known[[2]string{s.Roles[1], s.Roles[0]}] = true, true
	}
	for _, f := range x.excerpts.Found(excerptRows) {
		if !known[[2]string{f.Of, f.In}] {
			lines = append(lines, fmt.Sprintf("about %d rows of %s, from row %d on, stand in %s in the same order: what is measured there has been seen before; leave them out of one of the two",
				f.Rows, roleNames[f.In], f.First, roleNames[f.Of]))
		}
	}
	return lines
}
