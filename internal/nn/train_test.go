package nn

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"
)

// sines returns n windows of a signal with three degrees of freedom, amplitude,
// phase and offset, that lies in (0, 1): an embedding of four can hold it.
func sines(n, features int) []float32 {
	random := newGenerator(99)
	windows := make([]float32, 0, n*features)
	for range n {
		amplitude := 0.1 + 0.25*float64(random.uniform())
		phase := 2 * math.Pi * float64(random.uniform())
		offset := 0.4 + 0.2*float64(random.uniform())
		for k := range features {
			windows = append(windows, float32(offset+amplitude*math.Sin(phase+4*math.Pi*float64(k)/float64(features))))
		}
	}
	return windows
}

// meanVariance is the error of the best constant window: what an autoencoder
// that has learned nothing reaches.
func meanVariance(windows []float32, features int) float64 {
	total := 0.0
	n := len(windows) / features
	for k := range features {
		sum, squares := 0.0, 0.0
		for w := range n {
			v := float64(windows[w*features+k])
			sum += v
			squares += v * v
		}
		total += squares/float64(n) - sum/float64(n)*sum/float64(n)
	}
	return total / float64(features)
}

func options() TrainOptions {
	return TrainOptions{
		Hidden: []int{16}, Embedding: 4,
		HiddenActivation: ReLU, EmbeddingActivation: Linear, OutputActivation: SigmoidActivation,
		Loss: MSE, Epochs: 40, Batch: 32, LearningRate: 0.005, Seed: 7,
	}
}

func train(t *testing.T, windows []float32, o TrainOptions) (*Network, []float64) {
	t.Helper()
	n, losses, err := TrainAutoencoder(context.Background(), windows, 40, o)
	if err != nil {
		t.Fatal(err)
	}
	return n, losses
}

// TestTrainingLearns: the signal has three degrees of freedom, so a network with
// four in the middle must leave less than 3 % of its variance.
func TestTrainingLearns(t *testing.T) {
	windows := sines(1000, 40)
	baseline := meanVariance(windows, 40)
	for _, loss := range []Loss{MSE, BCE} {
		o := options()
		o.Loss = loss
		epochs := 0
		o.Progress = func(epoch int, _ float64) { epochs = epoch }
		n, losses := train(t, windows, o)
		if epochs != o.Epochs || len(losses) != o.Epochs {
			t.Errorf("%s: progress of %d epochs and %d losses, want %d", loss, epochs, len(losses), o.Epochs)
		}
		if got := fmt.Sprint(n.Sizes(), n.Embedding); got != "[40 16 4 16 40] 1" {
			t.Errorf("shape %s", got)
		}
		activations := n.NewActivations()
		left := 0.0
		for w := range len(windows) / 40 {
			x := windows[w*40 : (w+1)*40]
			left += float64(MeanSquaredError(n.Forward(activations, x), x))
		}
		left /= float64(len(windows) / 40)
		t.Logf("%s: squared error %.2g of a variance of %.2g", loss, left, baseline)
		if !(left < 0.03*baseline) {
			t.Errorf("%s: the error is %g, want below 3 %% of the variance %g", loss, left, baseline)
		}
		if first, last := losses[0], losses[len(losses)-1]; !(last < first) {
			t.Errorf("%s: the loss went from %g to %g", loss, first, last)
		}
	}
}

// fingerprint hashes every parameter and loss by its bits.
func fingerprint(n *Network, losses []float64) string {
	hash := sha256.New()
	hash.Write(encodeNetwork(n))
	for _, loss := range losses {
		fmt.Fprintf(hash, "%x\n", math.Float64bits(loss))
	}
	return fmt.Sprintf("%x", hash.Sum(nil))[:16]
}

// TestTrainingIsReproducible compares the bits of trainings with the same seed
// on one and on two threads, and with assembly and without. Another seed must
// give another network.
func TestTrainingIsReproducible(t *testing.T) {
	windows := sines(300, 40)
	o := options()
	o.Epochs = 5
	run := func(threads int) string {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(threads))
		return fingerprint(train(t, windows, o))
	}
	one, two := run(1), run(2)
	if one != two {
		t.Errorf("GOMAXPROCS 1 gives %s, 2 gives %s", one, two)
	}
	var plain string
	withPlainKernels(func() { plain = run(1) })
	if one != plain {
		t.Errorf("assembly gives %s, plain Go %s", one, plain)
	}
	o.Seed++
	if other := run(1); other == one {
		t.Error("another seed gives the same network")
	}
}

// goldenTraining is what TestTrainingGolden gave on amd64 when it was written.
// It changes only with the training's arithmetic, the model file's encoding of a
// network, or the draws from the seed; then every stored model's origin changes
// too, which belongs in the change log.
const goldenTraining = "aea042b242e64fb8"

