package report

import (
	"fmt"
	"math"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// Verdict is what the first screen says first of a run.
func Verdict(s *result.Summary) []columns.Fact { return verdictOf(s, recording.GroupsOf(s)) }

// Warnings are those of a summary and of its runs.
func Warnings(s *result.Summary) []string { return allWarnings(s, recording.GroupsOf(s)) }

// verdictOf answers the three questions that a run is for, a sentence each: whether
// it fits, whether it keeps up, and what learning bought.
func verdictOf(s *result.Summary, groups []*recording.Group) (facts []columns.Fact) {
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, columns.Fact{Term: term, Text: text})
		}
	}
	add("fits", fitsText(groups))
	add("keeps up", paceText(groups, s.Stream.PeriodDoubt))
	if list := detectorsOf(groups); len(list) > 0 {
		add("learning", boughtText(list[0], len(list) > 1))
	}
	if list := classifiersOf(groups); len(list) > 0 {
		add("classes", classesText(list[0], len(list) > 1))
	}
	return facts
}

// fitsText is of the run that takes most RAM.
func fitsText(groups []*recording.Group) string {
	var m *result.Memory
	board := ""
	for _, g := range groups {
		if of := g.First().Memory; of != nil && (m == nil || of.RAMBytes > m.RAMBytes) {
			m, board = of, g.Board
		}
	}
	if m == nil {
		return ""
	}
	text := fmt.Sprintf("%s has room: %s of %s flash, %s of %s RAM", board,
		wording.BytesOf(m.FlashBytes), wording.BytesOf(m.FlashLimit), wording.BytesOf(m.RAMBytes), wording.BytesOf(m.RAMLimit))
	if len(groups) > 1 {
		text += " at most"
	}
	return text + "."
}

// paceText is of the run whose steps take longest. Where the rate is in doubt it says
// up to which one the board keeps up, and leaves the answer to the reader.
func paceText(groups []*recording.Group, doubt string) string {
	var r *result.Run
	for _, g := range groups {
		if of := g.First(); of.Deadline != nil && (r == nil || of.Deadline.StepUS > r.Deadline.StepUS) {
			r = of
		}
	}
	rate := mostRows(groups)
	if r == nil || doubt != "" {
		if doubt == "" {
			doubt = "the stream has no time"
		}
		text := "not known: " + doubt + "; --rate gives the rows a second."
		if rate != "" {
			text += " " + wording.Capital(rate) + " it would."
		}
		return text
	}
	d := r.Deadline
	answer := "yes"
	if !d.Met {
		answer = "NO"
	}
	text := fmt.Sprintf("%s: a step takes at most %s of the %s between windows, which is %s times as fast as needed", answer,
		wording.Microseconds.Text(d.StepUS), wording.Microseconds.Text(d.PeriodUS), timesText(d.PeriodUS/d.StepUS))
	if rate != "" {
		text += "; it does " + rate
	}
	return text + "."
}

// mostRows says up to which rate of rows the board keeps up with all runs.
func mostRows(groups []*recording.Group) string {
	least := math.Inf(1)
	for _, g := range groups {
		if rate := g.First().MaxRowRate; rate != nil {
			least = min(least, *rate)
		}
	}
	if math.IsInf(least, 1) {
		return ""
	}
	return fmt.Sprintf("up to %s rows a second", wording.Integer(int64(least)))
}

// timesText leaves it at a thousand: nobody asks how idle a board is beyond that.
func timesText(times float64) string {
	if times > 1000 {
		return "more than 1,000"
	}
	return wording.Significant(times, 2)
}

// little is a gain that nobody would notice.
const little = 0.005

