package nn

import "context"

// BatchOptions say how TrainClassifier goes through its data set.
type BatchOptions struct {
	Epochs       int
	Batch        int     // samples whose mean gradient makes one step
	LearningRate float32 // of that step
	Seed         uint64  // of the order of the samples, new in every epoch
}

// TrainClassifier trains the layer of use case 2 offline: all samples are kept,
// and each of several epochs goes through them in random order, a batch at a
// time (equation 8 with the mean over the batch). features is [n][in], labels
// [n] are the samples' neurons below classes. after, called behind every epoch
// counted from 1, may use the layer but not change it; its error ends the
// training. The result has the same bits on every platform.
//
// It panics on shapes that do not fit each other; the error is after's, or the
// context's when that ends first.
func TrainClassifier(ctx context.Context, features []float32, in int, labels []int, classes int, o BatchOptions, after func(epoch int, layer *Online) error) error {
	mustLength(features, in*len(labels), "the features", "TrainClassifier")
	b := newBatchLearner(in, classes, o.LearningRate)
	random := newGenerator(o.Seed)
	order := make([]int, len(labels))
	for i := range order {
		order[i] = i
	}
	for epoch := 1; epoch <= o.Epochs; epoch++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		random.shuffle(order)
		for from := 0; from < len(order); from += o.Batch {
			members := order[from:min(from+o.Batch, len(order))]
			for _, i := range members {
				b.accumulate(features[i*in:(i+1)*in], labels[i])
			}
			b.step(len(members))
		}
		if err := after(epoch, b.layer); err != nil {
			return err
		}
	}
	return nil
}

// batchLearner is a softmax layer with the sum of a batch's gradients, which
// takes as much memory as its weights.
type batchLearner struct {
	layer    *Online
	output   []float32
	gradient []float32 // [in][stride], summed with the sign turned round
}

func newBatchLearner(in, classes int, rate float32) *batchLearner {
	layer := NewClassifier(in, classes, rate)
	for range classes {
		_ = layer.Grow() // there is room for as many
	}
	return &batchLearner{layer: layer, output: NewVector(classes), gradient: make([]float32, len(layer.weights))}
}

// accumulate subtracts the gradient of one sample: (softmax_k - 1{k = class})·x.
func (b *batchLearner) accumulate(x []float32, class int) {
	l := b.layer
	l.mustNeuron(class, "TrainClassifier")
	l.Predict(b.output, x)
	copy(l.gain, b.output)
	l.gain[class] = b.output[class] - 1
	outerKernel(b.gradient, x, l.gain, l.stride, l.out)
}

// step moves the weights by the rate times the mean gradient of n samples.
func (b *batchLearner) step(n int) {
	scale := b.layer.rate / float32(n)
	for i, g := range b.gradient {
		b.layer.weights[i] += float32(scale * g)
	}
	clear(b.gradient)
}
