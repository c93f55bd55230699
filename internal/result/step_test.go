package result

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// nastyClasses are names that could be taken for something else.
var nastyClasses = []string{"normal", "*", "**", "*x", "mixed", "a,b", `say "no"`, "two\nlines", "cr\r\nlf", "tail\r", " blank ", `"`, "0", "größe", "=1+1", "+a", "-1", "@SUM(A1)"}

func nastySummary() *Summary {
	return &Summary{
		Stream: Stream{Classes: nastyClasses},
		Runs: []Run{
			{Mode: "unsupervised", Engine: "host", Seed: 1},
			{Mode: "unsupervised", Engine: "emulated", Seed: 1},
			{Mode: "supervised", Engine: "host", Seed: math.MaxUint64},
			{Mode: "supervised", Engine: "auto", Seed: 7},
		},
	}
}

func runIDs(s *Summary) []RunID {
	ids := make([]RunID, len(s.Runs))
	for i := range s.Runs {
		ids[i] = s.Runs[i].ID()
	}
	return ids
}

// randomSteps have any bits a float can have, not only likely ones.
func randomSteps(n int, s *Summary) []Step {
	random := rand.New(rand.NewPCG(3, 4))
	any32 := func() float32 { return math.Float32frombits(random.Uint32()) }
	steps := make([]Step, n)
	for i := range steps {
		steps[i] = Step{
			Run: random.IntN(len(s.Runs)), Window: int64(i), Row: random.Int64(), Time: math.Float64frombits(random.Uint64()),
			Loss: any32(), Score: any32(), Frozen: any32(),
			Label: random.IntN(len(s.Stream.Classes)+2) - 2, Prediction: random.IntN(len(s.Stream.Classes)+1) - 1,
			Updated: random.IntN(2) == 1,
		}
		switch s.Runs[steps[i].Run].Engine {
		case "emulated":
			steps[i].Executed = true
		case "auto":
			steps[i].Executed = i%3 == 0
		}
		for phase := range steps[i].Cycles {
			steps[i].Cycles[phase] = random.Int64() >> random.IntN(63)
		}
	}
	infinite := float32(math.Inf(1))
	steps[0].Loss, steps[0].Score, steps[0].Frozen = infinite, -infinite, float32(math.Copysign(0, -1))
	steps[1].Time, steps[1].Loss = math.NaN(), float32(math.NaN())
	steps[2].Loss, steps[2].Score = math.SmallestNonzeroFloat32, math.MaxFloat32
	return steps
}

func sameFloat(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Float64bits(a) == math.Float64bits(b)
}

// sameStep compares bits; a NaN is a NaN.
func sameStep(a, b Step) bool {
	same := sameFloat(a.Time, b.Time) && sameFloat(float64(a.Loss), float64(b.Loss)) &&
		sameFloat(float64(a.Score), float64(b.Score)) && sameFloat(float64(a.Threshold), float64(b.Threshold)) && sameFloat(float64(a.Frozen), float64(b.Frozen))
	a.Time, a.Loss, a.Score, a.Frozen, a.Threshold = 0, 0, 0, 0, 0
	b.Time, b.Loss, b.Score, b.Frozen, b.Threshold = 0, 0, 0, 0, 0
	return same && a == b
}

