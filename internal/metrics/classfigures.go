package metrics

// ClassFigures are the figures of an arm, or of a difference of two, each with
// the 95 % interval of the block bootstrap. Without an interval the ends are
// NaN: with less than FewestBlocks blocks, and where every block says the same.
type ClassFigures struct{ Accuracy, MacroF1 Interval }

// ClassBlockReport is what ClassBlocks found.
type ClassBlockReport struct {
	All         BlockCount
	Arms        []ClassFigures
	Differences []ClassFigures // of the pairs asked for, in their order
}

// Figures draws Replicates samples, always the same ones, and returns the
// figures of all arms and of the differences asked for. As in a Confusion,
// macro-F1 is over the classes that occur as labels in the sample.
func (c *ClassBlocks) Figures(differences ...Pair) *ClassBlockReport {
	d := newClassDrawing(c)
	r := resample([]int{c.runs.blocks}, 2*c.arms, d.evaluate)
	report := &ClassBlockReport{All: c.runs.counted()}
	for arm := range c.arms {
		report.Arms = append(report.Arms, ClassFigures{
			r.interval(2*arm, c.runs.blocks), r.interval(2*arm+1, c.runs.blocks),
		})
	}
	for _, p := range differences {
		report.Differences = append(report.Differences, ClassFigures{
			r.difference(2*p.Arm, 2*p.Against, c.runs.blocks), r.difference(2*p.Arm+1, 2*p.Against+1, c.runs.blocks),
		})
	}
	return report
}

// classDrawing adds up the blocks of samples.
type classDrawing struct {
	arms                     int
	tables                   []*table // by arm, the labels' last
	support, predicted, hits []int64  // by class, of the sample at hand
}

func newClassDrawing(c *ClassBlocks) *classDrawing {
	d := &classDrawing{arms: c.arms, support: make([]int64, c.classes), predicted: make([]int64, c.classes), hits: make([]int64, c.classes)}
	for arm := range c.arms + 1 {
		d.tables = append(d.tables, c.counts.table(arm, c.runs.blocks))
	}
	return d
}

// evaluate is resample's.
func (d *classDrawing) evaluate(weights [][]int64, figures []float64) {
	clear(d.support)
	labels := d.tables[d.arms]
	for block, w := range weights[0] {
		for _, e := range labels.times(w, block) {
			d.support[labels.values[e.value]] += w * e.count
		}
	}
	for arm := range d.arms {
		d.fill(d.tables[arm], weights[0])
		figures[2*arm], figures[2*arm+1] = d.figures()
	}
}

// fill adds up the predictions of an arm.
func (d *classDrawing) fill(t *table, weights []int64) {
	clear(d.predicted)
	clear(d.hits)
	for block, w := range weights {
		for _, e := range t.times(w, block) {
			value := t.values[e.value]
			d.predicted[value>>1] += w * e.count
			if value&1 == 1 {
				d.hits[value>>1] += w * e.count
			}
		}
	}
}

func (d *classDrawing) figures() (accuracy, macroF1 float64) {
	var windows, right int64
	var f1 float64
	classes := 0
	for class, support := range d.support {
		windows += support
		right += d.hits[class]
		if support > 0 {
			classes++
			f1 += 2 * float64(d.hits[class]) / float64(support+d.predicted[class])
		}
	}
	return float64(right) / float64(windows), f1 / float64(classes)
}
