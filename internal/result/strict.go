package result

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
)

// decode parses data strictly: this version, no unknown field, nothing behind
// the document. file stands in messages.
func decode(data []byte, file string, into any, version *int) error {
	var head struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return jsonFault(data, file, err)
	}
	if head.Version != Version {
		return &Error{file, lineOf(data, int64(bytes.Index(data, []byte(`"version"`)))), "version",
			fmt.Sprintf("layout %d, and this program reads %d", head.Version, Version),
			"read it with the version that wrote it"}
	}
	w := fieldWalk{decoder: json.NewDecoder(bytes.NewReader(data)), data: data, file: file}
	if err := w.value(reflect.TypeOf(into), ""); err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return jsonFault(data, file, err)
	}
	*version = head.Version
	return nil
}

// jsonFault turns an error of encoding/json into one that names the line.
func jsonFault(data []byte, file string, err error) error {
	const remedy = "restore the file or run bench again"
	if wrongType, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return &Error{file, lineOf(data, wrongType.Offset), wrongType.Field, wrongType.Value + " where " + jsonName(wrongType.Type) + " belongs", remedy}
	}
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return &Error{file, lineOf(data, syntax.Offset), "", syntax.Error(), remedy}
	}
	return &Error{file, 0, "", err.Error(), remedy}
}

// jsonName says in JSON's words what a Go type is written as.
func jsonName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Struct, reflect.Map:
		return "an object"
	case reflect.Slice:
		return "a list"
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "true or false"
	case reflect.Float64:
		return "a number"
	}
	return "a whole number"
}

// lineOf returns the line, from 1, of a byte offset.
func lineOf(data []byte, offset int64) int {
	offset = min(max(offset, 0), int64(len(data)))
	return 1 + bytes.Count(data[:offset], []byte{'\n'})
}

// fieldWalk follows a document beside the Go type it is meant for, looking
// for fields that the type has not. json.Decoder's own check knows no line.
type fieldWalk struct {
	decoder *json.Decoder
	data    []byte
	file    string
}

// value checks one JSON value; t is nil below a value of the wrong type, which
// is for json.Unmarshal to report.
func (w *fieldWalk) value(t reflect.Type, path string) error {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	token, err := w.decoder.Token()
	if err != nil {
		return jsonFault(w.data, w.file, err)
	}
	switch token {
	case json.Delim('{'):
		return w.object(t, path)
	case json.Delim('['):
		return w.list(t, path)
	}
	return nil
}

func (w *fieldWalk) list(t reflect.Type, path string) error {
	var element reflect.Type
	if t != nil && t.Kind() == reflect.Slice {
		element = t.Elem()
	}
	for i := 0; w.decoder.More(); i++ {
		if err := w.value(element, fmt.Sprintf("%s[%d]", path, i)); err != nil {
			return err
		}
	}
	return w.end()
}

func (w *fieldWalk) object(t reflect.Type, path string) error {
	for w.decoder.More() {
		token, err := w.decoder.Token()
		if err != nil {
			return jsonFault(w.data, w.file, err)
		}
		name, _ := token.(string)
		field := strings.TrimPrefix(path+"."+name, ".")
		element, known := memberType(t, name)
		if !known {
			return &Error{w.file, lineOf(w.data, w.decoder.InputOffset()), field, "this version knows no such field", "remove it or read the file with the version that wrote it"}
		}
		if err := w.value(element, field); err != nil {
			return err
		}
	}
	return w.end()
}

// end takes the closing bracket.
func (w *fieldWalk) end() error {
	if _, err := w.decoder.Token(); err != nil && err != io.EOF {
		return jsonFault(w.data, w.file, err)
	}
	return nil
}

// memberType returns the type of an object's member, and whether there is one.
func memberType(t reflect.Type, name string) (reflect.Type, bool) {
	switch {
	case t == nil:
		return nil, true
	case t.Kind() == reflect.Map:
		return t.Elem(), true
	case t.Kind() != reflect.Struct:
		return nil, true
	}
	for field := range t.Fields() {
		if jsonTag(field) == name {
			return field.Type, true
		}
	}
	return nil, false
}

// jsonTag returns the name under which a field is written.
func jsonTag(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name
}
