package report

import (
	"cmp"
	"fmt"
	"slices"

	"gonum.org/v1/plot/vg"

	"tinyol-sim/internal/result"
)

// costPanel shows a cost of every arm that has it as a bar.
type costPanel struct {
	key, heading, axis string
	scale              float64 // of the axis's unit
	text               func(o *overlay, v *result.ArmValue) string
}

// comparedCycles shows the cycles of a window.
func comparedCycles(o *overlay) *figure {
	cycles := func(time string) func(o *overlay, v *result.ArmValue) string {
		return func(o *overlay, v *result.ArmValue) string {
			text := count.text(v.Mean)
			if us := o.of(time, v.Arm); us != nil {
				text += " (" + microseconds.text(us.Mean) + ")"
			}
			return text
		}
	}
	return o.costs("Cycles per window", "Mean cycles of a window",
		costPanel{"cycles.inference.mean", "inference", "cycles", 1, cycles("time_us.inference.mean")},
		costPanel{"cycles.online.mean", "online step: inference and update", "cycles", 1, cycles("time_us.online.mean")})
}

// comparedTimes shows the time of a window, where the boards differ in speed:
// on one board it shows what the cycles show.
func comparedTimes(o *overlay) *figure {
	if oneBoard(o.Comparison) {
		return nil
	}
	return o.costs("Time per window", "Mean time of a window at the board's clock",
		costPanel{"time_us.inference.mean", "inference", "", 0, nil},
		costPanel{"time_us.online.mean", "online step: inference and update", "", 0, nil})
}

// comparedMemory shows flash and RAM, and the part of the board's that it is.
func comparedMemory(o *overlay) *figure {
	size := func(limit string) func(o *overlay, v *result.ArmValue) string {
		return func(o *overlay, v *result.ArmValue) string {
			text := bytesOf(int(v.Mean))
			if l := o.of(limit, v.Arm); l != nil && l.Mean > 0 {
				text += fmt.Sprintf(", %s of %s", share.text(v.Mean/l.Mean), bytesOf(int(l.Mean)))
			}
			return text
		}
	}
	return o.costs("Memory by arm", "Flash and RAM, and the part that they are of what the board has",
		costPanel{"memory.flash_bytes", "flash", "KiB", 1024, size("memory.flash_limit")},
		costPanel{"memory.ram_bytes", "RAM", "KiB", 1024, size("memory.ram_limit")})
}

// of finds an arm's value of a measure; nil where there is none.
func (o *overlay) of(key string, arm int) *result.ArmValue {
	for i := range o.Measures {
		if o.Measures[i].Key == key {
			return o.Measures[i].Of(arm)
		}
	}
	return nil
}

func (o *overlay) costs(title, what string, panels ...costPanel) *figure {
	f := &figure{Title: title}
	var marks []string
	for _, k := range panels {
		for i := range o.Measures {
			m := &o.Measures[i]
			if m.Key != k.key {
				continue
			}
			f.Panels = append(f.Panels, o.costBars(m, k))
			for _, v := range m.Values {
				marks = appendNew(marks, string(v.Mark))
			}
		}
	}
	sameNames(f.Panels)
	f.Caption = what + "."
	if len(marks) == 1 && marks[0] != "" {
		f.Caption = fmt.Sprintf("%s (%s).", what, marks[0])
	}
	f.Caption += o.settingsCaption()
	return f
}

func (o *overlay) costBars(m *result.ComparedMeasure, k costPanel) panel {
	w := newMeasureWriter(m)
	if m.Unit == result.UnitMicroseconds { // in the unit of the longest
		unit := timeScale(w.scale)
		k.axis, k.scale = "time ("+unit.name+")", unit.factor
		k.text = func(_ *overlay, v *result.ArmValue) string { return w.values.number(v.Mean, w.scale) + " " + unit.name }
	}
	var bars spans
	var names []string
	end := 0.0
	for i := range m.Values {
		v := &m.Values[i]
		text := k.text(o, v)
		if w.mark == "" {
			text = marked(text, v.Mark)
		}
		bars.Bars = append(bars.Bars, span{To: v.Mean / k.scale, Text: text})
		names = append(names, o.label(v.Arm, longestArm))
		end = max(end, v.Mean/k.scale)
	}
	label := k.axis
	if w.mark != "" {
		label += ", " + string(w.mark)
	}
	n := float64(len(names))
	return panel{
		Heading: k.heading, Height: vg.Length(n) * rowHeight,
		X:     axis{Label: label, Max: max(end, 1e-9), Ticks: 5},
		Y:     axis{Min: -0.5, Max: n - 0.5, Names: names, Down: true, Bare: true},
		Marks: []mark{bars},
	}
}

// sameNames ends the axes of panels with bars or dots so that the texts fit
// beside them. The panels share their left edge, and so the longest name of all.
func sameNames(panels []panel) {
	var names []string
	for i := range panels {
		names = append(names, panels[i].Y.Names...)
	}
	room := 1.0
	for i := range panels {
		var bars spans
		switch m := panels[i].Marks[0].(type) {
		case spans:
			bars = m
		case estimates:
			bars = m.texts()
		}
		// roomFor wants a name for each bar; any long enough will do.
		room = max(room, roomFor(bars, longestFirst(names)))
	}
	for i := range panels {
		panels[i].X.Max *= room
	}
}

// longestFirst puts the name that takes the most room first.
func longestFirst(names []string) []string {
	style := sans(tickSize, false)
	out := slices.Clone(names)
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(style.Width(b), style.Width(a)) })
	return out
}
