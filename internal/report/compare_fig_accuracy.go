package report

import "fmt"

// comparedAccuracy overlays the classifiers: along the stream, and on the test
// recording over the learning steps.
func comparedAccuracy(o *overlay) *figure {
	arms := o.armsOf(supervised)
	f := &figure{Title: "Accuracy along the stream and macro-F1 on the test recording"}
	stream := panel{Height: doubleHeight, Y: unitAxis("accuracy, stream")}
	test := panel{Height: doubleHeight, Y: unitAxis("macro-F1, test")}
	windows := 0
	for i, arm := range arms {
		r := o.role(arm, arms)
		if traces := o.traces(arm); progressing(traces) {
			windows = len(traces[0].sliding.ring)
			stream.X = windowAxis(traces[0])
			if i == 0 {
				s := traces[0].progress.of(guessNoChange)
				stream.Marks = append(stream.Marks, curve{Name: guessNames[guessNoChange], Role: roleMoment, X: s.X, Y: s.Mean})
			}
			stream.Marks = append(stream.Marks, o.progress(traces).marks(o.label(arm, longestEntry), r, i, len(arms))...)
		}
		if tests := o.tests(arm); tests != nil {
			var all []series
			for _, d := range tests {
				all = append(all, d.of(0))
			}
			s := overSeeds(all).within(0, 1)
			test.X = axis{Label: "learning steps", Ticks: 5, Max: max(test.X.Max, maximum(s.X))}
			test.Marks = append(test.Marks, s.marks(o.label(arm, longestEntry), r, i, len(arms))...)
		}
	}
	if len(stream.Marks) > 0 {
		f.Panels = append(f.Panels, stream)
		f.Caption = fmt.Sprintf("Accuracy over the last %s, each predicted before it was learned from; no change repeats the label before.",
			plural(windows, "labelled window", "labelled windows"))
	}
	if len(test.Marks) > 0 {
		f.Panels = append(f.Panels, test)
		f.Caption += " Macro-F1 on the test recording, which is never learned from."
	}
	f.Caption += o.seedsCaption() + o.leftOut(supervised) + o.settingsCaption()
	return f
}

// progressing reports whether all seeds have an accuracy along the stream.
func progressing(traces []*trace) bool {
	for _, t := range traces {
		if t.progress == nil || len(t.progress.bins) < 2 {
			return false
		}
	}
	return len(traces) > 0
}

func (o *overlay) progress(traces []*trace) spreadSeries {
	var all []series
	for _, t := range traces {
		all = append(all, t.progress.of(guessOnline))
	}
	return overSeeds(all).within(0, 1)
}
