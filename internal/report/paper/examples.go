package paper

import (
	"fmt"
	"math"
	"strings"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// paperHeight is that of one panel among several.
const paperHeight = 21 * figure.Millimeter

// buildVibration is figure 4.
func buildVibration(f *paperFigure) error {
	rows, err := result.ReadRows[result.VibrationRow](f.data)
	if err != nil {
		return err
	}
	fig := &figure.Figure{Title: "Vibration of each class"}
	reach, steps := 0.0, 0
	for _, label := range namesIn(rows, func(r *result.VibrationRow) string { return r.Label }) {
		p := figure.Panel{Heading: label, Height: paperHeight}
		for i, channel := range f.record.Channels {
			values := valuesOf(only(rows, func(r *result.VibrationRow) bool { return r.Label == label && r.Channel == channel }),
				func(r *result.VibrationRow) float64 { return r.Value })
			c := figure.Curve{Name: channel, Role: figure.ClassRoles[i%len(figure.ClassRoles)]}
			middle := meanOf(values)
			for step, v := range values {
				c.X, c.Y = append(c.X, float64(step)), append(c.Y, v-middle)
				reach = max(reach, math.Abs(v-middle))
			}
			steps = max(steps, len(values))
			p.Marks = append(p.Marks, c)
		}
		fig.Panels = append(fig.Panels, p)
	}
	top := figure.RoundUp(reach * 1.05)
	for i := range fig.Panels {
		fig.Panels[i].X = figure.Axis{Max: float64(steps - 1), Ticks: 5}
		fig.Panels[i].Y = figure.Axis{Min: -top, Max: top, Ticks: 4, Grid: true, Label: "signal − mean"}
	}
	lowestAxis(fig.Panels, "time step")
	duration := ""
	if f.record.PeriodS > 0 {
		duration = fmt.Sprintf(" (%s)", wording.Seconds.Text(float64(steps)*f.record.PeriodS))
	}
	fig.Caption = fmt.Sprintf("%d time steps%s of each class in the training phase, each channel less its mean over them, in the recording's unit. "+
		"They are the middle of each class's longest stretch in %s.", steps, duration, f.record.HeldOut)
	f.add("", fig)
	return nil
}

// buildReconstruction is figure 5.
func buildReconstruction(f *paperFigure) error {
	rows, err := result.ReadRows[result.ReconstructionRow](f.data)
	if err != nil {
		return err
	}
	for _, frontEnd := range f.frontEnds() {
		part := only(rows, func(r *result.ReconstructionRow) bool { return r.FrontEnd == frontEnd })
		fig := &figure.Figure{
			Title: "Input and reconstruction, " + frontEnd,
			Caption: wording.Capital(f.setupText(frontEnd)) + ": the features of one window of each class and what the frozen network makes of them, before any online step" + f.channelsText(frontEnd) + ". " +
				"The windows are the middle of each class's longest stretch in " + f.record.HeldOut + ". " +
				"MSE is the mean squared error between the two." + f.seedsText("Reconstruction: mean and 95 % interval"),
		}
		for _, label := range namesIn(part, func(r *result.ReconstructionRow) string { return r.Label }) {
			one := only(part, func(r *result.ReconstructionRow) bool { return r.Label == label })
			fig.Panels = append(fig.Panels, f.reconstructionPanel(frontEnd, label, one))
		}
		lowestAxis(fig.Panels, f.featureAxis(frontEnd, fig))
		f.add(frontEnd, fig)
	}
	return nil
}

func (f *paperFigure) reconstructionPanel(frontEnd, label string, rows []result.ReconstructionRow) figure.Panel {
	x := valuesOf(rows, func(r *result.ReconstructionRow) float64 { return float64(r.Feature) })
	input := valuesOf(rows, func(r *result.ReconstructionRow) float64 { return r.Input })
	low := valuesOf(rows, func(r *result.ReconstructionRow) float64 { return r.Low })
	high := valuesOf(rows, func(r *result.ReconstructionRow) float64 { return r.High })
	output := valuesOf(rows, func(r *result.ReconstructionRow) float64 { return r.Mean })
	p := figure.Panel{
		Heading: label + ", MSE " + f.numberText("error."+frontEnd+"."+label, wording.Quantity), Height: paperHeight,
		X: figure.Axis{Max: x[len(x)-1], Ticks: 5},
		Y: figure.Axis{Label: "feature", Ticks: 4, Grid: true},
	}
	if !math.IsNaN(low[0]) {
		p.Marks = append(p.Marks, figure.Band{Role: figure.RoleOutput, X: x, Low: low, High: high})
	}
	p.Marks = append(p.Marks,
		figure.Curve{Name: "input", Role: figure.RoleInput, X: x, Y: input},
		figure.Curve{Name: "reconstruction", Role: figure.RoleOutput, X: x, Y: output})
	p.Y.Min, p.Y.Max = linearLimits(input, output)
	return p
}

// channelsText says which channels a spectrum's features are of.
func (f *paperFigure) channelsText(frontEnd string) string {
	if frontEnd != "spectrum" {
		return ""
	}
	return "; from left to right the channels " + strings.Join(f.record.Channels, ", ")
}

// featureAxis names the horizontal axis; a spectrum's axes are told apart by
// rules.
func (f *paperFigure) featureAxis(frontEnd string, fig *figure.Figure) string {
	s := f.record.Setup(frontEnd)
	switch {
	case frontEnd == "raw":
		return "time step"
	case frontEnd != "spectrum" || s == nil:
		return "feature"
	}
	bins := s.Window / 2
	for i := range fig.Panels {
		for axis := 1; axis < len(f.record.Channels); axis++ {
			fig.Panels[i].Marks = append(fig.Panels[i].Marks, figure.Rule{Role: figure.RoleMoment, Vertical: true, At: float64(axis*bins) - 0.5})
		}
	}
	return fmt.Sprintf("feature: %d frequencies of each channel", bins)
}

// lowestAxis names the horizontal axis of the lowest panel alone.
func lowestAxis(panels []figure.Panel, label string) {
	if len(panels) > 0 {
		panels[len(panels)-1].X.Label = label
	}
}

// linearLimits spans the values, and 0 to 1 at least, with round ends.
func linearLimits(all ...[]float64) (low, high float64) {
	low, high = 0, 1
	for _, values := range all {
		for _, v := range values {
			low, high = min(low, v), max(high, v)
		}
	}
	step := figure.RoundStep((high - low) / 4)
	return step * math.Floor(low/step+1e-9), step * math.Ceil(high/step-1e-9)
}

func meanOf(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(max(len(values), 1))
}
