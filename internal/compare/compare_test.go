package compare

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/result"
)

func mustCompare(t *testing.T, results ...*Result) *result.Comparison {
	t.Helper()
	c, err := Compare(results)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func armNames(c *result.Comparison) []string {
	var names []string
	for _, a := range c.Arms {
		names = append(names, a.Name)
	}
	return names
}

func TestArmsAndTheirDifferences(t *testing.T) {
	a, b := twoMade()
	c := mustCompare(t, a, b)
	want := []string{"a frozen", "a unsupervised", "a supervised", "b frozen", "b unsupervised", "b supervised"}
	if got := armNames(c); !reflect.DeepEqual(got, want) {
		t.Errorf("arms %q, want %q", got, want)
	}
	for key, want := range map[string]string{
		"anomaly.auc":             "a unsupervised - a frozen; b frozen - a frozen; b unsupervised - b frozen; b unsupervised - a unsupervised",
		"classification.macro_f1": "a supervised - a frozen; b frozen - a frozen; b supervised - b frozen; b supervised - a supervised",
		"cycles.inference.mean":   "a unsupervised - a frozen; a supervised - a frozen; b frozen - a frozen; b unsupervised - b frozen; b unsupervised - a unsupervised; b supervised - b frozen; b supervised - a supervised",
		"cross_entropy.last":      "b supervised - a supervised",
		"updates":                 "", // a tally
	} {
		if got := differences(c, sees(t, c, key)); got != want {
			t.Errorf("%s: differences %q\nwant %q", key, got, want)
		}
	}
}

// The frozen arm has the cycles of an inference, with their mark, and of no
// learning step.
func TestFrozenArmHasCycles(t *testing.T) {
	a, _ := twoMade()
	c := mustCompare(t, a)
	m := sees(t, c, "cycles.inference.mean")
	if v := m.Of(0); c.Arms[0].Mode != frozen || v == nil || v.Mean != 950 || v.Mark != result.Modelled {
		t.Errorf("the frozen arm has %+v", v)
	}
	if d := m.Differences[0]; d.Arm != 1 || d.Against != 0 || d.Mean != 50 || d.P != nil {
		t.Errorf("difference %+v, want 50 cycles more than frozen, exactly", d)
	}
	for _, m := range c.Measures {
		if strings.Contains(m.Key, "frozen.mean") || strings.HasSuffix(m.Key, "online.mean") && m.Of(0) != nil {
			t.Errorf("%s: %+v", m.Key, m.Values)
		}
	}
}

func TestDifferencesByHand(t *testing.T) {
	a, b := twoMade()
	c := mustCompare(t, a, b)
	m := sees(t, c, "anomaly.auc")
	// b - a by seed: 0.05, 0.1, 0.15; mean 0.1, deviation 0.05, t(2) = 4.303:
	// 0.1 -+ 4.303 * 0.05 / sqrt(3) = 0.1 -+ 0.1242. All of three to one side:
	// P = 2/8. Not paired, the interval would be wider.
	d := m.Differences[3]
	if math.Abs(d.Mean-0.1) > 1e-12 || math.Abs(*d.Low-(0.1-0.1242)) > 1e-4 || math.Abs(*d.High-(0.1+0.1242)) > 1e-4 || *d.P != 0.25 {
		t.Errorf("difference %v [%v, %v] p %v", d.Mean, *d.Low, *d.High, *d.P)
	}
	// The value of a: mean 0.8, deviation 0.1: 0.8 -+ 4.303 * 0.1 / sqrt(3).
	v := m.Of(1)
	if math.Abs(v.Mean-0.8) > 1e-12 || math.Abs(*v.High-(0.8+0.2484)) > 1e-4 || !reflect.DeepEqual(v.Values, []float64{0.9, 0.8, 0.7}) {
		t.Errorf("value %+v", v)
	}
	// What does not depend on the seed is exact, with its mark.
	cycles := sees(t, c, "cycles.inference.mean")
	if d := cycles.Differences[4]; d.Mean != 500 || d.Low != nil || d.P != nil {
		t.Errorf("cycles differ by %+v", d)
	}
	if v := cycles.Values[0]; v.Mark != result.Modelled || v.Low != nil {
		t.Errorf("cycles %+v", v)
	}
	// No difference in any seed.
	frozen := sees(t, c, "classification.accuracy").Differences[1]
	if frozen.Mean != 0 || *frozen.Low != 0 || *frozen.P != 1 {
		t.Errorf("equal arms differ by %+v", frozen)
	}
}

func TestCostsThatDependOnTheSeedHaveIntervals(t *testing.T) {
	a, b := twoMade()
	b.summary.Runs[1].Cycles.Inference.Mean++
	d := sees(t, mustCompare(t, a, b), "cycles.inference.mean").Differences[4]
	if d.Low == nil || d.P == nil {
		t.Errorf("cycles differ by %+v, and one seed's are others", d)
	}
}

func TestSeedsAreMatchedByNumber(t *testing.T) {
	a, b := twoMade()
	for i := range b.summary.Runs { // 3, 4, 5 in place of 1, 2, 3
		b.summary.Runs[i].Seed += 2
	}
	b.manifest.Seeds = []uint64{3, 4, 5}
	c := mustCompare(t, a, b)
	if !reflect.DeepEqual(c.Seeds, []uint64{3}) {
		t.Fatalf("seeds %v", c.Seeds)
	}
	m := sees(t, c, "anomaly.auc")
	if x, y := m.Of(1).Mean, m.Of(4).Mean; x != 0.7 || y != 0.95 {
		t.Errorf("seed 3 has AUC %v and %v, want 0.7 and 0.95", x, y)
	}
	if d := m.Differences[0]; d.Low != nil || d.P != nil {
		t.Errorf("one seed has an interval: %+v", d)
	}
	notes := strings.Join(c.Notes, "\n")
	for _, want := range []string{
		"only seed 3 is in all results and used; left out: 1, 2 of a, 4, 5 of b",
		"one seed (3): differences come without interval and test",
	} {
		if !strings.Contains(notes, want) {
			t.Errorf("no note %q in\n%s", want, notes)
		}
	}
}

func TestSeedList(t *testing.T) {
	for want, seeds := range map[string][]uint64{
		"1": {1}, "1, 2": {1, 2}, "1 to 10, 12": {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12}, "7, 9": {7, 9}, "": nil,
	} {
		if got := seedList(seeds); got != want {
			t.Errorf("seedList(%v) = %q, want %q", seeds, got, want)
		}
	}
}

func TestOneResultHasItsModesCompared(t *testing.T) {
	a, _ := twoMade()
	c := mustCompare(t, a)
	if got := armNames(c); !reflect.DeepEqual(got, []string{"frozen", "unsupervised", "supervised"}) {
		t.Errorf("arms %q", got)
	}
	if got := differences(c, sees(t, c, "anomaly.auc")); got != "unsupervised - frozen" {
		t.Errorf("differences %q", got)
	}
}

func TestEnginesInOneResult(t *testing.T) {
	a, _ := twoMade()
	for _, r := range a.summary.Runs[:3] {
		r.Engine = "emulated"
		a.summary.Runs = append(a.summary.Runs, r)
	}
	c := mustCompare(t, a)
	want := []string{"frozen host", "unsupervised host", "supervised host", "frozen emulated", "unsupervised emulated"}
	if got := armNames(c); !reflect.DeepEqual(got, want) {
		t.Errorf("arms %q, want %q", got, want)
	}
	if got := differences(c, sees(t, c, "cycles.inference.mean")); got != "unsupervised host - frozen host; supervised host - frozen host; frozen emulated - frozen host; unsupervised emulated - frozen emulated; unsupervised emulated - unsupervised host" {
		t.Errorf("differences %q", got)
	}
}

// A measure that some seeds lack is left out of that arm, and a note says so.
func TestIncompleteMeasures(t *testing.T) {
	a, b := twoMade()
	b.summary.Runs[1].Anomaly.AUC = nil
	c := mustCompare(t, a, b)
	if m := sees(t, c, "anomaly.auc"); m.Of(4) != nil || m.Of(1) == nil {
		t.Errorf("values %+v", m.Values)
	}
	if notes := strings.Join(c.Notes, "\n"); !strings.Contains(notes, "anomaly.auc of b unsupervised is defined for 2 of 3 seeds only and left out") {
		t.Errorf("notes:\n%s", notes)
	}
}

func TestLossesOfDifferentFeaturesHaveNoDifference(t *testing.T) {
	a, b := twoMade()
	b.summary.Program.FrontEnd = "demean"
	c := mustCompare(t, a, b)
	if got := differences(c, sees(t, c, "loss.last")); got != "a unsupervised - a frozen; b unsupervised - b frozen" {
		t.Errorf("differences %q", got)
	}
	if got := differences(c, sees(t, c, "cross_entropy.last")); got != "b supervised - a supervised" {
		t.Errorf("differences of cross-entropies %q", got)
	}
	if notes := strings.Join(c.Notes, "\n"); !strings.Contains(notes, "different features") {
		t.Errorf("notes:\n%s", notes)
	}
	if !reflect.DeepEqual(c.Settings, []result.ComparedSetting{{Name: "front end", Values: []string{"raw", "demean"}}}) {
		t.Errorf("settings %+v", c.Settings)
	}
}

func TestSettingsThatDiffer(t *testing.T) {
	a, b := twoMade()
	if c := mustCompare(t, a, b); c.Settings != nil || !strings.Contains(strings.Join(c.Notes, "\n"), "no recorded setting differs") {
		t.Errorf("settings %+v, notes %q", c.Settings, c.Notes)
	}
	p := &b.summary.Program
	p.Layers, p.Activation, p.Loss, p.LearningRate, p.LearningRateSupervised, p.Policy = []int{40, 8, 40}, "tanh", "bce", 0.1, 0.2, "always"
	b.summary.Stream.Loss, b.summary.Stream.TestName = []float64{1}, "test.csv"
	b.manifest.Inputs[1].SHA256, b.manifest.Tool, b.manifest.Firmware = strings.Repeat("c", 64), "tinyol-sim 0.2.0", "gcc"
	for i := range b.summary.Runs {
		r := &b.summary.Runs[i]
		r.Board, r.Engine, r.Learn = "bluepill", "emulated", 7
		if r.Anomaly != nil {
			r.Anomaly.ThresholdQuantile, r.Anomaly.ThresholdStep = 0.9, 0.05
		}
	}
	b.summary.Runs = b.summary.Runs[:3]
	got := map[string]string{}
	for _, s := range mustCompare(t, a, b).Settings {
		got[s.Name] = strings.Join(s.Values, " | ")
	}
	want := map[string]string{
		"layers": "40-16-40 | 40-8-40", "activation": " | tanh", "loss": "mse | bce", "learning rate": "0.02 | 0.1",
		"learning rate, supervised": "0 | 0.2", "policy": "labelled | always", "epochs": "2 | 1", "tested on": "none | test.csv",
		"trained on": "train.csv, 500 rows (bbbbbbbb) | train.csv, 500 rows (cccccccc)", "tool": "tinyol-sim 0.1.0 | tinyol-sim 0.2.0",
		"firmware": "none | gcc", "engine": "host | emulated", "board": "nano33ble | bluepill", "modes": "unsupervised, supervised | unsupervised",
		"threshold quantile": "0 | 0.9", "threshold": "fixed | running, step 0.05", "updates allowed, unsupervised": "50 | 7", "updates allowed, supervised": "no limit | not run",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("settings\n%q\nwant\n%q", got, want)
	}
	for _, s := range settingTexts {
		if _, covered := want[s.name]; !covered && s.name != "front end" {
			t.Errorf("%s is not tested", s.name)
		}
	}
}

// The rule, in lists: a new key goes behind the one that it follows in the arm
// that brought it, a known one stays.
func TestGatherKeepsTheOrderOfArms(t *testing.T) {
	seeds := []uint64{1, 2, 3}
	a := made{name: "a", seeds: seeds, auc: []float64{0.9, 0.8, 0.7}, frozen: []float64{0.5, 0.5, 0.5}, f1: []float64{0.9, 0.9, 0.8}, cycles: 1000}.result()
	a.summary.Runs[1].Anomaly.DetectionDelayS = pointer(2.5) // of one seed alone
	a.summary.Runs[4].Classification.F1 = []result.ClassF1{{Label: "ok"}, {Label: "worn"}}
	arms := armsOf(0, a, seeds)
	var want []string
	for _, i := range []int{1, 2, 0} { // the frozen arm comes first of all, and its keys last
		for _, seed := range seeds {
			at := 0
			for _, m := range arms[i].table(seed) {
				if known := slices.Index(want, m.Key); known >= 0 {
					at = known + 1
					continue
				}
				want = slices.Insert(want, at, m.Key)
				at++
			}
		}
	}
	keys, columns := gather(arms, seeds)
	if !slices.Equal(keys, want) {
		t.Errorf("keys %q\nwant %q", keys, want)
	}
	if c := columns[arms[1]]["anomaly.detection_delay_s"]; c == nil || !slices.Equal(c.values, []float64{2.5}) {
		t.Errorf("the measure of one seed is %+v", c)
	}
}

// What learns stands there twice: with the device's threshold, and with the other kind.
func TestFourthArm(t *testing.T) {
	m := made{name: "a", seeds: []uint64{1, 2}, auc: []float64{0.9, 0.8}, frozen: []float64{0.5, 0.5}, f1: []float64{0.9, 0.9}, cycles: 1000}
	for _, test := range []struct {
		step  float64
		other string
		rate  float64
	}{{0.1, "unsupervised + fixed threshold", 0.3}, {0, "unsupervised + running threshold", 0.4}} {
		r := m.result()
		for i := range r.summary.Runs {
			a := r.summary.Runs[i].Anomaly
			if a == nil {
				continue
			}
			a.ThresholdStep, a.FalseAlarmRate, a.FalseAlarmRateFrozen = test.step, pointer(0.2), pointer(0.5)
			for k, name := range []string{result.ArmFrozen, result.ArmFrozenRunning, result.ArmOnline, result.ArmOnlineRunning} {
				a.Arms = append(a.Arms, result.DetectorArm{Name: name, FalseAlarmRate: pointer(0.1 + 0.1*float64(k)), AUC: pointer(0.6), ThresholdFirst: 1})
			}
		}
		c := mustCompare(t, r)
		want := []string{"frozen", "frozen + running threshold", "unsupervised", test.other, "supervised"}
		if got := armNames(c); !slices.Equal(got, want) {
			t.Fatalf("arms %q, want %q", got, want)
		}
		rates := sees(t, c, "anomaly.false_alarm_rate")
		got := map[string]float64{}
		for _, v := range rates.Values {
			got[c.Arms[v.Arm].Name] = v.Values[0]
		}
		if len(got) != 4 || got["unsupervised"] != 0.2 || math.Abs(got[test.other]-test.rate) > 1e-12 {
			t.Errorf("step %g: false alarms %v", test.step, got)
		}
		if sees(t, c, "anomaly.auc").Values[3-1].Values[0] != 0.6 {
			t.Errorf("AUC of the fourth arm: %v", sees(t, c, "anomaly.auc").Values)
		}
	}
}
