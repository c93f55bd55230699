package frontend

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/dsp/fourier"
	"gonum.org/v1/gonum/dsp/window"

	"tinyol-sim/internal/kernel"
)

func mustFit(t testing.TB, kind Kind, length, stride int, rec *Recording) *FrontEnd {
	t.Helper()
	f, err := Fit(kind, length, stride, rec)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// apply runs a window of rows [Window][Channels] through a front end as the
// device does.
func apply(f *FrontEnd, rows []float32) []float32 {
	a := f.NewApplier()
	for i := range f.Window() {
		a.Push(rows[i*f.Channels() : (i+1)*f.Channels()])
	}
	return a.Features()
}

func TestRawByHand(t *testing.T) {
	// Mean (3,4), axis (0.6,0.8): the rows project to -5, 0 and 5, which are
	// scaled to 0, 0.5 and 1. In the field (9,12) projects to 10: 1.5, unclipped.
	f := mustFit(t, Raw, 3, 1, &Recording{Channels: 2, Runs: [][]float32{{0, 0, 3, 4, 6, 8}}})
	checkFeatures(t, apply(f, []float32{0, 0, 3, 4, 6, 8}), []float64{0, 0.5, 1})
	checkFeatures(t, apply(f, []float32{9, 12, 3, 4, 0, 0}), []float64{1.5, 0.5, 0})
	checkSizes(t, f, 3, 1, 2+2+1+1)
}

func TestDemeanByHand(t *testing.T) {
	// Windows of 2 rows of x and y. Means 2 and 30 leave x -1, 1 and y 10, -10;
	// the second run, means 3 and 0, leaves x -3, 3 and y 0, 0. So x spans -3..3
	// and y -10..10.
	f := mustFit(t, Demean, 2, 1, &Recording{Channels: 2, Runs: [][]float32{{1, 40, 3, 20}, {0, 0, 6, 0}}})
	checkFeatures(t, apply(f, []float32{1, 40, 3, 20}), []float64{2.0 / 6, 1, 4.0 / 6, 0})
	checkFeatures(t, apply(f, []float32{0, 0, 6, 0}), []float64{0, 0.5, 1, 0.5})
	checkSizes(t, f, 4, 2, 2+2)
}

func TestSpectrumByHand(t *testing.T) {
	// 1 2 3 4 less its mean is -1.5 -0.5 0.5 1.5; under the Hann window
	// 0 0.5 1 0.5 it is 0 -0.25 0.5 0.75. Bin 1 is 0 - 0.5 + i(0.75 + 0.25), of
	// power 1.25, and bin 2 is 0 + 0.25 + 0.5 - 0.75 = 0. Twice the signal has
	// 4 times the power; half of the logarithm of 4 is the span of bin 1. Bin 2
	// never moves, so it takes the scale of bin 1.
	ramp := []float32{1, 2, 3, 4}
	double := []float32{2, 4, 6, 8}
	f := mustFit(t, Spectrum, 4, 1, &Recording{Channels: 1, Runs: [][]float32{ramp, double}})
	span := 0.5 * math.Log(4)
	if low := 0.5 * math.Log(1.25); !close32(f.low[0], low) || !close32(f.low[1], 0.5*math.Log(1e-12)) {
		t.Errorf("least values %v, want %v and %v", f.low, low, 0.5*math.Log(1e-12))
	}
	if !close32(f.scale[0], 1/span) || f.scale[1] != f.scale[0] {
		t.Errorf("scales %v, want %v twice", f.scale, 1/span)
	}
	checkFeatures(t, apply(f, ramp), []float64{0, 0})
	checkFeatures(t, apply(f, double), []float64{1, 0})
	checkFeatures(t, apply(f, []float32{4, 8, 12, 16}), []float64{2, 0})
	checkSizes(t, f, 2, 1, 2+2+4+4)
}

func close32(got float32, want float64) bool {
	return math.Abs(float64(got)-want) <= 1e-6*math.Max(1, math.Abs(want))
}

func checkFeatures(t *testing.T, got []float32, want []float64) {
	t.Helper()
	for i := range want {
		if len(got) != len(want) || !close32(got[i], want[i]) {
			t.Fatalf("features %v, want %v", got, want)
		}
	}
}

func checkSizes(t *testing.T, f *FrontEnd, features, ring, constants int) {
	t.Helper()
	if f.Features() != features || f.RingWidth() != ring || f.Constants() != constants {
		t.Errorf("%s: %d features, ring of %d, %d constants; want %d, %d, %d", f.Kind(),
			f.Features(), f.RingWidth(), f.Constants(), features, ring, constants)
	}
	total := 0
	for _, table := range f.Tables() {
		total += len(table.Values)
	}
	if total != constants {
		t.Errorf("%s: the tables hold %d values, want %d", f.Kind(), total, constants)
	}
}

// shaking makes runs of three channels of vibration around gravity.
func shaking(random *rand.Rand, runs, rows int) *Recording {
	rec := &Recording{Channels: 3}
	for range runs {
		var run []float32
		phase := random.Float64()
		for i := range rows {
			turn := math.Sin(2 * math.Pi * (phase + 0.11*float64(i)))
			run = append(run, float32(math.Round(-80+30*turn+9*random.NormFloat64())),
				float32(math.Round(-18+12*turn*turn+7*random.NormFloat64())), float32(math.Round(4090-25*turn+11*random.NormFloat64())))
		}
		rec.Runs = append(rec.Runs, run)
	}
	return rec
}

// Every front end against the formula of its documentation in float64, with
// gonum's window and transform. The largest differences seen are 9e-8 of the
// scaled features for raw and demean; 8e-6 for spectrum, where the logarithm of
// a quiet bin shows the rounding of the loud ones and of the mean; 4e-6
// for stats, whose means lie far from zero beside their span.
func TestFrontEndsAgreeWithFloat64(t *testing.T) {
	const length, stride = 64, 10
	tolerance := map[Kind]float64{Raw: 5e-7, Demean: 5e-7, Spectrum: 2e-5, Stats: 1e-5}
	rec := shaking(rand.New(rand.NewPCG(9, 10)), 3, 500)
	for _, kind := range Kinds() {
		f := mustFit(t, kind, length, stride, rec)
		all := f.Windows(rec, stride)
		var want []float64
		for _, run := range rec.Runs {
			for start := 0; start+length <= 500; start += stride {
				want = append(want, reference(f, run[3*start:3*(start+length)])...)
			}
		}
		if len(all) != len(want) || len(all) != 3*44*f.Features() {
			t.Fatalf("%s: %d features, want %d", kind, len(all), len(want))
		}
		worst := 0.0
		for i := range want {
			worst = max(worst, math.Abs(float64(all[i])-want[i]))
		}
		t.Logf("%s: largest difference %.2g", kind, worst)
		if worst > tolerance[kind] {
			t.Errorf("%s: features differ by up to %v", kind, worst)
		}
		if low, high := slices.Min(all), slices.Max(all); low != 0 || math.Abs(float64(high)-1) > 1e-6 {
			t.Errorf("%s: the training recording spans %v to %v, not 0 to 1", kind, low, high)
		}
	}
}

// reference is a front end in float64, from its fitted parameters.
func reference(f *FrontEnd, rows []float32) []float64 {
	n := f.Window()
	var out []float64
	scaled := func(x float64, i int) {
		out = append(out, (x-float64(f.low[i]))*float64(f.scale[i]))
	}
	column := func(c int) []float64 {
		x := make([]float64, n)
		mean := 0.0
		for t := range x {
			x[t] = float64(rows[3*t+c])
			mean += x[t] / float64(n)
		}
		for t := range x {
			x[t] -= mean
		}
		return x
	}
	switch f.Kind() {
	case Raw:
		for t := range n {
			sum := 0.0
			for c := range 3 {
				sum += float64(f.axis[c]) * (float64(rows[3*t+c]) - float64(f.mean[c]))
			}
			scaled(sum, 0)
		}
	case Demean:
		columns := [][]float64{column(0), column(1), column(2)}
		for t := range n {
			for c := range 3 {
				scaled(columns[c][t], c)
			}
		}
	case Stats:
		for c := range 3 {
			mean, squares, differences := 0.0, 0.0, 0.0
			for t, d := range column(c) {
				mean += float64(rows[3*t+c]) / float64(n)
				squares += d * d / float64(n)
				if t > 0 {
					differences += math.Abs(float64(rows[3*t+c])-float64(rows[3*(t-1)+c])) / float64(n-1)
				}
			}
			scaled(mean, 3*c)
			scaled(0.5*math.Log(squares+1e-12), 3*c+1)
			scaled(math.Log(differences+1e-6), 3*c+2)
		}
	case Spectrum:
		hann := window.Hann(slices.Repeat([]float64{1}, n+1))[:n] // gonum's is symmetric
		for c := range 3 {
			x := column(c)
			for t := range x {
				x[t] *= hann[t]
			}
			for k, z := range fourier.NewFFT(n).Coefficients(nil, x) {
				if k > 0 {
					scaled(0.5*math.Log(real(z)*real(z)+imag(z)*imag(z)+1e-12), c*n/2+k-1)
				}
			}
		}
	}
	return out
}

func TestApplyDoesNotAllocate(t *testing.T) {
	rec := shaking(rand.New(rand.NewPCG(11, 12)), 1, 200)
	for _, kind := range Kinds() {
		f := mustFit(t, kind, 64, 10, rec)
		a := f.NewApplier()
		if allocs := testing.AllocsPerRun(100, func() {
			a.Push(rec.Runs[0][:3])
			a.Features()
		}); allocs != 0 {
			t.Errorf("%s: %v allocations a window", kind, allocs)
		}
	}
}

func TestApplyPropagatesNaN(t *testing.T) {
	rec := shaking(rand.New(rand.NewPCG(13, 14)), 1, 200)
	for _, kind := range Kinds() {
		f := mustFit(t, kind, 64, 10, rec)
		for _, bad := range []float64{math.NaN(), math.Inf(-1)} {
			rows := slices.Clone(rec.Runs[0][:3*64])
			rows[50] = float32(bad)
			got := apply(f, rows)
			if !slices.ContainsFunc(got, func(x float32) bool { return x-x != 0 }) {
				t.Errorf("%s: %v in a row left no trace", kind, bad)
			}
		}
	}
}

func TestFitErrors(t *testing.T) {
	moving := &Recording{Channels: 1, Runs: [][]float32{{1, 2, 3}, {4, 5, 6, 7}}}
	for _, c := range []struct {
		kind   Kind
		window int
		rec    *Recording
		want   string
	}{
		{"wavelet", 4, moving, "front end wavelet: there is no such front end; use raw, demean, spectrum or stats"},
		{Spectrum, 40, moving, "front end spectrum: a window of 40 rows is no power of two; use 32 or 64"},
		{Spectrum, 5, moving, "front end spectrum: a window of 5 rows is no power of two; use 4 or 8"},
		{Spectrum, 2, moving, "front end spectrum: a window of 2 rows is too short; use 4 or more"},
		{Raw, 0, moving, "front end raw: a window of 0 rows; 1 to 65536 are possible; choose another --window"},
		{Raw, 5, moving, "front end raw: none of the training recording's 2 runs has the 5 rows of a window; record more, or pass a smaller --window"},
		{Raw, 2, &Recording{Channels: 2, Runs: [][]float32{{1, 2, 1, 2}}}, "front end raw: the training rows never change; name channels that move with --columns"},
		{Demean, 2, &Recording{Channels: 1, Runs: [][]float32{{1, 1}, {2, 2}}}, "front end demean: the training rows never change; name channels that move with --columns"},
		{Demean, 2, &Recording{Channels: 1, Runs: [][]float32{{3e38, 3e38}}}, "front end demean: the training rows are too large for float32 arithmetic; record in a larger unit"},
		{Raw, 1, &Recording{Channels: 2000, Runs: [][]float32{make([]float32, 2000)}}, "front end raw: 2000 channels; 1 to 1024 are possible; name the channels with --columns"},
		{Demean, 60000, &Recording{Channels: 100, Runs: [][]float32{make([]float32, 100)}}, "front end demean: 6000000 features; 1048576 are possible; choose a smaller --window or fewer --columns"},
	} {
		_, err := Fit(c.kind, c.window, 1, c.rec)
		var e *FrontEndError
		if !errors.As(err, &e) || err.Error() != c.want {
			t.Errorf("got %v\nwant %s", err, c.want)
		}
	}
}

func TestShapesThatCannotBe(t *testing.T) {
	f := mustFit(t, Raw, 2, 1, &Recording{Channels: 1, Runs: [][]float32{{1, 2, 3}}})
	for name, misuse := range map[string]func(){
		"push":   func() { f.NewApplier().Push(make([]float32, 2)) },
		"run":    func() { Fit(Raw, 2, 1, &Recording{Channels: 2, Runs: [][]float32{{1, 2, 3}}}) },
		"stride": func() { Fit(Raw, 2, 0, &Recording{Channels: 1, Runs: [][]float32{{1, 2, 3}}}) },
	} {
		func() {
			defer func() {
				if text, _ := recover().(string); !strings.HasPrefix(text, "frontend: ") {
					t.Errorf("%s: panic %q", name, text)
				}
			}()
			misuse()
		}()
	}
}

func TestOperations(t *testing.T) {
	rec := shaking(rand.New(rand.NewPCG(15, 16)), 1, 200)
	for kind, want := range map[Kind][]kernel.Call{
		Raw:    {{Kernel: "project", N: 3, M: 1}, {Kernel: "window", N: 64, M: 5}, {Kernel: "scale", N: 64}},
		Demean: {{Kernel: "take", N: 3}, {Kernel: "window", N: 192, M: 5}, {Kernel: "demean", N: 64, M: 3}, {Kernel: "scale_each", N: 192, M: 3}},
		Spectrum: slices.Concat([]kernel.Call{{Kernel: "take", N: 3}, {Kernel: "window", N: 192, M: 5}},
			slices.Repeat([]kernel.Call{{Kernel: "demean", N: 64, M: 1}, {Kernel: "hann", N: 64}, {Kernel: "rfft", N: 64}, {Kernel: "log_magnitude", N: 32}}, 3),
			[]kernel.Call{{Kernel: "scale_each", N: 96, M: 96}}),
	} {
		f := mustFit(t, kind, 64, 10, rec)
		ring := &kernel.Vector{Cols: 64 * f.RingWidth()}
		var got []kernel.Call
		for _, op := range append(f.RowOps(ring), f.WindowOps(&kernel.Vector{Cols: f.Features()}, ring)...) {
			if err := op.Check(); err != nil {
				t.Errorf("%s: %v", kind, err)
			}
			got = append(got, op.Priced(0, 5)...)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", kind, got, want)
		}
	}
}
