package tinyol

import (
	"slices"
	"testing"

	"tinyol-sim/internal/stream"
)

// The kernels of an online step, written down by hand from Algorithm 1.
func TestOpsOfAStep(t *testing.T) {
	p := testProgram(t, Unsupervised, stream.Raw)
	for phase, want := range map[Phase][]Op{
		PhaseIngest:   {op("push_projection", int(Waiting), 0), op("project", 2, 1)},
		PhaseFrontEnd: {op("front_end_raw", 1, int(Unsupervised)), op("window", 16), op("scale", 16)},
		PhaseBase: {
			op("base", 1), op("layer", 1, 1), op("flash_read", 16*8+8), op("dense", 16, 8), op("relu", 8),
			op("layer", 0, 1), op("flash_read", 8*3+3), op("dense", 8, 3), op("rectified_dense", 8, 3), op("layer", 1, 1), op("flash_read", 3*8+8), op("dense", 3, 8), op("relu", 8),
		},
		PhaseNormalise: nil,
		PhasePredict:   {op("predict", 1), op("policy", 0), op("dense", 8, 16), op("sigmoid", 16), op("mse", 16), op("rectified_dense", 8, 16)},
		PhaseUpdate:    {op("update_reconstruction", 0), op("gradient_mse", 16), op("outer_update", 8, 16), op("bias_update", 16), op("rectified_update", 8, 16)},
	} {
		if got := p.Ops(phase, 0); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", phase, got, want)
		}
	}
}

// The same of the classifier: Z has 3 values and the loss beside them, so the
// layer has 4 inputs.
func TestOpsOfAClassifier(t *testing.T) {
	p := testProgram(t, Supervised, stream.Raw)
	for name, test := range map[string]struct{ got, want []Op }{
		"base, which computes the whole network and its loss": {p.Ops(PhaseBase, 3)[9:], []Op{
			op("layer", 1, 2), op("flash_read", 3*8+8), op("dense", 3, 8), op("relu", 8),
			op("layer", 2, 2), op("flash_read", 8*16+16), op("dense", 8, 16), op("rectified_dense", 8, 16), op("sigmoid", 16), op("mse", 16),
		}},
		"normalise":               {p.Ops(PhaseNormalise, 3), []Op{op("normalise"), op("store", 3), op("welford", 4), op("standardise", 4)}},
		"predict":                 {p.Ops(PhasePredict, 3), []Op{op("predict", 2, 1), op("policy", 0), op("dense", 4, 3), op("unbiased", 3), op("softmax", 3), op("argmax", 3)}},
		"predict without a class": {p.Ops(PhasePredict, 0), []Op{op("predict", 2, 0), op("policy", 0)}},
		"update":                  {p.Ops(PhaseUpdate, 3), []Op{op("update_classes", 3), op("gradient_cross_entropy", 3), op("outer_update", 4, 3)}},
		"skip":                    {p.SkipOps(), []Op{op("skip_update", 2)}},
		"growth":                  {p.GrowthOps(3), []Op{op("grow", 3), op("dense", 4, 3), op("unbiased", 3), op("softmax", 3)}},
	} {
		if !slices.Equal(test.got, test.want) {
			t.Errorf("%s: %v, want %v", name, test.got, test.want)
		}
	}
}

// A frozen program predicts and compares; it neither decides nor learns.
func TestOpsOfAFrozenProgram(t *testing.T) {
	p := testProgram(t, Frozen, stream.Demean)
	if got, want := p.Ops(PhasePredict, 0), []Op{op("predict", 0), op("mse", 32)}; !slices.Equal(got, want) {
		t.Errorf("predict: %v, want %v", got, want)
	}
	if got := slices.Concat(p.Ops(PhaseNormalise, 0), p.Ops(PhaseUpdate, 0), p.SkipOps()); got != nil {
		t.Errorf("normalise, update and skip: %v", got)
	}
	// Two axes a row, whose 16 rows are copied from the oldest on.
	if got, want := p.WindowOp(5), op("window", 32, 10); got != want {
		t.Errorf("window: %v, want %v", got, want)
	}
	if got, want := p.RowOps(Due, true)[0], op("push_row", int(Due), 1); got != want {
		t.Errorf("row: %v, want %v", got, want)
	}
	if got, want := p.RowOps(Filling, false)[0], op("push_row", int(Filling), 0); got != want {
		t.Errorf("row: %v, want %v", got, want)
	}
}

// What a running threshold changes: the decision, and four bytes of RAM where
// there is something to decide.
func TestWhatARunningThresholdTakes(t *testing.T) {
	for mode, more := range map[Mode]int{Frozen: 0, Unsupervised: 4, Supervised: 4} {
		p := testProgram(t, mode, stream.Raw)
		fixed := bytesOfRAM(p)
		if mode != Frozen && p.Ops(PhasePredict, 1)[1] != op("policy", 0) {
			t.Errorf("%s, fixed: %v", mode, p.Ops(PhasePredict, 1))
		}
		p.Policy.Rise, p.Policy.Fall = 0.01, 0.001
		if got := bytesOfRAM(p) - fixed; got != more {
			t.Errorf("%s: %d bytes more, want %d", mode, got, more)
		}
		if mode != Frozen && p.Ops(PhasePredict, 1)[1] != op("policy", 1) {
			t.Errorf("%s, running: %v", mode, p.Ops(PhasePredict, 1))
		}
	}
}

func bytesOfRAM(p *Program) (n int) {
	for _, r := range p.Regions() {
		if !r.Flash {
			n += r.Bytes
		}
	}
	return n
}
