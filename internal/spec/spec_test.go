package spec

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/usage"
)

// TestEveryFieldOfASpecIsInTheTable keeps a setting from being added without its
// flag, its key and its place in the record. Streams are arguments.
func TestEveryFieldOfASpecIsInTheTable(t *testing.T) {
	s := Default()
	value := reflect.ValueOf(&s).Elem()
	pointers := map[any]string{}
	for i := range fields {
		p := fields[i].Of(&s)
		if other := pointers[p]; other != "" {
			t.Errorf("%s and %s are one value", other, fields[i].Name)
		}
		pointers[p] = fields[i].Name
	}
	for field, member := range value.Fields() {
		if field.Name != "Streams" && pointers[member.Addr().Interface()] == "" {
			t.Errorf("%s is in no row of the table", field.Name)
		}
	}
}

func TestRowsOfTheTable(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Fields() {
		switch {
		case seen[f.Name]:
			t.Errorf("%s is there twice", f.Name)
		case f.Help == "" || f.On == 0 || f.Group == "":
			t.Errorf("%s has no help, no command or no group", f.Name)
		case f.Name != strings.ToLower(f.Name):
			t.Errorf("%s is not a flag's name", f.Name)
		}
		seen[f.Name] = true
		for c := range f.HelpOn {
			if f.On&c == 0 {
				t.Errorf("%s has help on a command that does not have it", f.Name)
			}
		}
	}
}

func TestCompleteRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*Spec)
		want   string
	}{
		"choice":   {func(s *Spec) { s.FrontEnd = "raww" }, `--frontend: unknown front end "raww"; use raw or odd`},
		"optional": {func(s *Spec) { s.Engine = "fast" }, `--engine: unknown engine "fast"; use auto, host or emulated`},
		"below":    {func(s *Spec) { s.MaxClasses = 1 }, `--max-classes: 1 is out of range; use 2 to 256`},
		"above":    {func(s *Spec) { s.Hidden = []int{16, 5000} }, `--hidden: 5000 is out of range; use 1 to 4096`},
		"settled":  {func(s *Spec) { s.FrontEnd, s.Window = "odd", 50 }, `--window: front end odd: 50 is even; use 51`},
		"listed":   {func(s *Spec) { s.Learners = []string{"one", "nobody"} }, `--learner: unknown learner "nobody"; use one or two`},
		"open end": {func(s *Spec) { s.Quantile = 1 }, `--threshold-quantile: 1 is out of range; use a value between 0 and 1, such as 0.99`},
		"two":      {func(s *Spec) { s.Model, s.Train = "m", []string{"t"} }, `--train: the model file is trained already; leave out one of --train and --model`},
	} {
		s := Default()
		s.FrontEnd = "raw"
		test.change(&s)
		err := s.Complete()
		var misuse *usage.Error
		if !errors.As(err, &misuse) || err.Error() != test.want {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
}

// What other packages offer, as they do.
func init() {
	Offer("frontend", func() []Choice {
		return []Choice{{"raw", "as it is", func(s *Spec) error { s.Window = max(s.Window, 40); return nil }}, {"odd", "otherwise", func(s *Spec) error {
			if s.Window == 0 {
				s.Window = 65
			}
			if s.Window%2 == 0 {
				return usage.New("window", "use 51", "front end odd: %d is even", s.Window)
			}
			return nil
		}}}
	})
	Offer("learner", func() []Choice { return []Choice{{Name: "one", Text: "first"}, {Name: "two", Text: "second"}} })
}

func TestComplete(t *testing.T) {
	for frontEnd, window := range map[string]int{"raw": 40, "odd": 65} {
		s := Default()
		s.FrontEnd = frontEnd
		if err := s.Complete(); err != nil || s.Window != window {
			t.Errorf("%s: window %d, %v; want %d", frontEnd, s.Window, err, window)
		}
	}
}

// Help lists what was offered.
func TestHelpListsChoices(t *testing.T) {
	if got, want := Find("frontend").HelpFor(Bench), "raw (as it is) or odd (otherwise)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := Find("learner").HelpFor(Bench); !strings.Contains(got, "or all: one or two (") {
		t.Errorf("%q", got)
	}
}

// TestRecord by hand: what has a value is there, under the flag's name.
func TestRecord(t *testing.T) {
	s := Default()
	s.Streams, s.Window, s.Columns, s.Seed = []string{"a.csv"}, 40, []string{"x", "y,z"}, 7
	data, err := json.Marshal(s.Record())
	if err != nil {
		t.Fatal(err)
	}
	want := `{"activation":"relu","board":"nano33ble","columns":["x","y,z"],"embedding":4,"epochs":40,"frontend":"spectrum","hidden":[16],"loss":"mse",` +
		`"max-classes":8,"mode":"both","seed":7,"seeds":1,"skip-bad-rows":false,"streams":["a.csv"],"stride":10,"threshold-quantile":0.99,"threshold-step":0.1,"window":40}`
	want = strings.Replace(want, `"skip-bad-rows":false,`, "", 1)
	if string(data) != want {
		t.Errorf("got  %s\nwant %s", data, want)
	}
	s.Model = "m.tinyol"
	record := s.Record()
	if _, there := record["window"]; there || record["model"] != "m.tinyol" {
		t.Errorf("beside a model: %v", record)
	}
}

func TestBoards(t *testing.T) {
	for text, want := range map[string][]string{
		"pico": {"pico"}, " pico": {" pico"}, "pico, my.yaml": {"pico", "my.yaml"}, "pico,": {"pico", ""}, "all": {"all"},
	} {
		s := Default()
		s.Board = text
		if got := s.Boards(); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if err := s.OneBoard(); (err == nil) != (len(want) == 1 && text != AllBoards) {
			t.Errorf("%q as one board: %v", text, err)
		}
	}
}
