package spec

// StreamsKey is the key of the streams in a record and in a configuration.
const StreamsKey = "streams"

// Record is the Spec as the keys of a configuration: every field that has a
// value. Read again, it gives the same experiment. Beside a model file, what
// that answers is left out.
func (s *Spec) Record() map[string]any {
	record := map[string]any{StreamsKey: s.Streams}
	for i := range fields {
		f := &fields[i]
		if !f.hasEffect(s) {
			continue
		}
		if v, given := f.value(s); given {
			record[f.Name] = v
		}
	}
	return record
}

// hasEffect reports whether the value counts: beside a model file, without drift
// detectors, or with a fixed threshold, some do not, and giving them is refused.
func (f *Field) hasEffect(s *Spec) bool {
	return !(f.FixedByModel && s.Model != "") && !(f.OfRunning && s.Threshold == Fixed) && !(f.OfDetectors && s.Detectors == nil)
}

// value is the field's value, and whether it is more than "the default".
func (f *Field) value(s *Spec) (v any, given bool) {
	switch p := f.Of(s).(type) {
	case *string:
		return *p, *p != ""
	case *bool:
		otherwise := Default()
		return *p, *p != *f.Of(&otherwise).(*bool)
	case *int:
		return *p, !f.NotZero || *p != 0
	case *int64:
		return *p, !(f.Count && *p == Unset) && !(f.NotZero && *p == 0)
	case *uint64:
		return *p, true
	case *float64:
		return *p, !f.NotZero || *p != 0
	case *[]string:
		return *p, len(*p) > 0
	case *[]int:
		return *p, true
	}
	return nil, false
}