// TestTrainingGolden holds all platforms to the same bits. The windows are made
// of exact fractions, since math.Sin may differ between architectures.
func TestTrainingGolden(t *testing.T) {
	random := newGenerator(5)
	windows := make([]float32, 64*40)
	for i := range windows {
		windows[i] = random.uniform()
	}
	o := options()
	o.Epochs = 3
	if got := fingerprint(train(t, windows, o)); got != goldenTraining {
		t.Errorf("fingerprint %s, want %s", got, goldenTraining)
	}
}

func TestTrainingRefuses(t *testing.T) {
	good := sines(4, 40)
	spoiled := sines(4, 40)
	spoiled[45] = nan
	outside := sines(4, 40)
	outside[45] = 1.5
	cases := []struct {
		field   string
		windows []float32
		change  func(*TrainOptions)
		message string // a part that must be there
	}{
		{"Hidden", good, func(o *TrainOptions) { o.Hidden = []int{8, 0} }, "0 neurons"},
		{"Embedding", good, func(o *TrainOptions) { o.Embedding = 0 }, "at least 1"},
		{"Epochs", good, func(o *TrainOptions) { o.Epochs = 0 }, "0 epochs"},
		{"Batch", good, func(o *TrainOptions) { o.Batch = -1 }, "-1 windows"},
		{"LearningRate", good, func(o *TrainOptions) { o.LearningRate = nan }, "NaN"},
		{"LearningRate", good, func(o *TrainOptions) { o.LearningRate = 0 }, "a rate of 0"},
		{"LearningRate", good, func(o *TrainOptions) { o.LearningRate = -0.001 }, "a rate of -0.001"},
		{"LearningRate", good, func(o *TrainOptions) { o.LearningRate = infinity }, "+Inf"},
		{"Loss", good, func(o *TrainOptions) { o.Loss = PaperEq5 }, "use mse or bce"},
		{"Loss", good, func(o *TrainOptions) { o.Loss, o.OutputActivation = BCE, Linear }, "sigmoid"},
		{"windows", good[:79], nil, "79 values"},
		{"windows", nil, nil, "0 values"},
		{"windows", spoiled, nil, "feature 5 of window 1"},
		{"windows", outside, func(o *TrainOptions) { o.Loss = BCE }, "outside [0, 1]"},
	}
	for _, c := range cases {
		o := options()
		if c.change != nil {
			c.change(&o)
		}
		n, _, err := TrainAutoencoder(context.Background(), c.windows, 40, o)
		var trainError *TrainError
		if n != nil || !errors.As(err, &trainError) || trainError.Field != c.field || !strings.Contains(err.Error(), c.message) {
			t.Errorf("%s: %v, want a *TrainError on it with %q", c.field, err, c.message)
		}
	}
}

// TestTrainingDivergence: a rate that overflows must end in an error, never in
// a network that is not finite.
func TestTrainingDivergence(t *testing.T) {
	o := options()
	o.OutputActivation = Linear
	o.LearningRate = 1e30
	n, _, err := TrainAutoencoder(context.Background(), sines(64, 40), 40, o)
	var trainError *TrainError
	if n != nil || !errors.As(err, &trainError) || trainError.Field != "LearningRate" {
		t.Errorf("network %v, error %v, want a *TrainError on LearningRate", n != nil, err)
	}
}

// TestTrainingStops: an ended context stops the training within an epoch.
func TestTrainingStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	o := options()
	o.Progress = func(epoch int, _ float64) {
		if epoch == 2 {
			cancel()
		}
	}
	n, losses, err := TrainAutoencoder(ctx, sines(64, 40), 40, o)
	if n != nil || len(losses) != 2 || !errors.Is(err, context.Canceled) {
		t.Errorf("network %v, %d losses, error %v", n != nil, len(losses), err)
	}
}

// TestGenerator checks the ranges of the draws and that a permutation stays one.
func TestGenerator(t *testing.T) {
	g := newGenerator(1)
	counts := make([]int, 7)
	for range 70000 {
		if u := g.uniform(); !(u >= 0 && u < 1) {
			t.Fatalf("uniform gave %g", u)
		}
		counts[g.below(len(counts))]++
	}
	for k, c := range counts {
		// Binomial with mean 10000 and standard deviation 93.
		if c < 9500 || c > 10500 {
			t.Errorf("%d drawn %d times of 70000, want about 10000", k, c)
		}
	}
	order := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	g.shuffle(order)
	seen := map[int]bool{}
	for _, v := range order {
		seen[v] = true
	}
	if len(seen) != 10 {
		t.Errorf("the shuffle gave %v", order)
	}
}
