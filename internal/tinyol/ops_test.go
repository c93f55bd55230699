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

func TestSupervisedOpsGrowWithTheClasses(t *testing.T) {
	p := testProgram(t, Supervised, stream.Raw)
	want := []Op{op("predict", 2, 1), op("policy", 0), op("dense", 4, 3), op("unbiased", 3), op("softmax", 3), op("argmax", 3)}
	if got := p.Ops(PhasePredict, 3); !slices.Equal(got, want) {
		t.Errorf("predict with 3 classes: %v, want %v", got, want)
	}
	if got := p.Ops(PhasePredict, 0); len(got) != 2 {
		t.Errorf("predict without a class: %v", got)
	}
	if got := p.Ops(PhaseNormalise, 0); len(got) != 4 {
		t.Errorf("normalise: %v", got)
	}
}
