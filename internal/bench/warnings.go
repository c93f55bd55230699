package bench

import (
	"fmt"
	"strings"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/tinyol"
)

// Limits from which a model is warned of.
const (
	leastR2     = 0.1 // a model that explains less says little more than the mean
	rateFactor  = 5   // how many times the promised rate held-out windows may have
	unitsFactor = 100 // between the deviations of two channels
)

// modelWarnings are about what was trained, whatever the stream.
func (x *Experiment) modelWarnings() (lines []string) {
	t := &x.Models[0].Training
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	if t.R2 != 0 && t.R2 < leastR2 {
		add("the autoencoder explains %.0f %% of the variance of its own training windows: what it says of others means little; try more --epochs, another --frontend or a wider --embedding", 100*max(t.R2, 0))
	}
	if t.HeldOut > 0 {
		rate := 1 - t.Quantile
		low, high := promise(t.Quantile, t.HeldOut)
		switch {
		case t.HeldOutRate > rateFactor*rate && t.HeldOutRate > high:
			add("the threshold does not hold within the training recording: by the errors of its first part %.1f %% of the last part raise alarms, not %.2g %%; it is set by the last part: record longer, until all that is healthy has been there", 100*t.HeldOutRate, 100*rate)
		case float64(t.HeldOut)*rate < 1:
			add("the threshold rests on %d windows that share no row: its false alarm rate may be anything from %.2g %% to %.2g %%, where --threshold-quantile asks for %.2g %%; record longer", t.HeldOut, 100*low, 100*high, 100*rate)
		}
	}
	lines = append(lines, x.projected()...)
	if line := x.labelsLeak(); line != "" {
		lines = append(lines, line)
	}
	return lines
}

// roleNames are what messages call the roles of recordings.
var roleNames = map[string]string{replay.RoleStream: "the stream", replay.RoleTrain: "the training recording", replay.RoleTest: "the test recording"}

// sameRecordings warns of one recording in two roles, whatever its names: files are
// known by their checksums.
func sameRecordings(in *replay.Inputs) (lines []string) {
	for _, s := range in.Shared(replay.RoleStream, replay.RoleTrain, replay.RoleTest) {
		files := ""
		switch more := s.Files - 1; {
		case more == 1:
			files = " and 1 file more"
		case more > 1:
			files = fmt.Sprintf(" and %d files more", more)
		}
		lines = append(lines, fmt.Sprintf("%s and %s have the same bytes (%s, %s%s): what is measured there has been seen before",
			roleNames[s.Roles[0]], roleNames[s.Roles[1]], s.Names[0], s.Names[1], files))
	}
	return lines
}

// labelsLeak warns of labels that come while the windows that are predicted next still
// share rows with their own.
func (x *Experiment) labelsLeak() string {
	for _, l := range x.lanes {
		least := apartWindows(l.program)
		if x.Spec.LabelDelay == spec.Unset || l.program.LabelDelay >= least || l.program.Policy.Gate != tinyol.Labelled && !classifies(l.mode) {
			continue
		}
		return fmt.Sprintf("labels come %d windows late, and until %d windows the next one shares rows with what was just learned: what learning bought is overstated; leave out --label-delay", l.program.LabelDelay, least)
	}
	return ""
}

// projected warns of what a front end loses that adds the channels up: one that never
// moves in training has no weight in the sum, and where scales differ, one drowns the
// others.
func (x *Experiment) projected() (lines []string) {
	if x.train == nil || x.Models[0].FrontEnd.Kind() != frontend.Raw {
		return nil
	}
	spread := metrics.NewChannelSpread(x.train.rec.Channels)
	for _, run := range x.train.rec.Runs {
		for n := x.train.rec.Channels; len(run) >= n; run = run[n:] {
			spread.Add(run[:n])
		}
	}
	columns := x.src.Columns()
	var still []string
	for i, c := range columns {
		if spread.Deviation(i) == 0 {
			still = append(still, c)
		}
	}
	if n := len(still); n > 0 && n < len(columns) {
		lines = append(lines, fmt.Sprintf("%s: no movement in training, so that --frontend raw gives it no weight, and what it does later is not seen; leave it out with --columns, train on rows in which it moves, or use another --frontend", strings.Join(still, ", ")))
	}
	if ratio, largest, smallest := spread.Ratio(); ratio > unitsFactor {
		lines = append(lines, fmt.Sprintf("%s varies %.0f times as much as %s, and --frontend raw adds them up: what the others say is lost; choose channels of one unit with --columns, or another --frontend", columns[largest], ratio, columns[smallest]))
	}
	return lines
}

// Late warns of a board that does not keep up; empty where it does.
func Late(d *result.Deadline, stride int) string {
	if d == nil || d.Met {
		return ""
	}
	needed := int(float64(stride)*d.StepUS/d.PeriodUS) + 1
	return fmt.Sprintf("the board does not keep up: a step takes %.3g ms, and windows come every %.3g ms; use --stride %d or more, a smaller network or a faster board", d.StepUS/1000, d.PeriodUS/1000, needed)
}

// belowMajority warns of a classifier that a constant answer outdoes on the test
// recording.
func belowMajority(t *result.Test) string {
	if t == nil {
		return ""
	}
	for _, b := range t.Baselines {
		if b.Name == "majority" && b.Accuracy != nil && t.Accuracy < *b.Accuracy {
			return fmt.Sprintf("on the test recording the classifier is right %.0f %% of the time, and always saying the most frequent label %.0f %%: what it learned does not hold there", 100*t.Accuracy, 100**b.Accuracy)
		}
	}
	return ""
}
