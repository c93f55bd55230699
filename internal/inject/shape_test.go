package inject

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"tinyol-sim/internal/stream"
)

func TestShapesByHand(t *testing.T) {
	for _, c := range []struct {
		text string
		want []float32 // of a first channel of 8, rows 1 to 8, half a second apart
	}{
		{"offset:value=4,shape=sudden,at=4", []float32{8, 8, 8, 12, 12, 12, 12, 12}},
		{"offset:value=4,at=2,shape=incremental,ramp=4", []float32{8, 8, 9, 10, 11, 12, 12, 12}},
		{"offset:value=4,ramp=4,at=2", []float32{8, 8, 9, 10, 11, 12, 12, 12}},
		{"offset:value=4,shape=recurring,period=4", []float32{12, 12, 8, 8, 12, 12, 8, 8}},
		{"offset:value=4,shape=recurring,period=2,at=3", []float32{8, 8, 12, 8, 12, 8, 12, 8}},
		// Half of an odd period ends between two rows.
		{"offset:value=4,shape=recurring,period=3,at=2", []float32{8, 12, 12, 8, 12, 12, 8, 12}},
		{"offset:value=4,shape=recurring,period=2s,at=1s", []float32{8, 8, 12, 12, 8, 8, 12, 12}},
		{"gain:factor=0.5,shape=recurring,at=1s,period=4", []float32{8, 8, 4, 4, 8, 8, 4, 4}},
		{"rotation:angle=90,axis=z,shape=recurring,at=5,period=2", []float32{8, 8, 8, 8, -6, 8, -6, 8}},
		// One stretch as long as the width has a probability of a half, and seed 1
		// draws the new concept, seed 9 the old one.
		{"offset:value=4,shape=gradual,at=3,width=3,stretch=3", []float32{8, 8, 12, 12, 12, 12, 12, 12}},
	} {
		got := drifted(mustDrifter(t, 3, 1, c.text), 8, 8, 6, 2)
		for i := range got {
			if math.Abs(float64(got[i]-c.want[i])) > 1e-5 {
				t.Errorf("%s: %v, want %v", c.text, got, c.want)
				break
			}
		}
	}
	got := drifted(mustDrifter(t, 3, 9, "offset:value=4,shape=gradual,at=3,width=3,stretch=3"), 8, 8, 6, 2)
	if want := []float32{8, 8, 8, 8, 8, 12, 12, 12}; !slices.Equal(got, want) {
		t.Errorf("another seed: %v, want %v", got, want)
	}
}

// The new concept has stretch k of n with a probability of (k + 1/2)/n: over
// many seeds its share lies within 5 standard errors.
func TestGradualShareRises(t *testing.T) {
	const seeds, stretches, rows = 2000, 20, 5
	for _, text := range []string{
		"offset:value=1,shape=gradual,at=11,width=100",           // 20 stretches of 5 rows
		"offset:value=1,shape=gradual,at=11,width=100,stretch=5", //
		"offset:value=1,shape=gradual,at=5s,width=50s",           // 0.5 s a row
		"gain:factor=2,shape=gradual,at=11,width=100",            // of a reading of 1
	} {
		base := drifted(mustDrifter(t, 1, 1, text), 1, 1)[0]
		var drawn [stretches]int
		for seed := range uint64(seeds) {
			got := drifted(mustDrifter(t, 1, seed, text), 10+stretches*rows+10, base)
			for k := range stretches {
				stretch := got[10+k*rows : 10+(k+1)*rows]
				if slices.Max(stretch) != slices.Min(stretch) {
					t.Fatalf("%s, seed %d: both concepts in stretch %d: %v", text, seed, k, stretch)
				}
				if stretch[0] == base+1 {
					drawn[k]++
				}
			}
			if slices.Max(got[:10]) != base || slices.Min(got[10+stretches*rows:]) != base+1 {
				t.Fatalf("%s, seed %d: the new concept before its beginning, or the old one behind it: %v", text, seed, got)
			}
		}
		for k, n := range drawn {
			p := (float64(k) + 0.5) / stretches
			if share := float64(n) / seeds; math.Abs(share-p) > 5*math.Sqrt(p*(1-p)/seeds) {
				t.Errorf("%s: stretch %d is of the new concept in %.3f of all seeds, want %.3f", text, k, share, p)
			}
		}
	}
}

// What is drawn for one drift leaves the noise of another as it is.
func TestConceptsLeaveTheNoiseAlone(t *testing.T) {
	alone := drifted(mustDrifter(t, 1, 7, "noise:sigma=2"), 50, 0)
	beside := drifted(mustDrifter(t, 1, 7, "noise:sigma=2", "offset:value=0,shape=gradual,width=40"), 50, 0)
	if !slices.Equal(alone, beside) {
		t.Error("the noise changes with a gradual drift beside it")
	}
}

func (p Place) String() string { return fmt.Sprintf("%d/%gs", p.Row, p.Seconds) }

