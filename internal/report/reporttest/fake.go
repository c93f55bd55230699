package reporttest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"tinyol-sim/internal/result"
)

// Fake writes a result directory as bench does for a fan that was
// re-mounted: three classes in turns, a frozen model whose errors are too
// high, an online layer that learns for a while. The figures are invented.
type Fake struct {
	Windows int64
	Learn   int64
	Modes   []string
	Seeds   int
	Classes []string // empty: no labels
	bare    bool     // no deadline, energy, test, time column
	arms    bool     // figures of each arm, of forgetting, and what the threshold promises
}

// Pointer points to a copy of v.
func Pointer[T any](v T) *T { return &v }

const fakeStride, fakeRate = 10, 119.0

// Summary is the summary of the result.
func (f Fake) Summary() *result.Summary {
	period := 1 / fakeRate
	s := &result.Summary{
		Version: result.Version,
		Stream: result.Stream{Name: "fan_field.csv.gz", Rows: f.Windows*fakeStride + 40, Segments: 3, Windows: f.Windows,
			Columns: []string{"ax", "ay", "az"}, TrainName: "fan_training.csv.gz", TrainRows: 35700, Classes: f.Classes},
		Program: result.Program{FrontEnd: "raw", Window: 40, Stride: fakeStride, Layers: []int{40, 16, 4, 16, 40}, Embedding: 4,
			Activation: "relu", Loss: "bce", LearningRate: 0.02, LearningRateSupervised: 0.05, Policy: "always", Learners: f.learners()},
	}
	if !f.bare {
		s.Stream.PeriodS, s.Stream.Mixed = &period, 87
	}
	if len(f.Classes) > 0 {
		s.Stream.Label, s.Stream.Normal = "label", f.Classes[0]
		if !f.bare {
			s.Stream.TestName = "fan_test.csv.gz"
		}
	}
	for seed := range f.Seeds {
		for _, mode := range f.Modes {
			s.Runs = append(s.Runs, f.run(mode, uint64(seed+1)))
		}
	}
	if f.Seeds > 1 {
		for _, mode := range f.Modes {
			s.Seeds = append(s.Seeds, result.Spread{Mode: mode, Engine: "host", Seeds: f.Seeds, Figures: map[string]result.Interval{
				"anomaly.auc":             {Mean: 0.9971, Low: 0.9954, High: 0.9988},
				"anomaly.auc_frozen":      {Mean: 0.5213, Low: 0.4811, High: 0.5615},
				"classification.macro_f1": {Mean: 0.931, Low: 0.902, High: 0.960},
				"loss.last":               {Mean: 0.00312, Low: 0.0029, High: 0.00334},
			}})
		}
	}
	return s
}

