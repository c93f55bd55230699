package trial

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/ask"
	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/fixture"
	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/usage"
)

func nobody(ask.Question) (string, bool, error) { return "", false, nil }

func specOf(name string) spec.Spec {
	s := spec.Default()
	s.Streams = []string{name}
	return s
}

// labelled is a recording of noise with the labels of stretches of rows.
func labelled(stretches ...any) string {
	var b strings.Builder
	rng := rand.New(rand.NewPCG(1, 1))
	b.WriteString("t,a,label\n")
	row := 0
	for i := 0; i < len(stretches); i += 2 {
		for range stretches[i+1].(int) {
			fmt.Fprintf(&b, "%.2f,%.4f,%s\n", float64(row)/100, rng.NormFloat64(), stretches[i])
			row++
		}
	}
	return b.String()
}

func TestEpochsByHand(t *testing.T) {
	for _, c := range []struct {
		rows int64
		want int
	}{
		{4000, 200},     // 320 windows are 10 steps
		{4001, 200},     // 320
		{4050, 182},     // 324 are 11
		{400_000, 2},    // 32,000 are 1000
		{10, 2000},      // none is one step
		{10_000_000, 1}, // enough in one pass
	} {
		if got := epochsFor(c.rows, 10); got != c.want {
			t.Errorf("%d rows: %d epochs, want %d", c.rows, got, c.want)
		}
	}
}

