package paper

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/fixture"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/stream/cut"
	"tinyol-sim/internal/tinyol"
)

func TestSplitByHand(t *testing.T) {
	// Rows of one channel: label 0 has five rows in two stretches, label 1 two.
	all := []stretch{{0, []float32{1, 2, 3}}, {1, []float32{10, 11}}, {0, []float32{4, 5}}}
	first, second := split(all, 1, 1./2)
	equal := func(got []stretch, want ...stretch) bool {
		return slices.EqualFunc(got, want, func(a, b stretch) bool { return a.label == b.label && slices.Equal(a.values, b.values) })
	}
	if !equal(first, stretch{0, []float32{1, 2}}, stretch{1, []float32{10}}) ||
		!equal(second, stretch{0, []float32{3}}, stretch{1, []float32{11}}, stretch{0, []float32{4, 5}}) {
		t.Errorf("first %v, second %v", first, second)
	}
}

func TestHistogramByHand(t *testing.T) {
	// 16 bins a decade from 10^-9: 1 begins bin 144, 10 bin 160.
	h := histogram([]float32{1, 1.1, 10, float32(math.NaN())})
	if h[144] != 0.5 || h[160] != 0.25 || h[histogramBins-1] != 0.25 {
		t.Errorf("shares %v %v %v", h[144], h[160], h[histogramBins-1])
	}
	if h := histogram([]float32{0, 1e-30}); h[0] != 1 {
		t.Errorf("zero is not in the lowest bin: %v", h[0])
	}
	rows := histogramRows("raw", "p", "s", [][]float64{histogram([]float32{1, 10}), histogram([]float32{1, 1})})
	if len(rows) != 17 || rows[0].From != 1 || rows[0].Mean != 0.75 || rows[16].Mean != 0.25 || rows[5].Mean != 0 {
		t.Errorf("%d rows, %+v", len(rows), rows[0])
	}
	if got := shareAbove([]float32{1, 2, 3, float32(math.NaN())}, 2); got != 0.5 {
		t.Errorf("share above %g, want 0.5", got)
	}
}

// The schedule teaches so many windows of a class, then of the next, and each
// goes on where it stopped.
func TestScheduleTakesTurns(t *testing.T) {
	m := trained(t, frontend.Raw)
	s := bench.Default()
	p := s.Program(tinyol.Frozen, m, 0)
	p.Stride = 1
	window := m.FrontEnd.Window()
	rows := func(n int) []float32 { return make([]float32, 3*n) }
	// Label 7: a run of two turns and three windows more (each turn begins with a
	// whole window); label 2: one turn; label 9: two short runs and no window.
	all := []stretch{
		{7, rows(2*(window+scheduleTurn-1) + window + 2)}, {9, rows(window - 1)}, {2, rows(window + scheduleTurn - 1)}, {9, rows(window - 1)},
	}
	var labels, counts []int
	played := newSchedule(all, 3).rows(window, p.Stride)
	cutter := cut.New(window, p.Stride)
	for i := range played.Len() {
		row := played.At(i, 3)
		due, label := cutter.Push(row.Segment, row.Label)
		if !due {
			continue
		}
		if n := len(labels); n == 0 || labels[n-1] != label || counts[n-1] == scheduleTurn {
			labels, counts = append(labels, label), append(counts, 0)
		}
		counts[len(counts)-1]++
	}
	if !slices.Equal(labels, []int{7, 2, 7, 7}) || !slices.Equal(counts, []int{scheduleTurn, scheduleTurn, scheduleTurn, 3}) {
		t.Errorf("turns of %v with %v windows", labels, counts)
	}
}

// cut has to leave exactly so many windows before, whatever the runs are.
func TestCutCountsWindows(t *testing.T) {
	m := trained(t, frontend.Raw)
	p := &maker{}
	s := &setup{models: []*modelfile.Model{m}}
	s.spec.Stride = 7
	window := m.FrontEnd.Window()
	rec := &frontend.Recording{Channels: 3}
	rows := 0
	for _, n := range []int{100, window - 1, 400, window, 333} {
		rec.Runs = append(rec.Runs, make([]float32, 3*n))
		rows += n
	}
	all := windowCount(rec, window, s.spec.Stride)
	for want := range all + 3 {
		before, behind := p.cut(s, rec, want)
		if got := windowCount(before, window, s.spec.Stride); got != min(want, all) {
			t.Fatalf("%d windows before the cut, want %d of %d", got, want, all)
		}
		if before.Rows()+behind.Rows() != rows {
			t.Fatalf("%d rows before and %d behind of %d", before.Rows(), behind.Rows(), rows)
		}
	}
}

