package report

import (
	"fmt"
	"strings"

	"tinyol-sim/internal/result"
)

// memoryFigure shows the regions of flash and RAM against what the board has.
func memoryFigure(rec *recording, g *group) *figure {
	m := g.first().Memory
	if m == nil {
		return nil
	}
	f := &figure{
		Name:    "memory",
		Title:   "Memory by region, " + g.label,
		Caption: memoryCaption(m, g),
	}
	for _, kind := range []struct {
		name, heading string
		of            func(*result.Memory) (used, limit int)
	}{{"flash", "flash", flashOf}, {"ram", "RAM", ramOf}} {
		used, limit := kind.of(m)
		b := budget{heading: kind.heading, label: kind.heading + " (KiB)", used: kib(used), limit: kib(limit)}
		for _, r := range m.Regions {
			if strings.EqualFold(r.Kind, kind.name) && r.Bytes > 0 {
				b.parts = append(b.parts, part{name: squeeze(r.Name, 26), size: kib(r.Bytes), text: bytesOf(r.Bytes)})
			}
		}
		if len(b.parts) == 0 {
			continue
		}
		b.total = &part{name: totalName(kind.name, b, used), size: b.used, text: bytesOf(used)}
		if limit > 0 {
			b.text = fmt.Sprintf("%s of %s", share.text(float64(used)/float64(limit)), bytesOf(limit))
		}
		f.Panels = append(f.Panels, b.panels()...)
	}
	if len(f.Panels) == 0 {
		return nil
	}
	return f
}

func kib(n int) float64 { return float64(float64(n) / 1024) }

// totalName tells a plain sum from the high-water mark of regions that are not
// all in use at the same time.
func totalName(kind string, b budget, used int) string {
	sum := 0.0
	for _, p := range b.parts {
		sum += p.size
	}
	if kind == "ram" && sum > kib(used) {
		return "most at any time"
	}
	return "total"
}

func memoryCaption(m *result.Memory, g *group) string {
	text := fmt.Sprintf("Flash and RAM by region on %s. The bar above shows the total against what the board has, to scale.", g.board)
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
	return text + seedNote(g, false)
}
