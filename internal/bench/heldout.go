package bench

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"tinyol-sim/internal/frontend"
)

// holdOut is the part of the normal rows, the last of them, that trains nothing: what
// learned a window scores it lower than others, so that a threshold among the
// training windows promises too much, and what learning forgets shows on windows
// that were never learned. A fifth is the usual part (T. Hastie, R. Tibshirani and
// J. Friedman, The Elements of Statistical Learning, section 7.2, say a quarter to a
// fifth).
const holdOut = 0.2

// minHeldOut is how many windows that share no row there have to be: below that the
// training windows themselves have to do.
const minHeldOut = 10

// split leaves out the last rows for what is measured later; held has no runs where
// the recording is too short to spare them.
func (rows *NormalRows) split(share float64, window int) (train, held frontend.Recording) {
	spare := int(share * float64(rows.Rows()))
	if spare < minHeldOut*window {
		return rows.Recording, frontend.Recording{Channels: rows.Channels}
	}
	return rows.Cut(rows.Rows() - spare)
}

// apart is how many windows of a recording share no row.
func apart(rec *frontend.Recording, window int) (n int) {
	for _, run := range rec.Runs {
		n += len(run) / rec.Channels / window
	}
	return n
}

// promise is the 95 % interval of the false alarm rate that a quantile of so many
// independent windows promises: of Clopper and Pearson (Biometrika 26, 1934), for as
// many windows above as the quantile leaves there.
func promise(quantile float64, windows int) (low, high float64) {
	n := float64(windows)
	above := math.Floor(float64((1-quantile)*n) + 1e-9)
	if above > 0 {
		low = distuv.Beta{Alpha: above, Beta: n - above + 1}.Quantile(0.025)
	}
	if above == n {
		return low, 1
	}
	return low, distuv.Beta{Alpha: above + 1, Beta: n - above}.Quantile(0.975)
}
