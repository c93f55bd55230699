package report

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
	errorOnline = iota
	errorFrozen
	errorSeries
)

// Series of trace.loss.
const lossOnline = 0

// trace is what is drawn of one run's steps, gathered while they stream by.
type trace struct {
	windows int64 // steps read
	clock   clock

	lastUpdate     int64 // window of the last update; -1: none
	lastUpdateTime float64

	errors *decimator // reconstruction error of normal windows: online, frozen, then time; nil: supervised
	loss   *decimator // loss of labelled windows, then time; nil: not supervised
	labels *labelSlots
	all    errorHistograms // whole run; nil: supervised, or a further seed
	after  errorHistograms // since the last update; likewise

	sliding  *sliding
	progress *decimator // accuracy of each guess, then macro-F1 of each guess
	labelled int64
}

// errorHistograms are indexed by slot of the label, then errorOnline or
// errorFrozen.
type errorHistograms [][errorSeries]*logHistogram

func newErrorHistograms(slots int) errorHistograms {
	h := make(errorHistograms, slots)
	for i := range h {
		h[i] = [errorSeries]*logHistogram{newLogHistogram(), newLogHistogram()}
	}
	return h
}

func (h errorHistograms) reset() {
	for i := range h {
		for _, one := range h[i] {
			one.reset()
		}
	}
}

// newTrace keeps what the figures of the run's mode show. Of further seeds they
// show lines alone; the first is drawn in full.
func newTrace(s *result.Summary, r *result.Run, full bool) *trace {
	t := &trace{lastUpdate: -1, clock: clock{monotone: true}, labels: newLabelSlots(&s.Stream)}
	if r.Mode == supervised {
		t.loss = newDecimator(2)
	} else {
		t.errors = newDecimator(errorSeries + 1)
	}
	if full && r.Mode != supervised {
		t.all = newErrorHistograms(t.labels.count())
		t.after = newErrorHistograms(t.labels.count())
	}
	if r.Classification != nil {
		windows := min(max(r.Windows/slidingShare, slidingMin), slidingMax)
		t.sliding = newSliding(int(windows), len(s.Stream.Classes))
		t.progress = newDecimator(2 * guessCount)
	}
	return t
}

// add takes the next step of the run.
func (t *trace) add(s *result.Step) {
	ordinal := t.windows
	t.windows++
	t.clock.add(s.Time)
	if s.Updated {
		t.lastUpdate, t.lastUpdateTime = s.Window, s.Time
		t.after.reset()
	}
	if t.loss != nil && s.Label >= 0 {
		t.loss.add(ordinal, float64(s.Window), float64(s.Loss), s.Time)
	}
	if slot := t.labels.of(s.Label); t.errors != nil && slot >= 0 {
		t.addError(ordinal, slot, s)
	}
	if t.sliding != nil && s.Label >= 0 {
		t.addGuess(s)
	}
}

func (t *trace) addError(ordinal int64, slot int, s *result.Step) {
	online, frozen := float64(s.Score), float64(s.Frozen)
	if slot == normalSlot {
		t.errors.add(ordinal, float64(s.Window), online, frozen, s.Time)
	}
	if t.all == nil {
		return
	}
	t.all[slot][errorOnline].add(online)
	t.all[slot][errorFrozen].add(frozen)
	if !s.Updated {
		t.after[slot][errorOnline].add(online)
		t.after[slot][errorFrozen].add(frozen)
	}
}

func (t *trace) addGuess(s *result.Step) {
	t.sliding.add(s.Label, s.Prediction)
	t.labelled++
	every := int64(max(len(t.sliding.ring)/samplesPerSliding, 1))
	if t.labelled%every != 0 || (t.labelled < int64(slidingMin)) {
		return
	}
	var v [2 * guessCount]float64
	for g := range guessCount {
		v[g], v[guessCount+g] = t.sliding.accuracy(g), t.sliding.macroF1(g)
	}
	t.progress.add(t.labelled/every, float64(s.Window), v[:]...)
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
