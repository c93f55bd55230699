package reporttest

import (
	"reflect"
	"slices"
	"testing"

	"tinyol-sim/internal/result"
)

// FullSummary is a summary whose first run has a value in every field for a number,
// those to come included. The second has all but a detector's.
func FullSummary() *result.Summary {
	s := Fakes()["fan"].Summary()
	s.Runs[0].Classification = s.Runs[1].Classification
	for _, name := range []string{result.ArmFrozen, result.ArmFrozenRunning, result.ArmOnline, result.ArmOnlineRunning} {
		s.Runs[0].Anomaly.Arms = append(s.Runs[0].Anomaly.Arms, result.DetectorArm{Name: name})
	}
	s.Runs[0].Anomaly.Gains = []result.Gain{{Arm: result.ArmOnline, Against: result.ArmFrozen}}
	s.Runs[0].Drift = []result.DriftDetector{{Name: "cusum"}}
	s.Runs[0].Classification.Forgetting = &result.ClassForgetting{Recording: result.RecallTest, Classes: []result.ForgottenClass{{Label: "normal"}}}
	for i := range s.Runs {
		fill(reflect.ValueOf(&s.Runs[i]))
		s.Runs[i].TimeUS.Phases = s.Runs[i].Cycles.Phases
	}
	s.Runs[1].Anomaly = nil
	return s
}

func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		fill(v.Elem())
	case reflect.Struct:
		for _, member := range v.Fields() {
			fill(member)
		}
	case reflect.Slice:
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case reflect.Float64:
		if v.IsZero() {
			v.SetFloat(0.5)
		}
	case reflect.Int, reflect.Int64:
		if v.IsZero() {
			v.SetInt(5)
		}
	}
}

// FurtherModel gives, for the time of a test, a measure of the model that learns to
// a model behind the frozen one, as its value of another measure, and names that
// model.
func FurtherModel(t testing.TB, key, of string) result.Model {
	const further = result.Model("frozen + further")
	term, _ := result.TermOf(key)
	before, models := *term, result.Models
	t.Cleanup(func() { *term, result.Models = before, models })
	term.Model, term.Base, term.Table, term.On = further, of, result.NoTable, 0
	result.Models = slices.Insert(slices.Clone(models), 1, further)
	return further
}