func TestChangesByHand(t *testing.T) {
	for _, c := range []struct {
		texts []string
		want  string // drift, whether it leads to the new concept, start, end
	}{
		{[]string{"gain:factor=2"}, "[{0 true 1/0s 1/0s}]"},
		{[]string{"gain:factor=2,at=9"}, "[]"},
		{[]string{"gain:factor=2,at=4"}, "[{0 true 4/1.5s 4/1.5s}]"},
		{[]string{"gain:factor=2,at=2,ramp=4"}, "[{0 true 2/0.5s 6/2.5s}]"},
		{[]string{"gain:factor=2,at=1s,ramp=1s"}, "[{0 true 3/1s 5/2s}]"},
		{[]string{"gain:factor=2,at=6,ramp=4"}, "[{0 true 6/2.5s 0/0s}]"}, // it ends after the stream
		{[]string{"gain:factor=2,shape=gradual,at=2,width=3"}, "[{0 true 2/0.5s 5/2s}]"},
		{[]string{"gain:factor=2,shape=recurring,at=3,period=4"}, "[{0 true 3/1s 3/1s} {0 false 5/2s 5/2s} {0 true 7/3s 7/3s}]"},
		{[]string{"noise:sigma=2,at=5,ramp=2", "rotation:angle=9,axis=x,at=4", "offset:value=1,at=6"},
			"[{1 true 4/1.5s 4/1.5s} {0 true 5/2s 7/3s} {2 true 6/2.5s 6/2.5s}]"},
	} {
		d := mustDrifter(t, 3, 1, c.texts...)
		drifted(d, 8, 8, 6, 2)
		if changes, left := d.Changes(); fmt.Sprint(changes) != c.want || left != 0 {
			t.Errorf("%s: %v and %d more, want %s", c.texts, changes, left, c.want)
		}
	}
}

// A stream that is cut into segments goes on counting, and a row that comes late
// begins a drift whose place lies before it.
func TestChangesAcrossSegments(t *testing.T) {
	d := mustDrifter(t, 1, 1, "offset:value=1,at=4s", "offset:value=1,at=2")
	for i := range 8 {
		d.Apply(&stream.Row{Number: int64(i + 101), Segment: i / 3, Time: 100 + float64(i%3), Values: []float32{0}})
	}
	const want = "[{1 true 101/0s 101/0s} {0 true 105/4s 105/4s}]"
	if changes, _ := d.Changes(); fmt.Sprint(changes) != want {
		t.Errorf("%v, want %s", changes, want)
	}
}

func TestChangesAreBounded(t *testing.T) {
	d := mustDrifter(t, 1, 1, "offset:value=1,shape=recurring,period=2")
	drifted(d, maxChanges+123, 0)
	changes, left := d.Changes()
	if len(changes) != maxChanges || left != 123 {
		t.Errorf("%d changes are kept and %d left out, want %d and 123", len(changes), left, maxChanges)
	}
	checkChanges(t, "recurring", d)
}

// Where a gap skips a whole period the concept stays, and no change is noted.
func TestSkippedPeriod(t *testing.T) {
	d := mustDrifter(t, 1, 1, "offset:value=1,shape=recurring,period=2s")
	for i, time := range []float64{0, 0.5, 2.5, 3.5} {
		d.Apply(&stream.Row{Number: int64(i + 1), Time: time, Values: []float32{0}})
	}
	const want = "[{0 true 1/0s 1/0s} {0 false 4/3.5s 4/3.5s}]"
	if changes, _ := d.Changes(); fmt.Sprint(changes) != want {
		t.Errorf("%v, want %s", changes, want)
	}
}

func TestTooShort(t *testing.T) {
	for text, want := range map[string]bool{
		"gain:factor=2,shape=recurring,period=0.1s":  true,
		"gain:factor=2,shape=recurring,period=0.2s":  false,
		"gain:factor=2,shape=recurring,period=2":     false,
		"gain:factor=2,shape=gradual,width=0.1s":     false,
		"gain:factor=2,shape=incremental,ramp=0.05s": false,
	} {
		d, err := Parse(text)
		if err != nil || d.TooShort(0.1) != want {
			t.Errorf("%s: %v, %v, want %v", text, d.TooShort(0.1), err, want)
		}
	}
}

// checkChanges looks for what no list of changes may hold.
func checkChanges(t *testing.T, text string, d *Drifter) {
	t.Helper()
	changes, _ := d.Changes()
	last := map[int]bool{}
	for i, c := range changes {
		if c.Drifted == last[c.Drift] || c.End.Row != 0 && c.End.Row < c.Start.Row || i > 0 && c.Start.Row < changes[i-1].Start.Row {
			t.Errorf("%q: change %d of %v leads to the concept that there is, or lies before another", text, i, changes)
		}
		last[c.Drift] = c.Drifted
	}
}