func (f Fake) run(mode string, seed uint64) result.Run {
	wobble := float64(seed-1) * 0.003
	r := result.Run{Mode: mode, Engine: "host", Board: "nano33ble", Seed: seed, Windows: f.Windows, Updates: f.Learn,
		Cycles: fakeCycles(mode), TimeUS: &result.Times{Provenance: result.Modelled},
		Memory: fakeMemory()}
	r.TimeUS.Inference = scaled(r.Cycles.Inference, 1/64.0)
	r.TimeUS.Online = Pointer(scaled(*r.Cycles.Online, 1/64.0))
	if !f.bare {
		r.Deadline = &result.Deadline{Provenance: result.Modelled, PeriodUS: 84033.6, StepUS: 512.4, Utilisation: 0.0061, Met: true}
		r.EnergyUJ = &result.Energy{Provenance: result.Modelled, Inference: 9.14, Online: Pointer(10.05), Source: "nRF52840 product specification v1.7, 4.8 mA at 3.3 V from flash"}
	}
	if !classifies(mode) {
		r.Loss = &result.Loss{First: 0.0412, Last: 0.0031, Frozen: Pointer(0.0398)}
		r.Learn = int64(f.Learn)
		r.Anomaly = &result.Anomaly{Basis: result.BasisAfterLearning, Threshold: 0.0123, ThresholdQuantile: 0.99, Windows: max(f.Windows-f.Learn, 0), NormalWindows: 2890}
		if len(f.Classes) > 0 {
			f.judge(r.Anomaly, wobble)
		}
		if f.arms {
			f.addArms(r.Anomaly, mode)
		}
		frozen := constant(15210)
		r.Cycles.Frozen, r.TimeUS.Frozen = &frozen, Pointer(scaled(frozen, 1/64.0))
		if r.EnergyUJ != nil {
			r.EnergyUJ.Frozen = Pointer(8.95)
		}
		r.Memory.FlashBytesFrozen, r.Memory.RAMBytesFrozen = Pointer(102*1024), Pointer(68*1024)
		if mode == "frozen" {
			r.Cycles.Online, r.TimeUS.Online = nil, nil
			delete(r.Cycles.Phases, "update")
		}
		return r
	}
	r.Updates = max(f.Windows-87, 0)
	r.Classes = f.Classes
	r.Loss = &result.Loss{First: 0.412, Last: 0.093}
	n := len(f.Classes)
	c := &result.Classification{Windows: max(f.Windows-87, 0), Accuracy: 0.971 - wobble, Kappa: Pointer(0.957), KappaTemporal: Pointer(-0.42), MacroF1: 0.931 - wobble}
	for i, name := range f.Classes {
		c.F1 = append(c.F1, result.ClassF1{Label: name, F1: 0.97 - 0.03*float64(i%5), Support: f.Windows / int64(n)})
	}
	c.Confusion = fakeConfusion(n, f.Windows/int64(n))
	c.Baselines = []result.Baseline{
		{Name: "majority", Accuracy: Pointer(0.334), MacroF1: Pointer(0.167)},
		{Name: "no-change", Accuracy: Pointer(0.9972), MacroF1: Pointer(0.9972)},
	}
	if !f.bare {
		c.Test = &result.Test{Windows: 2109, Accuracy: 0.843 - wobble, MacroF1: 0.812 - wobble, F1: c.F1, Confusion: fakeConfusion(n, 703),
			Baselines: []result.Baseline{{Name: "majority", Accuracy: Pointer(0.333), MacroF1: Pointer(0.167)}}}
	}
	r.Classification = c
	if seed == 1 {
		r.Warnings = []string{"accuracy is below the baseline no-change; where labels come in long runs, look at macro-F1 on a test stream"}
	}
	return r
}

func (f Fake) judge(a *result.Anomaly, wobble float64) {
	a.FalseAlarmRateFrozen, a.FalseAlarmRate = Pointer(0.9812), Pointer(0.0062+wobble)
	a.FalseAlarmsPerHourFrozen, a.FalseAlarmsPerHour = Pointer(42034.0), Pointer(266.0)
	a.DetectionRateFrozen, a.DetectionRate = Pointer(0.9904), Pointer(0.9671)
	a.AUCFrozen, a.AUC = Pointer(0.5213), Pointer(0.9971-wobble)
	a.AveragePrecisionFrozen, a.AveragePrecision = Pointer(0.691), Pointer(0.9982)
	a.DetectionDelayS, a.Onsets, a.OnsetsDetected = Pointer(0.421), 20, 20
	for i, name := range f.Classes {
		a.ByLabel = append(a.ByLabel, result.LabelRates{Label: name, Windows: 2890, AlarmRateFrozen: 0.98 - 0.01*float64(i), AlarmRate: 0.006 + 0.48*float64(min(i, 2))})
		if i > 0 {
			a.ByLabel[i].AUCFrozen, a.ByLabel[i].AUC = Pointer(0.4), Pointer(0.99)
		}
	}
	a.Baselines = []result.Baseline{{Name: "running-z-score", AUC: Pointer(0.8712), FalseAlarmRate: Pointer(0.1214)}}
}

func scaled(d result.Dist, by float64) result.Dist {
	return result.Dist{Mean: d.Mean * by, Median: d.Median * by, Min: d.Min * by, Max: d.Max * by}
}

func constant(v float64) result.Dist { return result.Dist{Mean: v, Median: v, Min: v, Max: v} }

