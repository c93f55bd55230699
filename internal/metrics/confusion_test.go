package metrics

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > tolerance {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// confusionOf counts the cells of a [label][prediction] table.
func confusionOf(table [][]int) *Confusion {
	var c Confusion
	for label, row := range table {
		for prediction, n := range row {
			for range n {
				c.Add(label, prediction)
			}
		}
	}
	return &c
}

func TestKappaOfPublishedTables(t *testing.T) {
	for _, test := range []struct {
		source string
		table  [][]int
		want   float64
	}{
		// Proportions .44 .07 .09 / .05 .20 .05 / .01 .03 .06 of 200, an example
		// of J. Cohen, Weighted kappa, Psychological Bulletin 70 (1968), which
		// the R package psych uses too. p0 = .44+.20+.06 = .70;
		// pe = .6*.5 + .3*.3 + .1*.2 = .41; kappa = .29/.59 = .4915.
		{"Cohen 1968", [][]int{{88, 14, 18}, {10, 40, 10}, {2, 6, 12}}, 0.29 / 0.59},
		// The R package tidycomm tests two coders of nine units for .633:
		// p0 = 7/9, pe = (5*4 + 3*4 + 0*1 + 1*0)/81 = 32/81; (63-32)/(81-32).
		{"tidycomm", [][]int{{4, 1, 0, 0}, {0, 3, 0, 0}, {0, 0, 0, 0}, {0, 0, 1, 0}}, 31.0 / 49},
		// River's manual: cat, ant, bird; labels c a c c a b, predictions
		// a a c c a c give 42.86 %: p0 = 4/6, pe = (3*3 + 2*3 + 0)/36 = 15/36.
		{"River", [][]int{{2, 1, 0}, {0, 2, 0}, {1, 0, 0}}, 9.0 / 21},
		{"no better than a guesser", [][]int{{1, 1}, {1, 1}}, 0},
		{"all wrong", [][]int{{0, 1}, {1, 0}}, -1}, // p0 = 0, pe = 1/2
		{"a single class", [][]int{{7}}, math.NaN()},
		{"nothing", nil, math.NaN()},
	} {
		near(t, test.source, confusionOf(test.table).Kappa(), test.want, 1e-15)
	}
}

// scikit-learn's manual: labels 0 1 2 0 1 2, predictions 0 2 1 0 0 1 have the
// F1 scores 0.8, 0, 0 and the macro average 0.26...
func TestF1OfPublishedExample(t *testing.T) {
	var c Confusion
	for i, label := range []int{0, 1, 2, 0, 1, 2} {
		c.Add(label, []int{0, 2, 1, 0, 0, 1}[i])
	}
	near(t, "F1(0)", c.F1(0), 0.8, 1e-15) // 2*2 / (2 + 3)
	near(t, "F1(1)", c.F1(1), 0, 0)
	near(t, "macro F1", c.MacroF1(), 0.8/3, 1e-15)
	near(t, "accuracy", c.Accuracy(), 2.0/6, 1e-15)
	near(t, "F1 of a class that never was", c.F1(9), math.NaN(), 0)
}

func TestConfusionWithoutPrediction(t *testing.T) {
	var c Confusion
	c.Add(0, -1) // an error, of class 0
	c.Add(0, 0)
	c.Add(1, 1)
	c.Add(-1, 0) // not scored
	c.Add(-2, 1)
	if c.Total() != 3 || c.Unpredicted() != 1 || c.Support(0) != 2 || c.Support(5) != 0 {
		t.Errorf("total %d, unpredicted %d, support %d", c.Total(), c.Unpredicted(), c.Support(0))
	}
	near(t, "accuracy", c.Accuracy(), 2.0/3, 1e-15)
	near(t, "F1(0)", c.F1(0), 2.0/3, 1e-15) // one hit, one miss: 2*1 / (2 + 1)
	// pe = (2*1 + 1*1)/9 = 1/3, p0 = 2/3.
	near(t, "kappa", c.Kappa(), 0.5, 1e-15)
}

// A class that was predicted and never occurred has an F1 of 0, but is no
// class of the macro average.
func TestMacroF1IsOverClassesThatOccurred(t *testing.T) {
	c := confusionOf([][]int{{3, 0, 1}, {0, 4, 0}})
	near(t, "F1(2)", c.F1(2), 0, 0)
	near(t, "macro F1", c.MacroF1(), (6.0/7+1)/2, 1e-15) // 2*3/(4+3), 1
}

func TestMatrixInOrder(t *testing.T) {
	c := confusionOf([][]int{{1, 2}, {3, 4}})
	if got := c.Matrix(); !slices.EqualFunc(got, [][]int64{{1, 2}, {3, 4}}, slices.Equal) {
		t.Errorf("natural order: %v", got)
	}
	if got := c.Matrix(1, 0, 7); !slices.EqualFunc(got, [][]int64{{4, 3, 0}, {2, 1, 0}, {0, 0, 0}}, slices.Equal) {
		t.Errorf("order 1, 0, 7: %v", got)
	}
}

// Growth by new classes must not move a count: a map is the reference.
func TestConfusionGrows(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	var c Confusion
	reference := map[[2]int]int64{}
	for i := range 20000 {
		label, prediction := random.IntN(1+i/500), random.IntN(1+i/400)
		c.Add(label, prediction)
		reference[[2]int{label, prediction}]++
	}
	for label, row := range c.Matrix() {
		for prediction, n := range row {
			if n != reference[[2]int{label, prediction}] {
				t.Fatalf("cell %d, %d is %d, want %d", label, prediction, n, reference[[2]int{label, prediction}])
			}
		}
	}
	c.Reset()
	c.Add(3, 2)
	if c.Total() != 1 || c.Support(0) != 0 || c.Matrix()[3][2] != 1 {
		t.Errorf("after Reset: %v", c.Matrix())
	}
}
