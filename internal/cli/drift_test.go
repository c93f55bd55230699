package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"tinyol-sim/internal/result"
)

// Figure 7 as the paper has it, on the bundled fan and on real ones where
// TINYOL_DATA names the folder of public recordings: re-mounting, or another
// fan, moves the field's errors away from those of the training phase and raises
// alarms; 2000 online steps bring them back, at a rate that was chosen on
// windows which are not shown.
func TestFieldReturns(t *testing.T) {
	for _, c := range []struct {
		name   string
		args   []string
		before float64 // most overlap
		after  float64 // least
	}{
		{"bundled", nil, 0.55, 0.75},
		{"nxp_fan", []string{"stream_fan1_to_fan3_drift.csv", "--train", "fan1_train.csv", "--hold-out", "fan1_test.csv", "--columns", "ax,ay,az", "--normal", "FAN-ON"}, 0.05, 0.65},
	} {
		t.Run(c.name, func(t *testing.T) {
			args := c.args
			for i, a := range args {
				if filepath.Ext(a) == ".csv" {
					args[i] = publicRecording(t, filepath.Join("nxp_fan", a))
				}
			}
			dir := t.TempDir()
			var out, err bytes.Buffer
			command := append(append([]string{"figures"}, args...), "--only", result.FigDrift, "--seeds", "3", "--out", dir, "--quiet")
			if code := run(context.Background(), command, &streams{out: &out, err: &err, width: 80}); code != 0 {
				t.Fatalf("exit code %d: %s", code, err.String())
			}
			f, failed := result.ReadFigure(filepath.Join(dir, result.FigDrift+".json"))
			if failed != nil {
				t.Fatal(failed)
			}
			value := func(name string) float64 {
				n := f.Number(name + ".spectrum")
				if n == nil {
					t.Fatalf("the figure does not state its %s", name)
				}
				return n.Mean
			}
			before, after := value("overlap.before"), value("overlap.after")
			if before > c.before || after < c.after {
				t.Errorf("overlap %.3f, then %.3f; want at most %g, then at least %g", before, after, c.before, c.after)
			}
			shifted, left, training := value("false_alarms.before"), value("false_alarms.after"), value("false_alarms.training")
			if shifted < training+0.2 || left > training+0.05 {
				t.Errorf("false alarms %.3f, then %.3f, of the training phase %.3f", shifted, left, training)
			}
		})
	}
}

// publicRecording returns the path of a recording that is not bundled.
func publicRecording(t *testing.T, name string) string {
	t.Helper()
	folder := os.Getenv("TINYOL_DATA")
	if folder == "" {
		t.Skip("set TINYOL_DATA to the folder of the public recordings")
	}
	path := filepath.Join(folder, name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not among the public recordings", name)
	}
	return path
}
