package inspect

import (
	"fmt"

	"tinyol-sim/internal/ask"
	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/stream"
)

// Bench is what bench would do with the recording, were it given no more than what
// inspect was.
type Bench struct {
	FrontEnd string `json:"front_end"`
	Window   int    `json:"window_rows"`
	Stride   int    `json:"stride_rows"`
	Windows  int64  `json:"windows"`
	Mixed    int64  `json:"windows_of_two_labels"`
	Normal   string `json:"normal,omitempty"` // label of the healthy machine
	Why      string `json:"why_normal,omitempty"`
	// Short are labels of which no run is as long as a window.
	Short []string `json:"labels_shorter_than_a_window,omitempty"`
	// Refusal is why it would not run; empty: it would.
	Refusal string   `json:"refusal,omitempty"`
	Command []string `json:"command"`
}

// benchView counts windows as bench cuts them.
type benchView struct {
	Bench
	cutter  *stream.Cutter
	streams []string
}

func newBenchView(spec *bench.Spec, src *replay.Source) *benchView {
	b := &benchView{Bench: Bench{FrontEnd: spec.FrontEnd, Window: spec.Window, Stride: spec.Stride, Normal: spec.Normal}, streams: spec.Streams}
	b.cutter = stream.NewCutter(spec.Window, spec.Stride)
	if src.Labelled() && b.Normal == "" {
		name, why, err := ask.Normal(src.Title(), src.LabelColumn(), src.States(), ask.Nobody)
		if b.Normal, b.Why = name, why; err != nil {
			b.Refusal = err.Error()
		}
	}
	return b
}

func (b *benchView) add(row *stream.Row) {
	due, label := b.cutter.Push(row.Segment, row.Label)
	if !due {
		return
	}
	if b.Windows++; label == stream.Mixed {
		b.Mixed++
	}
}

func (b *benchView) finish(in *Inspection, labels *stream.Labels) {
	for _, l := range in.Labels {
		if l.LongestRun < int64(b.Window) {
			b.Short = append(b.Short, l.Name)
		}
	}
	if b.Windows == 0 && b.Refusal == "" {
		b.Refusal = fmt.Sprintf("no segment has the %d rows of a window; pass a smaller --window", b.Window)
	}
	b.Command = append([]string{"tinyol-sim", "bench"}, b.streams...)
	switch {
	case b.Refusal != "" && len(in.Labels) > 1:
		b.Command = append(b.Command, "--normal", "LABEL")
	case b.Why != "":
		b.Command = append(b.Command, "--normal", b.Normal)
	}
	if in.Rate == nil {
		b.Command = append(b.Command, "--rate", "HZ")
	}
	in.Bench = b.Bench
}
