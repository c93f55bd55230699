package paper

import (
	"fmt"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/costs"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// buildRegions is the map of flash and RAM, unsupervised mode. The other mode's
// regions are in the data.
func buildRegions(f *paperFigure) error {
	rows, err := result.ReadRows[result.RegionRow](f.data)
	if err != nil {
		return err
	}
	const mode = "unsupervised"
	for _, frontEnd := range f.frontEnds() {
		m := &result.Memory{
			FlashBytes: int(f.mean("flash." + mode + "." + frontEnd)), RAMBytes: int(f.mean("ram." + mode + "." + frontEnd)),
			FlashLimit: int(f.mean("flash_limit")), RAMLimit: int(f.mean("ram_limit")),
		}
		if n := f.record.Number("ram." + mode + "." + frontEnd); n != nil {
			m.Provenance = n.Mark
		}
		for _, r := range rows {
			if r.FrontEnd == frontEnd && r.Mode == mode {
				m.Regions = append(m.Regions, result.Region{Name: r.Region, Kind: r.Kind, Bytes: r.Bytes})
			}
		}
		run := &result.Run{Mode: mode, Board: f.record.Facts["board"], Memory: m}
		g := &recording.Group{Mode: mode, Board: run.Board, Label: mode + ", " + frontEnd, Runs: []*result.Run{run}}
		fig := costs.MemoryFigure(g)
		if words := f.record.Facts["memory"]; m.Provenance == "" && words != "" {
			fig.Caption += fmt.Sprintf(" The bytes of code, stack, data and bss are %s.", words)
		}
		fig.Caption += " " + wording.Capital(f.setupText(frontEnd)) + "; the last layer learns."
		f.add(frontEnd, fig)
	}
	return nil
}

// buildTraining compares the RAM of ways of training.
func buildTraining(f *paperFigure) error {
	rows, err := result.ReadRows[result.TrainingRow](f.data)
	if err != nil {
		return err
	}
	parts := namesIn(rows, func(r *result.TrainingRow) string { return r.Part })
	for _, frontEnd := range f.frontEnds() {
		fig := &figure.Figure{Title: "RAM of ways of training, " + frontEnd}
		for _, mode := range namesIn(rows, func(r *result.TrainingRow) string { return r.Mode }) {
			part := only(rows, func(r *result.TrainingRow) bool { return r.FrontEnd == frontEnd && r.Mode == mode })
			fig.Panels = append(fig.Panels, f.trainingPanel(mode, parts, part))
		}
		sameRoom(fig.Panels)
		lowestAxis(fig.Panels, "RAM (KiB)")
		fig.Caption = fmt.Sprintf("RAM that ways of training take on %s, %s: the layer that learns online, the same layer in batches over epochs, and every layer of the network, one sample at a time or, with Adam as the offline training does, in batches. "+
			"Batches need the data set in memory: %s windows, each in the least form that the way allows, which is what the layer sees and its target, or the new rows of a stride. "+
			"Weights, gradients and the data set are exact counts of float32; the rest of the program is the ledger's%s.",
			f.record.Facts["board"], f.setupText(frontEnd), wording.Count.Text(f.mean("data_set")), f.memoryText())
		f.add(frontEnd, fig)
	}
	return nil
}

// memoryText says how the bytes came about that no count of numbers gives.
func (f *paperFigure) memoryText() string {
	if words := f.record.Facts["memory"]; words != "" {
		return ", with code, stack, data and bss " + words
	}
	return ""
}

func (f *paperFigure) trainingPanel(mode string, parts []string, rows []result.TrainingRow) figure.Panel {
	ways := namesIn(rows, func(r *result.TrainingRow) string { return r.Way })
	m := figure.Stacks{Names: parts, Roles: []figure.Role{figure.RoleFill1, figure.RoleFill6, figure.RoleFill4, figure.RoleFill3}[:len(parts)]}
	most := costs.KiB(int(f.mean("ram_limit")))
	for _, way := range ways {
		bar := figure.Stack{Sizes: make([]float64, len(parts))}
		total := 0
		for _, r := range rows {
			for i, name := range parts {
				if r.Way == way && r.Part == name {
					bar.Sizes[i] += costs.KiB(r.Bytes)
					total += r.Bytes
				}
			}
		}
		bar.Text = wording.BytesOf(total)
		most = max(most, costs.KiB(total))
		m.Bars = append(m.Bars, bar)
	}
	return figure.Panel{
		Heading: mode, Height: figure.Length(len(ways)) * figure.RowHeight,
		X:     figure.Axis{Max: most * 1.02, Ticks: 4, Grid: true},
		Y:     figure.Axis{Min: -0.5, Max: float64(len(ways)) - 0.5, Names: ways, Down: true, Bare: true},
		Marks: []figure.Mark{figure.Rule{Name: "RAM of the board", Role: figure.RoleThreshold, Vertical: true, At: costs.KiB(int(f.mean("ram_limit")))}, m},
	}
}

// sameRoom gives panels of bars one scale, with room for the texts behind the
// longest.
func sameRoom(panels []figure.Panel) {
	end := 0.0
	for _, p := range panels {
		factor := stackRoom(p)
		for _, m := range p.Marks {
			if s, ok := m.(figure.Stacks); ok {
				for _, b := range s.Bars {
					end = max(end, sum(b.Sizes)*factor)
				}
			}
		}
		end = max(end, p.X.Max)
	}
	for i := range panels {
		panels[i].X.Max = end
	}
}

// stackRoom is roomFor of stacks.
func stackRoom(p figure.Panel) float64 {
	var bars figure.Spans
	for _, m := range p.Marks {
		if s, ok := m.(figure.Stacks); ok {
			for _, b := range s.Bars {
				bars.Bars = append(bars.Bars, figure.Span{Text: b.Text})
			}
		}
	}
	return figure.RoomFor(bars, p.Y.Names)
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}
