package result

import (
	"reflect"
	"strings"
)

// Measure is one number of a run, with all that is needed to print it.
type Measure struct {
	Key   string // path in summary.json, with names in place of list positions: "anomaly.auc.stuck"
	Value float64
	Unit  Unit
	Mark  Provenance // how a cost came about; empty for what is exact or learned
	Kind  Kind
	Model Model  // whose number it is
	Base  string // key of the same measure of the model that learns; where Model is that, Key
	Term  *Term  // in the vocabulary
}

// Measures lists every number of the run but its distributions over steps
// other than their mean, in the order of the vocabulary. What does not apply is absent.
func (r *Run) Measures() []Measure { return measures(r, vocabulary) }

// Value finds the term's number in a run, of the member of a family with this name;
// nil where it does not apply.
func (t *Term) Value(r *Run, name string) *float64 {
	var found *float64
	t.each(reflect.ValueOf(r).Elem(), func(member string, v reflect.Value) {
		if x, there := t.read(v); there && member == name {
			found = &x
		}
	})
	return found
}

// Mark says how the term's number in a run came about.
func (t *Term) Mark(r *Run, name string) Provenance { return t.mark(reflect.ValueOf(r).Elem(), name) }

// measures reads the terms from a record. The terms of a family with the same list
// stand together for each of its members.
func measures(record any, terms []*Term) []Measure {
	v := reflect.ValueOf(record).Elem()
	var out []Measure
	for i, n := 0, 0; i < len(terms); i = n {
		for n = i + 1; n < len(terms) && terms[i].list != nil && terms[n].from == terms[i].from; n++ {
		}
		terms[i].each(v, func(name string, member reflect.Value) {
			for _, t := range terms[i:n] {
				if x, there := t.read(member); there && t.says(v) {
					out = append(out, t.measure(v, name, x))
				}
			}
		})
	}
	return out
}

func (t *Term) measure(record reflect.Value, name string, value float64) Measure {
	m := Measure{Key: t.named(name), Value: value, Unit: t.Unit, Kind: t.Kind, Mark: t.mark(record, name), Model: t.Model, Term: t}
	if t.Base != "" && m.Model == Online {
		m.Model = baselineModels[name]
	}
	if m.Base = m.Key; m.Model != Online {
		m.Base = strings.Replace(t.Base, "*", name, 1)
	}
	return m
}

// says reports whether the count is there without which the term says nothing.
func (t *Term) says(record reflect.Value) bool {
	if t.Needs == "" {
		return true
	}
	n := at(record, strings.Split(t.Needs, "."))
	return n.IsValid() && !n.IsZero()
}

// regions is the family of those of memory.
const regions = "memory.*"

// modelledRegions are those whose size has Memory.Provenance.
var modelledRegions = map[string]bool{"code": true, "data and bss": true, "stack": true}

func (t *Term) mark(record reflect.Value, name string) Provenance {
	if t.Kind != Cost || t.Exact {
		return ""
	}
	if _, region, _ := strings.Cut(name, "."); t.Key == regions && !modelledRegions[region] {
		return ""
	}
	section, _, _ := strings.Cut(t.Path, ".")
	if v := at(record, []string{section, "provenance"}); v.IsValid() {
		return Provenance(v.String())
	}
	return ""
}

// each yields the part of the record behind which the term's number is: one without
// a name, or every member of a family.
func (t *Term) each(record reflect.Value, yield func(name string, part reflect.Value)) {
	if t.list == nil {
		yield("", record)
		return
	}
	section := at(record, t.list[:len(t.list)-1])
	list := at(section, t.list[len(t.list)-1:])
	switch {
	case !list.IsValid():
	case list.Kind() == reflect.Map:
		for _, phase := range Phases {
			if v := list.MapIndex(reflect.ValueOf(phase)); v.IsValid() {
				yield(phase, v)
			}
		}
	case list.Type() == reflect.TypeFor[[][]int64]():
		eachCell(list, at(section, []string{"f1"}).Interface().([]ClassF1), yield)
	default:
		for i := range list.Len() {
			v := list.Index(i)
			yield(v.Interface().(member).member(), v)
		}
	}
}

// eachCell names the cells of a confusion matrix, which has no names of its own.
func eachCell(matrix reflect.Value, classes []ClassF1, yield func(string, reflect.Value)) {
	for i := range min(matrix.Len(), len(classes)) {
		row := matrix.Index(i)
		for j := range min(row.Len(), len(classes)) {
			yield(classes[i].Label+" as "+classes[j].Label, row.Index(j))
		}
	}
}

// member is an element of a list that has a name.
type member interface{ member() string }

func (l LabelRates) member() string  { return l.Label }
func (c ClassF1) member() string     { return c.Label }
func (b Baseline) member() string    { return b.Name }
func (a DetectorArm) member() string { return a.Name }
func (g Gain) member() string        { return g.Arm }
func (p PhaseRAM) member() string    { return p.Phase }
func (r Region) member() string      { return r.Kind + "." + r.Name }

// read finds the term's number in a part of the record.
func (t *Term) read(part reflect.Value) (float64, bool) {
	v := at(part, t.rest)
	switch {
	case !v.IsValid():
		return 0, false
	case v.CanInt():
		return float64(v.Int()), true
	}
	return v.Float(), true
}

// at follows names of JSON; the zero Value is where nothing is.
func at(v reflect.Value, path []string) reflect.Value {
	for _, name := range path {
		if !v.IsValid() {
			break
		}
		if v.Kind() == reflect.Slice {
			v = listed(v, name)
		} else {
			v = inJSON(v, name)
		}
	}
	return v
}

// listed finds the element of a list that has a name.
func listed(list reflect.Value, name string) reflect.Value {
	for i := range list.Len() {
		if v := list.Index(i); v.Interface().(member).member() == name {
			return v
		}
	}
	return reflect.Value{}
}

// inJSON finds the field of a record that JSON calls so, unless it is absent there.
func inJSON(v reflect.Value, name string) reflect.Value {
	for field, member := range v.Fields() {
		tag, omit := strings.CutSuffix(field.Tag.Get("json"), ",omitempty")
		switch {
		case tag != name:
		case member.Kind() == reflect.Pointer: // nil: the zero Value
			return member.Elem()
		case omit && member.IsZero():
			return reflect.Value{}
		default:
			return member
		}
	}
	return reflect.Value{}
}
