package result

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

const stepLine = "unsupervised,host,1,0,64,0.5,0.1,0.2,0.3,normal,,1,1,2,3,4,5,6\n"

func stepText(lines ...string) string {
	return strings.Join(stepHeader(false), ",") + "\n" + strings.Join(lines, "")
}

func TestStepReaderFaults(t *testing.T) {
	change := func(old, new string) string { return strings.Replace(stepLine, old, new, 1) }
	tests := []struct {
		name, text string
		line       int
		want       string
	}{
		{"empty file", "", 1, "the file is empty"},
		{"other columns", "window,loss\n", 1, "the columns are"},
		{"cut off", stepText(stepLine, stepLine[:30]), 3, "cut off"},
		{"cut off in quotes", stepText(change("normal", "\"nor\n")), 2, "not closed"},
		{"too few fields", stepText(stepLine, "a,b\n"), 3, "2 fields, the header has 18"},
		{"unknown run", stepText(change(",1,", ",2,")), 2, `engine "host" with seed "2"`},
		{"seed", stepText(change(",1,", ",x,")), 2, `seed "x"`},
		{"window", stepText(change(",0,64", ",x,64")), 2, `window: "x" is not a whole number`},
		{"row", stepText(change("64", "6.4")), 2, `row: "6.4" is not a whole number`},
		{"threshold", strings.Join(stepHeader(true), ",") + "\n" + change("0.3", "0.3,high"), 2, `threshold: "high" is not a number`},
		{"time", stepText(change("0.5", "soon")), 2, `time_s: "soon" is not a number`},
		{"loss", stepText(change("0.1", "")), 2, `loss: "" is not a number`},
		{"score", stepText(change("0.2", "1e99")), 2, `score: "1e99" is not a number`},
		{"label", stepText(stepLine, change("normal", "unheard")), 3, `label: "unheard" is not a class`},
		{"prediction", stepText(change("normal,,", "normal,*,")), 2, "prediction: a prediction cannot be mixed"},
		{"updated", stepText(change("normal,,1", "normal,,yes")), 2, `updated: "yes" is neither`},
		{"cycles", stepText(change(",6\n", ",\n")), 2, `update_cycles: "" is not`},
		{"stray quote", stepText(change("normal", `nor"m"al`)), 2, "quotation mark"},
		{"long line", stepText(strings.Repeat("x", 2<<20)), 2, "longer than a megabyte"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := NewStepReader(strings.NewReader(test.text), "steps.csv", nastySummary())
			if err == nil {
				for r.Scan() {
				}
				err = r.Err()
			}
			fault, ok := errors.AsType[*Error](err)
			if !ok {
				t.Fatalf("error %v is no *Error", err)
			}
			if fault.Line != test.line || fault.File != "steps.csv" || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %q, want %q at line %d", err, test.want, test.line)
			}
		})
	}
}

// Lines behind a quoted line break must still be counted as an editor does.
func TestLineNumberBehindQuotedBreak(t *testing.T) {
	text := stepText(strings.Replace(stepLine, "normal", "\"two\nlines\"", 1), "x\n")
	r, err := NewStepReader(strings.NewReader(text), "f", nastySummary())
	if err != nil {
		t.Fatal(err)
	}
	if !r.Scan() || nastyClasses[r.Step().Label] != "two\nlines" {
		t.Fatalf("label %d, %v", r.Step().Label, r.Err())
	}
	if r.Scan() || !strings.HasPrefix(r.Err().Error(), "f:4: ") {
		t.Errorf("got %v", r.Err())
	}
}

func TestCarriageReturnsOfAnEditor(t *testing.T) {
	text := strings.ReplaceAll(stepText(stepLine, strings.Replace(stepLine, "normal", `"a,b"`, 1)), "\n", "\r\n")
	r, err := NewStepReader(strings.NewReader(text), "f", nastySummary())
	if err != nil {
		t.Fatal(err)
	}
	for r.Scan() {
		if r.Step().Cycles[5] != 6 {
			t.Errorf("last column %d", r.Step().Cycles[5])
		}
	}
	if r.Err() != nil {
		t.Error(r.Err())
	}
}

