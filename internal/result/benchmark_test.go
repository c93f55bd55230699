package result

import (
	"bytes"
	"io"
	"math/rand/v2"
	"testing"
)

// benchSteps are steps as a run of the bundled fan has them.
func benchSteps(n int) []Step {
	random := rand.New(rand.NewPCG(1, 2))
	steps := make([]Step, n)
	for i := range steps {
		steps[i] = Step{
			Run: 0, Window: int64(i), Row: int64(64 + 10*i), Time: float64(64+10*i) / 119,
			Loss: random.Float32() * 0.1, Score: random.Float32() * 0.1, Frozen: random.Float32(),
			Label: i % 3, Prediction: (i + 1) % 3, Updated: i%2 == 0,
			Cycles: [PhaseCount]int64{2310, 31870, 20412, 711, 9823, 10235},
		}
	}
	return steps
}

var benchSummary = &Summary{
	Stream: Stream{Classes: []string{"normal", "stuck", "tilted"}},
	Runs:   []Run{{Mode: "unsupervised", Engine: "host", Seed: 1}},
}

func benchClass(i int) string { return benchSummary.Stream.Classes[i] }

func BenchmarkStepWriter(b *testing.B) {
	steps := benchSteps(1024)
	w, err := NewStepWriter(io.Discard, []RunID{benchSummary.Runs[0].ID()}, false, benchClass)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		if err := w.Write(&steps[i&1023]); err != nil {
			b.Fatal(err)
		}
		i++
	}
	b.ReportMetric(float64(i)/b.Elapsed().Seconds(), "steps/s")
}

func BenchmarkStepReader(b *testing.B) {
	var file bytes.Buffer
	w, _ := NewStepWriter(&file, []RunID{benchSummary.Runs[0].ID()}, false, benchClass)
	for _, s := range benchSteps(10000) {
		w.Write(&s)
	}
	w.Close()
	b.ReportAllocs()
	b.SetBytes(int64(file.Len()))
	n := 0
	for b.Loop() {
		r, err := NewStepReader(bytes.NewReader(file.Bytes()), StepsFile, benchSummary)
		if err != nil {
			b.Fatal(err)
		}
		for r.Scan() {
			n++
		}
		if r.Err() != nil {
			b.Fatal(r.Err())
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "steps/s")
}
