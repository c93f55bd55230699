package recording

import (
	"math"

	"tinyol-sim/internal/result"
)

// The accuracy of the last windows is taken over a tenth of the run, but over
// no fewer windows than make a rate and no more than memory should hold.
const (
	slidingShare = 10
	slidingMin   = 50
	slidingMax   = 5000
	// samplesPerSliding is how often the sliding figures are read while they
	// move on by their own length.
	samplesPerSliding = 25
)

// maxShownLabels is how many labels other than normal have a histogram of
// their own; of more, all others share one.
const maxShownLabels = 3

// Series of trace.errors, and of each pair of histograms.
const (
	ErrorOnline = iota
	ErrorFrozen
	ErrorSeries
)

// LossOnline is the series of Trace.Loss beside time.
const LossOnline = 0

// Trace is what is drawn of one run's steps, gathered while they stream by.
type Trace struct {
	Windows int64 // steps read
	clock   clock

	LastUpdate     int64 // window of the last update; -1: none
	lastUpdateTime float64

	Errors *Decimator // reconstruction error of normal windows: online, frozen, then time; nil: a classifier
	Loss   *Decimator // loss of labelled windows, then time; nil: a detector
	Labels *labelSlots
	All    ErrorHistograms // whole run; nil: a classifier, or a further seed
	After  ErrorHistograms // since the last update; likewise

	Sliding  *sliding
	Progress *Decimator // accuracy of each guess, then macro-F1 of each guess
	labelled int64
}

// ErrorHistograms are indexed by slot of the label, then errorOnline or
// errorFrozen.
type ErrorHistograms []errorPair

// errorPair is one slot of ErrorHistograms.
type errorPair [ErrorSeries]*logHistogram

func (p errorPair) join(o errorPair) {
	for i := range p {
		p[i].join(o[i])
	}
}

func newErrorHistograms(slots int) ErrorHistograms {
	h := make(ErrorHistograms, slots)
	for i := range h {
		h[i] = errorPair{newLogHistogram(), newLogHistogram()}
	}
	return h
}

func (h ErrorHistograms) reset() {
	for i := range h {
		for _, one := range h[i] {
			one.reset()
		}
	}
}

// newTrace keeps what the figures of the run's learner show. Of further seeds they
// show lines alone; the first is drawn in full.
func newTrace(s *result.Summary, r *result.Run, full bool) *Trace {
	t := traceOf(s.Learner(r.Mode).Aim, newLabelSlots(&s.Stream), full)
	if r.Classification != nil {
		t.slide(r.Windows)
	}
	return t
}

func traceOf(aim result.Aim, labels *labelSlots, full bool) *Trace {
	t := &Trace{LastUpdate: -1, clock: clock{monotone: true}, Labels: labels}
	if aim == result.AimClassify {
		t.Loss = newDecimator(2)
		return t
	}
	t.Errors = newDecimator(ErrorSeries + 1)
	if full {
		t.All, t.After = newErrorHistograms(labels.count()), newErrorHistograms(labels.count())
	}
	return t
}

// slide begins the figures of the last windows, of a run that has so many in all.
func (t *Trace) slide(windows int64) {
	t.Sliding = newSliding(int(min(max(windows/slidingShare, slidingMin), slidingMax)), 0)
	t.Progress = newDecimator(2 * GuessCount)
}

// add takes the next step of the run.
func (t *Trace) add(s *result.Step) {
	ordinal := t.Windows
	t.Windows++
	t.clock.add(s.Time)
	if s.Updated {
		t.LastUpdate, t.lastUpdateTime = s.Window, s.Time
		t.After.reset()
	}
	if t.Loss != nil && s.Label >= 0 {
		t.Loss.add(ordinal, float64(s.Window), float64(s.Loss), s.Time)
	}
	if slot := t.Labels.of(s.Label); t.Errors != nil && slot >= 0 {
		t.addError(ordinal, slot, s)
	}
	if t.Sliding != nil && s.Label >= 0 {
		t.addGuess(s.Window, s.Label, s.Prediction)
	}
}

func (t *Trace) addError(ordinal int64, slot int, s *result.Step) {
	online, frozen := float64(s.Score), float64(s.Frozen)
	if slot == NormalSlot {
		t.Errors.add(ordinal, float64(s.Window), online, frozen, s.Time)
	}
	if t.All == nil {
		return
	}
	t.All[slot][ErrorOnline].add(online)
	t.All[slot][ErrorFrozen].add(frozen)
	if !s.Updated {
		t.After[slot][ErrorOnline].add(online)
		t.After[slot][ErrorFrozen].add(frozen)
	}
}

func (t *Trace) addGuess(window int64, label, prediction int) {
	t.Sliding.add(label, prediction)
	t.labelled++
	every := int64(max(len(t.Sliding.Ring)/samplesPerSliding, 1))
	if t.labelled%every != 0 || (t.labelled < int64(slidingMin)) {
		return
	}
	var v [2 * GuessCount]float64
	for g := range GuessCount {
		v[g], v[GuessCount+g] = t.Sliding.accuracy(g), t.Sliding.macroF1(g)
	}
	t.Progress.add(t.labelled/every, float64(window), v[:]...)
}

// clock decides whether a run can be drawn over time: every row has one, and
// it never runs backwards, as it does where recordings are glued together.
type clock struct {
	monotone    bool
	seen        bool
	first, last float64
}

func (c *clock) add(time float64) {
	if math.IsNaN(time) || c.seen && time < c.last {
		c.monotone = false
		return
	}
	if !c.seen {
		c.seen, c.first = true, time
	}
	c.last = time
}

// usable reports whether the run can be drawn over time.
func (c *clock) usable() bool { return c.monotone && c.last > c.first }
