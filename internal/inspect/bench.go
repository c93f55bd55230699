package inspect

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tinyol-sim/internal/ask"
	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/stream/cut"
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
	// Remedy are words on a command line with which windows carry these labels, too.
	Remedy []string `json:"remedy,omitempty"`
	// Refusal is why it would not run; empty: it would.
	Refusal string   `json:"refusal,omitempty"`
	Command []string `json:"command"`
}

// benchView counts windows as bench cuts them.
type benchView struct {
	Bench
	cutter  *cut.Cutter
	command []string
}

func newBenchView(spec *bench.Spec, src *replay.Source, given []string) *benchView {
	b := &benchView{Bench: Bench{FrontEnd: spec.FrontEnd, Window: spec.Window, Stride: spec.Stride, Normal: spec.Normal}}
	b.command = slices.Concat([]string{"tinyol-sim", "bench"}, spec.Streams, given)
	b.cutter = cut.New(spec.Window, spec.Stride)
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
	least := int64(b.Window)
	for _, l := range in.Labels {
		if l.LongestRun < int64(b.Window) {
			b.Short = append(b.Short, l.Name)
			least = min(least, l.LongestRun)
		}
	}
	if b.Short != nil {
		b.Remedy = remedy(int(least), b, in.channels())
	}
	if b.Windows == 0 && b.Refusal == "" {
		b.Refusal = fmt.Sprintf("no segment has the %d rows of a window", b.Window)
		b.Remedy = remedy(int(in.LongestSegment), b, in.channels())
		if in.missing() > 0 {
			b.Refusal += ", for each ends where a value is missing"
			b.Remedy = []string{"--missing", string(stream.Hold)}
		}
		if b.Remedy != nil {
			b.Refusal += "; pass " + strings.Join(b.Remedy, " ")
		}
	}
	b.Command = b.command
	switch {
	case b.Why != "":
		b.Command = append(b.Command, "--normal", b.Normal)
	case b.Refusal != "" && len(in.Labels) > 1:
		b.Command = append(b.Command, "--normal", "LABEL")
	}
	if in.Rate == nil {
		b.Command = append(b.Command, in.timeFlag()...)
	}
	b.Command = append(without(b.Command, b.Remedy), b.Remedy...)
	in.Bench = b.Bench
}

// remedy are the words for windows that lie within so many rows; nil: there are none.
func remedy(rows int, b *benchView, channels int) []string {
	window, stride := bench.WindowWithin(rows, b.FrontEnd, channels, b.Stride)
	if window == 0 {
		return nil
	}
	return []string{"--window", strconv.Itoa(window), "--stride", strconv.Itoa(stride)}
}

// channels and missing are of what the recording was read as.
func (in *Inspection) channels() (n int) {
	for _, c := range in.Columns {
		if c.Used && c.Step != nil {
			n++
		}
	}
	return max(n, 1)
}

func (in *Inspection) missing() (n int64) {
	for _, c := range in.Columns {
		if c.Used {
			n += c.Missing
		}
	}
	return n
}

// timeRole is what package stream calls a time.
const timeRole = "time"

// timeFlag is what gives the rate: a column that may be the time, or else a number.
func (in *Inspection) timeFlag() []string {
	for _, c := range in.Columns {
		if c.Doubt && c.Role == timeRole && len(c.Flag) > 0 {
			return c.Flag
		}
	}
	return []string{"--rate", "HZ"}
}

// without are words without the flags that come behind them, and their values.
func without(words, behind []string) (kept []string) {
	for i, word := range words {
		flag := word
		if i > 0 && strings.HasPrefix(words[i-1], "--") && !strings.HasPrefix(word, "--") {
			flag = words[i-1]
		}
		if !strings.HasPrefix(flag, "--") || !slices.Contains(behind, flag) {
			kept = append(kept, word)
		}
	}
	return kept
}
