package metrics

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// requireWarning checks for one line with all the figures in it, or for none.
func requireWarning(t *testing.T, name, got string, want ...string) {
	t.Helper()
	if len(want) == 0 && got != "" {
		t.Errorf("%s: unexpected %q", name, got)
	}
	if len(want) > 0 && got == "" {
		t.Errorf("%s: no warning", name)
	}
	for _, part := range want {
		if !strings.Contains(got, part) {
			t.Errorf("%s: %q lacks %q", name, got, part)
		}
	}
	if strings.Contains(got, "\n") {
		t.Errorf("%s: more than a line: %q", name, got)
	}
}

func TestLockOut(t *testing.T) {
	var l LockOut
	window := int64(0)
	play := func(n int, updated bool, score float64) {
		for range n {
			l.Add(window, updated, score, 0.1)
			window++
		}
	}
	requireWarning(t, "nothing", l.Warning())
	play(500, true, 0.05)
	requireWarning(t, "healthy", l.Warning())
	play(99, false, 0.5)
	requireWarning(t, "99 windows", l.Warning())
	play(1, false, 0.5)
	requireWarning(t, "100 windows", l.Warning(), "lock-out", "100 normal or unlabelled windows", "since window 500", "100 % of them", "threshold 0.1,", "mean score 0.5:")
	play(10, false, 0.05)
	requireWarning(t, "100 of 110 high", l.Warning(), "91 %", "last 110")
	play(10, false, 0.05)
	requireWarning(t, "100 of 120 high", l.Warning())
	play(1, true, 0.05)
	play(50, false, 0.5)
	requireWarning(t, "learning again", l.Warning())
	play(1000, false, math.NaN())
	requireWarning(t, "nothing but NaN", l.Warning(), "100 %", "mean score 0.5:")
}

func TestDivergenceOfNonFiniteLosses(t *testing.T) {
	d := NewDivergence("the frozen model's")
	for window := range int64(300) {
		loss := 0.1
		if window >= 200 && window%2 == 0 {
			loss = []float64{math.NaN(), math.Inf(1)}[window/2%2]
		}
		d.Add(window, loss, 0.1)
	}
	requireWarning(t, "not finite", d.Warning(), "divergence", "50 of 300 losses", "window 200", "--lr")
	if d.NonFinite() != 50 {
		t.Errorf("%d", d.NonFinite())
	}
}

func TestDivergenceByExplosion(t *testing.T) {
	d := NewDivergence("the frozen model's")
	window := int64(0)
	play := func(n int, loss, reference float64) {
		for range n {
			d.Add(window, loss, reference)
			window++
		}
	}
	play(200, 0.01, 0.01)
	play(400, 0.5, 0.5) // a drift: both rise
	play(400, 0.02, 0.01)
	play(3, 5, math.NaN()) // nothing to compare with
	play(1, 9, 0.01)       // one outlier
	requireWarning(t, "drift, outlier", d.Warning())
	play(2000, 0.4, 0.01)
	requireWarning(t, "explosion", d.Warning(), "mean loss was 0.4,", "40 times the frozen model's 0.01 ", "(40 times at the end)")
	play(2000, 0.01, 0.01)
	requireWarning(t, "recovered", d.Warning(), "40 times", "(1 times at the end)")

	short := NewDivergence("x")
	for range DivergenceWindows - 1 {
		short.Add(0, 100, 1)
	}
	requireWarning(t, "too few", short.Warning())
}

func TestBelowChance(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	sample := func(n int, shift float64) *Ranking {
		r := NewRanking()
		for range n {
			r.Add(float32(random.NormFloat64()), false)
			r.Add(float32(random.NormFloat64()+shift), true)
		}
		return r
	}
	requireWarning(t, "upside down", BelowChance("online score", sample(500, -1), 1), "below chance: online score has AUC 0.2", "95 % interval 0.2", "500 anomalous and 500 normal", "--frontend")
	requireWarning(t, "good", BelowChance("x", sample(500, 1), 1))
	requireWarning(t, "chance", BelowChance("x", sample(500, 0), 1))
	requireWarning(t, "few", BelowChance("x", sample(2, -9), 1))
	weak := sample(100, -0.35) // an area of about 0.4
	requireWarning(t, "weak", BelowChance("x", weak, 1), "AUC 0.")
	requireWarning(t, "weak and overlapping", BelowChance("x", weak, 6.4))
	requireWarning(t, "no positives", BelowChance("x", rankingOf(scoresOf([]float32{1, 2}, nil)), 1))

	// All in one bucket: the stated error of the area forbids a verdict.
	blurred := sample(500, -1)
	blurred.rebuild(len(blurred.slots), 31)
	requireWarning(t, "blurred", BelowChance("x", blurred, 1))
}

// A score that says nothing must hardly ever be called worse than nothing.
func TestBelowChanceIsRarelyWrong(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	wrong := 0
	r := NewRanking()
	for range 1000 {
		r.Reset()
		for range 50 {
			r.Add(random.Float32(), false)
			r.Add(random.Float32(), true)
		}
		if BelowChance("x", r, 1) != "" {
			wrong++
		}
	}
	if wrong > 45 { // 2.5 % expected, 25 of 1000 with a deviation of 5
		t.Errorf("%d of 1000", wrong)
	}
}
