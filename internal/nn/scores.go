package nn

import (
	"fmt"

	"tinyol-sim/internal/f32"
)

// Losses of classifiers whose outputs are no probabilities.

// CrossEntropyOfLogits returns equation 7 of the softmax of y: log(sum of exp(y[i] -
// largest)) - (y[class] - largest), the sum in order from zero.
func CrossEntropyOfLogits(y []float32, class int) float32 {
	mustBeIn(y, class, "CrossEntropyOfLogits")
	largest, sum := y[0], float32(0)
	for _, v := range y {
		largest = max(largest, v)
	}
	for _, v := range y {
		sum += f32.Exp(v - largest)
	}
	return f32.Log(sum) - (y[class] - largest)
}

// CrossEntropyOfVotes returns -log((votes[class] + 1) / (sum of votes + classes)):
// each class has a vote more than it has, so that none without one is impossible
// (Laplace's rule of succession).
func CrossEntropyOfVotes(votes []float32, class int) float32 {
	mustBeIn(votes, class, "CrossEntropyOfVotes")
	sum := float32(len(votes))
	for _, v := range votes {
		sum += v
	}
	return -f32.Log((votes[class] + 1) / sum)
}

func mustBeIn(y []float32, class int, function string) {
	if uint(class) >= uint(len(y)) {
		panic(fmt.Sprintf("nn: %s: class %d of %d", function, class, len(y)))
	}
}
