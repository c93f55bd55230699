package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"tinyol-sim/datasets/fan"
	"tinyol-sim/internal/needs"
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
					args[i] = needs.Recording(t, "nxp_fan/"+a)
				}
			}
			f := driftFigure(t, args, 3)
			before, after := f.overlap()
			if before > c.before || after < c.after {
				t.Errorf("overlap %.3f, then %.3f; want at most %g, then at least %g", before, after, c.before, c.after)
			}
			shifted, left, training := f.alarms()
			if shifted < training+0.2 || left > training+0.05 {
				t.Errorf("false alarms %.3f, then %.3f, of the training phase %.3f", shifted, left, training)
			}
		})
	}
}

// The rule that chooses the rate is not made for the one field recording that is
// bundled: it serves others that the same fan could have given. TINYOL_EXHAUSTIVE
// asks for eight of them, which take tens of seconds.
func TestOtherFieldsReturn(t *testing.T) {
	first, fields, seeds := uint64(102), uint64(1), 2
	if os.Getenv(needs.Exhaustive) != "" {
		fields, seeds = 8, 5
	}
	for seed := first; seed < first+fields; seed++ {
		recording := fan.Field()
		recording.Seed = seed
		path := filepath.Join(t.TempDir(), "field.csv")
		file, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(fan.Generate(file, recording), file.Close()); err != nil {
			t.Fatal(err)
		}
		f := driftFigure(t, []string{path, "--train", bundledPrefix + "fan_training", "--normal", "normal"}, seeds)
		before, after := f.overlap()
		shifted, left, training := f.alarms()
		t.Logf("field %d: rate %g, overlap %.3f, then %.3f, false alarms %.3f, then %.3f", seed, f.Number("learning_rate.spectrum").Mean, before, after, shifted, left)
		if after < 0.7 || after < before+0.15 || left-training > (shifted-training)/2 {
			t.Errorf("field %d: overlap %.3f, then %.3f; false alarms %.3f, then %.3f, of the training phase %.3f", seed, before, after, shifted, left, training)
		}
	}
}

// drifted is figure 7 of a recording.
type drifted struct {
	*result.Figure
	t *testing.T
}

func driftFigure(t *testing.T, args []string, seeds int) drifted {
	t.Helper()
	dir := t.TempDir()
	var out, err bytes.Buffer
	command := append(append([]string{"figures"}, args...), "--only", result.FigDrift, "--seeds", fmt.Sprint(seeds), "--out", dir, "--quiet")
	if code := run(context.Background(), command, &streams{out: &out, err: &err, width: 80}); code != 0 {
		t.Fatalf("exit code %d: %s", code, err.String())
	}
	f, failed := result.ReadFigure(filepath.Join(dir, result.FigDrift+".json"))
	if failed != nil {
		t.Fatal(failed)
	}
	return drifted{f, t}
}

func (f drifted) value(name string) float64 {
	f.t.Helper()
	n := f.Number(name + ".spectrum")
	if n == nil {
		f.t.Fatalf("the figure does not state its %s", name)
	}
	return n.Mean
}

func (f drifted) overlap() (before, after float64) {
	return f.value("overlap.before"), f.value("overlap.after")
}

func (f drifted) alarms() (before, after, training float64) {
	return f.value("false_alarms.before"), f.value("false_alarms.after"), f.value("false_alarms.training")
}
