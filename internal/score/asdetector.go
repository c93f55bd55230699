package score

import (
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
)

// asDetector ranks windows by a classifier: by -log P(normal), which orders them as
// 1 - P(normal) does and keeps apart what that rounds to 1.
type asDetector struct {
	normal           int // label of the healthy machine
	ranking          *metrics.Ranking
	windows, normals int64
}

func newAsDetector(normal int) *asDetector {
	return &asDetector{normal: normal, ranking: metrics.NewRanking()}
}

// add counts a window with a label. Where the layer does not know the healthy machine
// yet there is nothing to rank.
func (a *asDetector) add(label int, surprisal float32) {
	if a.normal < 0 || label < 0 || surprisal < 0 {
		return
	}
	a.windows++
	if label == a.normal {
		a.normals++
	}
	a.ranking.Add(surprisal, label != a.normal)
}

func (a *asDetector) reset() {
	a.ranking.Reset()
	a.windows, a.normals = 0, 0
}

// result is nil where there is nothing to tell from each other.
func (a *asDetector) result() *result.AsDetector {
	if a.normals == 0 || a.normals == a.windows {
		return nil
	}
	return &result.AsDetector{
		Windows: a.windows, NormalWindows: a.normals, AUC: Defined(a.ranking.AUC()),
		DetectionAt1: Defined(a.ranking.DetectionAt(oneInHundred)), DetectionAt5: Defined(a.ranking.DetectionAt(oneInTwenty)),
		ROC: curveOf(a.ranking),
	}
}
