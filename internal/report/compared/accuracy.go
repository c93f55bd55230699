package compared

import (
	"fmt"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// comparedAccuracy overlays the classifiers: along the stream, and on the test
// recording over the learning steps.
func comparedAccuracy(o *overlay) *figure.Figure {
	arms := o.armsOf(result.AimClassify)
	f := &figure.Figure{Title: "Accuracy along the stream and macro-F1 on the test recording"}
	stream := figure.Panel{Height: figure.DoubleHeight, Y: figure.UnitAxis("accuracy, stream")}
	test := figure.Panel{Height: figure.DoubleHeight, Y: figure.UnitAxis("macro-F1, test")}
	windows := 0
	for i, arm := range arms {
		r := o.role(arm, arms)
		if traces := o.traces(arm); progressing(traces) {
			windows = len(traces[0].Sliding.Ring)
			stream.X = recording.WindowAxis(traces[0])
			if i == 0 {
				s := traces[0].Progress.Of(recording.GuessNoChange)
				stream.Marks = append(stream.Marks, figure.Curve{Name: recording.GuessNames[recording.GuessNoChange], Role: figure.RoleMoment, X: s.X, Y: s.Mean})
			}
			stream.Marks = append(stream.Marks, o.progress(traces).marks(o.label(arm, figure.LongestEntry), r, i, len(arms))...)
		}
		if tests := o.tests(arm); tests != nil {
			var all []recording.Series
			for _, d := range tests {
				all = append(all, d.Of(0))
			}
			s := overSeeds(all).within(0, 1)
			test.X = figure.Axis{Label: "learning steps", Ticks: 5, Max: max(test.X.Max, figure.Maximum(s.X))}
			test.Marks = append(test.Marks, s.marks(o.label(arm, figure.LongestEntry), r, i, len(arms))...)
		}
	}
	if len(stream.Marks) > 0 {
		f.Panels = append(f.Panels, stream)
		f.Caption = fmt.Sprintf("Accuracy over the last %s, each predicted before it was learned from; no change repeats the label before.",
			wording.Plural(windows, "labelled window", "labelled windows"))
	}
	if len(test.Marks) > 0 {
		f.Panels = append(f.Panels, test)
		f.Caption += " Macro-F1 on the test recording, which is never learned from."
	}
	f.Caption += o.seedsCaption() + o.leftOut(result.AimClassify) + o.settingsCaption()
	return f
}

// progressing reports whether all seeds have an accuracy along the stream.
func progressing(traces []*recording.Trace) bool {
	for _, t := range traces {
		if t.Progress == nil || len(t.Progress.Bins) < 2 {
			return false
		}
	}
	return len(traces) > 0
}

func (o *overlay) progress(traces []*recording.Trace) spreadSeries {
	var all []recording.Series
	for _, t := range traces {
		all = append(all, t.Progress.Of(recording.GuessOnline))
	}
	return overSeeds(all).within(0, 1)
}
