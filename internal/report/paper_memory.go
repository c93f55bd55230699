package report

import (
	"fmt"

	"gonum.org/v1/plot/vg"

	"tinyol-sim/internal/result"
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
		g := &group{mode: mode, board: run.Board, label: mode + ", " + frontEnd, runs: []*result.Run{run}}
		fig := memoryFigure(nil, g)
		if words := f.record.Facts["memory"]; m.Provenance == "" && words != "" {
			fig.Caption += fmt.Sprintf(" The bytes of code, stack, data and bss are %s.", words)
		}
		fig.Caption += " " + capital(f.setupText(frontEnd)) + "; the last layer learns."
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
		fig := &figure{Title: "RAM of ways of training, " + frontEnd}
		for _, mode := range namesIn(rows, func(r *result.TrainingRow) string { return r.Mode }) {
			part := only(rows, func(r *result.TrainingRow) bool { return r.FrontEnd == frontEnd && r.Mode == mode })
			fig.Panels = append(fig.Panels, f.trainingPanel(mode, parts, part))
		}
		sameRoom(fig.Panels)
		lowestAxis(fig.Panels, "RAM (KiB)")
		fig.Caption = fmt.Sprintf("RAM that ways of training take on %s, %s: the layer that learns online, the same layer in batches over epochs, and every layer of the network, one sample at a time or, with Adam as the offline training does, in batches. "+
			"Batches need the data set in memory: %s windows, each in the least form that the way allows, which is what the layer sees and its target, or the new rows of a stride. "+
			"Weights, gradients and the data set are exact counts of float32; the rest of the program is the ledger's%s.",
			f.record.Facts["board"], f.setupText(frontEnd), count.text(f.mean("data_set")), f.memoryText())
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

func (f *paperFigure) trainingPanel(mode string, parts []string, rows []result.TrainingRow) panel {
	ways := namesIn(rows, func(r *result.TrainingRow) string { return r.Way })
	m := stacks{Names: parts, Roles: []role{roleFill1, roleFill6, roleFill4, roleFill3}[:len(parts)]}
	most := kib(int(f.mean("ram_limit")))
	for _, way := range ways {
		bar := stack{Sizes: make([]float64, len(parts))}
		total := 0
		for _, r := range rows {
			for i, name := range parts {
				if r.Way == way && r.Part == name {
					bar.Sizes[i] += kib(r.Bytes)
					total += r.Bytes
				}
			}
		}
		bar.Text = bytesOf(total)
		most = max(most, kib(total))
		m.Bars = append(m.Bars, bar)
	}
	return panel{
		Heading: mode, Height: vg.Length(len(ways)) * rowHeight,
		X:     axis{Max: most * 1.02, Ticks: 4, Grid: true},
		Y:     axis{Min: -0.5, Max: float64(len(ways)) - 0.5, Names: ways, Down: true, Bare: true},
		Marks: []mark{rule{Name: "RAM of the board", Role: roleThreshold, Vertical: true, At: kib(int(f.mean("ram_limit")))}, m},
	}
}

// sameRoom gives panels of bars one scale, with room for the texts behind the
// longest.
func sameRoom(panels []panel) {
	end := 0.0
	for _, p := range panels {
		factor := stackRoom(p)
		for _, m := range p.Marks {
			if s, ok := m.(stacks); ok {
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
func stackRoom(p panel) float64 {
	var bars spans
	for _, m := range p.Marks {
		if s, ok := m.(stacks); ok {
			for _, b := range s.Bars {
				bars.Bars = append(bars.Bars, span{Text: b.Text})
			}
		}
	}
	return roomFor(bars, p.Y.Names)
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}