func fakeCycles(mode string) *result.Cycles {
	c := &result.Cycles{Provenance: result.Modelled, Source: "closed forms per kernel, Cortex-M4 TRM r0p1 section 3.3",
		Phases: map[string]result.Dist{"ingest": constant(2310), "frontend": constant(1420), "base": constant(8810),
			"normalise": constant(380), "predict": constant(4920), "update": constant(5230)},
		Inference: constant(15530), Online: Pointer(constant(20760))}
	if classifies(mode) {
		c.Phases["predict"], c.Phases["update"] = constant(870), constant(140)
		c.Inference, c.Online = constant(11480), Pointer(constant(11620))
	}
	return c
}

func fakeMemory() *result.Memory {
	return &result.Memory{FlashBytes: 103 * 1024, RAMBytes: 71 * 1024, FlashLimit: 1024 * 1024, RAMLimit: 256 * 1024, Provenance: result.Modelled,
		Regions: []result.Region{
			{Name: "operating system", Kind: "flash", Bytes: 84 * 1024}, {Name: "vector table", Kind: "flash", Bytes: 256},
			{Name: "code", Kind: "flash", Bytes: 9216}, {Name: "constants", Kind: "flash", Bytes: 3172}, {Name: "frozen weights", Kind: "flash", Bytes: 6828},
			{Name: "operating system", Kind: "ram", Bytes: 64 * 1024}, {Name: "input ring", Kind: "ram", Bytes: 160},
			{Name: "window", Kind: "ram", Bytes: 160}, {Name: "activations", Kind: "ram", Bytes: 464},
			{Name: "online weights", Kind: "ram", Bytes: 2720}, {Name: "statistics", Kind: "ram", Bytes: 132},
			{Name: "scratch", Kind: "ram", Bytes: 484}, {Name: "stack", Kind: "ram", Bytes: 3072},
		},
		HighWater: []result.PhaseRAM{{Phase: "base", Bytes: 71 * 1024}}}
}

func fakeConfusion(n int, support int64) [][]int64 {
	m := make([][]int64, n)
	for i := range m {
		m[i] = make([]int64, n)
		left := support
		for j := range m[i] {
			if j != i {
				m[i][j] = support * int64((i+2*j)%5) / int64(12*n)
				left -= m[i][j]
			}
		}
		m[i][i] = left
	}
	return m
}

// Write makes the directory.
func (f Fake) Write(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	f.writeTo(t, dir)
	return dir
}

func (f Fake) writeTo(t testing.TB, dir string) {
	t.Helper()
	s := f.Summary()
	Must(t, result.WriteSummary(filepath.Join(dir, result.SummaryFile), s))
	Must(t, result.WriteManifest(filepath.Join(dir, result.ManifestFile), &result.Manifest{
		Version: result.Version, Tool: "tinyol-sim 0.1.0", Go: "go1.26", Platform: "linux/amd64",
		Command: []string{"tinyol-sim", "bench", "--label", "a <b> & c"}, Seeds: []uint64{1}, Board: "nano33ble", Engine: "host",
		Inputs: []result.Input{{Role: "stream", Name: "fan_field.csv.gz", Bytes: 1 << 20,
			SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}},
	}))
	var ids []result.RunID
	for i := range s.Runs {
		ids = append(ids, s.Runs[i].ID())
	}
	steps, err := result.CreateSteps(filepath.Join(dir, result.StepsFile), 0, ids, false, func(i int) string { return f.Classes[i] })
	Must(t, err)
	for i := range s.Runs {
		f.Play(i, &s.Runs[i], func(step *result.Step) { Must(t, steps.Write(step)) })
	}
	Must(t, steps.Close())
	if s.Stream.TestName == "" {
		return
	}
	tests, err := result.CreateAssessments(filepath.Join(dir, result.AssessmentsFile), 0, ids, f.Classes)
	Must(t, err)
	for i := range s.Runs {
		if classifies(s.Runs[i].Mode) {
			f.assessments(t, tests, i, &s.Runs[i])
		}
	}
	Must(t, tests.Close())
}

