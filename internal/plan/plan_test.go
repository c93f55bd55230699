package plan

import (
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/nn"
)

// small is a plan by hand: a row is kept, the window put in order, a layer
// applied, and a bias learned.
func small() (*Plan, *kernel.Vector) {
	p := &Plan{}
	p.Ring = p.Keep("ring", "input ring", 0, 4)
	p.Input = &kernel.Vector{Name: "features", Region: "features", Cols: 4}
	p.Do(Ingest, kernel.Take(p.Ring, 1))
	p.Do(FrontEnd, kernel.Window(p.Input, p.Ring))
	weights := kernel.Table("weights", 4, 4, make([]float32, 4*8))
	weights.Region = "frozen weights"
	bias := p.Keep("bias", "online layer", 0, 4)
	y := p.Vector("output", "output", 4)
	gradient := p.Vector("gradient", "gradient", 4)
	p.Score = p.Vector("score", "score", 1)
	p.Do(Base, kernel.Dense(y, p.Input, weights, bias))
	p.Do(Predict, kernel.MSE(p.Score, y, p.Input))
	p.Do(Update, kernel.Gradient(nn.BCE, gradient, y, p.Input, 0.5), kernel.BiasUpdate(bias, gradient))
	return p, bias
}

// Lifetimes go from the first use to the last.
func TestRegions(t *testing.T) {
	p, _ := small()
	want := map[string][]Phase{
		"input ring": nil, "online layer": nil,
		"features": {FrontEnd, Base, Normalise, Predict, Update},
		"output":   {Base, Normalise, Predict, Update},
		"gradient": {Update},
		"score":    {Predict, Update},
	}
	bytes := 0
	for _, r := range p.Regions() {
		bytes += r.Bytes
		if r.Flash {
			continue
		}
		phases, known := want[r.Name]
		if !known || !slices.Equal(r.Phases, phases) {
			t.Errorf("%s is in use in %v, want %v", r.Name, r.Phases, phases)
		}
		delete(want, r.Name)
	}
	if len(want) != 0 || bytes != 4*(16+4+4+4+4+4+1) {
		t.Errorf("%d bytes, without %v", bytes, want)
	}
}

// What changes something that is kept ends what may be repeated.
func TestLookAndAssessChangeNothing(t *testing.T) {
	p, bias := small()
	if err := p.Check(); err != nil {
		t.Fatal(err)
	}
	h := NewHost(p)
	for i := range 4 {
		h.Take([]float32{float32(i)})
		h.State.Place = (h.State.Place + 1) % 4
	}
	h.Look(false)
	h.Assess()
	if got := h.Values(p.Score)[0]; got != 3.5 { // (0 + 1 + 4 + 9)/4
		t.Errorf("score %g, want 3.5", got)
	}
	if !slices.Equal(h.Values(bias), make([]float32, 4)) {
		t.Errorf("bias %v", h.Values(bias))
	}
	h.Run(Of(Update))
	if slices.Equal(h.Values(bias), make([]float32, 4)) {
		t.Error("the update changes nothing")
	}
	ops := p.Lists[Update]
	if Changes(&ops[0]) || !Changes(&ops[1]) {
		t.Error("the bias is kept, the gradient is not")
	}
}

func TestCheckNamesWhatIsMissing(t *testing.T) {
	p, _ := small()
	p.Do(Predict, kernel.Store(p.Score, p.Input))
	if err := p.Check(); err == nil || !strings.Contains(err.Error(), "to has 1 values, 4 are needed") {
		t.Errorf("%v", err)
	}
	p, _ = small()
	p.Do(Ingest, kernel.Take(p.Ring, 1))
	if err := p.Check(); err == nil || !strings.Contains(err.Error(), "2 operations for a row") {
		t.Errorf("%v", err)
	}
	if err := (&Plan{}).Check(); err == nil {
		t.Error("an empty plan is taken")
	}
}
