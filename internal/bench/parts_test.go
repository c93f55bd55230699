package bench

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/fixture"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/usage"
)

// trained fits a small model of each kind on the quick recordings.
func trained(t testing.TB, kind frontend.Kind) *modelfile.Model {
	t.Helper()
	s := Default()
	s.Train, s.Normal, s.Epochs, s.FrontEnd = []string{"train"}, "normal", 2, string(kind)
	m, err := Train(context.Background(), s, fixture.Opener(fixture.Recordings()), Silent{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Every kernel that a program of any kind lists has to have a price on every
// core: an unknown one would stop a run.
func TestEveryKernelHasAPrice(t *testing.T) {
	known := mcu.Kernels()
	for _, kind := range frontend.Kinds() {
		m := trained(t, kind)
		for _, activation := range []nn.Activation{nn.ReLU, nn.TanhActivation, nn.SigmoidActivation, nn.Linear} {
			m.Network.Layers[0].Activation = activation
			for _, mode := range []tinyol.Mode{tinyol.Frozen, tinyol.Unsupervised, tinyol.Supervised} {
				for _, loss := range []string{"mse", "bce", "paper-eq5"} {
					s := Default()
					s.Loss = loss
					p := s.Program(mode, m, 0)
					for phase := range tinyol.PhaseCount {
						for _, op := range p.Ops(phase, 3) {
							if !slices.Contains(known, op.Kernel) {
								t.Errorf("%s %s %s: %s calls %q, which has no price", kind, mode, loss, phase, op.Kernel)
							}
						}
					}
				}
			}
		}
	}
}

// Three programs of different size: a board with the reported bytes runs each,
// one byte less of either memory refuses it and names the culprit.
func TestMemoryIsExactToTheByte(t *testing.T) {
	board, err := mcu.LoadBoard(mcu.DefaultBoard)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range frontend.Kinds() {
		s := Default()
		p := s.Program(tinyol.Unsupervised, trained(t, kind), 0)
		full := device.NewLedger(board, p)
		exact := *board
		exact.FlashBytes, exact.RAMBytes = full.Flash(), full.RAM()
		if err := device.NewLedger(&exact, p).Check(); err != nil {
			t.Errorf("%s: the reported bytes do not suffice: %v", kind, err)
		}
		for _, c := range []struct {
			kind   mcu.Kind
			shrink func(*mcu.Board)
		}{
			{mcu.Flash, func(b *mcu.Board) { b.FlashBytes-- }},
			{mcu.RAM, func(b *mcu.Board) { b.RAMBytes-- }},
		} {
			small := exact
			c.shrink(&small)
			var fit *mcu.FitError
			if err := device.NewLedger(&small, p).Check(); !errors.As(err, &fit) {
				t.Errorf("%s: one byte of %s less is accepted: %v", kind, c.kind, err)
			} else if fit.Kind != c.kind || fit.Missing != 1 || fit.Region == "" || fit.Smallest == "" {
				t.Errorf("%s: one byte of %s less: %+v", kind, c.kind, fit)
			}
		}
	}
}

func TestCollectorKeepsTheNormalRows(t *testing.T) {
	labels := stream.NewLabels()
	off, ok := labels.Index("off"), labels.Index("OK")
	c := &collector{labels: labels, normal: ok}
	c.rec.Channels, c.faulty.Channels, c.last.segment = 1, 1, -1
	for i, label := range []int{stream.NoLabel, off, off, ok, ok, off, ok} {
		c.add(&stream.Row{Label: label, Segment: 0, Values: []float32{float32(i)}})
	}
	if c.kept != 3 || c.others != 3 {
		t.Errorf("%d normal rows and %d others, want 3 and 3", c.kept, c.others)
	}
	// Rows 3 and 4 hang together, row 6 stands alone.
	if len(c.rec.Runs) != 2 || len(c.rec.Runs[0]) != 2 || c.rec.Runs[1][0] != 6 {
		t.Errorf("runs %v", c.rec.Runs)
	}
	if err := (&collector{labels: labels, normal: ok}).check("f.csv"); err == nil {
		t.Error("a recording without a normal row is accepted")
	}
}

// TestAWindowThatTheDefaultDoesNotTake: it was asked for, and the front end was not.
func TestAWindowThatTheDefaultDoesNotTake(t *testing.T) {
	s := Spec{Spec: spec.Default()}
	s.Window = 20
	var notes []string
	if err := s.Complete(); err != nil || s.FrontEnd != string(frontend.Stats) {
		t.Fatalf("%v, front end %s", err, s.FrontEnd)
	}
	s.UseNaturalWindow(replay.Natural{}, 3, func(text string) { notes = append(notes, text) })
	if len(notes) != 1 || !strings.Contains(notes[0], "--frontend stats") {
		t.Errorf("notes %q", notes)
	}
	given := Spec{Spec: spec.Default(), FrontEndGiven: true}
	given.Window = 20
	var wrong *usage.Error
	if err := given.Complete(); !errors.As(err, &wrong) || wrong.Flag != "window" {
		t.Errorf("a front end that was named: %v", err)
	}
}

func TestModelFileRoundTrip(t *testing.T) {
	m := trained(t, frontend.Spectrum)
	var b bytes.Buffer
	if err := m.Save(&b); err != nil {
		t.Fatal(err)
	}
	back, err := modelfile.Load(bytes.NewReader(b.Bytes()), "m")
	if err != nil {
		t.Fatal(err)
	}
	files := fixture.Recordings()
	files["m"] = b.Bytes()
	direct := quickSpec()
	direct.FrontEnd, direct.Epochs = "spectrum", 2
	loaded := direct
	loaded.Train, loaded.Model = nil, "m"
	x, y := mustRun(t, direct, files), mustRun(t, loaded, files)
	if back.Training.Threshold != m.Training.Threshold || *x.Runs[0].Anomaly.AUC != *y.Runs[0].Anomaly.AUC || x.Runs[0].Loss.Last != y.Runs[0].Loss.Last {
		t.Error("a loaded model does not give the numbers of the trained one")
	}
}

func TestModelsThatDoNotMatchAreRefused(t *testing.T) {
	files := fixture.Recordings()
	var b bytes.Buffer
	if err := trained(t, frontend.Raw).Save(&b); err != nil {
		t.Fatal(err)
	}
	files["m"] = b.Bytes()
	s := quickSpec()
	s.Train, s.Model, s.Columns = nil, "m", []string{"ax", "ay"}
	if _, err := Run(context.Background(), s, fixture.Opener(files), Silent{}); err == nil || !strings.Contains(err.Error(), "[ax ay az]") {
		t.Errorf("a model of three columns on two: %v", err)
	}
	for i := 0; i < b.Len(); i += 97 {
		bad := bytes.Clone(b.Bytes())
		bad[i] ^= 4
		if _, err := modelfile.Load(bytes.NewReader(bad), "m"); err == nil {
			t.Fatalf("bit flip at byte %d is accepted", i)
		}
	}
}

func FuzzLoadModel(f *testing.F) {
	for _, kind := range frontend.Kinds() {
		var b bytes.Buffer
		if err := trained(f, kind).Save(&b); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := modelfile.Load(bytes.NewReader(data), "fuzz")
		if err != nil {
			return
		}
		if m.FrontEnd.Features() != m.Network.Sizes()[0] {
			t.Error("an inconsistent model is accepted")
		}
	})
}

func hasWarning(r result.Run, prefix string) bool {
	return slices.ContainsFunc(r.Warnings, func(w string) bool { return strings.HasPrefix(w, prefix) })
}

// A learner whose rate is far too high ends worse than the model it started
// from.
func TestHarmIsReported(t *testing.T) {
	s := quickSpec()
	s.Mode, s.LearningRate = "unsupervised", 2000
	if run := mustRun(t, s, fixture.Recordings()).Runs[0]; !hasWarning(run, "harm") {
		t.Errorf("warnings %q", run.Warnings)
	}
	s.LearningRate = 0.02
	if run := mustRun(t, s, fixture.Recordings()).Runs[0]; hasWarning(run, "harm") {
		t.Errorf("at a sane rate: %q", run.Warnings)
	}
}

// Values that overflow the network give no number; the run has to say so and
// leave such figures out.
func TestDivergenceIsReported(t *testing.T) {
	s := quickSpec()
	s.Mode = "unsupervised"
	s.Drift = []string{"gain:factor=1e30,at=5000"}
	run := mustRun(t, s, fixture.Recordings()).Runs[0]
	if !hasWarning(run, "divergence") || run.NonFinite == 0 {
		t.Errorf("%d steps not finite, warnings %q", run.NonFinite, run.Warnings)
	}
}

// Self-gated learning that a jump shuts out for good has to be reported.
func TestLockOutIsReported(t *testing.T) {
	s := quickSpec()
	s.Mode, s.Policy, s.Learn = "unsupervised", "below", 0
	s.Drift = []string{"offset:value=5,at=2000"}
	run := mustRun(t, s, fixture.Recordings()).Runs[0]
	if !hasWarning(run, "lock-out") {
		t.Errorf("%d updates, warnings %q", run.Updates, run.Warnings)
	}
}
