package tinyol

import (
	"slices"
	"testing"

	"tinyol-sim/internal/frontend"
)

// The kernels of an online step, written down by hand from Algorithm 1.
func TestOpsOfAStep(t *testing.T) {
	p := testProgram(t, Unsupervised, frontend.Raw)
	for phase, want := range map[Phase][]Op{
		PhaseIngest:   {op("row", int(Waiting)), op("project", 2, 1)},
		PhaseFrontEnd: {op("phase_frontend"), op("operations", 2), op("window", 16), op("scale", 16)},
		PhaseBase: {
			op("phase_base", 1), op("operations", 5), op("dense", 16, 8), op("flash_read", 16*8+8), op("relu", 8),
			op("dense", 8, 3), op("flash_read", 8*3+3), op("rectified_dense", 8, 3),
			op("dense", 3, 8), op("flash_read", 3*8+8), op("relu", 8),
		},
		PhaseNormalise: nil,
		PhasePredict:   {op("phase_predict"), op("policy"), op("operations", 3), op("dense", 8, 16), op("rectified_dense", 8, 16), op("sigmoid", 16), op("mse", 16)},
		PhaseUpdate:    {op("phase_update"), op("operations", 3), op("gradient_mse", 16), op("outer_update", 8, 16), op("rectified_update", 8, 16), op("bias_update", 16)},
	} {
		if got := p.Ops(phase, 0); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", phase, got, want)
		}
	}
}

func TestSupervisedOpsGrowWithTheClasses(t *testing.T) {
	p := testProgram(t, Supervised, frontend.Raw)
	want := []Op{op("phase_predict", 0, 1), op("policy"), op("operations", 3), op("dense", 4, 3), op("unbiased", 3), op("softmax", 3), op("argmax", 3)}
	if got := p.Ops(PhasePredict, 3); !slices.Equal(got, want) {
		t.Errorf("predict with 3 classes: %v, want %v", got, want)
	}
	want = []Op{op("phase_predict"), op("policy"), op("operations", 3), op("nothing", 1), op("nothing"), op("nothing")}
	if got := p.Ops(PhasePredict, 0); !slices.Equal(got, want) {
		t.Errorf("predict without a class: %v", got)
	}
	if got := p.Ops(PhaseNormalise, 0); len(got) != 5 {
		t.Errorf("normalise: %v", got)
	}
	want = []Op{op("grow", 3), op("operations", 2), op("dense", 4, 3), op("unbiased", 3), op("softmax", 3)}
	if got := p.GrowthOps(3); !slices.Equal(got, want) {
		t.Errorf("growth: %v", got)
	}
}

// op is a call with none, one or both dimensions.
func op(kernel string, dimensions ...int) Op {
	o := Op{Kernel: kernel}
	if len(dimensions) > 0 {
		o.N = dimensions[0]
	}
	if len(dimensions) > 1 {
		o.M = dimensions[1]
	}
	return o
}
