package main

import "context"

// fewEpochs are the passes over the training windows that the rule compares with as
// many as make leastUpdates of offline training.
const (
	fewEpochs    = 40
	leastUpdates = 2000
	batch        = 32 // windows of an offline update
)

// trainedLonger is a recording, or the beginning of one, trained as long as either way
// says.
type trainedLonger struct {
	name      string
	windows   int // that train
	epochs    int // that make leastUpdates
	few, many judged
}

// lengths are the parts of a recording that are tried: all of it and a short one.
var lengths = []struct {
	name string
	part int
}{{"", 1}, {", first quarter", 4}}

// longer compares the passes on every length of a recording on which there is enough
// to train.
func (r *recording) longer(ctx context.Context, kind string) (all []trainedLonger, err error) {
	for _, l := range lengths {
		taught, _ := r.taught.Cut(r.taught.Rows() / l.part)
		few, err := fit(ctx, kind, fewEpochs, r.name, &taught)
		if err != nil {
			return all, err
		}
		t := trainedLonger{name: r.name + l.name, windows: few.models[0].Training.Windows}
		updates := (t.windows + batch - 1) / batch
		t.epochs = max(fewEpochs, (leastUpdates+updates-1)/updates)
		many := few
		if t.epochs > fewEpochs {
			if many, err = fit(ctx, kind, t.epochs, r.name, &taught); err != nil {
				return all, err
			}
		}
		if t.few, err = r.judge(few); err != nil {
			return all, err
		}
		if t.many, err = r.judge(many); err != nil {
			return all, err
		}
		all = append(all, t)
	}
	return all, nil
}
