package nn

import (
	"context"
	"fmt"
	"slices"
)

// TrainOptions say how TrainAutoencoder builds and trains a network.
type TrainOptions struct {
	Hidden              []int      // widths between input and embedding, outermost first; mirrored in the decoder
	Embedding           int        // width of the embedding Z
	HiddenActivation    Activation // of the Hidden layers of encoder and decoder
	EmbeddingActivation Activation
	OutputActivation    Activation
	Loss                Loss // MSE with any output, BCE with a sigmoid output
	Epochs              int
	Batch               int     // windows per step of Adam
	LearningRate        float32 // of Adam
	Seed                uint64  // of the initial weights and the order of the windows

	// Progress, if not nil, is called after each epoch, counted from 1, with
	// the mean loss of that epoch's windows.
	Progress func(epoch int, loss float64)
}

// TrainError tells which option or what in the data keeps the training from
// working, and what to do.
type TrainError struct {
	Field   string // name in TrainOptions, or "windows"
	Problem string
	Remedy  string
}

func (e *TrainError) Error() string {
	return fmt.Sprintf("training: %s: %s; %s", e.Field, e.Problem, e.Remedy)
}

// TrainAutoencoder trains features-Hidden-Embedding-Hidden reversed-features to
// reproduce its input, by mini-batch Adam on windows, a flat [n][features]. It
// returns the network and the mean loss of each epoch, taken while the weights
// moved. The result has the same bits on every platform and for any number of
// threads: it runs on one, in float32, in a fixed order.
//
// The error is a *TrainError for unusable options or data and for a training
// that diverged, or the context's error when that ends first.
func TrainAutoencoder(ctx context.Context, windows []float32, features int, o TrainOptions) (net *Network, losses []float64, err error) {
	if err := o.check(); err != nil {
		return nil, nil, err
	}
	if err := o.checkWindows(windows, features); err != nil {
		return nil, nil, err
	}
	random := newGenerator(o.Seed)
	net = o.build(features, random)
	learner := newLearner(net, o.Loss, min(o.Batch, len(windows)/features))
	optimiser := newAdam(o.LearningRate, learner.parameters)
	order := make([]int, len(windows)/features)
	for i := range order {
		order[i] = i
	}
	for epoch := 1; epoch <= o.Epochs; epoch++ {
		random.shuffle(order)
		loss, err := trainEpoch(ctx, learner, optimiser, windows, order, o.Batch)
		if err != nil {
			return nil, losses, err
		}
		if loss-loss != 0 {
			return nil, losses, &TrainError{"LearningRate", fmt.Sprintf("the loss became %g in epoch %d", loss, epoch), "lower it"}
		}
		losses = append(losses, loss)
		if o.Progress != nil {
			o.Progress(epoch, loss)
		}
	}
	if err := net.Validate(); err != nil {
		return nil, losses, &TrainError{"LearningRate", "the weights diverged", "lower it"}
	}
	return net, losses, nil
}

// trainEpoch takes one pass over the windows and returns their mean loss.
func trainEpoch(ctx context.Context, l *learner, a *adam, windows []float32, order []int, batch int) (float64, error) {
	total := 0.0
	for members := range slices.Chunk(order, batch) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		for _, loss := range l.accumulate(windows, members) {
			total += float64(loss)
		}
		a.step(l.parameters, l.gradients, 1/float32(len(members)))
		l.transpose()
	}
	return total / float64(len(order)), nil
}

// build makes the network with its initial weights.
func (o *TrainOptions) build(features int, random generator) *Network {
	widths := append(slices.Clone(o.Hidden), o.Embedding)
	mirrored := slices.Clone(o.Hidden)
	slices.Reverse(mirrored)
	widths = append(append(widths, mirrored...), features)

	net := &Network{Embedding: len(o.Hidden)}
	in := features
	for l, out := range widths {
		activation := o.HiddenActivation
		switch l {
		case net.Embedding:
			activation = o.EmbeddingActivation
		case len(widths) - 1:
			activation = o.OutputActivation
		}
		layer := NewDense(in, out, activation)
		random.initialise(layer)
		net.Layers = append(net.Layers, layer)
		in = out
	}
	return net
}

// check refuses options that cannot work.
func (o *TrainOptions) check() error {
	for _, width := range o.Hidden {
		if width < 1 {
			return &TrainError{"Hidden", fmt.Sprintf("a layer of %d neurons", width), "use widths of at least 1"}
		}
	}
	switch {
	case o.Embedding < 1:
		return &TrainError{"Embedding", fmt.Sprintf("an embedding of %d neurons", o.Embedding), "use at least 1"}
	case o.Epochs < 1:
		return &TrainError{"Epochs", fmt.Sprintf("%d epochs", o.Epochs), "use at least 1"}
	case o.Batch < 1:
		return &TrainError{"Batch", fmt.Sprintf("a batch of %d windows", o.Batch), "use at least 1"}
	case !(o.LearningRate > 0) || o.LearningRate-o.LearningRate != 0:
		return &TrainError{"LearningRate", fmt.Sprintf("a rate of %g", o.LearningRate), "use a positive number such as 0.001"}
	case o.Loss != MSE && o.Loss != BCE:
		return &TrainError{"Loss", fmt.Sprintf("%s is no loss for offline training", o.Loss), "use mse or bce"}
	case o.Loss == BCE && o.OutputActivation != SigmoidActivation:
		return &TrainError{"Loss", fmt.Sprintf("bce needs a sigmoid output, not %s", o.OutputActivation), "use mse or a sigmoid output"}
	}
	return nil
}

// checkWindows refuses data that cannot be learned from.
func (o *TrainOptions) checkWindows(windows []float32, features int) error {
	if features < 1 || len(windows) == 0 || len(windows)%features != 0 {
		return &TrainError{"windows", fmt.Sprintf("%d values do not make whole windows of %d features", len(windows), features), "give at least one whole window"}
	}
	for k, v := range windows {
		if v-v != 0 {
			return &TrainError{"windows", fmt.Sprintf("feature %d of window %d is %g", k%features, k/features, v), "leave such windows out"}
		}
		if o.Loss == BCE && (v < 0 || v > 1) {
			return &TrainError{"windows", fmt.Sprintf("feature %d of window %d is %g, outside [0, 1]", k%features, k/features, v), "scale the features or use mse"}
		}
	}
	return nil
}
