package tinyol

import (
	"errors"
	"fmt"
	"slices"

	"tinyol-sim/internal/drift"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
)

// Mode is what is learned.
type Mode = learner.Mode

// The modes of the paper, and the static model that both are compared with.
const (
	Frozen       = learner.Frozen
	Unsupervised = learner.Unsupervised
	Supervised   = learner.Supervised
)

// Program says what is to run on the device; Plan makes the operations of it that
// both engines execute.
type Program struct {
	Mode     Mode
	FrontEnd *frontend.FrontEnd
	Stride   int // rows between two windows
	Network  *nn.Network

	Loss         nn.Loss // Unsupervised only; Supervised is softmax cross-entropy
	LearningRate float32
	MaxClasses   int // Supervised: neurons that the online layer has room for
	Options      learner.Options
	// LabelDelay is how many windows come before the label of one does; the device
	// learns from it then. 0: labels come with their windows.
	LabelDelay int
	Policy     Policy
	// Drift is what watches beside the learner for a stream that changes.
	Drift drift.Watch

	// Start is what a learner begins with, by vector of plan.Learned, as the device
	// has them; nil: what its plan says. Warm makes it.
	Start [][]float32
}

// Validate reports the first thing that would keep the program from running.
func (p *Program) Validate() error {
	if p.FrontEnd == nil || p.Network == nil {
		return errors.New("program: front end and network are needed")
	}
	if err := p.Network.Validate(); err != nil {
		return err
	}
	sizes := p.Network.Sizes()
	in, out := sizes[0], sizes[len(sizes)-1]
	switch {
	case p.LabelDelay < 0:
		return fmt.Errorf("program: labels come %d windows late; it cannot be below 0", p.LabelDelay)
	case p.Stride < 1:
		return fmt.Errorf("program: stride is %d; it has to be at least 1", p.Stride)
	case p.FrontEnd.Features() != in:
		return fmt.Errorf("program: the front end yields %d features, the network takes %d; train it with this front end", p.FrontEnd.Features(), in)
	case in != out:
		return fmt.Errorf("program: the network takes %d values and returns %d; an autoencoder returns what it takes", in, out)
	case learner.Of(p.Mode) == nil:
		return fmt.Errorf("program: there is no %s", p.Mode)
	case p.Drift.Response == drift.Reset && p.aim() == learner.Label:
		return fmt.Errorf("program: a classifier keeps the classes that it knows; what it does on drift is note or gate")
	case !(p.Policy.Rise >= 0 && p.Policy.Fall >= 0):
		return fmt.Errorf("program: the running threshold rises by %g and falls by %g; neither can be below 0", p.Policy.Rise, p.Policy.Fall)
	}
	if err := errors.Join(p.Refused(), p.Drift.Validate()); err != nil {
		return fmt.Errorf("program: %w", err)
	}
	l := learner.Of(p.Mode)
	q := p.Plan()
	if q.Learns() && l.Rate > 0 && !(p.LearningRate > 0) {
		return fmt.Errorf("program: learning rate is %g; it has to be above 0", p.LearningRate)
	}
	return q.Check()
}

// Refused says what the learner has against its settings, nil: nothing. It needs the
// network's shape, not its weights.
func (p *Program) Refused() error {
	l := learner.Of(p.Mode)
	if l.Check == nil {
		return nil
	}
	if err := l.Check(p.settings()); err != nil {
		return fmt.Errorf("%s: %w", l.Name, err)
	}
	return nil
}

func (p *Program) settings() *learner.Settings {
	return &learner.Settings{Network: p.Network, Loss: p.Loss, LearningRate: p.LearningRate, MaxClasses: p.MaxClasses, Options: p.Options}
}

func (p *Program) aim() learner.Aim { return learner.Of(p.Mode).Aim }

// Plan lists the operations of the program: the front end's, the learner's, and
// the threshold where it runs.
func (p *Program) Plan() *plan.Plan {
	q := &plan.Plan{}
	q.Ring = q.Keep("input ring", "input ring", 0, p.FrontEnd.Window()*p.FrontEnd.RingWidth())
	q.Input = &kernel.Vector{Name: "features", Region: "features", Cols: p.FrontEnd.Features()}
	q.Do(plan.Ingest, p.FrontEnd.RowOps(q.Ring)...)
	q.Do(plan.FrontEnd, p.FrontEnd.WindowOps(q.Input, q.Ring)...)
	learner.Of(p.Mode).Plan(q, p.settings())
	if p.Start != nil {
		q.Begin(p.Start)
	}
	predict, learned, start := len(q.Lists[plan.Predict]), q.Learned(), slices.Clone(q.Lists[plan.Start])
	q.WaitForLabels(p.LabelDelay)
	p.Drift.Add(q, predict, learned, start)
	if q.Learns() && p.Policy.Running() {
		q.Threshold = q.Keep("running threshold", "threshold", 0, 1)
		q.AtStart(kernel.Store(q.Threshold, initialThreshold(p.Policy.Threshold)))
	}
	return q
}

// initialThreshold is the threshold in flash.
func initialThreshold(threshold float32) *kernel.Vector {
	v := kernel.Table("threshold at the start", 0, 1, []float32{threshold})
	v.Region = "front end constants"
	return v
}
