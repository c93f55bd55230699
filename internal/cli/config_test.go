package cli

import (
	"errors"
	"strings"
	"testing"

	"tinyol-sim/internal/bench"
)

// FuzzConfig feeds arbitrary configurations to bench: each is applied, or
// refused as wrong use with one line.
func FuzzConfig(f *testing.F) {
	f.Add("streams: [a.csv]\nwindow: 24\nhidden: [16, 8]\nquiet: true\nlr: 0.01\n")
	f.Add("columns: ax,az\nseed: 010\nnormal: ~\ndrift:\n  - rotation:angle=20\n")
	f.Add("learn: 5\nlearn: 6\nthreshold: {a: [b]}\n")
	f.Fuzz(func(t *testing.T, text string) {
		o := &benchOptions{spec: bench.Default()}
		c := benchCommand(&streams{}, o)
		plainNumbers(c)
		config := configFile{path: "f.yaml", data: []byte(text)}
		_, err := config.apply(c, nil)
		var wrong *usageError
		if err != nil && (!errors.As(err, &wrong) || !strings.HasPrefix(err.Error(), "f.yaml") || oneLine(err) == "") {
			t.Fatalf("%T %q", err, err)
		}
		if err != nil && strings.Count(err.Error(), "\n") > 0 {
			t.Fatalf("more than a line: %q", err)
		}
	})
}
