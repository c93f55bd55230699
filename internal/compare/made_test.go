package compare

import (
	"fmt"
	"strings"
	"testing"

	"tinyol-sim/internal/result"
)

func pointer[T any](v T) *T { return &v }

// made is a result of invented figures: each mode has a run a seed.
type made struct {
	name   string
	seeds  []uint64
	auc    []float64 // of the online layer, by seed
	frozen []float64
	f1     []float64 // of the classifier; nil: not run
	cycles float64
	board  string
}

func (m made) result() *Result {
	s := &result.Summary{
		Version: result.Version,
		Stream: result.Stream{Name: "fan.csv", Rows: 1000, Segments: 2, Windows: 90, Mixed: 3, Columns: []string{"ax", "ay"},
			Label: "label", Normal: "ok", PeriodS: pointer(0.01), TrainName: "train.csv", TrainRows: 500, Classes: []string{"ok", "worn"}, Loss: []float64{2, 1}},
		Program: result.Program{FrontEnd: "raw", Window: 40, Stride: 10, Layers: []int{40, 16, 40}, Loss: "mse", LearningRate: 0.02, Policy: "labelled"},
	}
	if m.board == "" {
		m.board = "nano33ble"
	}
	for i, seed := range m.seeds {
		r := result.Run{Mode: unsupervised, Engine: "host", Board: m.board, Seed: seed, Windows: 90, Updates: 50, Learn: 50}
		r.Loss = &result.Loss{Windows: 20, First: 0.5, Last: 0.1 * float64(i+1), Frozen: pointer(0.4)}
		r.Cycles = &result.Cycles{Provenance: result.Modelled, Inference: result.Dist{Mean: m.cycles}, Frozen: &result.Dist{Mean: m.cycles - 50}}
		r.Anomaly = &result.Anomaly{Basis: result.BasisAfterLearning, Threshold: 0.1, Windows: 40, NormalWindows: 20,
			AUC: pointer(m.auc[i]), AUCFrozen: pointer(m.frozen[i])}
		s.Runs = append(s.Runs, r)
	}
	for i, f1 := range m.f1 {
		r := result.Run{Mode: supervised, Engine: "host", Board: m.board, Seed: m.seeds[i], Windows: 90, Updates: 90}
		r.Loss = &result.Loss{Windows: 20, First: 0.7, Last: 0.2}
		r.Cycles = &result.Cycles{Provenance: result.Modelled, Inference: result.Dist{Mean: m.cycles + 100}}
		r.Classification = &result.Classification{Windows: 87, Accuracy: f1, MacroF1: f1, F1: []result.ClassF1{},
			Baselines: []result.Baseline{{Name: "majority", MacroF1: pointer(0.3)}, {Name: "frozen-autoencoder", Accuracy: pointer(0.6), MacroF1: pointer(0.5)}}}
		s.Runs = append(s.Runs, r)
	}
	return &Result{Name: m.name, Path: "results/" + m.name, Dir: "nowhere", summary: s, manifest: &result.Manifest{
		Version: result.Version, Tool: "tinyol-sim 0.1.0", Command: []string{"tinyol-sim", "bench", m.name}, Seeds: m.seeds,
		Inputs: []result.Input{{Role: "stream", Name: "fan.csv", SHA256: strings.Repeat("a", 64)}, {Role: "train", Name: "train.csv", SHA256: strings.Repeat("b", 64)}},
	}}
}

func twoMade() (a, b *Result) {
	a = made{name: "a", seeds: []uint64{1, 2, 3}, auc: []float64{0.9, 0.8, 0.7}, frozen: []float64{0.5, 0.5, 0.5}, f1: []float64{0.9, 0.9, 0.8}, cycles: 1000}.result()
	b = made{name: "b", seeds: []uint64{1, 2, 3}, auc: []float64{0.95, 0.9, 0.85}, frozen: []float64{0.6, 0.4, 0.5}, f1: []float64{0.9, 0.7, 0.6}, cycles: 1500}.result()
	return a, b
}

// sees finds a measure of a comparison.
func sees(t *testing.T, c *result.Comparison, key string) *result.ComparedMeasure {
	t.Helper()
	for i := range c.Measures {
		if c.Measures[i].Key == key {
			return &c.Measures[i]
		}
	}
	t.Fatalf("no measure %s in the comparison", key)
	return nil
}

// differences writes the pairs of a measure with the arms' names.
func differences(c *result.Comparison, m *result.ComparedMeasure) string {
	var list []string
	for _, d := range m.Differences {
		list = append(list, fmt.Sprintf("%s - %s", c.Arms[d.Arm].Name, c.Arms[d.Against].Name))
	}
	return strings.Join(list, "; ")
}
