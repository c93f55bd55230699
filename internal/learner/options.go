package learner

import (
	"fmt"

	"tinyol-sim/internal/kernel"
)

// Options are the settings that single learners have, each with the file that
// reads it. The zero value is the default of all.
type Options struct {
	// Tap is what a classifier learns from (classifier.go).
	Tap Tap
	// Bias gives softmax and replay a bias, which the paper's layer has not.
	Bias bool
	// Remembered inputs: of each class in replay's reservoir and the rings of
	// knn-classes, 0 is 8; windows in the ring of knn, 0 is 32 (knn.go).
	Remembered int
	// Replays is how many of them replay learns from at each update.
	Replays int // 0: 1
	// Neighbours that vote in knn-classes.
	Neighbours int // 0: 3
	// Batch is how many updates cwr and lwf take together.
	Batch int // 0: 8

	Tune      Tune      // of tinyol: what goes on learning (tune.go)
	Optimizer Optimizer // of tinyol: how it takes a step (tune.go)
}

// What options stand for where nobody said.
const (
	defaultRemembered = 8 // of each class
	defaultReplays    = 1
	defaultNeighbours = 3
	defaultBatch      = 8 // the device of Avi, Albanese and Brunelli
)

func (o *Options) remembered() int { return orDefault(o.Remembered, defaultRemembered) }
func (o *Options) replays() int    { return orDefault(o.Replays, defaultReplays) }
func (o *Options) neighbours() int { return orDefault(o.Neighbours, defaultNeighbours) }
func (o *Options) batch() int      { return orDefault(o.Batch, defaultBatch) }

func orDefault(n, otherwise int) int {
	if n == 0 {
		return otherwise
	}
	return n
}

// Most that an option can be: operations are listed for each replay, float32
// count batches, and the rest is bounded by what a device holds.
const (
	mostRemembered = 1 << 16
	mostReplays    = 64
	mostBatch      = 1 << 20
)

// checkClassifier reports the first setting that no classifier works with.
func checkClassifier(s *Settings) error {
	if s.MaxClasses < 2 {
		return fmt.Errorf("room for %d classes; supervised mode needs at least 2", s.MaxClasses)
	}
	if int(s.Tap) >= len(tapNames) {
		return fmt.Errorf("there is no tap %d; use embedding or features", s.Tap)
	}
	for _, c := range []struct {
		what    string
		n, most int
	}{
		{"inputs remembered of each class", s.remembered(), mostRemembered}, {"replays at each update", s.replays(), mostReplays},
		{"neighbours", s.neighbours(), kernel.MostNeighbours}, {"updates a batch", s.batch(), mostBatch},
	} {
		if c.n < 1 || c.n > c.most {
			return fmt.Errorf("%d %s; it has to be 1 to %d", c.n, c.what, c.most)
		}
	}
	return nil
}