// What learns, what the rate is chosen on and what is shown share no row.
func TestDriftGroundSharesNoRow(t *testing.T) {
	s := bench.Default()
	s.Complete()
	m := trained(t, frontend.Raw)
	p := &maker{spec: Spec{Spec: s}}
	p.channels = []string{"x", "y", "z"}
	set := &setup{spec: s, models: []*modelfile.Model{m}}
	set.spec.Learn, set.spec.Window = 50, m.FrontEnd.Window()
	value := float32(0)
	rows := func(n int) []float32 {
		out := make([]float32, 3*n)
		for i := range out {
			value++
			out[i] = value
		}
		return out
	}
	p.field = []stretch{{0, rows(400)}, {1, rows(300)}, {0, rows(900)}, {0, rows(50)}}
	p.held = []stretch{{0, rows(500)}}
	g, err := p.driftData(set)
	if err != nil {
		t.Fatal(err)
	}
	if n := windowCount(g.learn, set.spec.Window, set.spec.Stride); n != 50 {
		t.Errorf("learns from %d windows", n)
	}
	normal := p.recordingOf(p.field, 0)
	_, behind := p.cut(set, normal, 50)
	all := windowCount(behind, set.spec.Window, set.spec.Stride)
	validation, rest := p.cut(set, behind, all/3)
	if g.learn.Rows()+validation.Rows()+rest.Rows() != normal.Rows() {
		t.Errorf("%d, %d and %d rows of %d", g.learn.Rows(), validation.Rows(), rest.Rows(), normal.Rows())
	}
	if last, first := validation.Runs[len(validation.Runs)-1], rest.Runs[0]; first[0] <= last[len(last)-1] {
		t.Errorf("shown from %g on, chosen on up to %g", first[0], last[len(last)-1])
	}
	if g.validationWindows < all/3 || g.shownWindows <= g.validationWindows {
		t.Errorf("%d windows to choose on, %d shown, of %d behind the last step", g.validationWindows, g.shownWindows, all)
	}
}

func TestChooseRateByHand(t *testing.T) {
	f := &result.Figure{Facts: map[string]string{}}
	s := rawSetup()
	rates := []float64{0.1, 0.2, 0.3, 0.4}
	overlaps := [][]float64{{0.1, 0.2}, {0.5, 0.7}, {0.7, 0.5}, {0.9, 0.1}}
	if at := chooseRate(f, s, &driftData{validationWindows: 9}, rates, overlaps); at != 1 {
		t.Errorf("rate %g, want the lower of those with the largest mean, 0.2", rates[at])
	}
	if got := f.Facts["validation.raw"]; !strings.HasSuffix(got, "0.1: 15.0 %, 0.2: 60.0 %, 0.3: 60.0 %, 0.4: 50.0 %") {
		t.Errorf("%q", got)
	}
}

