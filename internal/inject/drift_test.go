package inject

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/stream"
)

func mustDrifter(t testing.TB, channels int, seed uint64, texts ...string) *Drifter {
	t.Helper()
	var drifts []Drift
	for _, text := range texts {
		d, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if d.String() != text {
			t.Errorf("%q became %q", text, d)
		}
		drifts = append(drifts, d)
	}
	d, err := New(channels, seed, drifts...)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// drifted runs rows of the same values, 0.5 s apart, through a drifter and
// returns the first channel of each.
func drifted(d *Drifter, rows int, values ...float32) []float32 {
	var out []float32
	for i := range rows {
		row := stream.Row{Number: int64(i + 1), Time: 10 + float64(i)/2, Values: slices.Clone(values)}
		d.Apply(&row)
		out = append(out, row.Values[0])
	}
	return out
}

func TestDriftsByHand(t *testing.T) {
	for _, c := range []struct {
		text string
		want []float32 // of a first channel of 8, rows 1 to 6
	}{
		{"gain:factor=1.5", []float32{12, 12, 12, 12, 12, 12}},
		{"gain:factor=1.5,at=4", []float32{8, 8, 8, 12, 12, 12}},
		// A ramp of 4 rows from row 2: factors 1, 1.125, 1.25, 1.375, 1.5.
		{"gain:factor=1.5,at=2,ramp=4", []float32{8, 8, 9, 10, 11, 12}},
		{"offset:value=-3,axis=x,at=6", []float32{8, 8, 8, 8, 8, 5}},
		{"offset:value=-3,axis=2", []float32{8, 8, 8, 8, 8, 8}},
		{" offset : value = 4 , at = 1s , ramp = 1s ", []float32{8, 8, 8, 10, 12, 12}},
		{"offset:value=4,at=1s,ramp=2", []float32{8, 8, 8, 10, 12, 12}},
		{"offset:value=4,at=3,ramp=1s", []float32{8, 8, 8, 10, 12, 12}},
		{"noise:sigma=0", []float32{8, 8, 8, 8, 8, 8}},
		// (8, 6, 2) turned: by 90° about z x becomes -6, about y it becomes 2, and
		// about x it stays.
		{"rotation:angle=90,axis=z,at=5", []float32{8, 8, 8, 8, -6, -6}},
		{"rotation:angle=90,axis=y,at=5", []float32{8, 8, 8, 8, 2, 2}},
		{"rotation:angle=90,axis=x,at=5", []float32{8, 8, 8, 8, 8, 8}},
		// Half way up the ramp 180° are 90°.
		{"rotation:angle=180,axis=z,at=1,ramp=4", []float32{8, 1.4142135, -6, -9.899495, -8, -8}},
	} {
		got := drifted(mustDrifter(t, 3, 1, c.text), 6, 8, 6, 2)
		for i := range got {
			if math.Abs(float64(got[i]-c.want[i])) > 1e-5 {
				t.Errorf("%s: %v, want %v", c.text, got, c.want)
				break
			}
		}
	}
	// One after the other: (8+2)*3, not 8*3+2.
	if got := drifted(mustDrifter(t, 1, 1, "offset:value=2", "gain:factor=3"), 1, 8); got[0] != 30 {
		t.Errorf("offset, then gain: %v, want 30", got[0])
	}
}

func TestRotationKeepsLength(t *testing.T) {
	d := mustDrifter(t, 4, 1, "rotation:angle=33,axis=x", "rotation:angle=-71,axis=y", "rotation:angle=12.5,axis=z")
	row := stream.Row{Number: 1, Values: []float32{-80, 20, 4090, 77}}
	d.Apply(&row)
	length := math.Sqrt(80*80 + 20*20 + 4090*4090)
	got := math.Hypot(math.Hypot(float64(row.Values[0]), float64(row.Values[1])), float64(row.Values[2]))
	if math.Abs(got-length) > 1e-3 || row.Values[3] != 77 || row.Values[2] == 4090 {
		t.Errorf("%v of length %v, was %v", row.Values, got, length)
	}
}

// Mean and deviation of n normal values of deviation 15 lie within 5 standard
// errors, 15/√n and 15/√(2n), of 0 and 15.
func TestNoise(t *testing.T) {
	const n, sigma = 20_000, 15.0
	values := drifted(mustDrifter(t, 1, 42, "noise:sigma=15"), n, 1000)
	mean, square := 0.0, 0.0
	for _, v := range values {
		mean += (float64(v) - 1000) / n
		square += (float64(v) - 1000) * (float64(v) - 1000) / n
	}
	if math.Abs(mean) > 5*sigma/math.Sqrt(n) || math.Abs(math.Sqrt(square)-sigma) > 5*sigma/math.Sqrt(2*n) {
		t.Errorf("mean %v, deviation %v; want 0, %v", mean, math.Sqrt(square), sigma)
	}
	again := drifted(mustDrifter(t, 1, 42, "noise:sigma=15"), n, 1000)
	other := drifted(mustDrifter(t, 1, 43, "noise:sigma=15"), n, 1000)
	if !slices.Equal(values, again) || slices.Equal(values, other) {
		t.Error("the seed does not decide the noise")
	}
	two := mustDrifter(t, 1, 42, "noise:sigma=15", "noise:sigma=15")
	if sum := drifted(two, 1, 0); sum[0] == 2*(values[0]-1000) {
		t.Error("two noises are the same one twice")
	}
}

// Where recordings are glued together the time of each counts from where the
// one before ended.
func TestDriftInSecondsAcrossSegments(t *testing.T) {
	d := mustDrifter(t, 1, 1, "offset:value=1,at=4s")
	var got []float32
	for i := range 8 {
		row := stream.Row{Number: int64(i + 1), Segment: i / 3, Time: 100 + float64(i%3), Values: []float32{0}}
		d.Apply(&row)
		got = append(got, row.Values[0])
	}
	if want := []float32{0, 0, 0, 0, 1, 1, 1, 1}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	for text, want := range map[string]bool{"gain:factor=2,at=3": false, "gain:factor=2,at=3s": true, "gain:factor=2,ramp=3s": true} {
		if drift, err := Parse(text); err != nil || drift.NeedsTime() != want {
			t.Errorf("%s: needs time %v, %v", text, drift.NeedsTime(), err)
		}
	}
	never := mustDrifter(t, 1, 1, "offset:value=1,at=0s")
	row := stream.Row{Number: 1, Time: math.NaN(), Values: []float32{0}}
	if never.Apply(&row); row.Values[0] != 0 {
		t.Error("a drift at a time began without time")
	}
}

func TestDriftErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  `drift "": is no kind of drift; use gain, offset, rotation or noise, e.g. rotation:angle=20,axis=z`,
		"twist:angle=20":                    `drift "twist:angle=20": "twist" is no kind of drift; use gain, offset, rotation or noise, e.g. rotation:angle=20,axis=z`,
		"gain":                              `drift "gain": factor is missing; write e.g. gain:factor=1.2`,
		"gain:at=3":                         `drift "gain:at=3": factor is missing; write e.g. gain:factor=1.2`,
		"rotation:angle=20":                 `drift "rotation:angle=20": axis is missing; write e.g. rotation:angle=20,axis=z`,
		"gain:factor=big":                   `drift "gain:factor=big": "factor=big" is not a finite number; write e.g. gain:factor=1.2`,
		"gain:factor":                       `drift "gain:factor": "factor" is not a finite number; write e.g. gain:factor=1.2`,
		"gain:factor=inf":                   `drift "gain:factor=inf": "factor=inf" is not a finite number; write e.g. gain:factor=1.2`,
		"gain:factor=1e999":                 `drift "gain:factor=1e999": "factor=1e999" is not a finite number; write e.g. gain:factor=1.2`,
		"noise:sigma=-1":                    `drift "noise:sigma=-1": "sigma=-1" is negative; give a standard deviation of 0 or more`,
		"gain:factor=2,value=3":             `drift "gain:factor=2,value=3": "value=3" is nothing that gain has; it has factor, axis, at, shape, ramp, width, stretch, period`,
		"gain:factor=2,factor=3":            `drift "gain:factor=2,factor=3": "factor=3" gives factor a second time; give it once`,
		"offset:value=2,axis=w":             `drift "offset:value=2,axis=w": "axis=w" is no axis; use x, y, z or the number of a channel from 1`,
		"offset:value=2,axis=0":             `drift "offset:value=2,axis=0": "axis=0" is no axis; use x, y, z or the number of a channel from 1`,
		"rotation:angle=2,axis=1":           `drift "rotation:angle=2,axis=1": "axis=1" is no axis to turn about; use axis=x, axis=y or axis=z`,
		"gain:factor=2,at=soon":             `drift "gain:factor=2,at=soon": "at=soon" is no place in the stream; give a number of rows, or of seconds with an s after it: 3000 or 25s`,
		"gain:factor=2,at=-3":               `drift "gain:factor=2,at=-3": "at=-3" is no place in the stream; give a number of rows, or of seconds with an s after it: 3000 or 25s`,
		"gain:factor=2,ramp=2.5":            `drift "gain:factor=2,ramp=2.5": "ramp=2.5" is not a whole number of rows; round it, or put an s after it for seconds`,
		"offset:value=1,axis=7":             `drift "offset:value=1,axis=7": "axis=7" needs 7 channels, the stream has 2 channels; name the channels with --columns, or choose another axis`,
		"offset:value=1,axis=z":             `drift "offset:value=1,axis=z": "axis=z" needs 3 channels, the stream has 2 channels; name the channels with --columns, or choose another axis`,
		"rotation:angle=20,axis=z,at=3,\nx": `drift "rotation:angle=20,axis=z,at=3,\nx": "x" is nothing that rotation has; it has angle, axis, at, shape, ramp, width, stretch, period`,
		"gain:factor=2,shape=slow":          `drift "gain:factor=2,shape=slow": "shape=slow" is no shape of drift; use sudden, gradual, incremental or recurring, e.g. shape=gradual,at=3000,width=2000`,
		"gain:factor=2,width=9":             `drift "gain:factor=2,width=9": "width" is nothing that a drift without shape= has; add shape=gradual`,
		"gain:factor=2,period=9":            `drift "gain:factor=2,period=9": "period" is nothing that a drift without shape= has; add shape=recurring`,
		"gain:factor=2,ramp=9,stretch=9":    `drift "gain:factor=2,ramp=9,stretch=9": "stretch" is nothing that a drift without shape= has; add shape=gradual`,
		"gain:factor=2,shape=sudden,ramp=0": `drift "gain:factor=2,shape=sudden,ramp=0": "ramp" is nothing that sudden drift has; leave it out, or use shape=incremental`,
		"gain:factor=2,shape=gradual":       `drift "gain:factor=2,shape=gradual": gradual drift needs width; write e.g. shape=gradual,at=3000,width=2000`,
		"gain:factor=2,shape=incremental":   `drift "gain:factor=2,shape=incremental": incremental drift needs ramp; write e.g. shape=incremental,at=3000,ramp=500`,
		"gain:factor=2,shape=recurring":     `drift "gain:factor=2,shape=recurring": recurring drift needs period; write e.g. shape=recurring,at=3000,period=1000`,

		"gain:factor=2,shape=incremental,ramp=0":         `drift "gain:factor=2,shape=incremental,ramp=0": "ramp" is 0; give it a length, or use shape=sudden`,
		"gain:factor=2,shape=gradual,width=0s":           `drift "gain:factor=2,shape=gradual,width=0s": "width" is 0; give it a length, or use shape=sudden`,
		"gain:factor=2,shape=recurring,period=1":         `drift "gain:factor=2,shape=recurring,period=1": "period" is too short to alternate in; give a period of at least 2 rows`,
		"gain:factor=2,shape=recurring,period=0s":        `drift "gain:factor=2,shape=recurring,period=0s": "period" is 0; give it a length, or use shape=sudden`,
		"gain:factor=2,shape=gradual,width=9,stretch=1s": `drift "gain:factor=2,shape=gradual,width=9,stretch=1s": "stretch" is not in the unit of width; give both in rows, or both in seconds`,
		"gain:factor=2,shape=gradual,width=9,stretch=10": `drift "gain:factor=2,shape=gradual,width=9,stretch=10": "stretch" does not fit into width; give more than 0, and at most the width`,
		"gain:factor=2,shape=gradual,width=9,stretch=0":  `drift "gain:factor=2,shape=gradual,width=9,stretch=0": "stretch" does not fit into width; give more than 0, and at most the width`,

		"rotation:angle=20,axis=y": `drift "rotation:angle=20,axis=y": "axis=y" needs 3 channels, the stream has 2 channels; name the channels with --columns, or choose another axis`,
	} {
		d, err := Parse(text)
		if err == nil {
			_, err = New(2, 1, d)
		}
		var e *Error
		if !errors.As(err, &e) || err.Error() != want {
			t.Errorf("got %v\nwant %s", err, want)
		}
	}
}

