package compared

import (
	"fmt"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// costPanel shows a cost of every arm that has it as a bar.
type costPanel struct {
	key, heading, axis string
	scale              float64 // of the axis's unit
	text               func(o *overlay, v *result.ArmValue) string
}

// comparedCycles shows the cycles of a window.
func comparedCycles(o *overlay) *figure.Figure {
	cycles := func(time string) func(o *overlay, v *result.ArmValue) string {
		return func(o *overlay, v *result.ArmValue) string {
			text := wording.Count.Text(v.Mean)
			if us := o.of(time, v.Arm); us != nil {
				text += " (" + wording.Microseconds.Text(us.Mean) + ")"
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
func comparedTimes(o *overlay) *figure.Figure {
	if oneBoard(o.Comparison) {
		return nil
	}
	return o.costs("Time per window", "Mean time of a window at the board's clock",
		costPanel{"time_us.inference.mean", "inference", "", 0, nil},
		costPanel{"time_us.online.mean", "online step: inference and update", "", 0, nil})
}

// comparedMemory shows flash and RAM, and the part of the board's that it is.
func comparedMemory(o *overlay) *figure.Figure {
	size := func(limit string) func(o *overlay, v *result.ArmValue) string {
		return func(o *overlay, v *result.ArmValue) string {
			text := wording.BytesOf(int(v.Mean))
			if l := o.of(limit, v.Arm); l != nil && l.Mean > 0 {
				text += fmt.Sprintf(", %s of %s", wording.Share.Text(v.Mean/l.Mean), wording.BytesOf(int(l.Mean)))
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
	if m := o.Measure(key); m != nil {
		return m.Of(arm)
	}
	return nil
}

func (o *overlay) costs(title, what string, panels ...costPanel) *figure.Figure {
	f := &figure.Figure{Title: title}
	var marks []string
	for _, k := range panels {
		m := o.Measure(k.key)
		if m == nil {
			continue
		}
		f.Panels = append(f.Panels, o.costBars(m, k))
		for _, v := range m.Values {
			marks = wording.AppendNew(marks, string(v.Mark))
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

func (o *overlay) costBars(m *result.ComparedMeasure, k costPanel) figure.Panel {
	w := newMeasureWriter(m)
	if m.Unit == result.UnitMicroseconds { // in the unit of the longest
		unit := wording.TimeScale(w.scale)
		k.axis, k.scale = "time ("+unit.Name+")", unit.Factor
		k.text = func(_ *overlay, v *result.ArmValue) string { return w.values.Number(v.Mean, w.scale) + " " + unit.Name }
	}
	var bars figure.Spans
	var names []string
	end := 0.0
	for i := range m.Values {
		v := &m.Values[i]
		text := k.text(o, v)
		if w.mark == "" {
			text = wording.Marked(text, v.Mark)
		}
		bars.Bars = append(bars.Bars, figure.Span{To: v.Mean / k.scale, Text: text})
		names = append(names, o.label(v.Arm, longestArm))
		end = max(end, v.Mean/k.scale)
	}
	label := k.axis
	if w.mark != "" {
		label += ", " + string(w.mark)
	}
	n := float64(len(names))
	return figure.Panel{
		Heading: k.heading, Height: figure.Length(n) * figure.RowHeight,
		X:     figure.Axis{Label: label, Max: max(end, 1e-9), Ticks: 5},
		Y:     figure.Axis{Min: -0.5, Max: n - 0.5, Names: names, Down: true, Bare: true},
		Marks: []figure.Mark{bars},
	}
}

// sameNames ends the axes of panels with bars or dots so that the texts fit
// beside them. The panels share their left edge, and so the longest name of all.
func sameNames(panels []figure.Panel) {
	var names []string
	for i := range panels {
		names = append(names, panels[i].Y.Names...)
	}
	room := 1.0
	for i := range panels {
		var bars figure.Spans
		switch m := panels[i].Marks[0].(type) {
		case figure.Spans:
			bars = m
		case figure.Estimates:
			bars = m.Texts()
		}
		// roomFor wants a name for each bar; any long enough will do.
		room = max(room, figure.RoomFor(bars, figure.LongestFirst(names)))
	}
	for i := range panels {
		panels[i].X.Max *= room
	}
}
