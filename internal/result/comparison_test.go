package result

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func fullComparison() *Comparison {
	return &Comparison{
		Version: Version, Tool: "tinyol-sim 0.1.0", Command: []string{"tinyol-sim", "compare", "a", "b"},
		Stream: ComparedStream{Name: "fan.csv", More: []string{"more.csv"}, SHA256: []string{"ab", "cd"}, Columns: []string{"ax"},
			Normal: "normal", Drift: []string{"gain:factor=2"}, Windows: 90, Window: 40, Stride: 10, Test: "test.csv"},
		Results: []ComparedResult{
			{Name: "a", Path: "a", Command: []string{"tinyol-sim", "bench"}, Seeds: []uint64{1, 2}},
			{Name: "b", Path: "b", Command: []string{"tinyol-sim", "bench"}, Seeds: []uint64{2}},
		},
		Seeds:    []uint64{2},
		Settings: []ComparedSetting{{Name: "front end", Values: []string{"raw", "spectrum"}}},
		Arms: []Arm{
			{Name: "a", Mode: "unsupervised", Engine: "host", Board: "nano33ble"},
			{Name: "b", Result: 1, Mode: "unsupervised", Engine: "host", Board: "nano33ble"},
		},
		Measures: []ComparedMeasure{{Key: "cycles.inference.mean", Unit: UnitCycles,
			Values: []ArmValue{
				{Arm: 0, Mark: Modelled, Mean: 12, Values: []float64{12}},
				{Arm: 1, Mark: Emulated, Mean: 13, Low: pointer(12.), High: pointer(14.), Values: []float64{13}},
			},
			Differences: []Difference{{Arm: 1, Against: 0, Mean: 1, Low: pointer(0.5), High: pointer(1.5), P: pointer(0.25), PAdjusted: pointer(0.5)}},
		}},
		Notes: []string{"one"},
	}
}

func TestComparisonKeepsToItsSchema(t *testing.T) {
	schema := compileSchema(t, comparisonSchemaPath)
	bare := fullComparison()
	bare.Measures[0].Differences[0].PAdjusted = nil
	bare.Measures[0].Differences[0].P, bare.Notes, bare.Settings, bare.Measures[0].Values[0].Mark = nil, nil, nil, ""
	for name, c := range map[string]*Comparison{"full": fullComparison(), "bare": bare} {
		var b bytes.Buffer
		if err := EncodeComparison(&b, c); err != nil {
			t.Fatal(err)
		}
		if err := validate(t, schema, b.Bytes()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if validate(t, schema, []byte(strings.Replace(b.String(), `"against"`, `"agains"`, 1))) == nil {
			t.Errorf("%s: a misspelt field is accepted", name)
		}
		path := filepath.Join(t.TempDir(), ComparisonFile)
		if err := WriteComparison(path, c); err != nil {
			t.Fatal(err)
		}
		if written, err := os.ReadFile(path); err != nil || !bytes.Equal(written, b.Bytes()) {
			t.Errorf("%s: the file and --json differ (%v)", name, err)
		}
	}
}

func TestComparisonWithoutANumber(t *testing.T) {
	c := fullComparison()
	c.Measures[0].Differences[0].Mean = math.NaN()
	err := EncodeComparison(&bytes.Buffer{}, c)
	if err == nil || !strings.Contains(err.Error(), "measures[0].differences[0].mean") {
		t.Errorf("error %v", err)
	}
}

func TestComparedMeasureOf(t *testing.T) {
	m := &fullComparison().Measures[0]
	if v := m.Of(1); v == nil || v.Mean != 13 || m.Of(2) != nil {
		t.Errorf("value of arm 1 is %+v, of arm 2 %v", v, m.Of(2))
	}
}
