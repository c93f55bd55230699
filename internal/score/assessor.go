package score

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// AssessEvery is how many learning steps lie between two assessments on the
// test stream (section 2 of the paper's experiment).
const AssessEvery = 50

// Assessor holds the windows of a test recording as the online layer sees them.
// The base network is frozen, so they are encoded once.
type Assessor struct {
	base     *tinyol.Base
	tap      learner.Tap
	width    int
	features []float32 // [windows][width]
	errors   []float32 // of the reconstruction, by window
	labels   []int     // of each window
	classes  int       // known before the stream
	counts   metrics.Confusion
}

// NewAssessor takes in windows with a network, for classifiers with a tap. classes are
// those that Assessment reports.
func NewAssessor(n *nn.Network, tap learner.Tap, classes int) *Assessor {
	return &Assessor{base: tinyol.NewBase(n), tap: tap, classes: classes}
}

// Add takes in the features of a window; one without a single label is left out.
func (t *Assessor) Add(features []float32, label int) {
	if label < 0 {
		return
	}
	before := len(t.features)
	t.base.Run(features)
	if t.tap == learner.Features {
		t.features = append(t.features, features...)
	} else {
		t.features = t.base.Encode(t.features)
	}
	t.errors = append(t.errors, t.base.Score())
	t.width = len(t.features) - before
	t.labels = append(t.labels, label)
}

// Counts are those of the last Run.
func (t *Assessor) Counts() *metrics.Confusion { return &t.counts }

// Windows is how many windows the recording has.
func (t *Assessor) Windows() int { return len(t.labels) }

// Labels are those of the windows, in order.
func (t *Assessor) Labels() []int { return t.labels }

// Features are what the online layer sees of the windows, before it standardises
// them: [windows][width].
func (t *Assessor) Features() (all []float32, width int) { return t.features, t.width }

// Run predicts every test window with the layer as it stands; nothing that
// learns is touched. What it returns holds until the next call.
func (t *Assessor) Run(d *tinyol.Device) *metrics.Confusion {
	t.counts.Reset()
	d.AssessAll(t.features, func(window, label int) { t.counts.Add(t.labels[window], label) })
	return &t.counts
}

// Assessment is the line of assess.csv of a run after so many updates.
func (t *Assessor) Assessment(run int, updates int64, d *tinyol.Device) result.Assessment {
	c := t.Run(d)
	a := result.Assessment{Run: run, Updates: updates, Accuracy: c.Accuracy(), MacroF1: c.MacroF1()}
	for class := range t.classes {
		f1 := math.NaN()
		if c.Support(class) > 0 {
			f1 = c.F1(class)
		}
		a.F1 = append(a.F1, f1)
	}
	return a
}

// With adds to the classes of the stream those that only the test has.
func (t *Assessor) With(classes []int) []int {
	all := slices.Clone(classes)
	for _, label := range t.labels {
		if !slices.Contains(all, label) {
			all = append(all, label)
		}
	}
	return all
}

// Result is the assessment at the end of the stream, beside the trivial
// competitors on the same windows. Algorithm 1 keeps updating the statistics
// when learning has stopped, so it may differ from the last line of assess.csv.
func (t *Assessor) Result(d *tinyol.Device, names []string, classes []int, stream *Classifier) *result.Test {
	c := t.Run(d)
	classes = met(c, classes)
	return &result.Test{
		Windows: c.Total(), Accuracy: c.Accuracy(), MacroF1: c.MacroF1(),
		F1: f1Scores(c, classes, names), Confusion: c.Matrix(classes...),
		Baselines: t.baselines(stream, stream.majority(classes)), AsDetector: t.asDetector(d, stream.detector.normal),
	}
}

// asDetector ranks the test windows by how unlikely the layer finds them to be healthy.
func (t *Assessor) asDetector(d *tinyol.Device, normal int) *result.AsDetector {
	a := newAsDetector(normal)
	d.AssessAll(t.features, func(window, _ int) { a.add(t.labels[window], d.Surprisal()) })
	return a.result()
}

// baselines are the trivial competitors on the test windows. What majority and
// the frozen autoencoder know of the labels, they know from the stream.
func (t *Assessor) baselines(stream *Classifier, majority int) []result.Baseline {
	var most, repeat, static metrics.Confusion
	previous := result.NoPrediction
	for i, label := range t.labels {
		most.Add(label, majority)
		repeat.Add(label, previous)
		previous = label
		static.Add(label, stream.frozen.predict(t.errors[i]))
	}
	list := []result.Baseline{rated("majority", &most), rated("no-change", &repeat)}
	if stream.frozen.normal >= 0 {
		list = append(list, rated("frozen-autoencoder", &static))
	}
	return list
}

// rated is a classifying baseline.
func rated(name string, c *metrics.Confusion) result.Baseline {
	accuracy, macro := c.Accuracy(), c.MacroF1()
	return result.Baseline{Name: name, Accuracy: &accuracy, MacroF1: &macro}
}

// Untaught warns of test classes that the stream never taught.
func (t *Assessor) Untaught(d *tinyol.Device, names []string) string {
	var missing []string
	for class := range t.classes {
		if t.counts.Support(class) > 0 && !slices.Contains(d.Classes(), class) {
			missing = append(missing, names[class])
		}
	}
	if missing == nil {
		return ""
	}
	return fmt.Sprintf("the test stream has classes that the stream never taught: %s; they count as errors", strings.Join(missing, ", "))
}