func writeSteps(t testing.TB, out io.Writer, s *Summary, steps []Step) {
	t.Helper()
	w, err := NewStepWriter(out, runIDs(s), false, func(i int) string { return s.Stream.Classes[i] })
	if err != nil {
		t.Fatal(err)
	}
	for i := range steps {
		if err := w.Write(&steps[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func requireSteps(t *testing.T, r *StepReader, want []Step) {
	t.Helper()
	for i := range want {
		if !r.Scan() {
			t.Fatalf("step %d: %v", i, r.Err())
		}
		if !sameStep(*r.Step(), want[i]) {
			t.Fatalf("step %d\nread  %+v\nwrote %+v", i, *r.Step(), want[i])
		}
	}
	if r.Scan() || r.Err() != nil {
		t.Fatalf("more than was written, or %v", r.Err())
	}
}

func TestStepsRoundTrip(t *testing.T) {
	s := nastySummary()
	want := randomSteps(5000, s)
	for i := range want {
		want[i].Threshold = want[(i+1)%len(want)].Score
	}
	path := filepath.Join(t.TempDir(), StepsFile)
	w, err := CreateSteps(path, 0, runIDs(s), true, func(i int) string { return nastyClasses[i] })
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		if err := w.Write(&want[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), w.Close()); err != nil {
		t.Fatal(err)
	}
	r, err := OpenSteps(path, s)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	requireSteps(t, r, want)
}

// Other programs read the file too: encoding/csv stands for them.
// TestFormulasStayLabels: a label that a spreadsheet would evaluate stands in
// the file as it is (docs/RATIONALE.md).
func TestFormulasStayLabels(t *testing.T) {
	for _, name := range []string{"=1+1", "+1", "-1", "@SUM(A1)"} {
		s := nastySummary()
		s.Stream.Classes = []string{name}
		var b bytes.Buffer
		writeSteps(t, &b, s, []Step{{Label: 0, Prediction: NoPrediction}})
		records, err := csv.NewReader(bytes.NewReader(b.Bytes())).ReadAll()
		if err != nil || len(records) != 2 {
			t.Fatalf("%d records, %v", len(records), err)
		}
		column := slices.Index(records[0], "label")
		if got := records[1][column]; got != name || bytes.Contains(b.Bytes(), []byte{'"'}) {
			t.Errorf("label %q is written as %q in %q", name, got, b.String())
		}
	}
}

func TestStepsAreOrdinaryCSV(t *testing.T) {
	s := &Summary{Stream: Stream{Classes: nastyClasses}, Runs: []Run{{Mode: "frozen", Engine: "host", Seed: 7}}}
	var file bytes.Buffer
	writeSteps(t, &file, s, []Step{
		{Window: 4, Row: 104, Time: 0.5, Loss: 0.1, Score: 0.25, Frozen: 1e-10, Label: 5, Prediction: NoPrediction, Updated: true, Cycles: [PhaseCount]int64{1, 2, 3, 4, 5, 6}},
		{Window: 5, Row: 114, Time: math.NaN(), Label: Mixed, Prediction: 1},
	})
	records, err := csv.NewReader(&file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"mode", "engine", "seed", "window", "row", "time_s", "loss", "score", "frozen_score", "label", "prediction", "updated",
			"ingest_cycles", "frontend_cycles", "base_cycles", "normalise_cycles", "predict_cycles", "update_cycles"},
		{"frozen", "host", "7", "4", "104", "0.5", "0.1", "0.25", "1e-10", "a,b", "", "1", "1", "2", "3", "4", "5", "6"},
		{"frozen", "host", "7", "5", "114", "", "0", "0", "0", "*", "**", "0", "0", "0", "0", "0", "0", "0"},
	}
	if !slices.EqualFunc(records, want, slices.Equal) {
		t.Errorf("got  %q\nwant %q", records, want)
	}
}

// TestStepsBehindOthers goes on with a file whose end belongs to seeds that were
// not finished: those lines go, and until then nobody reads them.
func TestStepsBehindOthers(t *testing.T) {
	s := nastySummary()
	all := randomSteps(3000, s)
	path := filepath.Join(t.TempDir(), StepsFile)
	part := func(keep int64, steps []Step) int64 {
		t.Helper()
		w, err := CreateSteps(path, keep, runIDs(s), false, func(i int) string { return nastyClasses[i] })
		if err != nil {
			t.Fatal(err)
		}
		for i := range steps {
			w.Write(&steps[i])
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	read := func(want []Step) {
		t.Helper()
		r, err := OpenSteps(path, s)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		requireSteps(t, r, want)
	}
	finished := part(0, all[:1000])
	part(finished, all[1500:1700])
	s.Progress = &Progress{StepsBytes: finished}
	read(all[:1000])
	part(finished, all[1000:])
	s.Progress = nil
	read(all)
}

// A line of a run on both engines names the one that its window was computed on.
func TestStepsOfBothEngines(t *testing.T) {
	s := &Summary{Stream: Stream{Classes: nastyClasses}, Runs: []Run{{Mode: "m", Engine: "auto", Seed: 1}}}
	var b bytes.Buffer
	writeSteps(t, &b, s, []Step{{Window: 0, Executed: true}, {Window: 1}, {Window: 2, Executed: true}})
	lines := strings.Split(b.String(), "\n")
	for i, want := range []string{"m,emulated,1,0,", "m,host,1,1,", "m,emulated,1,2,"} {
		if !strings.HasPrefix(lines[i+1], want) {
			t.Errorf("line %q does not begin with %q", lines[i+1], want)
		}
	}
}

func TestStepWriterRefuses(t *testing.T) {
	for _, other := range []string{"auto", "host", "emulated"} {
		if _, err := NewStepWriter(io.Discard, []RunID{{"a", "auto", 1}, {"a", other, 1}}, false, nil); err == nil {
			t.Errorf("two runs that cannot be told apart, the second on %s", other)
		}
	}
	w, err := NewStepWriter(io.Discard, []RunID{{}}, false, func(int) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(&Step{Label: 3}); err == nil || !strings.Contains(err.Error(), "class 3") {
		t.Errorf("a class without a name: %v", err)
	}
	if w.Write(&Step{Label: NoLabel}) == nil || w.Close() == nil {
		t.Error("the first error was forgotten")
	}
	if _, err := CreateSteps(filepath.Join(t.TempDir(), "no", "such"), 0, nil, false, nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("folder that is not there: %v", err)
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestStepWriterReportsFullDisk(t *testing.T) {
	w, err := NewStepWriter(fullDisk{}, []RunID{{}}, false, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 10000 {
		if err = w.Write(&Step{Label: NoLabel, Prediction: NoPrediction}); err != nil {
			break
		}
	}
	if err == nil || w.Close() == nil {
		t.Error("a full disk went unnoticed")
	}
}

// What is on disk before Close must be whole lines: a run may be killed.
func TestStepWriterWritesWholeLines(t *testing.T) {
	s := nastySummary()
	s.Stream.Classes = []string{"a", "b"}
	var file bytes.Buffer
	w, err := NewStepWriter(&file, runIDs(s), false, func(i int) string { return s.Stream.Classes[i] })
	if err != nil {
		t.Fatal(err)
	}
	steps := randomSteps(2000, s)
	for i := range steps {
		if err := w.Write(&steps[i]); err != nil {
			t.Fatal(err)
		}
	}
	r, err := NewStepReader(bytes.NewReader(file.Bytes()), StepsFile, s)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for r.Scan() {
		n++
	}
	if r.Err() != nil || n == 0 || n == len(steps) {
		t.Errorf("%d of %d steps on disk, %v", n, len(steps), r.Err())
	}
}

func TestStepWriterDoesNotAllocate(t *testing.T) {
	s := nastySummary()
	steps := randomSteps(2000, s)
	w, err := NewStepWriter(io.Discard, runIDs(s), false, func(i int) string { return nastyClasses[i] })
	if err != nil {
		t.Fatal(err)
	}
	write := func() {
		for i := range steps {
			if err := w.Write(&steps[i]); err != nil {
				t.Fatal(err)
			}
		}
	}
	write()
	if n := testing.AllocsPerRun(5, write); n != 0 {
		t.Errorf("%v allocations in %d steps", n, len(steps))
	}
}
