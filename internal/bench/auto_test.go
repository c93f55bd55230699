package bench

import (
	"bytes"
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"testing"

	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/fixture"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
)

// Where a run is too long to be executed as a whole, all that it reports is what
// the emulated engine reports, but for cycles: those are equal in the windows that
// were executed, and their means are within the spread that is stated.
func TestAutoReportsWhatIsEmulated(t *testing.T) {
	var summaries [2]*result.Summary
	var steps [2][]result.Step
	for i, name := range []string{engine.NameAuto, engine.NameEmulated} {
		s := quickSpec()
		s.Engine, s.Board, s.Test, s.Out = name, "pico", []string{"test"}, t.TempDir()
		summaries[i] = mustRun(t, s, fixture.Recordings())
		steps[i] = readSteps(t, s.Out, summaries[i])
		m, err := result.ReadManifest(filepath.Join(s.Out, result.ManifestFile))
		if err != nil {
			t.Fatal(err)
		}
		for k, r := range summaries[i].Runs {
			want := result.ExecutedWindows{Mode: r.Mode, Seed: r.Seed, Executed: *r.Executed, Windows: r.Windows}
			if m.Executed[k] != want || m.Engine != name || m.Firmware == "" || m.Settings["engine"] != name {
				t.Errorf("manifest %+v, want %+v", m, want)
			}
		}
	}
	executed := [2]int64{}
	for i, a := range steps[0] {
		b := steps[1][i]
		sameButCycles(t, i, a, b)
		if a.Executed {
			executed[a.Run]++
			if a.Cycles != b.Cycles {
				t.Fatalf("step %d was executed: %v cycles, emulated %v", i, a.Cycles, b.Cycles)
			}
		}
	}
	for i := range summaries[0].Runs {
		a, b := &summaries[0].Runs[i], &summaries[1].Runs[i]
		if *a.Executed != executed[i] || a.Cycles.Provenance != result.Sampled || a.Cycles.Sample.Executed != executed[i] || a.Cycles.Sample.Windows != a.Windows {
			t.Errorf("%s: %d windows were executed, the run says %d: %+v", a.Mode, executed[i], *a.Executed, a.Cycles.Sample)
		}
		if *b.Executed != b.Windows || b.Cycles.Provenance != result.Emulated || b.Cycles.Sample != nil {
			t.Errorf("%s, emulated: %d of %d windows, %+v", b.Mode, *b.Executed, b.Windows, b.Cycles)
		}
		withinSpread(t, a.Cycles, b.Cycles)
		withoutCosts(a)
		withoutCosts(b)
	}
	if !reflect.DeepEqual(summaries[0], summaries[1]) {
		t.Errorf("the summaries differ:\n%+v\n%+v", summaries[0].Runs, summaries[1].Runs)
	}
}

// withinSpread holds the means of a sample against what was executed.
func withinSpread(t *testing.T, sampled, emulated *result.Cycles) {
	t.Helper()
	check := func(name string, got, want result.Dist, spread float64) {
		if off := math.Abs(got.Mean/want.Mean - 1); off > spread+1e-12 {
			t.Errorf("%s: mean of %g cycles, executed %g: off by %g, the spread is %g", name, got.Mean, want.Mean, off, spread)
		}
	}
	for name, want := range emulated.Phases {
		check(name, sampled.Phases[name], want, sampled.Sample.Phases[name])
	}
	check("inference", sampled.Inference, emulated.Inference, sampled.Sample.Inference)
	check("online", *sampled.Online, *emulated.Online, *sampled.Sample.Online)
}

// Which windows are executed depends on nothing but the program, the board and
// the stream: not on threads, nor on whether seeds go together or one is added.
func TestAutoIsTheSameOnAnyMachine(t *testing.T) {
	run := func(threads, seeds int) (*result.Summary, []byte) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(threads))
		s := quickSpec()
		s.Board, s.Mode, s.Seeds, s.Out = "pico", "unsupervised", seeds, t.TempDir()
		sum := mustRun(t, s, fixture.Recordings())
		steps, err := os.ReadFile(filepath.Join(s.Out, result.StepsFile))
		if err != nil {
			t.Fatal(err)
		}
		return sum, steps
	}
	one, lines := run(1, 2)
	want, wantLines := run(4, 2)
	if !reflect.DeepEqual(one, want) || !bytes.Equal(lines, wantLines) {
		t.Error("another number of threads gives another result")
	}
	alone, _ := run(2, 1)
	if !reflect.DeepEqual(alone.Runs[0], want.Runs[0]) || *alone.Runs[0].Executed >= alone.Runs[0].Windows {
		t.Errorf("alone the first seed is %+v, beside another %+v", alone.Runs[0], want.Runs[0])
	}
}

// A run within the budget is the emulated engine's, but for the name.
func TestAutoWithinTheBudgetIsEmulated(t *testing.T) {
	var files [2][]byte
	var runs [2][]result.Run
	for i, name := range []string{"", engine.NameEmulated} {
		s := quickSpec()
		s.Engine, s.Mode, s.Out = name, spec.Both, t.TempDir()
		sum := mustRun(t, s, fixture.Recordings())
		var err error
		if files[i], err = os.ReadFile(filepath.Join(s.Out, result.StepsFile)); err != nil {
			t.Fatal(err)
		}
		for k := range sum.Runs {
			sum.Runs[k].Engine = ""
		}
		runs[i] = sum.Runs
	}
	if !bytes.Equal(files[0], files[1]) || !reflect.DeepEqual(runs[0], runs[1]) {
		t.Error("what is executed as a whole differs from the emulated engine")
	}
}

// A difference between host and board ends the run, and says where.
func TestDifferenceNamesItsWindow(t *testing.T) {
	l := &lane{seed: 7}
	found := &device.Difference{Part: "score", Host: "1", Emulated: "2"}
	err := l.located(&replay.Row{Window: 12, Number: 160}, found)
	var differs *DifferenceError
	if !errors.As(err, &differs) || differs.Window != 12 || differs.Row != 160 || differs.Seed != 7 || !errors.Is(err, error(found)) {
		t.Errorf("%v", err)
	}
	if l.located(&replay.Row{}, context.Canceled) != context.Canceled {
		t.Error("another error becomes a difference")
	}
}
