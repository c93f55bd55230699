package frontend

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// tilted makes rows that vary along a direction, with noise around it, in two
// runs.
func tilted(random *rand.Rand, channels, rows int) *Recording {
	direction := make([]float64, channels)
	for c := range direction {
		direction[c] = random.NormFloat64()
	}
	rec := &Recording{Channels: channels, Runs: make([][]float32, 2)}
	for i := range rows {
		along := 50 * random.NormFloat64()
		for c := range direction {
			x := float32(4090*float64(c) + along*direction[c] + 5*random.NormFloat64())
			rec.Runs[i%2] = append(rec.Runs[i%2], x)
		}
	}
	return rec
}

// The float32 axis is as near to gonum's float64 one as rounding allows: half a
// unit in the last place of components below 1, 2^-25, and what two float64
// methods differ by. The mean is that of gonum rounded to float32, 2^-24.
func TestPrincipalAxisAgreesWithGonum(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for _, channels := range []int{1, 2, 3, 6, 9} {
		rec := tilted(random, channels, 500)
		var all []float64
		for _, run := range rec.Runs {
			for _, x := range run {
				all = append(all, float64(x))
			}
		}
		data := mat.NewDense(500, channels, all)
		var pc stat.PC
		if !pc.PrincipalComponents(data, nil) {
			t.Fatal("gonum found no principal components")
		}
		var vectors mat.Dense
		pc.VectorsTo(&vectors)
		mean, axis, err := principalAxis(rec)
		if err != nil {
			t.Fatal(err)
		}
		sign, length := 1.0, 0.0
		for c := range channels {
			if vectors.At(c, 0)*float64(axis[c]) < 0 && math.Abs(vectors.At(c, 0)) > 0.1 {
				sign = -1
			}
		}
		for c := range channels {
			length += float64(axis[c]) * float64(axis[c])
			if diff := math.Abs(float64(axis[c]) - sign*vectors.At(c, 0)); diff > 0x1p-25+1e-10 {
				t.Errorf("%d channels: component %d is %v, gonum has %v", channels, c, axis[c], sign*vectors.At(c, 0))
			}
			want := stat.Mean(mat.Col(nil, c, data), nil)
			if math.Abs(float64(mean[c])-want) > math.Abs(want)*0x1.1p-24 {
				t.Errorf("%d channels: mean %d is %v, gonum has %v", channels, c, mean[c], want)
			}
		}
		if math.Abs(length-1) > 1e-6 {
			t.Errorf("%d channels: the axis has the length %v", channels, math.Sqrt(length))
		}
	}
}

func TestPrincipalAxisByHand(t *testing.T) {
	// Rows (0,0), (3,4), (6,8) lie on a line of direction (3,4)/5 through their
	// mean (3,4). A turn by 180° must not turn the axis.
	for _, run := range [][]float32{{0, 0, 3, 4, 6, 8}, {6, 8, 3, 4, 0, 0}, {-6, -8, -3, -4, 0, 0}} {
		mean, axis, err := principalAxis(&Recording{Channels: 2, Runs: [][]float32{run}})
		if err != nil {
			t.Fatal(err)
		}
		if axis[0] != 0.6 || axis[1] != 0.8 || mean[0] != run[2] || mean[1] != run[3] {
			t.Errorf("%v: mean %v, axis %v; want %v, [0.6 0.8]", run, mean, axis, run[2:4])
		}
	}
	// The largest component is made positive, not the first.
	_, axis, err := principalAxis(&Recording{Channels: 2, Runs: [][]float32{{0, 0, 3, -4}}})
	if err != nil || axis[0] != -0.6 || axis[1] != 0.8 {
		t.Errorf("axis %v, %v; want [-0.6 0.8]", axis, err)
	}
}