// boughtText says what a detector's learning bought over the same detector that
// learns nothing, and what a threshold that runs does alone.
func boughtText(g *recording.Group, named bool) string {
	a := g.First().Anomaly
	who := "what learns"
	if named {
		who = g.Label
	}
	if g.First().Updates == 0 {
		return "nothing was learned."
	}
	gain, ok := gainOf(g, "detection_at_1_percent")
	what, unit := "detection at 1 % false alarms", "points"
	if !ok {
		gain, ok = gainOf(g, "auc")
		what, unit = "AUC", "hundredths"
	}
	if !ok {
		return alarmsText(g, who)
	}
	text := fmt.Sprintf("bought %s %s of %s", wording.Signed(wording.Fixed(100*gain.value, 1)), unit, what)
	switch {
	case math.Abs(gain.value) < little:
		text = "bought nothing in " + what
	case gain.known && gain.low <= 0 && gain.high >= 0:
		text = fmt.Sprintf("bought nothing certain: %s %s of %s, which may be chance", wording.Signed(wording.Fixed(100*gain.value, 1)), unit, what)
	case gain.value < 0:
		text = fmt.Sprintf("COST %s %s of %s", wording.Fixed(-100*gain.value, 1), unit, what)
	}
	if gain.known {
		text += fmt.Sprintf(" (95 %% interval %s to %s)", wording.Signed(wording.Fixed(100*gain.low, 1)), wording.Signed(wording.Fixed(100*gain.high, 1)))
	}
	if unit == "points" {
		text += fmt.Sprintf(": %s detects %s, as flashed %s", who, g.Figure("anomaly.detection_at_1_percent"), g.Figure(frozenKey(a, "anomaly.detection_at_1_percent")))
	}
	return wording.Capital(text) + ". " + wording.Capital(alarmsText(g, who))
}

// alarmsText sets the false alarms of the arms side by side.
func alarmsText(g *recording.Group, who string) string {
	frozen, running, online := g.Figure("anomaly.false_alarm_rate_frozen"), g.Figure("anomaly.false_alarm_rate_frozen_running_threshold"), g.Figure("anomaly.false_alarm_rate")
	if frozen == "" || online == "" {
		return "what learning bought is not known: the stream has no labels."
	}
	text := fmt.Sprintf("false alarms: as flashed %s", frozen)
	if running != "" {
		text += fmt.Sprintf(", with a threshold that runs and nothing learned %s", running)
	}
	return text + fmt.Sprintf(", %s %s.", who, online)
}

// frozenKey is the key of a measure for the arm that learns nothing and has the same
// kind of threshold.
func frozenKey(a *result.Anomaly, key string) string {
	if a.ThresholdStep > 0 {
		return key + "_frozen_running_threshold"
	}
	return key + "_frozen"
}

// gained is a difference with its 95 % interval: over seeds where there are several,
// else over runs of one label.
type gained struct {
	value, low, high float64
	known            bool // the interval
}

func gainOf(g *recording.Group, figure string) (gained, bool) {
	a := g.First().Anomaly
	arm := result.ArmOnline
	if a.ThresholdStep > 0 {
		arm = result.ArmOnlineRunning
	}
	key := "anomaly.gains." + arm + ".of." + figure + ".value"
	value, ok := g.Mean(key)
	if !ok {
		return gained{}, false
	}
	out := gained{value: value}
	if g.Spread != nil {
		if i, there := g.Spread.Figures[key]; there {
			out.low, out.high, out.known = i.Low, i.High, true
		}
		return out, true
	}
	e := a.Gain(arm).Of.DetectionAt1
	if figure == "auc" {
		e = a.Gain(arm).Of.AUC
	}
	if e != nil && e.Low != nil && e.High != nil {
		out.low, out.high, out.known = *e.Low, *e.High, true
	}
	return out, true
}

// classesText says how good the best classifier is, beside what needs no learning.
func classesText(g *recording.Group, named bool) string {
	who := "the classifier"
	if named {
		who = g.Label
	}
	c := g.First().Classification
	text := fmt.Sprintf("%s has a macro-F1 of %s", who, g.Figure("classification.macro_f1"))
	if test := g.Figure("classification.test.macro_f1"); test != "" {
		text += fmt.Sprintf(" on the stream and %s on the test recording", test)
	}
	if last := g.Figure("classification.baselines.no-change.macro_f1"); last != "" {
		text += "; repeating the last label has " + last + " on the stream"
	}
	if e := c.OverNoChange; e != nil && e.Accuracy != nil && e.Accuracy.Low != nil && *e.Accuracy.Low > 0 {
		text += ", which it beats"
	}
	return wording.Capital(text) + "."
}
