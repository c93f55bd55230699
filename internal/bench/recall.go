package bench

import (
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/score"
	"tinyol-sim/internal/stream"
)

// addRecall has a classifier asked for what it knows of each class: on the test
// recording, or else on the one that trained the network, where that has labels.
func (x *Experiment) addRecall(l *lane) {
	switch {
	case !classifies(l.mode):
	case l.assessor != nil:
		l.recall = score.NewRecall(result.RecallTest, l.assessor)
	case x.train != nil && x.Normal != stream.NoLabel:
		windows, of := x.split(), score.NewAssessor(l.program.Network, l.program.Options.Tap, x.labels.Len())
		width := l.program.FrontEnd.Features()
		for at := 0; at < len(windows.held); at += width {
			of.Add(windows.held[at:at+width], x.Normal)
		}
		for i, label := range windows.labels {
			of.Add(windows.faulty[i*width:(i+1)*width], label)
		}
		if of.Windows() > 0 {
			l.recall = score.NewRecall(result.RecallTrain, of)
		}
	}
}

// recallAt asks a classifier after a window, where that is due.
func (l *lane) recallAt(window int64) error {
	if l.recall == nil || !l.recall.Due(window+1) {
		return nil
	}
	learned, err := l.online.Learned()
	if err != nil {
		return err
	}
	l.recall.Ask(window+1, learned)
	return nil
}