// A replayed recording has to leave the layer that pushing its rows leaves; a
// network that needs no more is left alone.
func TestReplayIsTheDevice(t *testing.T) {
	m := trained(t, frontend.Demean)
	s := bench.Default()
	s.Learn = 0
	channels := m.FrontEnd.Channels()
	values := make([]float32, 400*channels)
	for i := range values {
		values[i] = float32(math.Sin(0.37 * float64(i)))
	}
	learned, stepped := newDevice(t, &s, m), newDevice(t, &s, m)
	p := &maker{mon: bench.Silent{}}
	set := &setup{spec: s, models: []*modelfile.Model{m, m}}
	rec := &frontend.Recording{Channels: channels, Runs: [][]float32{values}}
	windows := [2]int{}
	err := p.play(context.Background(), set, rowsOf(rec, 0), s.Stride, func(seed int, b *tinyol.Base, label int) (bool, error) {
		windows[seed]++
		if seed == 0 {
			learned.StepOn(b, label)
			return true, nil
		}
		return windows[seed] < 3, nil
	})
	if err != nil || windows[1] != 3 || windows[0] != windowCount(rec, m.FrontEnd.Window(), s.Stride) {
		t.Fatalf("windows %v, %v", windows, err)
	}
	for at := 0; at < len(values); at += channels {
		if stepped.Push(values[at : at+channels]) {
			stepped.Step(0)
		}
	}
	x := m.FrontEnd.Windows(rec, 50)
	n := m.FrontEnd.Features()
	a := scores(learned, x, n)
	if b := scores(stepped, x, n); !slices.Equal(a, b) || learned.Updates() == 0 {
		t.Errorf("scores %v and %v after %d updates", a, b, learned.Updates())
	}
	if frozen := errorsOf(m.Network, x); slices.Equal(a, frozen) {
		t.Error("learning changed nothing")
	}
}

