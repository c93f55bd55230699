package report

import (
	"fmt"
	"strconv"
	"strings"

	"tinyol-sim/internal/result"
)

// setupFacts describes what was run.
func setupFacts(s *result.Summary, groups []*group) []fact {
	facts := []fact{{"stream", streamText(&s.Stream)}}
	if t := trainingText(&s.Stream); t != "" {
		facts = append(facts, fact{"trained on", t})
	}
	if s.Stream.TestName != "" {
		facts = append(facts, fact{"tested on", s.Stream.TestName})
	}
	facts = append(facts, fact{"front end", frontEndText(s)}, fact{"network", networkText(&s.Program)})
	if learning := learningText(s, groups); learning != "" {
		facts = append(facts, fact{"learning", learning})
	}
	if len(groups) > 0 {
		facts = append(facts, fact{"board", boardText(groups)}, fact{"seed", seedText(groups)})
	}
	return facts
}

func streamText(s *result.Stream) string {
	var b strings.Builder
	b.WriteString(s.Name)
	if n := len(s.More); n > 0 {
		fmt.Fprintf(&b, " and %s", plural(n, "more file", "more files"))
	}
	fmt.Fprintf(&b, ": %s of %s", plural(s.Rows, "row", "rows"), strings.Join(s.Columns, ", "))
	if s.PeriodS != nil && *s.PeriodS > 0 {
		fmt.Fprintf(&b, " at %s Hz", significant(1 / *s.PeriodS, 3))
	}
	if s.Segments > 1 {
		fmt.Fprintf(&b, " in %s segments", integer(s.Segments))
	}
	fmt.Fprintf(&b, "; %s", plural(s.Windows, "window", "windows"))
	if s.Mixed > 0 {
		fmt.Fprintf(&b, ", %s of them across two labels and not counted", integer(s.Mixed))
	}
	if s.Skipped > 0 {
		fmt.Fprintf(&b, "; %s skipped", plural(s.Skipped, "bad row", "bad rows"))
	}
	return b.String()
}

func trainingText(s *result.Stream) string {
	if s.TrainName == "" {
		return ""
	}
	text := s.TrainName
	if s.TrainRows > 0 {
		text += ": " + plural(s.TrainRows, "row", "rows")
		if s.Normal != "" && s.Label != "" {
			text += " labelled " + s.Normal
		}
	}
	return text
}

func frontEndText(s *result.Summary) string {
	p := &s.Program
	text := fmt.Sprintf("%s, windows of %s", p.FrontEnd, plural(p.Window, "row", "rows"))
	if period := s.Stream.PeriodS; period != nil && *period > 0 {
		text += " (" + microseconds.text(float64(p.Window)*(*period)*1e6) + ")"
	}
	return text + ", one every " + plural(p.Stride, "row", "rows")
}

func networkText(p *result.Program) string {
	layers := make([]string, len(p.Layers))
	for i, n := range p.Layers {
		layers[i] = strconv.Itoa(n)
	}
	return fmt.Sprintf("autoencoder %s, embedding of %d, %s", strings.Join(layers, "-"), p.Embedding, p.Activation)
}

// policies says from which windows each policy lets the fine-tuned layer learn.
var policies = map[string]string{
	"always":   "every window",
	"labelled": "windows labelled ",
	"below":    "windows under the threshold",
}

// learningText names loss and learning rate of the modes that were run, and
// what they learn from.
func learningText(s *result.Summary, groups []*group) string {
	p := &s.Program
	var parts []string
	for _, mode := range modesOf(groups) {
		switch mode {
		case unsupervised:
			text := fmt.Sprintf("unsupervised: loss %s, rate %s", p.Loss, plainNumber(p.LearningRate))
			if from := policies[p.Policy]; from != "" {
				text += ", from " + from
				if p.Policy == "labelled" {
					text += s.Stream.Normal
				}
			}
			parts = append(parts, text)
		case supervised:
			parts = append(parts, "supervised: loss cross-entropy, rate "+plainNumber(p.LearningRateSupervised))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "; ")
}

func plainNumber(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func boardText(groups []*group) string {
	var boards []string
	for _, g := range groups {
		boards = appendNew(boards, fmt.Sprintf("%s (%s engine)", g.board, g.engine))
	}
	return strings.Join(boards, ", ")
}

func seedText(groups []*group) string {
	var seeds []string
	for _, g := range groups {
		for _, r := range g.runs {
			seeds = appendNew(seeds, strconv.FormatUint(r.Seed, 10))
		}
	}
	text := strings.Join(seeds, ", ")
	if len(seeds) > 1 {
		text += "; figures are means with [95 % interval] or go from lowest to highest"
	}
	return text
}

func modesOf(groups []*group) []string {
	var modes []string
	for _, g := range groups {
		modes = appendNew(modes, g.mode)
	}
	return modes
}

func appendNew(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}
