package trial

import (
	"context"
	"fmt"
	"strings"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/wording"
)

// Look is what a recording says of itself.
type Look struct {
	Name        string
	Rows        int64
	Columns     []string
	LabelColumn string  // empty: names give the labels, or there are none
	Period      float64 // seconds between two rows, 0 unknown
	Doubt       string  // why Period is not known although there is a time
	Window      int     // rows of a window where it comes in windows, else 0
	Labels      []Label // in order of their first appearance
}

// Label is a label with the rows that have it.
type Label struct {
	Name string
	Rows int64
}

// interruptRows is how many rows are read between two looks at the context.
const interruptRows = 4096

// openStream opens the stream.
func openStream(s *spec.Spec, labels *stream.Labels, open replay.OpenFunc, note func(string)) (*replay.Source, error) {
	from := bench.Spec{Spec: *s}
	return replay.Open(replay.NewUncounted(open, note), replay.RoleStream, s.Streams, from.ReaderOptions(labels, note))
}

// rowsOf goes through the rows of the stream.
func rowsOf(ctx context.Context, s *spec.Spec, labels *stream.Labels, open replay.OpenFunc, note func(string), each func(*stream.Row)) (*replay.Source, error) {
	src, err := openStream(s, labels, open, note)
	if err != nil {
		return nil, err
	}
	defer src.Close()
	return src, eachRow(ctx, src, each)
}

func eachRow(ctx context.Context, src *replay.Source, each func(*stream.Row)) error {
	for n := 0; src.Scan(); n++ {
		if n%interruptRows == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		each(src.Row())
	}
	return src.Err()
}

func lookAt(ctx context.Context, s *spec.Spec, open replay.OpenFunc, note func(string)) (*Look, error) {
	var rows []int64 // by label
	labels := stream.NewLabels()
	src, err := openStream(s, labels, open, note)
	if err != nil {
		return nil, err
	}
	defer src.Close()
	l := &Look{Name: src.Title(), Window: src.Natural().Rows}
	err = eachRow(ctx, src, func(row *stream.Row) {
		for row.Label >= len(rows) {
			rows = append(rows, 0)
		}
		if row.Label >= 0 {
			rows[row.Label]++
		}
	})
	if err != nil {
		return nil, err
	}
	l.Rows, l.Columns, l.LabelColumn = src.Rows(), src.Columns(), src.LabelColumn()
	l.Period, l.Doubt = src.Period(), src.Doubt()
	if l.Doubt != "" {
		l.Period = 0
	}
	for i, n := range rows {
		l.Labels = append(l.Labels, Label{labels.Name(i), n})
	}
	return l, nil
}

// lookAtTraining looks at the recording that --train names.
func lookAtTraining(ctx context.Context, s *spec.Spec, open replay.OpenFunc, note func(string)) (*Look, error) {
	of := *s
	of.Streams, of.Train = s.Train, nil
	return lookAt(ctx, &of, open, note)
}

// states are the labels as what chooses among them takes them.
func (l *Look) states() []stream.State {
	states := make([]stream.State, len(l.Labels))
	for i, label := range l.Labels {
		states[i] = stream.State{Name: label.Name, Rows: int(label.Rows)}
	}
	return states
}

func (l *Look) labelled() bool { return len(l.Labels) > 0 }

// mostListed is how many labels or columns a line has room for.
const mostListed = 8

// Shares lists the labels with the part of the rows that have each.
func (l *Look) Shares() string {
	var texts []string
	for _, label := range l.Labels {
		texts = append(texts, fmt.Sprintf("%s %s", label.Name, wording.Rate.Text(float64(label.Rows)/float64(l.Rows))))
	}
	return listed(texts)
}

// listed joins texts, as many as a line has room for.
func listed(texts []string) string {
	if n := len(texts) - mostListed; n > 0 {
		return strings.Join(texts[:mostListed], ", ") + fmt.Sprintf(" and %d more", n)
	}
	return strings.Join(texts, ", ")
}

// has reports whether a row has the label.
func (l *Look) has(name string) bool {
	for _, label := range l.Labels {
		if label.Name == name {
			return true
		}
	}
	return false
}
