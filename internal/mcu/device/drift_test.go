package device

import (
	"testing"

	"tinyol-sim/internal/drift"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/tinyol"
)

// Every drift detector gives the same bits on every build, beside every kind of
// learner and whatever it does when it fires.
func TestSameBitsOfDriftDetectors(t *testing.T) {
	for _, mode := range []tinyol.Mode{tinyol.Frozen, tinyol.Unsupervised, tinyol.Supervised, named(t, "mahalanobis"), named(t, "knn"), named(t, "lda")} {
		for i, response := range drift.ResponseNames() {
			for _, name := range []string{"nano33ble", "bluepill", "arduino-zero"} {
				t.Run(mode.String()+"/"+response+"/"+name, func(t *testing.T) {
					t.Parallel()
					s := shape{mode: mode, kind: frontend.Stats, activation: nn.ReLU, late: i}
					s.policy = tinyol.Policy{Gate: tinyol.Labelled, Threshold: 1}.RunningThreshold(0.9, 0.1)
					p := programOf(t, s)
					if i%2 == 0 {
						p.FrontEnd = programOf(t, shape{kind: frontend.Stats}).FrontEnd
					}
					p.Drift = drift.Watch{Response: drift.Response(i), Windows: 3}
					if learner.Of(mode).Aim == learner.Label && p.Drift.Response == drift.Reset {
						return
					}
					for _, d := range drift.All() {
						p.Drift.Detectors = append(p.Drift.Detectors, d.Firing(p.FrontEnd.Features()))
					}
					watchBoth(t, p, name)
				})
			}
		}
	}
}

// watchBoth has some windows compared and expects firings of each detector and windows
// between them.
func watchBoth(t *testing.T, p *tinyol.Program, name string) {
	pair, err := NewPair(p, board(t, name))
	if err != nil {
		t.Fatal(err)
	}
	m := machine{channels: p.FrontEnd.Channels(), rng: testRandom()}
	row := make([]float32, m.channels)
	fired, taught, silent, updates := make([]int, len(p.Drift.Detectors)), 0, 0, 0
	for steps := 0; steps < 60; {
		m.level = float64(steps / 20 % 2)
		m.row(row)
		due, err := pair.Push(row)
		if err != nil {
			t.Fatal(err)
		}
		if !due {
			continue
		}
		steps++
		o, err := pair.Step(0)
		if err != nil {
			t.Fatal(err)
		}
		for i := range fired {
			if o.Fired>>i&1 == 1 {
				fired[i]++
			}
		}
		if o.Fired == 0 {
			silent++
		}
		if o.Updated {
			updates++
		}
		if o.Updated && o.Fired > 0 {
			taught++
		}
	}
	for i, n := range fired {
		if n < 3 || n > 57 {
			t.Errorf("%s fired %d times", p.Drift.Detectors[i].Name, n)
		}
	}
	resets := p.Drift.Response == drift.Reset
	if learns := p.Plan().Learns(); learns != (updates > 0) || silent == 0 || resets && taught > 0 || !resets && learns && taught == 0 {
		t.Errorf("%d silent windows, %d updates, %d of windows that fired", silent, updates, taught)
	}
}

func named(t *testing.T, name string) tinyol.Mode {
	t.Helper()
	m, ok := learner.Named(name)
	if !ok {
		t.Fatalf("there is no %s", name)
	}
	return m
}
