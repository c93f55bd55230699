package frontend

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestJSONKeepsEveryBit(t *testing.T) {
	rec := shaking(rand.New(rand.NewPCG(17, 18)), 2, 200)
	for _, kind := range Kinds() {
		f := mustFit(t, kind, 64, 10, rec)
		data, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		var back FrontEnd
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		for i, table := range f.Tables() {
			if !slices.Equal(bitsOf(table.Values), bitsOf(back.Tables()[i].Values)) {
				t.Errorf("%s: %s has changed", kind, table.Name)
			}
		}
		rows := rec.Runs[1][:3*64]
		if !slices.Equal(bitsOf(apply(f, rows)), bitsOf(apply(&back, rows))) || back.Kind() != kind {
			t.Errorf("%s: other features after the round trip", kind)
		}
	}
}

func bitsOf(x []float32) []uint32 {
	b := make([]uint32, len(x))
	for i, v := range x {
		b[i] = math.Float32bits(v)
	}
	return b
}

func TestJSONIsChecked(t *testing.T) {
	for text, want := range map[string]string{
		`null`: "there is no such front end",
		`{"kind":"raw","channels":1,"window":4,"mean":[0],"axis":[1],"low":[0],"scale":[1]} {}`:        "text after the JSON value",
		`{"kind":"raw","channels":1,"window":4,"mean":[0],"axis":[1],"low":[0],"scale":[1],"extra":1}`: "unknown field",
		`{"kind":"four\nier","channels":1,"window":4}`:                                                 "front end four\uFFFDier: there",
		`{"kind":"fourier","channels":1,"window":4}`:                                                   "no such front end",
		`{"kind":"raw","channels":1,"window":4,"axis":[1],"low":[0],"scale":[1]}`:                      `"mean" holds 0 values, not 1`,
		`{"kind":"raw","channels":1,"window":4,"mean":[0],"axis":[1,2],"low":[0],"scale":[1]}`:         `"axis" holds 2 values, not 1`,
		`{"kind":"demean","channels":2,"window":4,"low":[0],"scale":[1,1]}`:                            `"low" holds 1 values, not 2`,
		`{"kind":"demean","channels":2,"window":4,"mean":[1],"low":[0,0],"scale":[1,1]}`:               `"mean" holds 1 values, not 0`,
		`{"kind":"demean","channels":2,"window":4,"low":[0,0],"scale":[1,0]}`:                          `value 2 of "scale" is not above 0`,
		`{"kind":"demean","channels":2,"window":4,"low":[0,0],"scale":[1,-1]}`:                         `value 2 of "scale" is not above 0`,
		`{"kind":"demean","channels":2,"window":4,"low":[0,1e39],"scale":[1,1]}`:                       "cannot unmarshal number 1e39",
		`{"kind":"spectrum","channels":1,"window":6,"low":[0,0,0],"scale":[1,1,1]}`:                    "power of two",
		`{"kind":"spectrum","channels":1024,"window":65536,"low":[0],"scale":[1]}`:                     "features",
		`{"kind":"raw","channels":1,"window":1000000000,"mean":[0],"axis":[1],"low":[0],"scale":[1]}`:  "1 to 65536",
		`{"kind":"raw","channels":-1,"window":4}`:                                                      "-1 channels",
	} {
		var f FrontEnd
		err := f.UnmarshalJSON([]byte(text))
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s:\n got %v\nwant ...%s...", text, err, want)
		}
		var e *FrontEndError
		if strings.HasPrefix(want, `"`) && !errors.As(err, &e) {
			t.Errorf("%s: %T", text, err)
		}
	}
}

// Whatever is decoded can be run.
func FuzzFrontEndJSON(f *testing.F) {
	rec := shaking(rand.New(rand.NewPCG(19, 20)), 1, 20)
	for _, kind := range Kinds() {
		data, _ := json.Marshal(mustFit(f, kind, 4, 1, rec))
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var f FrontEnd
		if err := f.UnmarshalJSON(data); err != nil {
			return
		}
		if f.Features() > 1<<12 || f.Channels() > 1<<8 {
			return // too slow to run
		}
		if got := apply(&f, make([]float32, f.Window()*f.Channels())); len(got) != f.Features() {
			t.Errorf("%d features, want %d", len(got), f.Features())
		}
	})
}
