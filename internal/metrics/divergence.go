package metrics

import (
	"fmt"
	"math"
)

// When Divergence warns.
const (
	DivergenceWindows = 50 // windows over which losses are averaged
	DivergenceFactor  = 10 // mean loss over mean reference
)

// outlierFactor is how many times its reference one loss may count, lest a
// single window pass for an explosion: it can then raise the mean of
// DivergenceWindows by twice the reference.
const outlierFactor = 100

// Divergence watches the loss for values that are not finite and for an
// explosion: a mean loss, with exponentially fading weights, far above that of
// a reference on the same windows. A drift raises both, so it is not taken for
// an explosion. Make it with NewDivergence.
type Divergence struct {
	reference string
	windows   int64
	nonFinite int64
	first     int64 // number of the first window with such a loss

	loss, against faded
	worst         explosion
}

// explosion is the window at which the loss stood highest over its reference.
type explosion struct {
	window                int64
	factor, loss, against float64
}

// NewDivergence returns a Divergence; reference names what losses are compared
// with in the warning, like "the frozen model's".
func NewDivergence(reference string) *Divergence { return &Divergence{reference: reference} }

// Add shows the loss of a window and that of the reference: the frozen model's
// score for a reconstruction, the logarithm of the number of classes, which is
// the loss of guessing, for a classifier.
func (d *Divergence) Add(window int64, loss, reference float64) {
	d.windows++
	if math.IsNaN(loss) || math.IsInf(loss, 0) {
		if d.nonFinite == 0 {
			d.first = window
		}
		d.nonFinite++
		return
	}
	if math.IsNaN(reference) || math.IsInf(reference, 0) {
		return
	}
	d.against.add(reference)
	d.loss.add(min(loss, outlierFactor*max(reference, d.against.mean)))
	if d.loss.n < DivergenceWindows || d.against.mean <= 0 {
		return
	}
	if factor := d.factor(); factor > d.worst.factor {
		d.worst = explosion{window, factor, d.loss.mean, d.against.mean}
	}
}

func (d *Divergence) factor() float64 { return d.loss.mean / d.against.mean }

// NonFinite returns how many losses were NaN or infinite.
func (d *Divergence) NonFinite() int64 { return d.nonFinite }

// Warning returns a line for the user if the loss diverged anywhere in the
// stream, or nothing.
func (d *Divergence) Warning() string {
	switch {
	case d.nonFinite > 0:
		return fmt.Sprintf("divergence: %d of %d losses are not finite, the first at window %d; lower --lr, and look there for values far outside the training range",
			d.nonFinite, d.windows, d.first)
	case d.worst.factor > DivergenceFactor:
		return fmt.Sprintf("divergence: around window %d the mean loss was %.4g, %.0f times %s %.4g (%.2g times at the end); lower --lr",
			d.worst.window, d.worst.loss, d.worst.factor, d.reference, d.worst.against, d.factor())
	}
	return ""
}

// faded is a mean in which old values fade; a plain one at first.
type faded struct {
	n    int64
	mean float64
}

func (f *faded) add(x float64) {
	f.n = min(f.n+1, DivergenceWindows)
	f.mean += (x - f.mean) / float64(f.n)
}
