package result

import (
	"fmt"
	"math"
	"reflect"
	"strings"
)

// DropNonFinite leaves out what JSON cannot hold and what says nothing to a
// reader: a figure that is NaN or infinite, as those of a diverged run are. An
// optional figure becomes absent; a figure that its record cannot be without
// takes the record along. It returns the path of each figure that was found so,
// like "runs[0].loss.last", for a warning. Call it before a Summary is shown.
func (s *Summary) DropNonFinite() []string {
	d := dropper{}
	d.value(reflect.ValueOf(s).Elem(), "")
	return d.paths
}

// firstNonFinite returns the path of the first such figure in a document, or
// nothing.
func firstNonFinite(document any) string {
	d := dropper{keep: true}
	d.value(reflect.ValueOf(document), "")
	if len(d.paths) == 0 {
		return ""
	}
	return d.paths[0]
}

// dropper walks a record; with keep it only looks.
type dropper struct {
	keep  bool
	paths []string
}

// value reports whether v is sound, after what could be left out below it was.
func (d *dropper) value(v reflect.Value, path string) bool {
	switch v.Kind() {
	case reflect.Float64:
		if x := v.Float(); math.IsNaN(x) || math.IsInf(x, 0) {
			d.paths = append(d.paths, path)
			return false
		}
	case reflect.Pointer:
		if !v.IsNil() && !d.value(v.Elem(), path) {
			d.drop(v)
		}
	case reflect.Struct:
		return d.structure(v, path)
	case reflect.Slice:
		d.slice(v, path)
	case reflect.Map:
		d.mapping(v, path)
	}
	return true
}

func (d *dropper) structure(v reflect.Value, path string) bool {
	sound := true
	for field, member := range v.Fields() {
		if !d.value(member, strings.TrimPrefix(path+"."+jsonTag(field), ".")) {
			sound = false
		}
	}
	return sound
}

// slice empties a list of numbers with a hole in it, for its positions mean
// something; from a list of records only the unsound go.
func (d *dropper) slice(v reflect.Value, path string) {
	kept := 0
	for i := range v.Len() {
		if !d.value(v.Index(i), fmt.Sprintf("%s[%d]", path, i)) {
			continue
		}
		if !d.keep {
			v.Index(kept).Set(v.Index(i))
		}
		kept++
	}
	switch {
	case d.keep || kept == v.Len():
	case v.Type().Elem().Kind() == reflect.Float64:
		v.SetZero()
	default:
		v.SetLen(kept)
	}
}

func (d *dropper) mapping(v reflect.Value, path string) {
	for _, key := range v.MapKeys() {
		if d.value(v.MapIndex(key), fmt.Sprintf("%s.%s", path, key)) || d.keep {
			continue
		}
		v.SetMapIndex(key, reflect.Value{})
	}
}

func (d *dropper) drop(v reflect.Value) {
	if !d.keep {
		v.SetZero()
	}
}
