package nn

import (
	"fmt"

	"tinyol-sim/internal/f32"
)

// Loss measures how far an output is from its target and drives learning.
type Loss uint8

const (
	// MSE is the mean squared error, equation 1.
	MSE Loss = iota
	// BCE is the binary cross-entropy, equation 4, with its true gradient.
	BCE
	// PaperEq5 updates as equation 5 is printed, which is the gradient of no
	// loss in the paper: σ is applied to an output that has been through σ
	// already. Its value is that of equation 4, as the paper reports.
	PaperEq5
	// CrossEntropy is the categorical cross-entropy of a softmax, equation 7.
	CrossEntropy
)

var lossNames = []string{"mse", "bce", "paper-eq5", "cross-entropy"}

const (
	// Probabilities are clamped to [bceClamp, 1-bceClamp] before their logarithm
	// is taken; both ends are exact in float32, and so is 1-p for either.
	bceClamp float32 = 0x1p-24
	// smallestNormal bounds the probability inside a categorical cross-entropy:
	// a loss of at most 87.3 instead of infinity.
	smallestNormal float32 = 0x1p-126
)

// String returns the name that ParseLoss reads.
func (l Loss) String() string { return nameOf(lossNames, int(l)) }

// ParseLoss returns the loss of that name: mse, bce, paper-eq5 or
// cross-entropy. The error is a *NameError.
func ParseLoss(name string) (Loss, error) {
	index, err := indexOf(lossNames, "loss", name)
	return Loss(index), err
}

// MeanSquaredError returns (1/n) Σ (y[i]-x[i])², equation 1, summed in index
// order from zero and divided at the end.
func MeanSquaredError(y, x []float32) float32 {
	mustLength(x, len(y), "the target", "MeanSquaredError")
	sum := float32(0)
	for i, v := range y {
		d := v - x[i]
		sum += float32(d * d)
	}
	return sum / float32(len(y))
}

// Value returns the loss of the output y against the target: for MSE equation
// 1; for BCE and PaperEq5 equation 4 averaged over the outputs, probabilities
// clamped to [2^-24, 1-2^-24]; for CrossEntropy equation 7, summed.
func (l Loss) Value(y, target []float32) float32 {
	switch l {
	case MSE:
		return MeanSquaredError(y, target)
	case BCE, PaperEq5:
		return binaryCrossEntropy(y, target)
	case CrossEntropy:
		return categoricalCrossEntropy(y, target)
	}
	panic(fmt.Sprintf("nn: Loss.Value: unknown loss %d", l))
}

// binaryCrossEntropy returns -(1/n) Σ t·log(p) + (1-t)·log(1-p).
func binaryCrossEntropy(y, target []float32) float32 {
	mustLength(target, len(y), "the target", "Loss.Value")
	sum := float32(0)
	for i, t := range target {
		p := y[i]
		if p < bceClamp {
			p = bceClamp
		}
		if p > 1-bceClamp {
			p = 1 - bceClamp
		}
		sum -= float32(t*f32.Log(p)) + float32((1-t)*f32.Log(1-p))
	}
	return sum / float32(len(y))
}

// categoricalCrossEntropy returns -Σ t·log(p).
func categoricalCrossEntropy(y, target []float32) float32 {
	mustLength(target, len(y), "the target", "Loss.Value")
	sum := float32(0)
	for i, t := range target {
		sum -= float32(t * logProbability(y[i]))
	}
	return sum
}

// CrossEntropyOf returns -log(y[class]), equation 7 for a target that is one at
// class and zero elsewhere. Probabilities below 2^-126 count as 2^-126.
func CrossEntropyOf(y []float32, class int) float32 {
	mustBeIn(y, class, "CrossEntropyOf")
	return -logProbability(y[class])
}

func logProbability(p float32) float32 {
	if p < smallestNormal {
		p = smallestNormal
	}
	return f32.Log(p)
}

// Delta writes the factor that multiplies each input in the update of the
// weights, for an output y that a sigmoid (MSE, BCE, PaperEq5) or a softmax
// (CrossEntropy) made from the sum z:
//
//	mse            (y-t)·(y·(1-y))          dJ/dz of J = ½ Σ (y-t)²
//	bce            y-t                      dJ/dz of J = n · equation 4
//	paper-eq5      (y-t)·(σ(y)·(1-σ(y)))    equation 5 as printed
//	cross-entropy  y-t                      dJ/dz of equation 7
//
// delta, y and target have one length; delta must not overlap the others.
func (l Loss) Delta(delta, y, target []float32) {
	mustLength(y, len(delta), "the output", "Loss.Delta")
	mustLength(target, len(delta), "the target", "Loss.Delta")
	switch l {
	case MSE:
		deltaKernel(delta, y, target, y)
	case BCE, CrossEntropy:
		for i, v := range y {
			delta[i] = v - target[i]
		}
	case PaperEq5:
		copy(delta, y)
		f32.SigmoidVector(delta)
		deltaKernel(delta, y, target, delta)
	default:
		panic(fmt.Sprintf("nn: Loss.Delta: unknown loss %d", l))
	}
}
