package result

import (
	"reflect"
	"strings"
	"testing"
)

// Every term is read from the record, under a key that leads back to it.
func TestEveryTermHasAMeasure(t *testing.T) {
	run := fullRun()
	found := map[*Term]bool{}
	for _, m := range run.Measures() {
		found[m.Term] = true
		term, name := TermOf(m.Key)
		if term != m.Term {
			t.Errorf("%s leads to %+v", m.Key, term)
			continue
		}
		if v := term.Value(&run, name); v == nil || *v != m.Value || term.Mark(&run, name) != m.Mark {
			t.Errorf("%s is %v by its term, %v among the measures", m.Key, v, m)
		}
	}
	for _, term := range Vocabulary() {
		if !found[term] && term.Path != notInRun {
			t.Errorf("%s: nothing in a run is called %s", term.Key, term.Path)
		}
	}
}

// A label may have any name.
func TestLabelsAreNoKeys(t *testing.T) {
	for key, want := range map[string][2]string{
		"anomaly.auc.kappa":                            {"anomaly.auc.*", "kappa"},
		"anomaly.auc.a.b":                              {"anomaly.auc.*", "a.b"},
		"anomaly.windows.":                             {"anomaly.windows.*", ""},
		"classification.test.f1.f1":                    {"classification.test.f1.*", "f1"},
		"classification.baselines.no-change.accuracy":  {"classification.baselines.*.accuracy", "no-change"},
		"memory.flash.code":                            {"memory.*", "flash.code"},
		"memory.high_water.base":                       {"memory.high_water.*", "base"},
		"classification.test.baselines.majority.auc":   {"classification.test.baselines.*.auc", "majority"},
		"classification.confusion.normal as not as is": {"classification.confusion.*", "normal as not as is"},
	} {
		term, name := TermOf(key)
		if term == nil || term.Key != want[0] || name != want[1] {
			t.Errorf("%s: %+v of %q", key, term, name)
		}
	}
	if term, _ := TermOf("anomaly"); term != nil {
		t.Errorf("anomaly is %s", term.Key)
	}
}

// A new measure of several models is an entry, and the fields that it is read from.
func TestOneEntryMakesAMeasureOfEachModel(t *testing.T) {
	const running = Model("frozen + running threshold")
	terms := expanded([]Term{{Key: "section.found", Unit: UnitFraction, Better: Higher, Title: "found", Table: Detector, Models: []Model{Frozen, running}}})
	type section struct {
		Frozen  *float64 `json:"found_frozen,omitempty"`
		Running *float64 `json:"found_frozen_running_threshold,omitempty"`
		Online  *float64 `json:"found,omitempty"`
	}
	got := measures(&struct {
		Section *section `json:"section"`
	}{&section{pointer(0.1), pointer(0.2), pointer(0.3)}}, terms)
	want := []Measure{
		{Key: "section.found_frozen", Value: 0.1, Unit: UnitFraction, Model: Frozen, Base: "section.found", Term: terms[0]},
		{Key: "section.found_frozen_running_threshold", Value: 0.2, Unit: UnitFraction, Model: running, Base: "section.found", Term: terms[1]},
		{Key: "section.found", Value: 0.3, Unit: UnitFraction, Base: "section.found", Term: terms[2]},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("measures %+v", got)
	}
	if shown := terms[2]; shown.On != OnPage|InComparison || terms[0].Table != NoTable {
		t.Errorf("shown %+v, and its twin %+v", shown, terms[0])
	}
}

// A term that is shown has what a reader is shown.
func TestTermsThatAreShownHaveTitles(t *testing.T) {
	for _, term := range Vocabulary() {
		if term.Table != NoTable && term.Table != ByLabel && term.Title == "" || term.Table == NoTable && term.On != 0 && term.Model == Online {
			t.Errorf("%s: table %d, places %b, title %q", term.Key, term.Table, term.On, term.Title)
		}
		if term.Path != notInRun && term.About == "" {
			t.Errorf("%s: the schema has nothing to say", term.Key)
		}
		for _, key := range []string{term.Base, term.Limit, term.Needs, term.Supervised} {
			if other, _ := TermOf(key); key != "" && other == nil && !strings.Contains(term.Key, ".baselines.") {
				t.Errorf("%s names %s, which is no measure", term.Key, key)
			}
		}
	}
}
