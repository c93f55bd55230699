package paper

import (
	"context"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/result"
)

// vibrationSteps is how many time steps figure 4 shows.
const vibrationSteps = 40

// vibration is figure 4: what each class looks like, in the middle of its
// longest held-out stretch.
func (p *maker) vibration(_ context.Context, f *result.Figure) error {
	var rows []result.VibrationRow
	for _, label := range labelsIn(p.held) {
		values := p.example(label, vibrationSteps)
		for i, v := range values {
			rows = append(rows, result.VibrationRow{
				Label: p.labels.Name(label), Channel: p.channels[i%len(p.channels)], Step: i / len(p.channels), Value: float64(v),
			})
		}
	}
	if rows == nil {
		return tooFew(p.heldOut(), vibrationSteps)
	}
	return save(p, f, rows)
}

// example is the middle of a label's longest held-out stretch: nobody chose it
// by its looks. nil where none is as long.
func (p *maker) example(label, rows int) []float32 {
	var longest []float32
	for _, s := range p.held {
		if s.label == label && len(s.values) > len(longest) {
			longest = s.values
		}
	}
	width := len(p.channels)
	have := len(longest) / width
	if have < rows {
		return nil
	}
	start := (have - rows) / 2
	return longest[start*width : (start+rows)*width]
}

// shownClasses is how many classes figure 5 shows.
const shownClasses = 3

// reconstruction is figure 5: a window of each class, and what the frozen
// networks make of it.
func (p *maker) reconstruction(ctx context.Context, f *result.Figure) error {
	labels := p.normalFirst(labelsIn(p.held))
	labels = labels[:min(len(labels), shownClasses)]
	p.stage(f.Name)
	var rows []result.ReconstructionRow
	for _, s := range p.setups {
		for _, label := range labels {
			part, err := p.reconstruct(ctx, f, s, label)
			if err != nil {
				return err
			}
			rows = append(rows, part...)
		}
	}
	return save(p, f, rows)
}

func (p *maker) reconstruct(ctx context.Context, f *result.Figure, s *setup, label int) ([]result.ReconstructionRow, error) {
	front := s.models[0].FrontEnd
	window := p.example(label, front.Window())
	if window == nil {
		return nil, tooFew(p.labels.Name(label)+" in "+p.heldOut(), front.Window())
	}
	x := front.Windows(&frontend.Recording{Channels: len(p.channels), Runs: [][]float32{window}}, 1)
	outputs := make([][]float64, len(x)) // [feature][seed]
	for i := range outputs {
		outputs[i] = make([]float64, len(s.models))
	}
	errs := make([]float64, len(s.models))
	err := p.eachSeed(ctx, s, func(seed int, m *modelfile.Model) error {
		y := m.Network.Forward(m.Network.NewActivations(), x)
		for i, v := range y {
			outputs[i][seed] = float64(v)
		}
		errs[seed] = float64(nn.MeanSquaredError(y, x))
		return nil
	})
	if err != nil {
		return nil, err
	}
	number(f, result.UnitLoss, "error."+s.name()+"."+p.labels.Name(label), errs)
	var rows []result.ReconstructionRow
	for i, v := range x {
		r := result.ReconstructionRow{FrontEnd: s.name(), Label: p.labels.Name(label), Feature: i, Input: float64(v)}
		r.Mean, r.Low, r.High = interval(outputs[i])
		rows = append(rows, r)
	}
	return rows, nil
}

// normalFirst puts the healthy machine's label in front.
func (p *maker) normalFirst(labels []int) []int {
	out := []int{p.normal}
	for _, l := range labels {
		if l != p.normal {
			out = append(out, l)
		}
	}
	return out
}
