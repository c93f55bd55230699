package bench

import (
	"fmt"
	"math"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
)

// classifierBook keeps the figures of supervised mode: prequential, each
// prediction before its update, beside the trivial competitors.
type classifierBook struct {
	costBook
	losses     lossBook
	scores     *metrics.Prequential
	static     staticClassifier
	divergence *metrics.Divergence
	met        []bool  // classes, by label
	guess      float64 // loss of guessing among them

	windows, updates int64
	last             int  // label of the last labelled window
	several          bool // more than one label was met
}

func newClassifierBook(o bookOptions) *classifierBook {
	return &classifierBook{
		costBook: newCostBook(o), scores: metrics.NewPrequential(),
		static:     staticClassifier{normal: o.normal, threshold: o.threshold, common: result.NoPrediction},
		divergence: metrics.NewDivergence("guessing's"),
	}
}

func (b *classifierBook) push([]float32) {}
func (b *classifierBook) reset(int)      { b.fresh = true }

func (b *classifierBook) add(s *result.Step) {
	b.windows++
	b.count(s)
	if s.Updated {
		b.updates++
	}
	if s.Label < 0 {
		return
	}
	// A softmax over one neuron cannot err, so its loss says nothing.
	if b.several = b.several || (b.scores.Learner.Total() > 0 && s.Label != b.last); b.several {
		b.losses.add(s.Loss, s.Frozen)
	}
	b.last = s.Label
	b.meet(s.Label)
	b.scores.Add(s.Label, s.Prediction)
	b.static.add(s.Label, s.Frozen)
	if s.Updated {
		b.divergence.Add(s.Window, float64(s.Loss), b.guess)
	}
}

// meet notes a class and what guessing among all met costs; one class costs as
// much as two, for a loss of zero compares with nothing.
func (b *classifierBook) meet(label int) {
	for label >= len(b.met) {
		b.met = append(b.met, false)
	}
	if b.met[label] {
		return
	}
	b.met[label] = true
	classes := 0
	for _, met := range b.met {
		if met {
			classes++
		}
	}
	b.guess = math.Log(float64(max(2, classes)))
}

func (b *classifierBook) fill(run *result.Run, names []string, classes []int) {
	run.Windows, run.Updates = b.windows, b.updates
	run.Loss = b.losses.result(false)
	warn(run, b.divergence.Warning())
	if b.scores.Learner.Total() > 0 {
		run.Classification = b.classification(names, classes)
		warn(run, b.beaten())
	}
}

func (b *classifierBook) classification(names []string, classes []int) *result.Classification {
	c := &b.scores.Learner
	classes = met(c, classes)
	out := &result.Classification{
		Windows: c.Total(), Accuracy: c.Accuracy(), MacroF1: c.MacroF1(),
		Kappa: finite(c.Kappa()), KappaTemporal: finite(b.scores.KappaTemporal()),
		F1: f1Scores(c, classes, names), Confusion: c.Matrix(classes...),
		Baselines: []result.Baseline{
			rated("majority", &b.scores.Majority), rated("no-change", &b.scores.NoChange),
		},
	}
	if b.static.normal >= 0 {
		out.Baselines = append(out.Baselines, rated("frozen-autoencoder", &b.static.counts))
	}
	return out
}

// majority is the most frequent label of the stream.
func (b *classifierBook) majority(classes []int) int {
	best := result.NoPrediction
	for _, class := range classes {
		if best < 0 || b.scores.Learner.Support(class) > b.scores.Learner.Support(best) {
			best = class
		}
	}
	return best
}

// beaten warns of a learner that a trivial competitor outdoes.
func (b *classifierBook) beaten() string {
	learner, noChange := b.scores.Learner.MacroF1(), b.scores.NoChange.MacroF1()
	if !(learner < noChange) {
		return ""
	}
	return fmt.Sprintf("repeating the last label (no-change) has a macro-F1 of %.3f, the learner %.3f: labels come in long runs, so judge it by --test", noChange, learner)
}

// staticClassifier is the frozen autoencoder as a classifier: normal at or
// below the threshold, else the most frequent other label so far.
type staticClassifier struct {
	normal    int
	threshold float32
	counts    metrics.Confusion
	seen      []int64 // windows by label
	common    int     // most frequent of the others
}

func (c *staticClassifier) add(label int, score float32) {
	if c.normal < 0 {
		return
	}
	c.counts.Add(label, c.predict(score))
	for label >= len(c.seen) {
		c.seen = append(c.seen, 0)
	}
	c.seen[label]++
	if label != c.normal && (c.common < 0 || c.seen[label] > c.seen[c.common]) {
		c.common = label
	}
}

// predict names the class of a window with this score.
func (c *staticClassifier) predict(score float32) int {
	if score <= c.threshold {
		return c.normal
	}
	return c.common
}
