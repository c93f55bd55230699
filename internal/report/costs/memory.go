package costs

import (
	"fmt"
	"strings"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// MemoryFigure shows the regions of flash and RAM against what the board has.
func MemoryFigure(g *recording.Group) *figure.Figure {
	m := g.First().Memory
	if m == nil {
		return nil
	}
	f := &figure.Figure{
		Name:    "memory",
		Title:   "Memory by region, " + g.Label,
		Caption: memoryCaption(m, g),
	}
	for _, kind := range []struct {
		name, heading string
		used, limit   int
	}{{"flash", "flash", m.FlashBytes, m.FlashLimit}, {"ram", "RAM", m.RAMBytes, m.RAMLimit}} {
		used, limit := kind.used, kind.limit
		b := figure.Budget{Heading: kind.heading, Label: kind.heading + " (KiB)", Used: KiB(used), Limit: KiB(limit)}
		for _, r := range m.Regions {
			if strings.EqualFold(r.Kind, kind.name) && r.Bytes > 0 {
				b.Parts = append(b.Parts, figure.Part{Name: wording.Squeeze(r.Name, 26), Size: KiB(r.Bytes), Text: wording.BytesOf(r.Bytes)})
			}
		}
		if len(b.Parts) == 0 {
			continue
		}
		b.Total = &figure.Part{Name: totalName(kind.name, b, used), Size: b.Used, Text: wording.BytesOf(used)}
		if limit > 0 {
			b.Text = fmt.Sprintf("%s of %s", wording.Share.Text(float64(used)/float64(limit)), wording.BytesOf(limit))
		}
		f.Panels = append(f.Panels, b.Panels()...)
	}
	if len(f.Panels) == 0 {
		return nil
	}
	return f
}

// KiB is a number of bytes in KiB.
func KiB(n int) float64 { return float64(float64(n) / 1024) }

// totalName tells a plain sum from the high-water mark of regions that are not
// all in use at the same time.
func totalName(kind string, b figure.Budget, used int) string {
	sum := 0.0
	for _, p := range b.Parts {
		sum += p.Size
	}
	if kind == "ram" && sum > KiB(used) {
		return "most at any time"
	}
	return "total"
}

func memoryCaption(m *result.Memory, g *recording.Group) string {
	text := fmt.Sprintf("Flash and RAM by region on %s. The bar above shows the total against what the board has, to scale.", g.Board)
	if m.Provenance != "" {
		text += fmt.Sprintf(" The bytes of code, stack, data and bss are %s, all others exact.", m.Provenance)
	}
	sum := 0
	for _, r := range m.Regions {
		if strings.EqualFold(r.Kind, "ram") {
			sum += r.Bytes
		}
	}
	if sum > m.RAMBytes {
		text += " Regions of RAM that are not in use at the same time share bytes, so their sum exceeds the total."
	}
	return text + recording.SeedNote(g, false)
}