type failingInput struct{}

func (failingInput) Read([]byte) (int, error) { return 0, errors.New("disk gone") }

func TestReadErrorIsPassedOn(t *testing.T) {
	if _, err := NewStepReader(failingInput{}, "f", nastySummary()); err == nil || !strings.Contains(err.Error(), "disk gone") {
		t.Errorf("got %v", err)
	}
}

func TestStepReaderDoesNotAllocate(t *testing.T) {
	s := nastySummary()
	var file bytes.Buffer
	writeSteps(t, &file, s, randomSteps(4000, s))
	r, err := NewStepReader(&file, "f", s)
	if err != nil {
		t.Fatal(err)
	}
	for range 1000 {
		r.Scan()
	}
	if n := testing.AllocsPerRun(2000, func() { r.Scan() }); n != 0 {
		t.Errorf("%v allocations for a step (%v)", n, r.Err())
	}
}

// Nothing in a file may do more than give an error.
func FuzzStepReader(f *testing.F) {
	f.Add(stepText(stepLine))
	f.Add(stepText(strings.Replace(stepLine, "normal", "\"two\nlines\"", 1)))
	f.Fuzz(func(t *testing.T, text string) {
		r, err := NewStepReader(strings.NewReader(text), "f", nastySummary())
		if err == nil {
			for r.Scan() {
				if s := r.Step(); s.Window < 0 || s.Row < 0 || s.Cycles[0] < 0 {
					t.Fatalf("a negative count is accepted: %+v", s)
				}
			}
			err = r.Err()
		}
		if err != nil && (strings.ContainsAny(err.Error(), "\n\r") || len(err.Error()) > 2000) {
			t.Fatalf("%d bytes: %q", len(err.Error()), err)
		}
	})
}

// Where encoding/csv finds sense in a text, the splitter finds the same.
func FuzzSplit(f *testing.F) {
	f.Add("a,b\n\"c,\"\"d\ne\",f\n")
	f.Add(",,\n\"\",\"\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "\r") {
			return // encoding/csv changes them inside of fields
		}
		text += "\n"
		theirs := csv.NewReader(strings.NewReader(text))
		theirs.FieldsPerRecord = -1
		records, err := theirs.ReadAll()
		if err != nil {
			return
		}
		ours := newCSVReader(strings.NewReader(text), "f")
		for _, want := range records {
			got, err := ours.read()
			for err == nil && len(got) == 1 && len(got[0]) == 0 && (len(want) > 1 || want[0] != "") {
				got, err = ours.read() // encoding/csv skips empty lines
			}
			if err != nil {
				t.Fatalf("%q: %v where encoding/csv has %q", text, err, want)
			}
			if !slices.EqualFunc(got, want, func(a []byte, b string) bool { return string(a) == b }) {
				t.Fatalf("%q: %q where encoding/csv has %q", text, got, want)
			}
		}
		for {
			got, err := ours.read()
			if err == io.EOF {
				return
			}
			if err != nil || len(got) != 1 || len(got[0]) != 0 {
				t.Fatalf("%q: %q, %v behind the last record", text, got, err)
			}
		}
	})
}

// Every name but the empty one comes back, and only for itself.
func FuzzClassName(f *testing.F) {
	f.Add("*", "**")
	f.Fuzz(func(t *testing.T, a, b string) {
		if a == "" || b == "" || a == b {
			return
		}
		s := &Summary{Stream: Stream{Classes: []string{a, b}}, Runs: []Run{{}}}
		steps := []Step{{Label: 0, Prediction: 1}, {Label: Mixed, Prediction: NoPrediction}, {Label: NoLabel, Prediction: 0}}
		var file bytes.Buffer
		writeSteps(t, &file, s, steps)
		r, err := NewStepReader(&file, "f", s)
		if err != nil {
			t.Fatal(err)
		}
		requireSteps(t, r, steps)
	})
}
