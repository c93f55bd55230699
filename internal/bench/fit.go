package bench

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sort"

	"gonum.org/v1/gonum/stat"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/workers"
)

// minTrainWindows is the least that a threshold and a network can be fitted to.
const minTrainWindows = 10

// NormalRows are what models are trained on: rows of the healthy machine.
type NormalRows struct {
	frontend.Recording
	Name    string // of the recording, for errors and the model file
	Columns []string
	Label   string  // of the rows, "" without one
	Period  float64 // seconds between two rows, 0 unknown
	Others  int     // rows of the longest run of another label that was seen
	Missing int64   // values that were missing where rows were left out
}

// Fit trains one model per seed of the Spec; check, if not nil, may refuse before
// the training.
func Fit(ctx context.Context, spec *Spec, rows *NormalRows, check func(*frontend.FrontEnd) error, mon Monitor) ([]*modelfile.Model, error) {
	if err := rows.checkLength(spec); err != nil {
		return nil, err
	}
	recording, held := rows.split(spec.HoldOut, spec.Window)
	frontEnd, err := frontend.Fit(frontend.Kind(spec.FrontEnd), spec.Window, spec.Stride, &recording)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", rows.Name, err)
	}
	if check != nil {
		if err := check(frontEnd); err != nil {
			return nil, err
		}
	}
	if err := checkWindows(rows.Name, frontEnd, spec.Stride, &recording); err != nil {
		return nil, err
	}
	data := frontEnd.Windows(&recording, spec.Stride)
	judged := data // by these the threshold is set
	if held.Runs != nil {
		judged = frontEnd.Windows(&held, spec.Stride)
	}
	n := len(data) / frontEnd.Features()
	if n < minTrainWindows {
		return nil, fmt.Errorf("%s: %d normal rows give %d windows of %d rows, training needs %d%s; %s",
			rows.Name, rows.Rows(), n, spec.Window, minTrainWindows, rows.othersShort(spec.Window), rows.remedy(spec))
	}
	training := modelfile.Training{
		Name: rows.Name, Rows: int64(rows.Rows()), Windows: n, Columns: rows.Columns, Normal: rows.Label,
		PeriodS: rows.Period, Treatments: spec.Treatments, Stride: spec.Stride, Quantile: spec.Quantile, HeldOut: apart(&held, spec.Window),
	}
	mon.Stage(Stage{Name: "training", Unit: "epochs", Total: int64(spec.Seeds * spec.Epochs)})
	models := make([]*modelfile.Model, spec.Seeds)
	return models, workers.EachErr(spec.Seeds, func(i int) (err error) {
		models[i], err = fitSeed(ctx, spec, frontEnd, data, judged, training, spec.Seed+uint64(spec.firstSeed+i), mon)
		return err
	})
}

// checkLength refuses a recording that does not hold a single window.
func (rows *NormalRows) checkLength(spec *Spec) error {
	longest := 0
	for _, run := range rows.Runs {
		longest = max(longest, len(run)/rows.Channels)
	}
	switch {
	case longest >= spec.Window:
		return nil
	case rows.Rows() < spec.Window:
		return fmt.Errorf("%s: %d rows to train on make no window of %d; %s", rows.Name, rows.Rows(), spec.Window, rows.remedy(spec))
	}
	why := "label, time or session change too often; check --label and --time, or "
	if rows.Missing > 0 {
		why = "values are missing; keep the one before with --missing hold, or "
	}
	return fmt.Errorf("%s: the %d rows to train on come in %d pieces of at most %d%s; a window takes %d: %s%s",
		rows.Name, rows.Rows(), len(rows.Runs), longest, rows.othersShort(spec.Window), spec.Window, why, rows.remedy(spec))
}

// othersShort speaks of other labels of which no window would be carried either.
func (rows *NormalRows) othersShort(window int) string {
	if rows.Others == 0 || rows.Others >= window {
		return ""
	}
	return fmt.Sprintf(", and no run of another label there is longer than %d", rows.Others)
}

// remedy says how to cut enough windows of the rows, if that can be.
func (rows *NormalRows) remedy(spec *Spec) string {
	others := rows.Others
	if others >= spec.Window {
		others = 0
	}
	window, stride := rows.enough(spec, others)
	if window == 0 {
		window, stride = rows.enough(spec, 0)
	}
	if window > 0 {
		return fmt.Sprintf("use --window %d --stride %d, or record more", window, stride)
	}
	return "record more"
}

// maxTrainValues bounds the memory of the training windows: 256 MB.
const maxTrainValues = 1 << 26

func checkWindows(name string, f *frontend.FrontEnd, stride int, rec *frontend.Recording) error {
	if n := rec.Rows() / stride; n > maxTrainValues/f.Features() {
		return fmt.Errorf("%s: about %d windows of %d features are too many to train on; make --stride larger, or --window or --train-rows smaller", name, n, f.Features())
	}
	return nil
}

func fitSeed(ctx context.Context, spec *Spec, f *frontend.FrontEnd, data, judged []float32, t modelfile.Training, seed uint64, mon Monitor) (*modelfile.Model, error) {
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
	taught, r2, err := reconstruct(ctx, net, data, f.Features())
	if err != nil {
		return nil, err
	}
	t.R2 = r2
	t.Threshold = quantileOf(taught, t.Quantile)
	if t.HeldOut > 0 {
		errs, _, err := reconstruct(ctx, net, judged, f.Features())
		if err != nil {
			return nil, err
		}
		t.HeldOutRate = above(errs, float64(t.Threshold))
		t.Threshold = quantileOf(errs, t.Quantile)
	}
	return &modelfile.Model{Network: net, FrontEnd: f, Training: t}, nil
}

// Adam's defaults in the literature for networks of this size (Kingma and Ba,
// 2015, use 0.001 and mini-batches of 128; the recordings here are shorter).
const (
	trainBatch = 32
	trainRate  = 0.001
)

// reconstruct returns the errors of windows in ascending order, and the share of their
// variance that the network explains, 0 where none varies.
func reconstruct(ctx context.Context, net *nn.Network, data []float32, features int) (errs []float64, r2 float64, err error) {
	acts := net.NewActivations()
	errs = make([]float64, len(data)/features)
	explained := metrics.NewExplained(features)
	for i := range errs {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		x := data[i*features : (i+1)*features]
		y := net.Forward(acts, x)
		errs[i] = float64(nn.MeanSquaredError(y, x))
		explained.Add(x, y)
	}
	slices.Sort(errs)
	if r2 = explained.R2(); math.IsNaN(r2) {
		r2 = 0
	}
	return errs, r2, nil
}

func quantileOf(ascending []float64, quantile float64) float32 {
	return float32(stat.Quantile(quantile, stat.Empirical, ascending, nil))
}

// above is the share of ascending values above a threshold.
func above(ascending []float64, threshold float64) float64 {
	at := sort.Search(len(ascending), func(i int) bool { return ascending[i] > threshold })
	return float64(len(ascending)-at) / float64(len(ascending))
}
