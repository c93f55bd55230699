package report

import (
	"testing"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/report/reporttest"
)

// TestFiguresAreReadable wants every figure whole, in colour and in grey.
func TestFiguresAreReadable(t *testing.T) {
	for name, f := range reporttest.Fakes() {
		rec, err := recording.Load(f.Write(t), recording.DrawnSeeds, nil)
		reporttest.Must(t, err)
		for _, f := range figuresOf(rec) {
			for _, problem := range figure.Check(f) {
				t.Errorf("%s, %s: %s", name, f.Name, problem)
			}
		}
	}
}