func TestSurvey(t *testing.T) {
	turns := []any{}
	for range 10 {
		turns = append(turns, "ok", 500, "worn", 500)
	}
	for _, c := range []struct {
		name      string
		stretches []any
		train     int64
		split     bool
	}{
		{"the leading quarter, where half of it is healthy", turns, 2500, true},
		{"as far as half a quarter of healthy rows reaches", []any{"worn", 3000, "ok", 3000, "worn", 1000, "ok", 1000, "worn", 1000, "ok", 1000}, 4250, true},
		{"half of the recording at most", []any{"worn", 4000, "ok", 4000}, 4000, false},
		{"no fault behind the split", []any{"ok", 3000, "worn", 1000, "ok", 6000}, 2500, false},
		{"no healthy window behind the split", []any{"ok", 5000, "worn", 5000}, 2500, false},
	} {
		data := labelled(c.stretches...)
		open := fixture.Opener(map[string][]byte{"m.csv": []byte(data)})
		s := specOf("m.csv")
		s.Normal = "ok"
		look, err := lookAt(context.Background(), &s, open, nil)
		if err != nil {
			t.Fatal(err)
		}
		where, err := survey(context.Background(), &s, look, open)
		if c.name == "half of the recording at most" {
			if err == nil || !strings.Contains(err.Error(), `none of the first 4000 rows is labelled "ok"`) {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if err != nil || where.trainRows != c.train || (where.split > 0) != c.split {
			t.Errorf("%s: %+v, %v, want %d rows", c.name, where, err, c.train)
		}
	}
}

func pointer(v float64) *float64 { return &v }

func combination(name string, before, shown, cycles float64, late bool) *Combination {
	c := &Combination{FrontEnd: "raw", Learner: name, Run: &result.Run{
		Anomaly: &result.Anomaly{AUC: pointer(shown)}, Cycles: &result.Cycles{Inference: result.Dist{Mean: cycles}}, Deadline: &result.Deadline{Met: !late},
	}}
	c.before = &result.Run{Anomaly: &result.Anomaly{AUC: pointer(before)}}
	return c
}

// The choice knows nothing of the windows that are shown.
func TestRank(t *testing.T) {
	var list Trial
	list.rank([]*Combination{
		combination("lucky", 0.8, 0.99, 1, false),
		combination("dear", 0.904, 0.7, 5000, false),
		combination("cheap", 0.896, 0.6, 20, false),
		combination("slow", 0.99, 0.99, 9e6, true),
	}, true)
	var names []string
	for _, c := range list.Detectors {
		names = append(names, c.Learner)
	}
	if want := []string{"cheap", "dear", "lucky", "slow"}; !slices.Equal(names, want) || !list.Ranked || !list.Confirmed {
		t.Errorf("%v, want %v", names, want)
	}
	unknown := combination("a", 0, 0, 9, false)
	unknown.before.Anomaly.AUC = nil
	other := combination("b", 0, 0, 1, false)
	other.before.Anomaly.AUC = nil
	list = Trial{}
	if list.rank([]*Combination{unknown, other}, false); list.Ranked || list.Detectors[0] != unknown {
		t.Error("what is not known ranks")
	}
}

// What is said of the board that ran is not said of the one that is asked about.
func TestCostsOnAnotherBoard(t *testing.T) {
	slow, fast := &result.Deadline{PeriodUS: 1000, StepUS: 5000}, &result.Deadline{PeriodUS: 1000, StepUS: 5, Met: true}
	ran := &result.Run{Board: "a", Deadline: slow, Memory: &result.Memory{RAMBytes: 9}, Warnings: []string{"other", bench.Late(slow, 10)}}
	c := &Combination{Run: ran, Summary: &result.Summary{Program: result.Program{Stride: 10}}}
	on := c.onBoard(&result.BoardCosts{Board: "b", Deadline: fast, Memory: result.BoardMemory{RAMBytes: 7}})
	if on.Board != "b" || on.Deadline != fast || on.Memory.RAMBytes != 7 || !slices.Equal(on.Warnings, []string{"other"}) || len(ran.Warnings) != 2 {
		t.Errorf("%+v", on)
	}
	c.Run = on
	if again := c.onBoard(&result.BoardCosts{Board: "c", Deadline: slow}); len(again.Warnings) != 2 || again.Warnings[0] != bench.Late(slow, 10) {
		t.Errorf("%q", again.Warnings)
	}
}

func TestQuestions(t *testing.T) {
	var asked []string
	answer := func(q ask.Question) (string, bool, error) {
		asked = append(asked, q.Text+" ["+q.Guess+"]")
		if q.Refuse("nonsense") == "" {
			t.Errorf("%s takes nonsense", q.Text)
		}
		return q.Guess, true, nil
	}
	l := &Look{Name: "m.csv", Rows: 10, LabelColumn: "label", Labels: []Label{{"off", 3}, {"on", 7}}}
	s := spec.Default()
	if err := settle(&s, l, l, answer); err != nil || s.Normal != "on" || s.Rate != 0 {
		t.Errorf("%v, %+v", err, s)
	}
	if want := []string{"Which label is the healthy machine: off 30.0 %, on 70.0 %? [on]", "There is no time column: how many rows a second? [not known]"}; !slices.Equal(asked, want) {
		t.Errorf("asked %q", asked)
	}
	s = spec.Default()
	if err := settle(&s, l, l, func(q ask.Question) (string, bool, error) {
		if q.Guess == notKnown {
			return "50", true, nil
		}
		return "off", true, nil
	}); err != nil || s.Normal != "off" || s.Rate != 50 || l.Period != 0.02 {
		t.Errorf("%v, %+v", err, s)
	}
	s = spec.Default()
	var wrong *usage.Error
	if err := settle(&s, l, l, nobody); !errors.As(err, &wrong) || wrong.Flag != "normal" || !strings.Contains(err.Error(), "off 30.0 %, on 70.0 %") {
		t.Errorf("nobody answers: %v", err)
	}
	l.Labels = append(l.Labels, Label{"Healthy", 1})
	if err := settle(&s, l, l, nobody); err != nil || s.Normal != "Healthy" {
		t.Errorf("a word that says so: %v, %q", err, s.Normal)
	}
}

// Trying takes the same figures however its work falls, and every combination is there.
func TestTryTwice(t *testing.T) {
	open := fixture.Opener(map[string][]byte{"m.csv": fixture.Vibration(12_000)})
	var screens [2]strings.Builder
	for i := range screens {
		tried, err := Run(context.Background(), specOf("m.csv"), open, nobody, bench.Silent{})
		if err != nil {
			t.Fatal(err)
		}
		if want := len(frontEndsThere()) * (len(detectors) + len(classifiers)); tried.Tried() != want || !tried.Confirmed {
			t.Errorf("%d combinations, want %d, confirmed %t", tried.Tried(), want, tried.Confirmed)
		}
		if err := tried.Print(&screens[i], columns.Options{Width: 100}); err != nil {
			t.Fatal(err)
		}
	}
	if screens[0].String() != screens[1].String() {
		t.Errorf("%s\nand then\n%s", &screens[0], &screens[1])
	}
	if n := strings.Count(screens[0].String(), "\n"); n > 40 {
		t.Errorf("%d lines on a screen of 40:\n%s", n, &screens[0])
	}
}

func TestNextIsQuoted(t *testing.T) {
	s := specOf("-my machine's.csv.gz")
	s.Normal, s.Columns, s.Rate, s.TrainRows = "all right", []string{"a", "b,c"}, 119.5, 4000
	tried := &Trial{Spec: s, Detectors: []*Combination{{FrontEnd: "spectrum", Learner: "rls", Epochs: 7}}}
	const want = `tinyol-sim bench './-my machine'\''s.csv.gz' --train-rows=4000 '--columns=a,"b,c"' '--normal=all right' --rate=119.5 --epochs=7 --learner=rls '--out=results/-my machine'\''s'`
	if got := tried.Next(); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	for name, folder := range map[string]string{"bundled:fan_field": "results/fan_field", "a/.csv": "results/.csv", "x.y.csv": "results/x.y"} {
		if got := folderFor(name); got != folder {
			t.Errorf("%s: %s, want %s", name, got, folder)
		}
	}
}
