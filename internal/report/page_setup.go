package report

import (
	"fmt"
	"strconv"
	"strings"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// setupFacts describes what was run.
func setupFacts(s *result.Summary, groups []*recording.Group) []columns.Fact {
	facts := []columns.Fact{{Term: "stream", Text: streamText(&s.Stream)}}
	if t := trainingText(&s.Stream); t != "" {
		facts = append(facts, columns.Fact{Term: "trained on", Text: t})
	}
	if s.Stream.TestName != "" {
		facts = append(facts, columns.Fact{Term: "tested on", Text: s.Stream.TestName})
	}
	facts = append(facts, columns.Fact{Term: "front end", Text: frontEndText(s)}, columns.Fact{Term: "network", Text: networkText(&s.Program)})
	if learning := learningText(s, groups); learning != "" {
		facts = append(facts, columns.Fact{Term: "learning", Text: learning})
	}
	if len(groups) > 0 {
		facts = append(facts, columns.Fact{Term: "board", Text: boardText(groups)}, columns.Fact{Term: "seed", Text: seedText(groups)})
	}
	return facts
}

func streamText(s *result.Stream) string {
	var b strings.Builder
	b.WriteString(s.Name)
	if n := len(s.More); n > 0 {
		fmt.Fprintf(&b, " and %s", wording.Plural(n, "more file", "more files"))
	}
	fmt.Fprintf(&b, ": %s of %s", wording.Plural(s.Rows, "row", "rows"), strings.Join(s.Columns, ", "))
	if s.PeriodS != nil && *s.PeriodS > 0 {
		fmt.Fprintf(&b, " at %s Hz", wording.Significant(1 / *s.PeriodS, 3))
		if s.PeriodDoubt != "" {
			b.WriteString(" (in doubt)")
		}
	}
	if s.Segments > 1 {
		fmt.Fprintf(&b, " in %s segments", wording.Integer(s.Segments))
	}
	fmt.Fprintf(&b, "; %s", wording.Plural(s.Windows, "window", "windows"))
	if s.Mixed > 0 {
		fmt.Fprintf(&b, ", %s of them across two labels and not counted", wording.Integer(s.Mixed))
	}
	if s.Skipped > 0 {
		fmt.Fprintf(&b, "; %s skipped", wording.Plural(s.Skipped, "bad row", "bad rows"))
	}
	return b.String()
}

func trainingText(s *result.Stream) string {
	if s.TrainName == "" {
		return ""
	}
	text := s.TrainName
	if s.TrainRows > 0 {
		text += ": " + wording.Plural(s.TrainRows, "row", "rows")
		if s.Normal != "" && s.Label != "" {
			text += " labelled " + s.Normal
		}
	}
	return text
}

func frontEndText(s *result.Summary) string {
	p := &s.Program
	text := fmt.Sprintf("%s, windows of %s", p.FrontEnd, wording.Plural(p.Window, "row", "rows"))
	if period := s.Stream.PeriodS; period != nil && *period > 0 {
		text += " (" + wording.Microseconds.Text(float64(p.Window)*(*period)*1e6) + ")"
	}
	return text + ", one every " + wording.Plural(p.Stride, "row", "rows")
}

func networkText(p *result.Program) string {
	layers := make([]string, len(p.Layers))
	for i, n := range p.Layers {
		layers[i] = strconv.Itoa(n)
	}
	return fmt.Sprintf("autoencoder %s, embedding of %d, %s", strings.Join(layers, "-"), p.Embedding, p.Activation)
}

// policies says from which windows each policy lets a detector learn.
var policies = map[string]string{
	"always":   "every window",
	"labelled": "windows labelled ",
	"below":    "windows under the threshold",
}

// learningText names loss and learning rate of the learners that were run, and
// what the detectors learn from.
func learningText(s *result.Summary, groups []*recording.Group) string {
	var parts []string
	detects := false
	for _, g := range groups {
		var how []string
		if g.Learner.Loss != "" {
			how = append(how, "loss "+g.Learner.Loss)
		}
		if rate := g.Learner.LearningRate; rate != nil {
			how = append(how, "rate "+wording.PlainNumber(*rate))
		}
		if how != nil {
			parts = wording.AppendNew(parts, g.Mode+": "+strings.Join(how, ", "))
		}
		detects = detects || g.Learns() && !g.Classifies()
	}
	if from := policies[s.Program.Policy]; from != "" && detects {
		if s.Program.Policy == "labelled" {
			from += s.Stream.Normal
		}
		parts = append(parts, "detectors learn from "+from)
	}
	return strings.Join(parts, "; ")
}

func boardText(groups []*recording.Group) string {
	var boards []string
	for _, g := range groups {
		boards = wording.AppendNew(boards, fmt.Sprintf("%s (%s engine)", g.Board, g.Engine))
	}
	return strings.Join(boards, ", ")
}

func seedText(groups []*recording.Group) string {
	var seeds []string
	for _, g := range groups {
		for _, r := range g.Runs {
			seeds = wording.AppendNew(seeds, strconv.FormatUint(r.Seed, 10))
		}
	}
	text := strings.Join(seeds, ", ")
	if len(seeds) > 1 {
		text += "; figures are means with [95 % interval] or go from lowest to highest"
	}
	return text
}
