package score

import (
	"fmt"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// Detector counts the figures of unsupervised mode: the online model as a
// detector, beside the frozen one and a running z-score, on the same windows.
//
// Where learning ends after N updates, every rate starts again after the last
// of them; where it never ends, the rates are prequential over all windows.
type Detector struct {
	costs  Costs
	losses losses

	limit     int64 // updates after which learning stops, 0: never
	threshold float32
	quantile  float64
	step      float64 // of a running threshold, 0: fixed
	last      float32 // threshold in force for the last window
	normal    int     // label, stream.NoLabel where the stream has none
	gate      tinyol.Gate
	overlap   float64 // window over stride

	windows, updates int64
	after            bool // the last update is behind us
	span             watch
	segment          int

	arms       Arms
	four       []arm
	ranks      [arms]float32 // of the window at hand
	alarms     [arms]bool
	history    *history        // nil: nobody asks
	blocks     *metrics.Blocks // nil: nobody asks
	lastLabel  *metrics.LastLabel
	zscore     *metrics.RunningZScore
	zscores    *metrics.Ranking
	lockOut    metrics.LockOut
	divergence *metrics.Divergence
}

// NewDetector counts nothing yet.
func NewDetector(o Options) *Detector {
	d := &Detector{
		costs: NewCosts(o.Window, o.Stride), limit: o.Limit, threshold: o.Threshold, quantile: o.Quantile, step: o.Step,
		span:   watch{Span: o.Span},
		normal: o.Normal, gate: o.Gate, overlap: float64(o.Window) / float64(o.Stride),
		arms:   NewArms(o.StepTime),
		zscore: metrics.NewRunningZScore(o.Channels, o.Window), zscores: metrics.NewRanking(),
		divergence: metrics.NewDivergence("the frozen model's"),
		lastLabel:  metrics.NewLastLabel(o.Delay, o.StepTime),
	}
	d.four = newFour(&o, d.arms.Frozen, d.arms.Online)
	if o.Follow {
		d.history = &history{}
	}
	if o.Bootstrap {
		d.blocks = metrics.NewBlocks(arms)
	}
	return d
}

// Push takes a row into the running z-score.
func (d *Detector) Push(row []float32) { d.zscore.Push(row) }

// StartSegment begins a new segment of the stream.
func (d *Detector) StartSegment(segment int) {
	d.zscore.StartSegment()
	d.segment = segment
	d.costs.StartSegment()
}

// Add counts a window.
func (d *Detector) Add(s *result.Step, arrived int) {
	d.windows++
	d.costs.Add(s)
	d.watch(s)
	state := State(s.Label, d.normal)
	if state == metrics.Normal {
		d.losses.add(s.Score, s.Frozen)
	}
	if d.span.begins(s.Row) {
		d.forget()
	}
	if !d.span.over(s.Row) {
		d.measure(s, state, arrived)
	}
	if s.Updated {
		d.updates++
		if d.limit > 0 && d.updates == d.limit {
			d.startAfter()
		}
	}
}

// Meter has the cycles.
func (d *Detector) Meter() *mcu.Meter { return d.costs.Meter() }

// watch feeds the checks for a loss of learning.
func (d *Detector) watch(s *result.Step) {
	d.divergence.Add(s.Window, float64(s.Score), float64(s.Frozen))
	state := State(s.Label, d.normal)
	if d.gate == tinyol.Below && !d.after && (state == metrics.Normal || state == metrics.Unknown) {
		d.lockOut.Add(s.Window, s.Updated, float64(s.Score), float64(s.Threshold))
	}
}

// measure scores the window for both models: the frozen one by the threshold
// that it was flashed with, the online one by the threshold in force before the
// window moved it.
func (d *Detector) measure(s *result.Step, state metrics.State, arrived int) {
	d.last = s.Threshold
	d.arms.Add(d.segment, state, s, d.threshold, s.Threshold)
	for i := range d.four {
		d.ranks[i], d.alarms[i] = d.four[i].add(d.segment, state, s, arrived, d.threshold)
	}
	d.history.add(state, &d.alarms)
	if d.blocks != nil {
		d.blocks.Add(d.segment, state, s.Label, d.ranks[:], d.alarms[:])
	}
	d.lastLabel.Add(d.segment, state)
	if state == metrics.Normal || state == metrics.Anomalous {
		d.zscores.Add(d.zscore.Score(), state == metrics.Anomalous)
	}
}

// startAfter begins the measurement after the last update.
func (d *Detector) startAfter() {
	d.after = true
	d.forget()
}

// forget begins the rates anew.
func (d *Detector) forget() {
	d.zscores.Reset()
	d.arms.Reset()
	for i := range d.four {
		d.four[i].startAfter()
	}
	d.lastLabel.Reset()
	if d.blocks != nil {
		d.blocks.Reset()
	}
}

// Fill writes the figures, and what a reader has to be warned of.
func (d *Detector) Fill(run *result.Run, names []string, _ []int) {
	run.Windows, run.Updates = d.windows, d.updates
	run.Loss = d.losses.result(true)
	run.Anomaly = d.anomaly(names)
	warn(run, d.divergence.Warning())
	warn(run, d.lockOut.Warning())
	d.worse(run)
	warn(run, harm(run.Loss))
	d.belowChance(run, names)
	if d.updates == 0 {
		warn(run, "the layer never learned: no window passed the policy; see --policy and --normal")
	} else if d.limit > 0 && !d.after {
		warn(run, fmt.Sprintf("the stream ended after %d of %d updates: the rates are prequential over all windows; lower --learn to measure after the last update", d.updates, d.limit))
	}
	if d.after && d.arms.Online.Alarms.NormalWindows() == 0 {
		warn(run, "no normal window came after the last update, so there is no false alarm rate; lower --learn or use a longer stream")
	}
	if d.normal != stream.NoLabel && d.arms.Online.Alarms.AnomalousWindows() == 0 {
		warn(run, "no window of another label was measured, so there is no detection rate and no AUC; lower --learn or use a stream in which a fault lasts for a window")
	}
	warn(run, outdone(run.Anomaly))
	if d.normal == stream.NoLabel {
		warn(run, "the stream has no labels: every window counts as normal, and an alarm as a false one")
	}
}
