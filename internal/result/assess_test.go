package result

import (
	"bytes"
	"errors"
	"math"
	"path/filepath"
	"strings"
	"testing"
)

func TestAssessmentsRoundTrip(t *testing.T) {
	s := nastySummary()
	path := filepath.Join(t.TempDir(), AssessmentsFile)
	w, err := CreateAssessments(path, 0, runIDs(s), nastyClasses[:9])
	if err != nil {
		t.Fatal(err)
	}
	f1 := make([]float64, len(nastyClasses))
	for i := range f1 {
		f1[i] = 1 / float64(i+3)
		if i >= 9 || i == 1 {
			f1[i] = math.NaN()
		}
	}
	want := []Assessment{
		{Run: 2, Updates: 50, Accuracy: 1.0 / 3, MacroF1: 0.1, F1: f1},
		{Run: 3, Updates: 50, Accuracy: 0.5, MacroF1: 0.25, F1: []float64{0.5}, Executed: true},
		{Run: 0, Updates: 100, Accuracy: math.NaN(), MacroF1: math.NaN(), F1: []float64{0.5}},
	}
	for i := range want {
		if err := w.Write(&want[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), w.Close()); err != nil {
		t.Fatal(err)
	}
	r, err := OpenAssessments(path, s)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for i, a := range want {
		if !r.Scan() {
			t.Fatal(r.Err())
		}
		got := r.Assessment()
		if got.Run != a.Run || got.Updates != a.Updates || got.Executed != a.Executed || !sameFloat(got.Accuracy, a.Accuracy) || !sameFloat(got.MacroF1, a.MacroF1) {
			t.Errorf("line %d: read %+v, wrote %+v", i, got, a)
		}
		if len(got.F1) != len(nastyClasses) {
			t.Fatalf("line %d: %d scores for %d classes", i, len(got.F1), len(nastyClasses))
		}
		for class, x := range got.F1 {
			if wrote := append(a.F1, math.NaN()); !sameFloat(x, wrote[min(class, len(wrote)-1)]) {
				t.Errorf("line %d, class %d: %v of %v", i, class, x, a.F1)
			}
		}
	}
	if r.Scan() || r.Err() != nil {
		t.Errorf("more than was written, or %v", r.Err())
	}
}

func TestAssessmentWriterRefusesClassWithoutColumn(t *testing.T) {
	var b bytes.Buffer
	w, err := NewAssessmentWriter(&b, []RunID{{}}, []string{"a"})
	if err != nil {
		t.Fatal(err)
	}
	if w.Write(&Assessment{F1: []float64{1, 0.5}}) == nil {
		t.Error("a score was lost without a word")
	}
}

func TestAssessmentReaderFaults(t *testing.T) {
	const header = "mode,engine,seed,updates,accuracy,macro_f1,f1_normal\n"
	for name, test := range map[string]struct{ text, want string }{
		"empty":         {"", "f:1: the file is empty"},
		"other columns": {"mode,seed\n", "f:1: the columns are"},
		"unknown class": {"mode,engine,seed,updates,accuracy,macro_f1,f1_odd\n", `f:1: the column "f1_odd" belongs to no class`},
		"bare class":    {"mode,engine,seed,updates,accuracy,macro_f1,normal\n", `"normal" belongs to no class`},
		"fields":        {header + "a\n", "f:2: 1 fields, the header has 7"},
		"run":           {header + "a,b,1,50,1,1,1\n", "f:2: summary.json lists no run"},
		"score":         {header + "unsupervised,host,1,50,1,1,x\n", `f:2: f1_normal: "x" is not a number`},
	} {
		r, err := NewAssessmentReader(strings.NewReader(test.text), "f", nastySummary())
		if err == nil {
			for r.Scan() {
			}
			err = r.Err()
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", name, err, test.want)
		}
	}
}
