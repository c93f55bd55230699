package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"gonum.org/v1/gonum/stat"

	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/workers"
)

// Sections that this package adds to a model file.
const (
	sectionFrontEnd = "frontend"
	sectionTraining = "training"
)

// Training is what a model file remembers of its making, and what a stream
// has to match.
type Training struct {
	Name      string    `json:"name"`
	Rows      int64     `json:"rows"`
	Windows   int       `json:"windows"`
	Columns   []string  `json:"columns"`
	Normal    string    `json:"normal,omitempty"`
	Stride    int       `json:"stride"`
	Seed      uint64    `json:"seed"`
	Quantile  float64   `json:"threshold_quantile"`
	Threshold float32   `json:"threshold"`
	Loss      []float64 `json:"loss"` // per epoch
}

// Model is a trained autoencoder with all that the device needs to run it.
type Model struct {
	Network  *nn.Network
	FrontEnd *stream.FrontEnd
	Training Training
}

// Save writes the model file.
func (m *Model) Save(w io.Writer) error {
	file := nn.Model{Network: m.Network, Sections: map[string][]byte{}}
	for name, v := range map[string]any{sectionFrontEnd: m.FrontEnd, sectionTraining: m.Training} {
		data, err := json.Marshal(v)
		if err != nil {
			return err
		}
		file.Sections[name] = data
	}
	return file.Save(w)
}

// LoadModel reads a model file; name appears in its errors.
func LoadModel(r io.Reader, name string) (*Model, error) {
	file, err := nn.LoadModel(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	m := &Model{Network: file.Network}
	for _, s := range []struct {
		name string
		into any
	}{{sectionFrontEnd, &m.FrontEnd}, {sectionTraining, &m.Training}} {
		data, ok := file.Sections[s.name]
		if !ok {
			return nil, fmt.Errorf("%s: no section %q; write the model with tinyol-sim train", name, s.name)
		}
		if err := json.Unmarshal(data, s.into); err != nil {
			return nil, fmt.Errorf("%s: section %q: %w; train the model again", name, s.name, err)
		}
	}
	return m, m.check(name)
}

func (m *Model) check(name string) error {
	if m.FrontEnd == nil || m.FrontEnd.Features() != m.Network.Sizes()[0] || m.Training.Stride < 1 ||
		len(m.Training.Columns) != m.FrontEnd.Channels() {
		return fmt.Errorf("%s: its parts do not fit each other; train the model again", name)
	}
	return nil
}

// matches refuses a stream that the model was not trained for.
func (m *Model) matches(name, streamName string, columns []string) error {
	if slices.Equal(columns, m.Training.Columns) {
		return nil
	}
	return fmt.Errorf("%s: trained on columns %v, but %s has %v; choose them with --columns", name, m.Training.Columns, streamName, columns)
}

// minTrainWindows is the least that a threshold and a network can be fitted to.
const minTrainWindows = 10

// fit trains one model per seed on the collected rows; check, if not nil, may
// refuse before the training.
func fit(ctx context.Context, spec *Spec, c *collector, name string, columns []string, check func(*stream.FrontEnd) error, mon Monitor) ([]*Model, error) {
	if err := c.checkLength(name, spec.Window); err != nil {
		return nil, err
	}
	frontEnd, err := stream.Fit(stream.Kind(spec.FrontEnd), spec.Window, spec.Stride, &c.rec)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if check != nil {
		if err := check(frontEnd); err != nil {
			return nil, err
		}
	}
	if err := checkWindows(name, frontEnd, spec.Stride, &c.rec); err != nil {
		return nil, err
	}
	data := frontEnd.Windows(&c.rec, spec.Stride)
	n := len(data) / frontEnd.Features()
	if n < minTrainWindows {
		return nil, fmt.Errorf("%s: %d normal rows give %d windows of %d rows, training needs %d; record more, or make --window or --stride smaller",
			name, c.kept, n, spec.Window, minTrainWindows)
	}
	training := Training{
		Name: name, Rows: c.kept, Windows: n, Columns: columns, Stride: spec.Stride, Quantile: spec.Quantile,
	}
	if c.normal >= 0 {
		training.Normal = c.labels.Name(c.normal)
	}
	mon.Stage("training", int64(spec.Seeds*spec.Epochs))
	models := make([]*Model, spec.Seeds)
	errs := make([]error, spec.Seeds)
	workers.Each(spec.Seeds, func(i int) {
		models[i], errs[i] = fitSeed(ctx, spec, frontEnd, data, training, spec.Seed+uint64(spec.firstSeed+i), mon)
	})
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return models, nil
}

// maxTrainValues bounds the memory of the training windows: 256 MB.
const maxTrainValues = 1 << 26

func checkWindows(name string, f *stream.FrontEnd, stride int, rec *stream.Recording) error {
	if n := rec.Rows() / stride; n > maxTrainValues/f.Features() {
		return fmt.Errorf("%s: about %d windows of %d features are too many to train on; make --stride larger, or --window or --train-rows smaller", name, n, f.Features())
	}
	return nil
}

func fitSeed(ctx context.Context, spec *Spec, f *stream.FrontEnd, data []float32, t Training, seed uint64, mon Monitor) (*Model, error) {
	activation, err := nn.ParseActivation(spec.Activation)
	if err != nil {
		return nil, err
	}
	net, losses, err := nn.TrainAutoencoder(ctx, data, f.Features(), nn.TrainOptions{
		Hidden: spec.Hidden, Embedding: spec.Embedding,
		HiddenActivation: activation, EmbeddingActivation: nn.Linear, OutputActivation: nn.SigmoidActivation,
		Loss: nn.MSE, Epochs: spec.Epochs, Batch: trainBatch, LearningRate: trainRate, Seed: seed,
		Progress: func(int, float64) { mon.Advance(1) },
	})
	if err != nil {
		return nil, err
	}
	t.Seed, t.Loss = seed, losses
	t.Threshold = threshold(net, data, f.Features(), t.Quantile)
	return &Model{Network: net, FrontEnd: f, Training: t}, nil
}

// Adam's defaults in the literature for networks of this size (Kingma and Ba,
// 2015, use 0.001 and mini-batches of 128; the recordings here are shorter).
const (
	trainBatch = 32
	trainRate  = 0.001
)

// threshold is the quantile of the training windows' errors.
func threshold(net *nn.Network, data []float32, features int, quantile float64) float32 {
	acts := net.NewActivations()
	errs := make([]float64, len(data)/features)
	for i := range errs {
		x := data[i*features : (i+1)*features]
		errs[i] = float64(nn.MeanSquaredError(net.Forward(acts, x), x))
	}
	slices.Sort(errs)
	return float32(stat.Quantile(quantile, stat.Empirical, errs, nil))
}
