package trial

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/usage"
	"tinyol-sim/internal/workers"
)

// What is tried, as far as it is registered: the paper's first, which stays the best
// where nothing tells two apart.
var (
	frontEnds   = []string{"raw", "spectrum", "stats"}
	detectors   = []string{"tinyol", "rls", "ewma", "knn"}
	classifiers = []string{"softmax", "replay", "naive-bayes"}
)

// What a network is trained for (docs/RATIONALE.md).
const (
	leastSteps = 2000 // of the optimiser
	batch      = 32   // windows that it takes a step by
)

// engineUsed computes the bits of the others, and takes no second per board.
const engineUsed = "host"

// epochsFor is how many passes over so many rows take leastSteps.
func epochsFor(rows int64, stride int) int {
	windows := int((1 - bench.Default().HoldOut) * float64(rows) / float64(stride))
	steps := max((windows+batch-1)/batch, 1)
	return (leastSteps + steps - 1) / steps
}

// registered are those of the names that there are.
func registered(names, there []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !slices.Contains(there, name) })
}

func frontEndsThere() (names []string) {
	for _, kind := range frontend.Kinds() {
		names = append(names, string(kind))
	}
	return registered(frontEnds, names)
}

// learnersFor are the detectors, and where windows have several labels classifiers.
func learnersFor(where *places) []string {
	names := detectors
	if where.classes > 1 {
		names = slices.Concat(names, classifiers)
	}
	var there []string
	for _, mode := range learner.Modes() {
		there = append(there, learner.Of(mode).Name)
	}
	return registered(names, there)
}

// experiment is what bench runs for a front end.
func experiment(s *spec.Spec, l *Look, where *places, frontEnd string) bench.Spec {
	b := bench.Default()
	b.Spec = *s
	b.FrontEnd, b.Learners, b.Engine = frontEnd, learnersFor(where), engineUsed
	b.Epochs = epochsFor(where.healthy, s.Stride)
	b.Board = strings.Join(boardsFor(where.board), ",")
	b.MaxClasses = max(b.MaxClasses, len(l.Labels))
	if where.split > 0 {
		b.Split = &bench.Split{Row: where.split}
	}
	return b
}

// tryAll runs the learners on each front end. One that cannot be had is left out with
// a note, unless none can.
func tryAll(ctx context.Context, s *spec.Spec, l *Look, where *places, open replay.OpenFunc, mon *onceMonitor) ([]*Combination, error) {
	kinds := frontEndsThere()
	mon.mon.Stage(bench.Stage{Name: "trying", Unit: "front ends", Total: int64(len(kinds))})
	found, failed := make([][]*Combination, len(kinds)), make([]error, len(kinds))
	err := workers.EachErr(len(kinds), func(i int) error {
		b := experiment(s, l, where, kinds[i])
		summary, err := bench.Run(ctx, b, open, mon)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			failed[i] = err
		default:
			found[i] = combinations(&b, summary)
		}
		mon.mon.Advance(1)
		return nil
	})
	if err != nil {
		return nil, err
	}
	all := slices.Concat(found...)
	for i, err := range failed {
		switch {
		case err == nil:
		case len(all) == 0 || !ofFrontEnd(err):
			return nil, err
		default:
			mon.Note(fmt.Sprintf("%s is left out: %v", kinds[i], err))
		}
	}
	return all, nil
}

// ofFrontEnd reports whether another front end may do without the error.
func ofFrontEnd(err error) bool {
	var wrong *usage.Error
	var fit *mcu.FitError
	return errors.As(err, &fit) || errors.As(err, &wrong) && wrong.Flag == "window"
}

func combinations(b *bench.Spec, s *result.Summary) (all []*Combination) {
	for i := range s.Runs {
		mode, _ := learner.Named(s.Runs[i].Mode)
		c := &Combination{FrontEnd: b.FrontEnd, Learner: learner.Of(mode).Name, Epochs: b.Epochs, Run: &s.Runs[i], Summary: s}
		if c.before = c.Run; b.Split != nil {
			c.before = &b.Split.Before[i]
		}
		all = append(all, c)
	}
	return all
}

// onceMonitor hands on what several runs side by side remark, each remark once.
type onceMonitor struct {
	mon  bench.Monitor
	mu   sync.Mutex
	said []string
}

// Stage, Advance and Note implement bench.Monitor.
func (m *onceMonitor) Stage(bench.Stage) {}
func (m *onceMonitor) Advance(int64)     {}

func (m *onceMonitor) Note(text string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !slices.Contains(m.said, text) {
		m.said = append(m.said, text)
		m.mon.Note(text)
	}
}
