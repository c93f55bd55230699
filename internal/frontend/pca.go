package frontend

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// principalAxis returns the mean of the rows and the direction of their
// greatest variance, of length 1. Of the two signs it takes the one that makes
// the largest component positive. Everything is computed in float64 and rounded
// once; only the covariance is kept, so memory does not grow with the rows.
func principalAxis(rec *Recording) (mean, axis []float32, err error) {
	n := rec.Channels
	centre := means(rec)
	var eigen mat.EigenSym
	covariance, total := covarianceOf(rec, centre)
	if total == 0 {
		return nil, nil, constantRows(Raw)
	}
	if !eigen.Factorize(covariance, true) {
		return nil, nil, &FrontEndError{
			Kind: Raw, Problem: "the principal axis of the training rows was not found",
			Remedy: "use --frontend demean",
		}
	}
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	largest := 0
	for c := range n { // eigenvalues ascend
		if math.Abs(vectors.At(c, n-1)) > math.Abs(vectors.At(largest, n-1)) {
			largest = c
		}
	}
	sign := math.Copysign(1, vectors.At(largest, n-1))
	mean, axis = make([]float32, n), make([]float32, n)
	for c := range n {
		mean[c] = float32(centre[c])
		axis[c] = float32(sign * vectors.At(c, n-1))
	}
	return mean, axis, nil
}

func means(rec *Recording) []float64 {
	mean := make([]float64, rec.Channels)
	for _, run := range rec.Runs {
		for i, x := range run {
			mean[i%rec.Channels] += float64(x)
		}
	}
	rows := float64(rec.Rows())
	for c := range mean {
		mean[c] /= rows
	}
	return mean
}

// covarianceOf returns the population covariance of the rows, and the sum of
// the variances.
func covarianceOf(rec *Recording, mean []float64) (covariance *mat.SymDense, total float64) {
	n := rec.Channels
	sums := make([]float64, n*n) // upper triangle
	deviation := make([]float64, n)
	for _, run := range rec.Runs {
		for i := 0; i < len(run); i += n {
			for c := range n {
				deviation[c] = float64(run[i+c]) - mean[c]
			}
			for a, x := range deviation {
				for b := a; b < n; b++ {
					sums[a*n+b] += float64(x * deviation[b])
				}
			}
		}
	}
	rows := float64(rec.Rows())
	for i := range sums {
		sums[i] /= rows
	}
	for c := range n {
		total += sums[c*n+c]
	}
	return mat.NewSymDense(n, sums), total
}
