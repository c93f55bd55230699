package nn

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// Every vector that a function takes has to have the length that it says: one
// value less and one more are named, before anything is written.
func TestWrongLengths(t *testing.T) {
	dense := NewDense(3, 2, Linear)
	layer := NewReconstruction(NewDense(3, 2, SigmoidActivation), MSE, 0.1)
	classifier := NewClassifier(3, 4, 0.1)
	for range 2 {
		if err := classifier.Grow(); err != nil {
			t.Fatal(err)
		}
	}
	statistics := NewStatistics(3)
	for _, test := range []struct {
		function, name string
		n              int
		call           func(v []float32)
	}{
		{"Dense.Forward", "the input", 3, func(v []float32) { dense.Forward(NewVector(2), v) }},
		{"Dense.Forward", "the destination", 2, func(v []float32) { dense.Forward(v, NewVector(3)) }},
		{"Softmax", "the destination", 2, func(v []float32) { Softmax(v, NewVector(2)) }},
		{"Statistics.Update", "the vector", 3, statistics.Update},
		{"Statistics.Standardise", "the vector", 3, func(v []float32) { statistics.Standardise(NewVector(3), v) }},
		{"Statistics.Standardise", "the destination", 3, func(v []float32) { statistics.Standardise(v, NewVector(3)) }},
		{"MeanSquaredError", "the target", 2, func(v []float32) { MeanSquaredError(NewVector(2), v) }},
		{"Loss.Value", "the target", 2, func(v []float32) { BCE.Value(NewVector(2), v) }},
		{"Loss.Value", "the target", 2, func(v []float32) { CrossEntropy.Value(NewVector(2), v) }},
		{"Loss.Delta", "the output", 2, func(v []float32) { MSE.Delta(NewVector(2), v, NewVector(2)) }},
		{"Loss.Delta", "the target", 2, func(v []float32) { BCE.Delta(NewVector(2), NewVector(2), v) }},
		{"Online.Predict", "the input", 3, func(v []float32) { layer.Predict(NewVector(2), v) }},
		{"Online.Predict", "the input", 3, func(v []float32) { classifier.Predict(NewVector(4), v) }},
		{"Online.Update", "the input", 3, func(v []float32) { layer.Update(v, NewVector(2), NewVector(2)) }},
		{"Online.Update", "the output", 2, func(v []float32) { layer.Update(NewVector(3), v, NewVector(2)) }},
		{"Online.UpdateClass", "the output", 2, func(v []float32) { classifier.UpdateClass(NewVector(3), v, 0) }},
		{"TrainClassifier", "the features", 6, func(v []float32) {
			_ = TrainClassifier(context.Background(), v, 3, []int{0, 1}, 2, BatchOptions{Epochs: 1, Batch: 1}, func(int, *Online) error { return nil })
		}},
	} {
		for _, n := range []int{test.n - 1, test.n + 1} {
			want := fmt.Sprintf("nn: %s: %s has %d values, want %d", test.function, test.name, n, test.n)
			if got := panicOf(func() { test.call(NewVector(n)) }); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
		if got := panicOf(func() { test.call(NewVector(test.n)) }); got != "" {
			t.Errorf("%s, %s of the right length: %s", test.function, test.name, got)
		}
	}
}

// panicOf is what f says when it panics.
func panicOf(f func()) (message string) {
	defer func() {
		if r := recover(); r != nil {
			message = fmt.Sprint(r)
		}
	}()
	f()
	return ""
}

// Sizes of a layer are judged one by one.
func TestLayerProblems(t *testing.T) {
	for _, test := range []struct {
		change func(d *Dense)
		want   string
	}{
		{func(d *Dense) { d.In = 0 }, "it has 0 inputs and 3 outputs, both must be at least 1"},
		{func(d *Dense) { d.Out = 0 }, "it has 2 inputs and 0 outputs, both must be at least 1"},
		{func(d *Dense) { d.Activation = Activation(len(activationNames)) }, "is unknown"},
		{func(d *Dense) { d.Weights = d.Weights[1:] }, "it holds 15 weights and 8 biases, want 16 and 8 with the padding"},
		{func(d *Dense) { d.Bias = d.Bias[1:] }, "it holds 16 weights and 7 biases, want 16 and 8 with the padding"},
		{func(d *Dense) { d.Weights[8+2] = float32(infinity) }, "input 1: the weight of output 2 is +Inf, not a finite number"},
		{func(d *Dense) { d.Weights[3] = 1 }, "input 0: the padding after the last weight is 1, not zero"},
		{func(d *Dense) { d.Bias[7] = 1 }, "the padding after the last bias is 1, not zero"},
	} {
		d := NewDense(2, 3, Linear)
		test.change(d)
		if got := d.problem(); !strings.Contains(got, test.want) {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
	d := NewDense(2, 3, Linear)
	d.Weights[2], d.Bias[2] = 1, 1 // the last that are no padding
	if got := d.problem(); got != "" {
		t.Errorf("a sound layer: %q", got)
	}
}
