package metrics

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// played feeds windows written as for play, from number 0 on.
func (r *Recovery) played(windows string) []Recovered {
	for window, letter := range windows {
		upper := letter >= 'A' && letter <= 'Z'
		if upper {
			letter += 'a' - 'A'
		}
		r.Add(int64(window), states(string(letter))[0], upper)
	}
	return r.Changes()
}

func TestRecoveryByHand(t *testing.T) {
	for _, test := range []struct {
		name    string
		windows string
		changes []int64
		want    []int64
	}{
		// Spans of 4, target 1/4: below twice that is at most one alarm of four.
		{"never disturbed", "nnnnnnnn", []int64{2}, []int64{0}},
		{"one alarm is forgiven", "nnNnnnnn", []int64{2}, []int64{0}},
		{"what was before says nothing", "NNnnnn", []int64{2}, []int64{0}},
		// Windows 2 to 5 raise alarms; 5 to 8 is the first span with one only.
		{"four alarms", "nnNNNNnnnnn", []int64{2}, []int64{3}},
		{"again later", "nnNnNnNnNnnnn", []int64{2}, []int64{5}},
		{"anomalous and mixed windows are not of the span", "nNNNmAaAnmnn", []int64{1}, []int64{2}},
		{"the stream ends", "nnNNNNnn", []int64{2}, []int64{-1}},
		{"the next change comes first", "nNNNNnnnnn", []int64{1, 6}, []int64{-1, 0}},
		{"two changes in one window, out of order", "nNNNNnnnnn", []int64{6, 1, 1}, []int64{-1, 0}},
		{"always firing", "NNNNNNNN", []int64{0}, []int64{-1}},
		{"a change behind the end", "nnnnnnnn", []int64{99}, []int64{-1}},
		{"no change", "NNNN", nil, nil},
	} {
		var got []int64
		for _, c := range NewRecovery(test.changes, 4, 0.25).played(test.windows) {
			got = append(got, c.Windows)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// The reference tries every span of the whole list.
func TestRecoveryEqualsEverySpanTried(t *testing.T) {
	random := rand.New(rand.NewPCG(61, 62))
	for range 200 {
		span, target := 1+random.IntN(20), 0.05+0.3*random.Float64()
		changes := []int64{int64(random.IntN(80)), int64(100 + random.IntN(80))}
		r := NewRecovery(changes, span, target)
		var normal []spanned
		for window := range int64(200) {
			state, alarm := State(1+random.IntN(3)), random.Float64() < 0.5/float64(1+window%100)+target
			r.Add(window, state, alarm)
			if state == Normal {
				normal = append(normal, spanned{window, alarm})
			}
		}
		for i, c := range r.Changes() {
			from, to := changes[i], int64(200)
			if i == 0 {
				to = changes[1]
			}
			want := int64(-1)
			for k := 0; k+span <= len(normal) && want < 0; k++ {
				alarms := 0
				for _, w := range normal[k : k+span] {
					if w.alarm {
						alarms++
					}
				}
				inside := normal[k].window >= from && normal[k+span-1].window < to
				if inside && float64(alarms)/float64(span) < 2*target {
					want = normal[k].window - from
				}
			}
			if c.Change != from || c.Windows != want {
				t.Fatalf("span %d, target %v: %+v, want %d windows", span, target, c, want)
			}
		}
	}
}

func TestFiringsByHand(t *testing.T) {
	for _, test := range []struct {
		name            string
		fired           []int64
		changes         []int64
		detected, false int64
		delay           float64
	}{
		{"at once and three later", []int64{10, 53}, []int64{10, 50}, 2, 0, 1.5},
		{"the last window of the horizon", []int64{14}, []int64{10}, 1, 0, 4},
		{"behind the horizon", []int64{15}, []int64{10}, 0, 1, math.NaN()},
		{"before the change", []int64{9}, []int64{10}, 0, 1, math.NaN()},
		{"twice", []int64{11, 12}, []int64{10}, 1, 1, 1},
		{"the next change has come", []int64{13}, []int64{10, 12}, 1, 0, 1},
		{"one for each of two", []int64{11, 13}, []int64{12, 10}, 2, 0, 1},
		{"never", nil, []int64{10}, 0, 0, math.NaN()},
		{"no change", []int64{3, 4}, nil, 0, 2, math.NaN()},
	} {
		f := NewFirings(test.changes, 5)
		for window := range int64(100) {
			f.Add(window, slices.Contains(test.fired, window))
		}
		if f.Detections() != int(test.detected) || f.False() != test.false || len(f.Changes()) != len(test.changes) {
			t.Errorf("%s: %d detected, %d false of %v", test.name, f.Detections(), f.False(), f.Changes())
		}
		near(t, test.name+": delay", f.Delay(), test.delay, 0)
		near(t, test.name+": false per 1000", f.FalsePerThousand(), 10*float64(test.false), 1e-12)
	}
	if got := NewFirings([]int64{7}, 1); len(got.Changes()) != 0 || !math.IsNaN(got.FalsePerThousand()) {
		t.Errorf("of no window: %v, %v", got.Changes(), got.FalsePerThousand())
	}
}

func TestDriftTrialByHand(t *testing.T) {
	trial := NewDriftTrial([]int64{100, 600}, 50)
	for window := range int64(1000) {
		trial.Add(window, window == 30 || window == 120)
	}
	for name, test := range map[string]struct {
		firings  *Firings
		detected int
		falsely  float64
		delay    float64
	}{
		"detector": {trial.Detector, 1, 1, 20},
		"always":   {trial.Always, 2, 998, 0},
		"never":    {trial.Never, 0, 0, math.NaN()},
	} {
		if got := test.firings.Detections(); got != test.detected {
			t.Errorf("%s: %d detected, want %d", name, got, test.detected)
		}
		near(t, name+": false per 1000", test.firings.FalsePerThousand(), test.falsely, 0)
		near(t, name+": delay", test.firings.Delay(), test.delay, 0)
	}
	want := []Detected{{100, 20}, {600, -1}}
	if got := trial.Detector.Changes(); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestWindowsTakeNoMemory(t *testing.T) {
	recovery, trial, last := NewRecovery([]int64{3}, 50, 0.01), NewDriftTrial([]int64{3}, 5), NewLastLabel(4, 1)
	explained, spread, row := NewExplained(3), NewChannelSpread(3), []float32{1, 2, 3}
	window := int64(0)
	if n := testing.AllocsPerRun(100, func() {
		recovery.Add(window, Normal, true)
		trial.Add(window, true)
		last.Add(0, Normal)
		explained.Add(row, row)
		spread.Add(row)
		window++
	}); n != 0 {
		t.Errorf("%v allocations a window", n)
	}
}
