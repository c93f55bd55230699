package recording

import "tinyol-sim/internal/result"

// Live keeps what is drawn of runs while their steps are written: a
// result.StepSink. Load takes its traces instead of reading steps.csv. What only
// the end of a run tells, how many windows and which classes it has, is left open
// until then.
type Live struct {
	most int
	runs map[result.RunID]*liveTrace
	kept map[result.RunID]int // by mode and engine: the runs so far
	now  []*liveTrace         // by Step.Run; nil: nothing is drawn of the run
}

// NewLive keeps of each group the first seeds, most of them, as Load does.
func NewLive(most int) *Live {
	return &Live{most: most, runs: map[result.RunID]*liveTrace{}, kept: map[result.RunID]int{}}
}

// Begin announces runs.
func (l *Live) Begin(runs []result.Announced, normal int) {
	l.now = make([]*liveTrace, len(runs))
	for i, run := range runs {
		id := run.RunID
		group := result.RunID{Mode: id.Mode, Engine: id.Engine}
		if n := l.kept[group]; n < l.most {
			l.now[i] = newLiveTrace(run.Aim, normal, n == 0)
			l.runs[id] = l.now[i]
		}
		l.kept[group]++
	}
}

// Add takes in a step.
func (l *Live) Add(s *result.Step) {
	if t := l.now[s.Run]; t != nil {
		t.add(s)
	}
}

// liveTrace is a trace whose run goes on.
type liveTrace struct {
	*Trace
	full    bool
	aim     result.Aim
	labels  *openLabels
	guesses []guess // not yet counted, for the end of the run is not known
}

// guess is a labelled window among the first of a run.
type guess struct{ window, label, prediction int32 }

// settledWindows is the length of a run from which on more windows do not change
// how many the figures of the last ones are taken over.
const settledWindows = slidingShare * slidingMax

func newLiveTrace(aim result.Aim, normal int, full bool) *liveTrace {
	labels := newOpenLabels(normal)
	return &liveTrace{Trace: traceOf(aim, &labels.labelSlots, full), full: full, aim: aim, labels: labels}
}

func (t *liveTrace) add(s *result.Step) {
	if t.aim == result.AimDetect {
		t.All, t.After = t.labels.meet(s.Label, t.All, t.After)
	}
	t.Trace.add(s)
	if t.aim == result.AimDetect || t.Sliding != nil {
		return
	}
	if s.Label >= 0 {
		t.guesses = append(t.guesses, guess{int32(s.Window), int32(s.Label), int32(s.Prediction)})
	}
	if t.Windows == settledWindows {
		t.count(t.Windows)
	}
}

// count takes the guesses that were left open into the figures of the last
// windows.
func (t *liveTrace) count(windows int64) {
	t.slide(windows)
	for _, g := range t.guesses {
		t.addGuess(int64(g.window), int(g.label), int(g.prediction))
	}
	t.guesses = nil
}

// end is the trace of a run that is over.
func (t *liveTrace) end(s *result.Summary, r *result.Run) *Trace {
	switch {
	case r.Classification == nil:
		t.Sliding, t.Progress = nil, nil
	case t.Sliding == nil:
		t.count(r.Windows)
	}
	t.Labels = newLabelSlots(&s.Stream)
	if t.All != nil {
		t.All, t.After = t.labels.sorted(t.All, t.Labels), t.labels.sorted(t.After, t.Labels)
	}
	return t.Trace
}

// take has the traces of l where they are those that steps.csv would give, and
// reports whether they are.
func (rec *Recording) take(l *Live) bool {
	if l == nil {
		return false
	}
	for i := range rec.Summary.Runs {
		r := &rec.Summary.Runs[i]
		if !rec.keeps(i) {
			continue
		}
		t := l.runs[r.ID()]
		if t == nil || t.Windows != r.Windows || t.full != (len(rec.beside[i]) == 0) || t.aim != rec.Summary.Learner(r.Mode).Aim {
			return false
		}
	}
	for i := range rec.Summary.Runs {
		if r := &rec.Summary.Runs[i]; rec.keeps(i) && r.Windows > 0 {
			rec.Traces[i] = l.runs[r.ID()].end(rec.Summary, r)
		}
	}
	return true
}
