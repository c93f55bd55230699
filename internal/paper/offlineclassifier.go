package paper

import (
	"context"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/score"
)

// offlineBatch is how many windows make a step of the offline classifier.
const offlineBatch = 32

// offline is the classifier of supervised mode trained on a kept data set:
// standardised by the mean and variance of the whole set, in batches over
// epochs, with the online layer's learning rate. It is what the board cannot
// do without room for the data (see offlineBytes).
type offline struct {
	width      int       // Z and the reconstruction error
	features   []float32 // [windows][width], standardised
	labels     []int     // neuron of each window
	neurons    []int     // label of each neuron
	statistics *nn.Statistics
}

// newOffline takes the data set out of windows [n][width]: as many of each label,
// as far as there are, evenly spread over the recording.
func newOffline(features []float32, width int, labels []int, want int) *offline {
	o := &offline{width: width, statistics: nn.NewStatistics(width)}
	byLabel := map[int][]int{}
	for i, label := range labels {
		if _, seen := byLabel[label]; !seen {
			o.neurons = append(o.neurons, label)
		}
		byLabel[label] = append(byLabel[label], i)
	}
	for neuron, label := range o.neurons {
		share := want*(neuron+1)/len(o.neurons) - want*neuron/len(o.neurons)
		have := byLabel[label]
		share = min(share, len(have))
		for k := range share {
			i := have[k*len(have)/share]
			o.features = append(o.features, features[i*width:(i+1)*width]...)
			o.labels = append(o.labels, neuron)
		}
	}
	for i := range o.labels {
		o.statistics.Update(o.features[i*width : (i+1)*width])
	}
	for i := range o.labels {
		x := o.features[i*width : (i+1)*width]
		o.statistics.Standardise(x, x)
	}
	return o
}

// train returns macro-F1 on the test windows after every epoch.
func (o *offline) train(ctx context.Context, epochs int, rate float64, seed uint64, t *score.Assessor) ([]float64, error) {
	features, _ := t.Features()
	test := o.standardised(features)
	curve := make([]float64, 0, epochs)
	var counts metrics.Confusion
	opts := nn.BatchOptions{Epochs: epochs, Batch: offlineBatch, LearningRate: float32(rate), Seed: seed}
	err := nn.TrainClassifier(ctx, o.features, o.width, o.labels, len(o.neurons), opts, func(_ int, layer *nn.Online) error {
		counts.Reset()
		layer.EachLikeliest(test, func(window, neuron int) { counts.Add(t.Labels()[window], o.neurons[neuron]) })
		curve = append(curve, counts.MacroF1())
		return nil
	})
	return curve, err
}

// standardised are the test windows on the scale of the data set.
func (o *offline) standardised(features []float32) []float32 {
	out := make([]float32, len(features))
	for at := 0; at < len(out); at += o.width {
		o.statistics.Standardise(out[at:at+o.width], features[at:at+o.width])
	}
	return out
}
