package bench

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// assessEvery is how many learning steps lie between two assessments on the
// test stream (section 2 of the paper's experiment).
const assessEvery = 50

// maxTestValues bounds the memory of a test stream: rows times channels.
const maxTestValues = 2_000_000

// testSet is a labelled recording cut to windows, as raw rows: each lane
// encodes them with its own network.
type testSet struct {
	name   string
	rows   replay.Rows
	labels *stream.Labels
}

// readTest reads the recording that --test names.
func readTest(ctx context.Context, in *replay.Inputs, spec *Spec, columns []string, labels *stream.Labels, mon Monitor) (*testSet, error) {
	file, err := in.Open("test", spec.Test)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	opts := spec.readerOptions(labels)
	opts.Columns = columns
	r, err := stream.NewReader(file, spec.Test, opts)
	if err != nil {
		return nil, err
	}
	if r.LabelColumn() == "" {
		return nil, fmt.Errorf("%s: no label column; name it with --label, or leave out --test", spec.Test)
	}
	set := &testSet{name: spec.Test, labels: labels}
	limit := maxTestValues / len(columns)
	for r.Scan() {
		if set.rows.Len() == limit {
			return nil, fmt.Errorf("%s: more than %d rows; a test recording is kept in memory, cut it", spec.Test, limit)
		}
		if r.Rows()&0xfff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		set.rows.Add(r.Row())
	}
	if n := r.Skipped(); n > 0 {
		noteSkipped(mon, spec.Test, n, r.FirstSkipped())
	}
	return set, r.Err()
}

// tester holds the test windows as the online layer sees them. The base
// network is frozen, so they are encoded once.
type tester struct {
	width    int
	features []float32 // [windows][width]
	labels   []int     // of each window
	classes  int       // of stream.Labels when the test was read
	counts   metrics.Confusion
}

func newTester(set *testSet, p *tinyol.Program) (*tester, error) {
	d, err := tinyol.New(p)
	if err != nil {
		return nil, err
	}
	t := &tester{classes: set.labels.Len()}
	cutter := stream.NewCutter(p.FrontEnd.Window(), p.Stride)
	channels, segment := p.FrontEnd.Channels(), 0
	for i := range set.rows.Len() {
		row := set.rows.At(i, channels)
		if row.Segment != segment {
			segment = row.Segment
			d.Reset()
		}
		d.Push(row.Values)
		if due, label := cutter.Push(row.Segment, row.Label); due && label >= 0 {
			t.features = d.Encode(t.features)
			t.labels = append(t.labels, label)
		}
	}
	if len(t.labels) == 0 {
		return nil, fmt.Errorf("%s: no window of %d rows carries a single label; make --window smaller", set.name, p.FrontEnd.Window())
	}
	t.width = len(t.features) / len(t.labels)
	return t, nil
}

// run predicts every test window with the layer as it stands; nothing that
// learns is touched.
func (t *tester) run(d *tinyol.Device) *metrics.Confusion {
	t.counts.Reset()
	for i, label := range t.labels {
		t.counts.Add(label, d.Assess(t.features[i*t.width:(i+1)*t.width]))
	}
	return &t.counts
}

// assess adds a line to assess.csv after every assessEvery learning steps.
func (l *lane) assess(s *result.Step) error {
	if l.tester == nil || !s.Updated || l.updates%assessEvery != 0 {
		return nil
	}
	learned, err := l.online.Learned()
	if err != nil {
		return err
	}
	l.assessments = append(l.assessments, l.assessment(learned))
	return nil
}

func (l *lane) assessment(learned *tinyol.Device) result.Assessment {
	c := l.tester.run(learned)
	a := result.Assessment{Run: l.index, Updates: l.updates, Accuracy: c.Accuracy(), MacroF1: c.MacroF1()}
	for class := range l.tester.classes {
		f1 := math.NaN()
		if c.Support(class) > 0 {
			f1 = c.F1(class)
		}
		a.F1 = append(a.F1, f1)
	}
	return a
}

// with adds to the classes of the stream those that only the test has.
func (t *tester) with(classes []int) []int {
	all := slices.Clone(classes)
	for _, label := range t.labels {
		if !slices.Contains(all, label) {
			all = append(all, label)
		}
	}
	return all
}

// result is the assessment at the end of the stream, beside the trivial
// competitors on the same windows. Algorithm 1 keeps updating the statistics
// when learning has stopped, so it may differ from the last line of assess.csv.
func (t *tester) result(d *tinyol.Device, names []string, classes []int, b *classifierBook) *result.Test {
	c := t.run(d)
	classes = met(c, classes)
	return &result.Test{
		Windows: c.Total(), Accuracy: c.Accuracy(), MacroF1: c.MacroF1(),
		F1: f1Scores(c, classes, names), Confusion: c.Matrix(classes...),
		Baselines: t.baselines(b, b.majority(classes)),
	}
}

// baselines are the trivial competitors on the test windows. What majority and
// the frozen autoencoder know of the labels, they know from the stream.
func (t *tester) baselines(b *classifierBook, majority int) []result.Baseline {
	var most, repeat, static metrics.Confusion
	previous := result.NoPrediction
	for i, label := range t.labels {
		most.Add(label, majority)
		repeat.Add(label, previous)
		previous = label
		// The reconstruction error stands behind Z.
		static.Add(label, b.static.predict(t.features[(i+1)*t.width-1]))
	}
	list := []result.Baseline{rated("majority", &most), rated("no-change", &repeat)}
	if b.static.normal >= 0 {
		list = append(list, rated("frozen-autoencoder", &static))
	}
	return list
}

// rated is a classifying baseline.
func rated(name string, c *metrics.Confusion) result.Baseline {
	accuracy, macro := c.Accuracy(), c.MacroF1()
	return result.Baseline{Name: name, Accuracy: &accuracy, MacroF1: &macro}
}

// untaught warns of test classes that the stream never taught.
func (t *tester) untaught(d *tinyol.Device, names []string) string {
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
