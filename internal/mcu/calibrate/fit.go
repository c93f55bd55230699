package calibrate

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/tinyol"
)

// observation is what some operations took together.
type observation struct {
	ops    []tinyol.Op
	cycles float64
}

// unknown is a term of a kernel, whose cycles are sought.
type unknown struct{ kernel, times string }

// passes are how often a fit is repeated with the weights of the one before.
const passes = 4

// fit gives the terms of kernels their cycles by least squares of the relative
// error. Where whole cycles say it as well, they are whole. Errors are relative
// to what the fit before says, since weights taken from single observations
// would favour the small ones among them.
func fit(unknowns []unknown, seen []observation) (map[unknown]float64, error) {
	if len(seen) == 0 {
		return nil, fmt.Errorf("%s was never called", unknowns[0].kernel)
	}
	columns, err := counts(unknowns, seen)
	if err != nil {
		return nil, err
	}
	expected := make([]float64, len(seen))
	for i, o := range seen {
		expected[i] = o.cycles
	}
	var found map[unknown]float64
	for range passes {
		x, kept, err := solve(columns, seen, expected)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", unknowns[0].kernel, err)
		}
		clear(expected)
		found = map[unknown]float64{}
		for j, k := range kept {
			if x.AtVec(j) != 0 {
				found[unknowns[k]] = x.AtVec(j)
			}
			for i, count := range columns[k] {
				expected[i] += x.AtVec(j) * count
			}
		}
	}
	return found, nil
}

// counts says how often each term runs in each observation.
func counts(unknowns []unknown, seen []observation) ([][]float64, error) {
	columns := make([][]float64, len(unknowns))
	for k, u := range unknowns {
		columns[k] = make([]float64, len(seen))
		for i, o := range seen {
			for _, op := range o.ops {
				if op.Kernel != u.kernel {
					continue
				}
				count, ok := mcu.Repeats(u.times, op.N, op.M)
				if !ok {
					return nil, fmt.Errorf("term %q of %s is not known", u.times, u.kernel)
				}
				columns[k][i] += float64(count)
			}
		}
	}
	return columns, nil
}

// solve returns the cycles of the columns that it kept.
func solve(columns [][]float64, seen []observation, expected []float64) (*mat.VecDense, []int, error) {
	weights, target := make([]float64, len(seen)), mat.NewVecDense(len(seen), nil)
	for i, o := range seen {
		weights[i] = 1 / max(expected[i], o.cycles/2, 1)
		target.SetVec(i, o.cycles*weights[i])
	}
	kept := independent(columns, weights)
	a := mat.NewDense(len(seen), len(kept), nil)
	for j, k := range kept {
		for i, v := range columns[k] {
			a.Set(i, j, v*weights[i])
		}
	}
	x := &mat.VecDense{}
	if err := x.SolveVec(a, target); err != nil {
		return nil, nil, err
	}
	settle(a, target, x)
	return x, kept, nil
}

// independent chooses columns that are no sum of those before them, by
// Gram and Schmidt.
func independent(columns [][]float64, weights []float64) (kept []int) {
	const nothing = 1e-9 // of a column's length
	var basis []*mat.VecDense
	for k, column := range columns {
		v := mat.NewVecDense(len(column), nil)
		for i, c := range column {
			v.SetVec(i, c*weights[i])
		}
		length := mat.Norm(v, 2)
		for range 2 { // twice is enough (Giraud and others, 2005)
			for _, b := range basis {
				v.AddScaledVec(v, -mat.Dot(v, b), b)
			}
		}
		if rest := mat.Norm(v, 2); rest > nothing*length {
			v.ScaleVec(1/rest, v)
			basis, kept = append(basis, v), append(kept, k)
		}
	}
	return kept
}

// settle rounds to whole cycles where that fits as well, to thousandths where
// it does not.
func settle(a *mat.Dense, target, x *mat.VecDense) {
	const asWell = 1e-9
	whole := mat.NewVecDense(x.Len(), nil)
	for j := range x.Len() {
		whole.SetVec(j, math.Round(x.AtVec(j)))
		x.SetVec(j, math.Round(1000*x.AtVec(j))/1000)
	}
	if largest(a, target, whole) < asWell {
		x.CopyVec(whole)
	}
}

func largest(a *mat.Dense, target, x *mat.VecDense) float64 {
	var r mat.VecDense
	r.MulVec(a, x)
	r.SubVec(&r, target)
	return mat.Norm(&r, math.Inf(1))
}

// unknowns lists the terms in an order that does not change.
func unknowns(terms map[string][]string) (all []unknown) {
	for _, kernel := range slices.Sorted(maps.Keys(terms)) {
		for _, times := range terms[kernel] {
			all = append(all, unknown{kernel, times})
		}
	}
	return all
}