func newDevice(t *testing.T, s *bench.Spec, m *modelfile.Model) *tinyol.Device {
	t.Helper()
	d, err := tinyol.New(s.Program(tinyol.Unsupervised, m, 0))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestOfflineTakesAsManyOfEachClass(t *testing.T) {
	// Windows 0 to 9 of label 5, 10 and 11 of label 3.
	features := make([]float32, 12*2)
	labels := []int{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 3, 3}
	for i := range 12 {
		features[2*i], features[2*i+1] = float32(i), float32(i%2)
	}
	o := newOffline(features, 2, labels, 4)
	// Two of label 5, evenly spread: 0 and 5; both of label 3: 10 and 11. Their
	// first features 0, 5, 10, 11 have mean 6.5 and variance (42.25+2.25+12.25+20.25)/4 = 19.25.
	if !slices.Equal(o.neurons, []int{5, 3}) || !slices.Equal(o.labels, []int{0, 0, 1, 1}) {
		t.Fatalf("neurons %v, labels %v", o.neurons, o.labels)
	}
	for i, v := range []float64{0, 5, 10, 11} {
		if want := (v - 6.5) / math.Sqrt(19.25); math.Abs(float64(o.features[2*i])-want) > 1e-6 {
			t.Errorf("feature %d: %g, want %g", i, o.features[2*i], want)
		}
	}
	// A larger set than there is takes what there is.
	if o := newOffline(features, 2, labels, 100); len(o.labels) != 12 {
		t.Errorf("%d windows of 12", len(o.labels))
	}
}

// For each class the most frequent mistake, the mean over the last assessments.
func TestMistakesByHand(t *testing.T) {
	p := &maker{labels: stream.NewLabels()}
	for _, name := range []string{"a", "b", "c"} {
		p.labels.Index(name)
	}
	r := &onlineRuns{labels: []int{0, 1, 2}, mistakes: [][][][]float64{ // one seed
		{{{0, 1, 0}, {0, 1, 0}, {0, 0, 1}}}, // before the last two
		{{{0.5, 0.1, 0.4}, {0.2, 0.8, 0}, {0, 0, 1}}},
		{{{0.7, 0.1, 0.2}, {0.4, 0.6, 0}, {0, 0, 1}}},
	}}
	f := &result.Figure{Facts: map[string]string{}}
	p.mistakeNumbers(f, rawSetup(), r, 2)
	for class, want := range map[string]struct {
		as    string
		share float64
	}{"a": {"c", 0.3}, "b": {"a", 0.3}, "c": {"a", 0}} {
		name := "mistaken." + class + ".raw"
		if n := f.Number(name); n == nil || math.Abs(n.Mean-want.share) > 1e-9 || f.Facts[name] != want.as {
			t.Errorf("%s: %+v for %q, want %+v", class, n, f.Facts[name], want)
		}
	}
}

// The crossing is the epoch from which on the mean stays at or above the online
// layer's.
func TestOfflineCrossing(t *testing.T) {
	curve := func(above func(epoch int) bool) [][]float64 {
		c := make([]float64, offlineEpochs)
		for i := range c {
			if c[i] = 0.4; above(i + 1) {
				c[i] = 0.6
			}
		}
		return [][]float64{c, c}
	}
	for name, c := range map[string]struct {
		curve [][]float64
		want  float64 // 0: none
	}{
		"from 7 on":       {curve(func(e int) bool { return e >= 7 }), 7},
		"once, then back": {curve(func(e int) bool { return e == 3 || e >= 150 }), 150},
		"from the first":  {curve(func(int) bool { return true }), 1},
		"never":           {curve(func(int) bool { return false }), 0},
		"not at the end":  {curve(func(e int) bool { return e < 200 }), 0},
	} {
		var f result.Figure
		offlineNumbers(&f, "raw", 30, c.curve, []float64{0.5, 0.5})
		got := 0.0
		if n := f.Number("crossing.30.raw"); n != nil {
			got = n.Mean
		}
		if got != c.want {
			t.Errorf("%s: crossing at %g, want %g", name, got, c.want)
		}
	}
}

// The RAM of ways of training by hand, for the paper's shape 40-16-4-16-40:
// 16·40+40 = 680 weights in the replaced layer, 2·(40·16+16·4) and the biases
// 16+4+16+40 make 1484 in the network.
func TestTrainingMemoryByHand(t *testing.T) {
	m := trained(t, frontend.Raw)
	s := bench.Default()
	p := s.Program(tinyol.Unsupervised, m, 0)
	board, err := mcu.LoadBoard(mcu.DefaultBoard)
	if err != nil {
		t.Fatal(err)
	}
	l := device.NewLedger(board, p)
	total := func(w trainingWay) int {
		n := 0
		for _, part := range w.parts {
			n += part.bytes
		}
		return n
	}
	ways := waysOf(p, l)
	rest := l.RAM() - 4*680
	for i, want := range []int{
		l.RAM(),
		rest + 4*680*2 + 2000*4*10, // a row is one value behind the projection, ten of them are new
		rest + 4*1484 + 4*2*40,
		rest + 4*1484*4 + 4*2*40 + 2000*4*10,
	} {
		if got := total(ways[i]); got != want {
			t.Errorf("%s: %d bytes, want %d", ways[i].name, got, want)
		}
	}
	sup := s.Program(tinyol.Supervised, m, 0)
	if got, want := batchBytes(sup, 100), 4*5*8+100*(4*5+4); got != want {
		t.Errorf("a data set of 100 windows takes %d bytes, want %d", got, want)
	}
	if got := waysOf(sup, device.NewLedger(board, sup)); len(got) != 2 {
		t.Errorf("%d ways in supervised mode", len(got))
	}
}

func TestRoundKeepsSixDigits(t *testing.T) {
	for v, want := range map[float64]float64{0: 0, 1234567.8: 1234570, -0.00012345678: -0.000123457, 1: 1} {
		if got := round(v); math.Abs(got-want) > 1e-12*math.Abs(want) {
			t.Errorf("%g rounds to %g, want %g", v, got, want)
		}
	}
	if !math.IsNaN(round(math.NaN())) {
		t.Error("NaN is rounded")
	}
}

// The frozen errors of a setup are those of the device in frozen mode.
func TestFrozenErrorsAreTheDevices(t *testing.T) {
	m := trained(t, frontend.Raw)
	x := make([]float32, 3*m.FrontEnd.Features())
	for i := range x {
		x[i] = float32(i%7) / 7
	}
	s := bench.Default()
	d, err := tinyol.New(s.Program(tinyol.Frozen, m, 0))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := errorsOf(m.Network, x), scores(d, x, m.FrontEnd.Features()); !slices.Equal(a, b) {
		t.Errorf("errors %v, the device has %v", a, b)
	}
}

// trained fits a small model on the quick recordings.
func trained(t testing.TB, kind frontend.Kind) *modelfile.Model {
	t.Helper()
	s := bench.Default()
	s.Train, s.Normal, s.Epochs, s.FrontEnd = []string{"train"}, "normal", 2, string(kind)
	m, err := bench.Train(context.Background(), s, fixture.Opener(fixture.Recordings()), bench.Silent{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// rawSetup has the paper's own front end.
func rawSetup() *setup {
	s := &setup{spec: bench.Default()}
	s.spec.FrontEnd = string(frontend.Raw)
	return s
}
