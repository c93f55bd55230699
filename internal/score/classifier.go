package score

import (
	"fmt"
	"math"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
)

// Classifier counts the figures of supervised mode: prequential, each
// prediction before its update, beside the trivial competitors.
type Classifier struct {
	costs      Costs
	losses     losses
	scores     *metrics.Prequential
	frozen     frozenClassifier
	detector   *asDetector
	divergence *metrics.Divergence
	met        []bool  // classes, by label
	guess      float64 // loss of guessing among them

	tested           bool
	blocks           *metrics.ClassBlocks // nil: nobody asks
	segment          int
	answers          [2]int // the learner's, and what arrived last
	windows, updates int64
	last             int  // label of the last labelled window
	several          bool // more than one label was met
	span             watch
}

// NewClassifier counts nothing yet.
func NewClassifier(o Options) *Classifier {
	c := &Classifier{
		tested: o.Tested, span: watch{Span: o.Span},
		costs: NewCosts(o.Window, o.Stride), scores: metrics.NewPrequential(),
		frozen:     frozenClassifier{normal: o.Normal, threshold: o.Threshold, common: result.NoPrediction},
		detector:   newAsDetector(o.Normal),
		divergence: metrics.NewDivergence("guessing's"),
	}
	if o.Bootstrap {
		c.blocks = metrics.NewClassBlocks(len(c.answers))
	}
	return c
}

// Push is for those who look at rows.
func (c *Classifier) Push([]float32) {}

// StartSegment begins a new segment of the stream.
func (c *Classifier) StartSegment(segment int) {
	c.segment = segment
	c.costs.StartSegment()
}

// Meter has the cycles.
func (c *Classifier) Meter() *mcu.Meter { return c.costs.Meter() }

// Add counts a window.
func (c *Classifier) Add(s *result.Step, arrived int) {
	defer c.scores.Show(arrived)
	c.windows++
	c.costs.Add(s)
	if s.Updated {
		c.updates++
	}
	if c.span.begins(s.Row) {
		c.forget()
	}
	if c.span.over(s.Row) {
		return
	}
	if c.blocks != nil {
		c.answers = [2]int{s.Prediction, c.scores.Last()}
		c.blocks.Add(c.segment, s.Label, c.answers[:])
	}
	if s.Label < 0 {
		return
	}
	// A softmax over one neuron cannot err, so its loss says nothing.
	if c.several = c.several || (c.scores.Learner.Total() > 0 && s.Label != c.last); c.several {
		c.losses.add(s.Loss, s.Frozen)
	}
	c.last = s.Label
	c.meet(s.Label)
	c.scores.Add(s.Label, s.Prediction)
	c.frozen.add(s.Label, s.Frozen)
	c.detector.add(s.Label, s.Surprisal)
	if s.Updated {
		c.divergence.Add(s.Window, float64(s.Loss), c.guess)
	}
}

// forget begins the rates anew. What the baselines were told stays with them.
func (c *Classifier) forget() {
	c.scores.Learner.Reset()
	c.scores.NoChange.Reset()
	c.scores.Majority.Reset()
	c.frozen.counts.Reset()
	c.detector.reset()
	if c.blocks != nil {
		c.blocks.Reset()
	}
}

// meet notes a class and what guessing among all met costs; one class costs as
// much as two, for a loss of zero compares with nothing.
func (c *Classifier) meet(label int) {
	for label >= len(c.met) {
		c.met = append(c.met, false)
	}
	if c.met[label] {
		return
	}
	c.met[label] = true
	classes := 0
	for _, met := range c.met {
		if met {
			classes++
		}
	}
	c.guess = math.Log(float64(max(2, classes)))
}

// Fill writes the figures, and what a reader has to be warned of.
func (c *Classifier) Fill(run *result.Run, names []string, classes []int) {
	run.Windows, run.Updates = c.windows, c.updates
	run.Loss = c.losses.result(false)
	warn(run, c.divergence.Warning())
	if c.scores.Learner.Total() > 0 {
		run.Classification = c.classification(names, classes)
		c.resample(run.Classification)
		warn(run, c.beaten())
	}
}

func (c *Classifier) classification(names []string, classes []int) *result.Classification {
	learner := &c.scores.Learner
	classes = met(learner, classes)
	out := &result.Classification{
		Windows: learner.Total(), Accuracy: learner.Accuracy(), MacroF1: learner.MacroF1(),
		Kappa: Defined(learner.Kappa()), KappaTemporal: Defined(c.scores.KappaTemporal()),
		F1: f1Scores(learner, classes, names), Confusion: learner.Matrix(classes...),
		Baselines: []result.Baseline{
			rated("majority", &c.scores.Majority), rated("no-change", &c.scores.NoChange),
		},
		AsDetector: c.detector.result(),
	}
	if c.frozen.normal >= 0 {
		out.Baselines = append(out.Baselines, rated("frozen-autoencoder", &c.frozen.counts))
	}
	return out
}

// majority is the most frequent label of the stream.
func (c *Classifier) majority(classes []int) int {
	best := result.NoPrediction
	for _, class := range classes {
		if best < 0 || c.scores.Learner.Support(class) > c.scores.Learner.Support(best) {
			best = class
		}
	}
	return best
}

// beaten warns of a learner that a trivial competitor outdoes.
func (c *Classifier) beaten() string {
	learner, noChange := c.scores.Learner.MacroF1(), c.scores.NoChange.MacroF1()
	if !(learner < noChange) {
		return ""
	}
	remedy := "so judge it by --test"
	if c.tested {
		remedy = "so judge it by the test recording"
	}
	return fmt.Sprintf("repeating the last label (no-change) has a macro-F1 of %.3f, the learner %.3f: labels come in long runs, %s", noChange, learner, remedy)
}

// frozenClassifier is the frozen autoencoder as a classifier: normal at or
// below the threshold, else the most frequent other label so far.
type frozenClassifier struct {
	normal    int
	threshold float32
	counts    metrics.Confusion
	seen      []int64 // windows by label
	common    int     // most frequent of the others
}

func (c *frozenClassifier) add(label int, score float32) {
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
func (c *frozenClassifier) predict(score float32) int {
	if score <= c.threshold {
		return c.normal
	}
	return c.common
}