// Play invents the windows of a run: labels in turns of 30 s, log-normal
// errors, of which learning takes the shift away.
func (f Fake) Play(index int, r *result.Run, take func(*result.Step)) {
	random := rand.New(rand.NewPCG(r.Seed, uint64(len(r.Mode))))
	const turn = 357
	for i := range f.Windows {
		label, truth := result.NoLabel, 0
		if n := int64(len(f.Classes)); n > 0 {
			truth = int(i / turn % n)
			label = truth
			if i%turn == 0 && i > 0 {
				label = result.Mixed
			}
		}
		learned := 1 - math.Exp(-float64(min(i, f.Learn))/400)
		step := result.Step{Run: index, Window: i, Row: 40 + i*fakeStride, Time: float64(40+i*fakeStride) / fakeRate,
			Label: label, Prediction: result.NoPrediction, Updated: i < f.Learn, Cycles: [result.PhaseCount]int64{2310, 1420, 8810, 380, 4920, 5230}}
		if f.bare {
			step.Time = math.NaN()
		}
		noise := math.Exp(0.35 * random.NormFloat64())
		step.Frozen = float32(0.03 * noise * (1 + 0.15*float64(truth)))
		base := 0.03*(1-learned) + learned*[]float64{0.003, 0.05, 0.02}[truth%3]
		step.Score = float32(base * noise)
		step.Loss = step.Score
		if classifies(r.Mode) && label >= 0 {
			step.Loss = float32(0.05 + 1.2*math.Exp(-float64(i%turn)/8)*math.Exp(-float64(i)/4000)*(1+0.3*random.Float64()))
			step.Prediction, step.Updated = truth, true
			if random.Float64() < 0.5*math.Exp(-float64(i%turn)/20) {
				step.Prediction = (truth + 1) % len(f.Classes)
			}
		}
		take(&step)
	}
}

func (f Fake) assessments(t testing.TB, w *result.AssessmentWriter, index int, r *result.Run) {
	random := rand.New(rand.NewPCG(r.Seed, 7))
	for updates := int64(0); updates <= r.Updates; updates += 50 {
		a := result.Assessment{Run: index, Updates: updates, F1: make([]float64, len(f.Classes))}
		for c := range f.Classes {
			grown := 1 - math.Exp(-math.Max(0, float64(updates)-300*float64(c))/(900+400*float64(c)))
			a.F1[c] = grown*(0.93-0.06*float64(c)) + 0.02*random.Float64()
			if len(f.Classes) > 6 && c%4 == 3 {
				a.F1[c] = math.NaN()
				continue
			}
			a.MacroF1 += a.F1[c] / float64(len(f.Classes))
		}
		a.Accuracy = a.MacroF1
		Must(t, w.Write(&a))
	}
}

// Must ends the test after an error.
func Must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Fakes are the kinds of results that the tests draw and describe.
func Fakes() map[string]Fake {
	both := []string{"unsupervised", "supervised"}
	fan := []string{"normal", "stuck", "tilted"}
	var many []string
	for i := range 18 {
		many = append(many, fmt.Sprintf("fault number %d", i))
	}
	return map[string]Fake{
		"fan":       {Windows: 2400, Learn: 500, Modes: both, Seeds: 1, Classes: fan},
		"seeds":     {Windows: 1600, Learn: 500, Modes: both, Seeds: 3, Classes: fan},
		"unlabeled": {Windows: 1200, Learn: 400, Modes: both[:1], Seeds: 1, bare: true},
		"many":      {Windows: 2400, Learn: 500, Modes: both, Seeds: 1, Classes: many},
		"long": {Windows: 1500, Learn: 300, Modes: both, Seeds: 1, Classes: []string{
			"normal operation with everything running as it should", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "x"}},
		"short":    {Windows: 120, Learn: 60, Modes: both, Seeds: 1, Classes: fan},
		"frozen":   {Windows: 800, Learn: 0, Modes: []string{"frozen"}, Seeds: 1, Classes: fan},
		"learners": {Windows: 900, Learn: 300, Modes: []string{"unsupervised", "knn", "supervised", "naive-bayes"}, Seeds: 1, Classes: fan, arms: true},
	}
}
