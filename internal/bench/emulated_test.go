package bench

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/fixture"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/usage"
)

// What a run reports does not depend on the engine, but for what a step takes.
func TestEnginesReportTheSame(t *testing.T) {
	var summaries []*result.Summary
	var steps [][]result.Step
	var assessments [][]byte
	for _, engine := range []string{engine.NameHost, engine.NameEmulated} {
		s := quickSpec()
		s.Engine, s.Test, s.Out, s.Loss = engine, []string{"test"}, t.TempDir(), "bce"
		sum := mustRun(t, s, fixture.Recordings())
		summaries = append(summaries, sum)
		steps = append(steps, readSteps(t, s.Out, sum))
		text, err := os.ReadFile(filepath.Join(s.Out, result.AssessmentsFile))
		if err != nil {
			t.Fatal(err)
		}
		assessments = append(assessments, []byte(strings.ReplaceAll(string(text), ","+engine+",", ",")))
	}
	compareSteps(t, steps[0], steps[1])
	if len(assessments[0]) < 200 || string(assessments[0]) != string(assessments[1]) {
		t.Error("the assessments differ")
	}
	for _, sum := range summaries {
		for i := range sum.Runs {
			r := &sum.Runs[i]
			if r.Cycles.Provenance == "" || r.Deadline == nil || r.Deadline.Provenance != r.Cycles.Provenance {
				t.Errorf("cycles %v, deadline %v", r.Cycles, r.Deadline)
			}
			withoutCosts(r)
		}
	}
	if !reflect.DeepEqual(summaries[0], summaries[1]) {
		t.Errorf("the summaries differ:\n%+v\n%+v", summaries[0].Runs, summaries[1].Runs)
	}
}

// The frozen model's inference is counted beside the learner's, on the same
// engine and windows, once for each seed.
func TestFrozenModelHasCycles(t *testing.T) {
	var dists []result.Dist
	for _, c := range []struct{ engine, mode string }{
		{engine.NameHost, spec.Both}, {engine.NameHost, "supervised"}, {engine.NameEmulated, spec.Both}, {engine.NameEmulated, "supervised"},
	} {
		s := quickSpec()
		s.Engine, s.Mode = c.engine, c.mode
		s.LabelDelay = 0 // what keeps windows until their labels come would be in the way
		sum := mustRun(t, s, fixture.Recordings())
		for i := range sum.Runs {
			r := &sum.Runs[i]
			if i > 0 {
				if r.Cycles.Frozen != nil || r.TimeUS.Frozen != nil || r.EnergyUJ.Frozen != nil {
					t.Errorf("%+v: %s mode has it again", c, r.Mode)
				}
				continue
			}
			frozen := r.Cycles.Frozen
			if frozen == nil || r.TimeUS.Frozen == nil || r.EnergyUJ.Frozen == nil {
				t.Fatalf("%+v: %+v", c, r.Cycles)
			}
			dists = append(dists, *frozen)
			// All but where the last layer lies is that of unsupervised mode: in flash
			// each of its words waits two cycles on the default board.
			const flash = 2 * (16*40 + 40)
			if d := (r.Cycles.Inference.Mean+flash)/frozen.Mean - 1; c.mode == spec.Both && math.Abs(d) > 0.01 || frozen.Mean <= 0 {
				t.Errorf("%+v: frozen %+v, inference %+v", c, frozen, r.Cycles.Inference)
			}
			if us := r.TimeUS.Frozen.Mean; math.Abs(us-frozen.Mean/64) > 1e-9 {
				t.Errorf("%+v: %g us for %g cycles", c, us, frozen.Mean)
			}
		}
	}
	for _, d := range dists[1:] {
		if d != dists[0] { // on a Cortex-M4F the cost model is exact
			t.Errorf("%+v, and %+v with another engine or mode beside it", dists[0], d)
		}
	}
}

func compareSteps(t *testing.T, host, emulated []result.Step) {
	t.Helper()
	if len(host) == 0 || len(host) != len(emulated) {
		t.Fatalf("%d and %d steps", len(host), len(emulated))
	}
	for i := range host {
		a, b := host[i], emulated[i]
		for phase, emulated := range b.Cycles {
			// The default board has an FPU: to the cycle.
			if a.Cycles[phase] != emulated {
				t.Fatalf("step %d, %s: %d cycles modelled, %d emulated", i, result.Phases[phase], a.Cycles[phase], emulated)
			}
		}
		sameButCycles(t, i, a, b)
	}
}

// withoutCosts leaves of a run what does not depend on the engine.
func withoutCosts(r *result.Run) {
	r.Engine, r.Executed, r.Cycles, r.TimeUS, r.Deadline, r.EnergyUJ, r.MaxRowRate = "", nil, nil, nil, nil, nil, nil
}

// sameButCycles compares what two engines have computed of a window.
func sameButCycles(t *testing.T, i int, a, b result.Step) {
	t.Helper()
	for _, s := range []*result.Step{&a, &b} {
		s.Cycles, s.Executed = [result.PhaseCount]int64{}, false
		if math.IsNaN(float64(s.Loss)) {
			s.Loss = -1
		}
	}
	if a != b {
		t.Fatalf("step %d:\n%+v\non one engine, on the other\n%+v", i, a, b)
	}
}

// Where nobody names an engine the board decides.
func TestEngineOfTheBoard(t *testing.T) {
	for _, test := range []struct{ board, engine, want string }{
		{"nano33ble", "", engine.NameAuto}, {"nano33ble", engine.NameHost, engine.NameHost}, {"pico", engine.NameAuto, engine.NameAuto},
		{"pico", engine.NameEmulated, engine.NameEmulated}, {"esp32c3", engine.NameAuto, engine.NameHost},
		{"nucleo-f746zg", "", engine.NameHost}, {"esp32c3", engine.NameHost, engine.NameHost},
	} {
		mon := &noting{}
		spec := Default()
		spec.Board, spec.Engine = test.board, test.engine
		if _, _, err := OpenBoard(nil, &spec, mon); err != nil || spec.Engine != test.want {
			t.Errorf("%+v: %s, %v", test, spec.Engine, err)
		}
		if noted := len(mon.notes) > 0; noted != (test.engine != engine.NameHost && test.want == engine.NameHost) {
			t.Errorf("%+v: notes %q", test, mon.notes)
		}
	}
	spec := Default()
	spec.Board, spec.Engine = "esp32c3", engine.NameEmulated
	var misuse *usage.Error
	if _, _, err := OpenBoard(nil, &spec, Silent{}); !errors.As(err, &misuse) || misuse.Flag != "board" {
		t.Errorf("%v", err)
	}
}

type noting struct {
	Silent
	notes []string
}

func (n *noting) Note(text string) { n.notes = append(n.notes, text) }

// A program that does not fit is refused before the firmware would.
func TestEmulatedEngineRefuses(t *testing.T) {
	s := Default()
	p := s.Program(0, trained(t, frontend.Raw), 0)
	b, err := mcu.LoadBoard("bluepill")
	if err != nil {
		t.Fatal(err)
	}
	small := *b
	small.RAMBytes = 512
	var fit *mcu.FitError
	if _, err := engine.NewEmulated(p, &small); !errors.As(err, &fit) {
		t.Errorf("%v", err)
	}
}
