package result

import (
	"encoding/json"
	"reflect"
)

// setting reads what a field of an experiment may hold: a text, a number, true or
// false, or a list of texts and numbers, which stay as they are spelled.
func (r *documentReader) setting(token json.Token, v reflect.Value) error {
	switch t := token.(type) {
	case json.Delim:
		if t != '[' || len(r.path) > settingDepth {
			return r.wrongType("an object or a list in a list", v)
		}
		var items []any
		if err := r.list(reflect.ValueOf(&items).Elem()); err != nil {
			return err
		}
		v.Set(reflect.ValueOf(items))
	case nil:
		return r.wrongType("null", v)
	default:
		v.Set(reflect.ValueOf(t))
	}
	return r.take(mapEntry)
}

// settingDepth is how deep a setting lies in manifest.json: the member of an
// object.
const settingDepth = 2
