package verify

import (
	"context"
	"errors"
	"testing"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/fixture"
	"tinyol-sim/internal/usage"
)

func quickSpec() bench.Spec {
	s := bench.Default()
	s.Streams, s.Train, s.Normal, s.Epochs = []string{"test"}, []string{"train"}, "normal", 2
	return s
}

// All programs of a Spec are compared at every window, and agree.
func TestEnginesAgree(t *testing.T) {
	v, err := Run(context.Background(), quickSpec(), Options{}, fixture.Opener(fixture.Recordings()), bench.Silent{})
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Runs) != 3 || v.Rows != 3000 || v.Interrupted || v.Differing() != nil {
		t.Errorf("%+v", v)
	}
	for _, r := range v.Runs {
		if r.Steps != (3000-64)/10+1 || (r.Updates > 0) == (r.Mode == "frozen") || len(r.Cycles) == 0 {
			t.Errorf("%+v", r)
		}
		for phase, gap := range r.Cycles {
			// The default board has an FPU: the cost model is exact.
			if gap.Modelled != gap.Emulated || gap.Emulated <= 0 {
				t.Errorf("%s, %s: %+v", r.Mode, phase, gap)
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	open := fixture.Opener(fixture.Recordings())
	_, err := Run(context.Background(), quickSpec(), Options{QEMU: true, Firmware: "test"}, open, bench.Silent{})
	if err == nil {
		t.Error("a recording was taken for a firmware")
	}
	s := quickSpec()
	s.Mode = "frozen"
	var misuse *usage.Error
	if _, err = Run(context.Background(), s, Options{}, open, bench.Silent{}); !errors.As(err, &misuse) || misuse.Flag != "mode" {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err = Run(ctx, quickSpec(), Options{}, open, bench.Silent{}); !errors.Is(err, context.Canceled) {
		t.Errorf("an interrupt before the first window: %v", err)
	}
}
