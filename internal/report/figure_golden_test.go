package report

import (
	"testing"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/report/reporttest"
)

// TestFiguresGolden compares what the figures plot, not their pixels, which
// differ between processor architectures.
func TestFiguresGolden(t *testing.T) {
	for name, f := range reporttest.Fakes() {
		t.Run(name, func(t *testing.T) {
			rec, err := recording.Load(f.Write(t), recording.DrawnSeeds, nil)
			reporttest.Must(t, err)
			text := ""
			for _, f := range figuresOf(rec) {
				text += figure.Dump(f)
			}
			reporttest.Golden(t, "figures-"+name+".golden", text)
		})
	}
}
