package result

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
)

// repeated reads head once, and then part again and again without holding it.
type repeated struct {
	head, part string
	left       int // bytes to come
	at         int
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.left == 0 {
		return 0, io.EOF
	}
	p = p[:min(len(p), r.left)]
	for i := range p {
		if r.at < len(r.head) {
			p[i] = r.head[r.at]
		} else {
			p[i] = r.part[(r.at-len(r.head))%len(r.part)]
		}
		r.at++
	}
	r.left -= len(p)
	return len(p), nil
}

// Values that take far more memory than their text end the reading early.
func TestDocumentMemoryIsBounded(t *testing.T) {
	const run = `"mode": "supervised", "engine": "host", "board": "b", "seed": 1, "windows": 1, "updates": 1, `
	for _, d := range []repeated{
		{head: `{"version": 1, "runs": [`, part: "{},"},
		{head: `{"version": 1, "stream": {"columns": [`, part: `"",`},
		{head: `{"version": 1, "stream": {"training_loss": [`, part: "0,"},
		{head: `{"version": 1, "runs": [{` + run + `"classification": {"confusion": [`, part: "[],"},
		{head: `{"version": 1, "runs": [{` + run + `"classification": {"baselines": [`, part: `{"name":""},`},
		{head: `{"version": 1, "stream": {"name": "`, part: "x"},
		{head: `{"version": 1, "stream": {"rows": `, part: "1"},
		{head: `{"version": 1, "stream": `, part: "["},
		{head: "", part: "\x00"},
		{head: "", part: " "},
		{head: `{"version": 1, "stream": {"rows": `, part: "\t"},
	} {
		const size, spare = 1 << 30, 1 << 20
		d.left = size
		err := (&documentReader{guard: newJSONGuard(&d, "f"), spare: spare}).read(new(Summary))
		fault, ok := errors.AsType[*Error](err)
		if !ok || fault.Line != 1 || strings.Contains(err.Error(), "\n") || len(err.Error()) > 400 {
			t.Errorf("%s%s...: %v", d.head, d.part, err)
		}
		if read := size - d.left; read > 2*spare {
			t.Errorf("%s%s...: %d bytes were read", d.head, d.part, read)
		}
	}
}

// The largest results of bench are read, in less memory than there is text: 256
// classes; the runs of four seeds stand for a thousand.
func TestManyClassesAreRead(t *testing.T) {
	const classes = 256
	want := fullSummary()
	want.Runs = want.Runs[:0]
	for seed := range uint64(4) {
		run := Run{Mode: "supervised", Engine: "host", Board: "b", Seed: seed, Windows: 1 << 40}
		confusion := make([][]int64, classes)
		f1 := make([]ClassF1, classes)
		for i := range confusion {
			f1[i].Label = fmt.Sprint("class ", i)
			confusion[i] = make([]int64, classes)
		}
		run.Classification = &Classification{F1: f1, Confusion: confusion, Baselines: []Baseline{},
			Test: &Test{F1: f1, Confusion: confusion, Baselines: []Baseline{}}}
		want.Runs = append(want.Runs, run)
	}
	var b bytes.Buffer
	if err := EncodeSummary(&b, want); err != nil {
		t.Fatal(err)
	}
	r := documentReader{guard: newJSONGuard(bytes.NewReader(b.Bytes()), "f"), spare: spareMemory}
	got := new(Summary)
	if err := r.read(got); err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("read something else (%v)", err)
	}
	if r.used > int64(b.Len()) {
		t.Errorf("%d bytes of text take %d bytes of memory", b.Len(), r.used)
	}
	if thousand := int64(b.Len()) / 4 * 1000; thousand > maxDocument {
		t.Errorf("1000 seeds are %d bytes, the limit is %d", thousand, int64(maxDocument))
	}
}

// FuzzSummary feeds arbitrary documents: each is read, and written and read
// again alike, or refused with one line.
func FuzzSummary(f *testing.F) {
	var b bytes.Buffer
	if err := EncodeSummary(&b, fullSummary()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.String())
	f.Add(`{"version": 1, "runs": [{}]}`)
	f.Add(`{"version": 2}`)
	f.Fuzz(func(t *testing.T, text string) {
		s := new(Summary)
		if err := decode(strings.NewReader(text), "f", s); err != nil {
			if _, ok := errors.AsType[*Error](err); !ok || strings.ContainsAny(err.Error(), "\n\r") {
				t.Fatalf("%T %q", err, err)
			}
			return
		}
		var once, twice bytes.Buffer
		again := new(Summary)
		err := EncodeSummary(&once, s)
		if err == nil {
			err = decode(bytes.NewReader(once.Bytes()), "f", again)
		}
		if err == nil {
			err = EncodeSummary(&twice, again)
		}
		if err != nil || !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Fatalf("does not come back (%v)", err)
		}
	})
}
