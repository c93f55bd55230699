package metrics

// ClassBlocks is Blocks for classifiers: a block bootstrap over runs of one
// label, drawn from all of them, of accuracy and macro-F1. Make it with
// NewClassBlocks.
//
// With more than 256 runs, neighbouring ones share a block. Memory grows with
// the classes that each arm predicts in each block, not with the stream.
type ClassBlocks struct {
	arms    int
	counts  cells // arm 0 to arms-1: predictions and hits; arm arms: labels
	place   place
	runs    runs
	classes int
}

// NewClassBlocks returns an empty ClassBlocks of this many arms, classifiers of
// the same windows.
func NewClassBlocks(arms int) *ClassBlocks {
	if arms < 1 || arms > 16 {
		panic("metrics: NewClassBlocks: 1 to 16 arms")
	}
	c := &ClassBlocks{arms: arms, runs: runs{limit: maxBlocks}}
	c.Reset()
	return c
}

// Reset forgets all windows and keeps the memory; the next one begins a run.
func (c *ClassBlocks) Reset() {
	c.counts.reset()
	c.runs.reset()
	c.place, c.classes = place{}, 0
}

// Add counts one window of a segment and the prediction of each arm. A label
// below 0 ends a run and is not scored; a prediction below 0 is none.
func (c *ClassBlocks) Add(segment, label int, predictions []int) {
	if len(predictions) != c.arms {
		panic("metrics: ClassBlocks.Add: a prediction for each arm")
	}
	if label < 0 {
		c.place = place{}
		return
	}
	if c.place.next(segment, label) && c.runs.start() {
		c.counts.rebuild(len(c.counts.slots), func(k cellKey) cellKey { return keyOf(k.block()/2, k.arm(), k.value()) })
	}
	block := c.runs.last()
	c.classes = max(c.classes, label+1)
	c.counts.add(keyOf(block, c.arms, uint32(label)), 1)
	for arm, prediction := range predictions {
		if prediction >= 0 {
			c.classes = max(c.classes, prediction+1)
			c.counts.add(keyOf(block, arm, predicted(prediction, prediction == label)), 1)
		}
	}
}

// predicted is the value of a cell: a class, and whether it was right.
func predicted(class int, right bool) uint32 {
	if right {
		return uint32(class)<<1 | 1
	}
	return uint32(class) << 1
}