func FuzzDrift(f *testing.F) {
	for _, text := range []string{"gain:factor=1.2", "rotation:angle=20,axis=z,at=3000,ramp=500", "noise:sigma=1,at=2s,ramp=1e1s", "noise:sigma=1,shape=gradual,width=900,stretch=3", "gain:factor=0,shape=recurring,at=1s,period=1e-9s", "offset:value=1,shape=incremental,ramp=0s", "offset:value=,axis=9"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Parse(text)
		if err == nil {
			var drifter *Drifter
			if drifter, err = New(3, 1, d); err == nil {
				for i := range 3 {
					drifter.Apply(&stream.Row{Number: int64(5000 + i), Time: float64(i), Values: []float32{1, 2, 3}})
				}
				checkChanges(t, text, drifter)
				return
			}
		}
		if strings.ContainsAny(err.Error(), "\n\r") {
			t.Errorf("the error %q is not one line", err)
		}
	})
}

func TestDriftDoesNotAllocate(t *testing.T) {
	d := mustDrifter(t, 3, 1, "gain:factor=1.1,ramp=1000", "offset:value=1", "rotation:angle=20,axis=z,ramp=100", "noise:sigma=3,shape=gradual,width=2000")
	row := stream.Row{Values: []float32{1, 2, 3}}
	if allocs := testing.AllocsPerRun(100, func() {
		row.Number++
		d.Apply(&row)
	}); allocs != 0 {
		t.Errorf("%v allocations a row", allocs)
	}
}

func BenchmarkDrift(b *testing.B) {
	d := mustDrifter(b, 3, 1, "rotation:angle=20,axis=z,ramp=1000", "noise:sigma=3")
	row := stream.Row{Values: []float32{1, 2, 3}}
	for b.Loop() {
		row.Number++
		d.Apply(&row)
	}
}
