package compare

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinyol-sim/internal/result"
)

// Each case changes one thing in the second result; the refusal names it, and
// the flag that would make both alike.
func TestWhatCannotBeCompared(t *testing.T) {
	for name, test := range map[string]struct {
		change func(a, b *Result)
		want   string
	}{
		"stream": {func(_, b *Result) {
			b.manifest.Inputs[0].SHA256, b.summary.Stream.Name = strings.Repeat("9", 64), "pump.csv"
		},
			"their streams differ, fan.csv (SHA-256 aaaaaaaa) and pump.csv (99999999); run both on the same recording"},
		"files": {func(_, b *Result) {
			b.manifest.Inputs = append(b.manifest.Inputs, result.Input{Role: "stream", SHA256: strings.Repeat("9", 64)})
		}, "they replay 1 and 2 files; run both on the same stream"},
		"order": {func(a, b *Result) {
			x, y := result.Input{Role: "stream", SHA256: "x"}, result.Input{Role: "stream", SHA256: "y"}
			a.manifest.Inputs, b.manifest.Inputs = []result.Input{x, y}, []result.Input{y, x}
		}, "they replay the same files in another order; run both in one"},
		"drift": {func(_, b *Result) { b.summary.Stream.Drift = []string{"gain:factor=2"} },
			"drift was injected into their streams differently, none and gain:factor=2; run both with the same --drift"},
		"noise": {func(a, b *Result) {
			a.summary.Stream.Drift, b.summary.Stream.Drift = []string{"noise:sigma=1"}, []string{"noise:sigma=1"}
			b.manifest.Seeds = []uint64{2, 3}
		}, "what is random in their drift was drawn with different seeds, 1 and 2; run both with the same --seed"},
		"gradual": {func(a, b *Result) {
			drift := []string{"gain:factor=2,at=3, shape = gradual ,width=9"}
			a.summary.Stream.Drift, b.summary.Stream.Drift = drift, drift
			b.manifest.Seeds = []uint64{2, 3}
		}, "what is random in their drift was drawn with different seeds, 1 and 2; run both with the same --seed"},
		"rate": {func(_, b *Result) { b.summary.Stream.PeriodS = pointer(0.02) },
			"the time between two rows differs, 0.01 s and 0.02 s; run both with the same --time and --rate"},
		"no time": {func(_, b *Result) { b.summary.Stream.PeriodS = nil },
			"the time between two rows differs, 0.01 s and unknown; run both with the same --time and --rate"},
		"columns": {func(_, b *Result) { b.summary.Stream.Columns = []string{"ay", "ax"} },
			"they use different columns, ax,ay and ay,ax; run both with the same --columns"},
		"window": {func(_, b *Result) { b.summary.Program.Window = 64 },
			"their windows have 40 and 64 rows; run both with the same --window"},
		"stride": {func(_, b *Result) { b.summary.Program.Stride = 5 },
			"their windows come every 10 and every 5 rows; run both with the same --stride"},
		"label": {func(_, b *Result) { b.summary.Stream.Label = "" },
			`their labels come from column "label" and no column; run both with the same --label`},
		"normal": {func(_, b *Result) { b.summary.Stream.Normal = "worn" },
			`"ok" is normal in one and "worn" in the other; run both with the same --normal`},
		"skipped": {func(_, b *Result) { b.summary.Stream.Skipped = 4 },
			"their streams have 0 and 4 bad rows skipped; run both with or without --skip-bad-rows"},
		"rows": {func(_, b *Result) { b.summary.Stream.Rows = 900 },
			"their streams have 1000 and 900 rows after those that train; run both with the same --train or --train-rows"},
		"segments": {func(_, b *Result) { b.summary.Stream.Segments = 3 },
			"their streams have 2 and 3 segments; run both with the same --time"},
		"windows": {func(_, b *Result) { b.summary.Stream.Windows = 80 },
			"their streams have 90 and 80 windows; run both with the same --train, --train-rows and --time"},
		"mixed": {func(_, b *Result) { b.summary.Stream.Mixed = 0 },
			"their streams have 3 and 0 windows across two labels; run both with the same --label"},
		"test": {func(a, b *Result) {
			a.summary.Stream.TestName, b.summary.Stream.TestName = "t.csv", "u.csv"
			b.manifest.Inputs = append(b.manifest.Inputs, result.Input{Role: "test", SHA256: strings.Repeat("8", 64)})
			a.manifest.Inputs = append(a.manifest.Inputs, result.Input{Role: "test", SHA256: strings.Repeat("7", 64)})
		}, "their classifiers were tested on different recordings, t.csv (SHA-256 77777777) and u.csv (88888888); run both with the same --test"},
		"seeds": {func(_, b *Result) {
			for i := range b.summary.Runs {
				b.summary.Runs[i].Seed += 10
			}
		}, "they share no seed, 1 to 3 and 11 to 13; run both with the same --seed and --seeds"},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := twoMade()
			test.change(a, b)
			_, err := Compare([]*Result{a, b})
			refusal, ok := errors.AsType[*Refusal](err)
			if want := "results/a and results/b cannot be compared: " + test.want; !ok || refusal.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		})
	}
}

// What ran on the windows may differ in everything, and a test recording may be
// there or not.
func TestWhatCanBeCompared(t *testing.T) {
	a, b := twoMade()
	b.summary.Stream.TestName = "t.csv"
	b.summary.Stream.Drift = []string{}
	b.summary.Program.FrontEnd, b.summary.Program.Layers = "spectrum", []int{96, 8, 96}
	b.manifest.Inputs[1].SHA256 = "other training"
	if c := mustCompare(t, a, b); c.Stream.Test != "t.csv" {
		t.Errorf("test recording %q", c.Stream.Test)
	}
}

func TestOneModeAloneIsRefused(t *testing.T) {
	a, _ := twoMade()
	a.summary.Runs = a.summary.Runs[3:]
	for i := range a.summary.Runs {
		a.summary.Runs[i].Classification.Baselines = nil
	}
	_, err := Compare([]*Result{a})
	if _, ok := errors.AsType[*Refusal](err); !ok {
		t.Errorf("error %v", err)
	}
}

func TestLoadRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		change func(r *Result)
		want   string
	}{
		"no manifest": {func(r *Result) { r.manifest = nil }, "there is no manifest.json"},
		"no checksum": {func(r *Result) { r.manifest.Inputs = nil }, "no checksum of the stream"},
		"interrupted": {func(r *Result) { r.summary.Interrupted = true }, "interrupted"},
		"no run":      {func(r *Result) { r.summary.Runs = nil }, "holds no run"},
	} {
		dir := t.TempDir()
		r, _ := twoMade()
		test.change(r)
		if err := result.WriteSummary(filepath.Join(dir, result.SummaryFile), r.summary); err != nil {
			t.Fatal(err)
		}
		if r.manifest != nil {
			if err := result.WriteManifest(filepath.Join(dir, result.ManifestFile), r.manifest); err != nil {
				t.Fatal(err)
			}
		}
		_, err := Load("a", "results/a", dir)
		refusal, ok := errors.AsType[*Refusal](err)
		if !ok || !strings.HasPrefix(refusal.Error(), "results/a: ") || !strings.Contains(refusal.Error(), test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	dir := t.TempDir()
	if _, err := Load("a", dir, dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("an empty folder: %v", err)
	}
}
