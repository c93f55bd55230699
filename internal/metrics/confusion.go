package metrics

import "math"

// Confusion counts labels against predictions and derives the classical
// figures from the counts. Classes appear as they are added. The zero value is
// ready to use.
type Confusion struct {
	classes   int
	stride    int     // cells of a row, at least classes
	cells     []int64 // [label][prediction]
	support   []int64 // windows with this label, those without prediction too
	predicted []int64 // windows with this prediction
	total     int64
	correct   int64
}

// Add counts one window.
func (c *Confusion) Add(label, prediction int) {
	if label < 0 {
		return
	}
	if class := max(label, prediction); class >= c.classes {
		c.grow(class + 1)
	}
	c.total++
	c.support[label]++
	if prediction < 0 {
		return
	}
	c.predicted[prediction]++
	c.cells[label*c.stride+prediction]++
	if label == prediction {
		c.correct++
	}
}

// grow makes room for classes, doubling so that a stream of new labels stays
// cheap.
func (c *Confusion) grow(classes int) {
	if classes > c.stride {
		stride := max(8, 2*c.stride, classes)
		cells := make([]int64, stride*stride)
		for label := range c.classes {
			copy(cells[label*stride:], c.cells[label*c.stride:][:c.classes])
		}
		c.cells, c.stride = cells, stride
		c.support = append(make([]int64, 0, stride), c.support...)[:stride]
		c.predicted = append(make([]int64, 0, stride), c.predicted...)[:stride]
	}
	c.classes = classes
}

// Reset forgets the counts and keeps the memory.
func (c *Confusion) Reset() {
	clear(c.cells)
	clear(c.support)
	clear(c.predicted)
	c.classes, c.total, c.correct = 0, 0, 0
}

// Total returns the windows counted.
func (c *Confusion) Total() int64 { return c.total }

// Unpredicted returns the windows among them that had no prediction. They are
// errors, and in no column of Matrix.
func (c *Confusion) Unpredicted() int64 {
	n := c.total
	for _, predicted := range c.predicted {
		n -= predicted
	}
	return n
}

// Support returns the windows with this label.
func (c *Confusion) Support(class int) int64 {
	if class >= c.classes {
		return 0
	}
	return c.support[class]
}

// Matrix returns the counts as [label][prediction] of the classes in order;
// of all classes when there is none. A class outside order is left out.
func (c *Confusion) Matrix(order ...int) [][]int64 {
	if len(order) == 0 {
		order = make([]int, c.classes)
		for class := range order {
			order[class] = class
		}
	}
	matrix := make([][]int64, len(order))
	for i, label := range order {
		matrix[i] = make([]int64, len(order))
		for j, prediction := range order {
			if label < c.classes && prediction < c.classes {
				matrix[i][j] = c.cells[label*c.stride+prediction]
			}
		}
	}
	return matrix
}

// Accuracy returns the share of right predictions.
func (c *Confusion) Accuracy() float64 { return float64(c.correct) / float64(c.total) }

// Kappa returns Cohen's kappa, (p0 - pe) / (1 - pe): the accuracy p0 against
// that of a guesser pe with the same frequencies of predictions (J. Cohen, A
// coefficient of agreement for nominal scales, Educational and Psychological
// Measurement 20, 1960). It is NaN when the guesser is always right.
func (c *Confusion) Kappa() float64 {
	var agree float64
	for class := range c.classes {
		agree += float64(float64(c.support[class]) * float64(c.predicted[class]))
	}
	total := float64(c.total)
	return overBaseline(c.Accuracy(), agree/(total*total))
}

// overBaseline is the common form of the kappas: what an accuracy gains over
// a baseline's, in shares of what there is to gain.
func overBaseline(accuracy, baseline float64) float64 {
	if baseline == 1 {
		return math.NaN()
	}
	return (accuracy - baseline) / (1 - baseline)
}

// F1 returns 2 TP / (2 TP + FP + FN) of a class, the harmonic mean of its
// precision and recall; NaN for a class that was neither label nor prediction.
func (c *Confusion) F1(class int) float64 {
	if class >= c.classes {
		return math.NaN()
	}
	hits := c.cells[class*c.stride+class]
	return 2 * float64(hits) / float64(c.support[class]+c.predicted[class])
}

// MacroF1 returns the mean F1 over the classes that occurred as labels.
func (c *Confusion) MacroF1() float64 {
	var sum float64
	var classes int
	for class := range c.classes {
		if c.support[class] > 0 {
			sum += c.F1(class)
			classes++
		}
	}
	return sum / float64(classes)
}
