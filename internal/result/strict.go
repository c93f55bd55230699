package result

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode"

	"tinyol-sim/internal/limits"
)

const documentRemedy = "restore the file or run bench again"

// Memory that the values of a document may take: as many bytes as the document
// has had so far, and this. In the layout that this package writes a value takes
// less memory than text.
const spareMemory = 16 << 20

// decode parses a document strictly: this version, every field that is not
// optional and no unknown one, no field twice, no null but for a map, no negative
// count, nothing behind the document. It holds one token of the text at a time. file
// stands in messages.
func decode(in io.Reader, file string, into any) error {
	return (&documentReader{guard: newJSONGuard(in, file), spare: spareMemory}).read(into)
}

// documentReader fills the value of a Go type with a JSON value. encoding/json
// would take the whole text into memory, knows no lines for most faults, and
// lets more pass.
type documentReader struct {
	guard *jsonGuard
	spare int64     // bytes of memory beside those of the text
	used  int64     // bytes of memory that the values took
	path  []segment // of the value under way
}

// read fills into, which points to a record.
func (r *documentReader) read(into any) error {
	err := r.value(reflect.ValueOf(into).Elem())
	if err == nil {
		err = r.end()
	}
	return err
}

// segment is a step of a path: a member's name, or the position in a list.
type segment struct {
	name  string
	index int
}

// value reads one JSON value into v.
func (r *documentReader) value(v reflect.Value) error {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		if err := r.take(int64(v.Type().Elem().Size())); err != nil {
			return err
		}
		v = v.Elem()
	}
	token, err := r.token()
	if err != nil {
		return err
	}
	if v.Kind() == reflect.Interface {
		return r.setting(token, v)
	}
	switch t := token.(type) {
	case json.Delim:
		return r.compound(t, v)
	case string:
		if v.Kind() != reflect.String {
			return r.wrongType("a text", v)
		}
		v.SetString(t)
		return r.take(int64(len(t)))
	case json.Number:
		return r.number(string(t), v)
	case bool:
		if v.Kind() != reflect.Bool {
			return r.wrongType("true or false", v)
		}
		v.SetBool(t)
		return nil
	}
	if v.Kind() == reflect.Map {
		return nil // as a map without entries is written that nobody made
	}
	return r.wrongType("null", v)
}

func (r *documentReader) compound(opening json.Delim, v reflect.Value) error {
	switch {
	case opening == '[' && v.Kind() == reflect.Slice:
		return r.list(v)
	case opening == '{' && v.Kind() == reflect.Struct:
		return r.object(v)
	case opening == '{' && v.Kind() == reflect.Map:
		return r.mapping(v)
	case opening == '[':
		return r.wrongType("a list", v)
	}
	return r.wrongType("an object", v)
}

// number refuses what the type does not hold. All whole numbers in documents
// count something.
func (r *documentReader) number(text string, v reflect.Value) error {
	var err error
	switch {
	case v.CanInt():
		var n int64
		if n, err = strconv.ParseInt(text, 10, v.Type().Bits()); err == nil && n < 0 {
			return r.fault(text + " where a count belongs")
		}
		v.SetInt(n)
	case v.CanUint():
		var n uint64
		n, err = strconv.ParseUint(text, 10, v.Type().Bits())
		v.SetUint(n)
	case v.CanFloat():
		var x float64
		if x, err = strconv.ParseFloat(text, 64); err == nil && math.Abs(x) > maxFigure {
			err = strconv.ErrRange
		}
		v.SetFloat(x)
	default:
		return r.wrongType("a number", v)
	}
	switch {
	case errors.Is(err, strconv.ErrRange):
		return r.fault(clip(text) + " is out of range")
	case err != nil:
		return r.wrongType("the number "+clip(text), v)
	}
	return nil
}

func (r *documentReader) list(v reflect.Value) error {
	v.Set(reflect.MakeSlice(v.Type(), 0, 0)) // a list, if an empty one
	size := int64(v.Type().Elem().Size())
	r.path = append(r.path, segment{})
	for i := 0; r.guard.decoder.More(); i++ {
		r.path[len(r.path)-1].index = i
		if err := r.take(size); err != nil {
			return err
		}
		v.Grow(1)
		v.SetLen(i + 1)
		if err := r.value(v.Index(i)); err != nil {
			return err
		}
	}
	return r.leave()
}

// mapEntry is about what a map takes for an entry beside its value.
const mapEntry = 32

func (r *documentReader) mapping(v reflect.Value) error {
	v.Set(reflect.MakeMap(v.Type()))
	element := v.Type().Elem()
	r.path = append(r.path, segment{})
	for r.guard.decoder.More() {
		name, err := r.name()
		if err != nil {
			return err
		}
		key := reflect.ValueOf(name)
		if v.MapIndex(key).IsValid() {
			return r.fault("stands here twice")
		}
		if err := r.take(int64(element.Size()) + int64(len(name)) + mapEntry); err != nil {
			return err
		}
		member := reflect.New(element).Elem()
		if err := r.value(member); err != nil {
			return err
		}
		v.SetMapIndex(key, member)
	}
	return r.leave()
}

// object fills a record; the numbers of its fields fit into the bits of found.
func (r *documentReader) object(v reflect.Value) error {
	var found uint64
	top := len(r.path) == 0
	r.path = append(r.path, segment{})
	for r.guard.decoder.More() {
		name, err := r.name()
		if err != nil {
			return err
		}
		k := fieldNamed(v.Type(), name)
		switch {
		case k < 0:
			return &Error{r.guard.file, r.line(), r.place(), "this version knows no such field", "remove it or read the file with the version that wrote it"}
		case found&(1<<k) != 0:
			return r.fault("stands here twice")
		}
		found |= 1 << k
		if err := r.value(v.Field(k)); err != nil {
			return err
		}
		if top && name == versionField && v.Field(k).Int() != Version {
			return r.otherVersion(v.Field(k).Int())
		}
	}
	if err := r.leave(); err != nil {
		return err
	}
	return r.complete(v.Type(), found)
}

// complete refuses a record that lacks a field which is always written.
func (r *documentReader) complete(t reflect.Type, found uint64) error {
	for k := range t.NumField() {
		name, options, _ := strings.Cut(t.Field(k).Tag.Get("json"), ",")
		if found&(1<<k) != 0 || options == "omitempty" {
			continue
		}
		if len(r.path) == 0 && name == versionField {
			return r.otherVersion(0)
		}
		r.path = append(r.path, segment{name: name})
		return r.fault("is missing")
	}
	return nil
}

// leave takes the closing bracket.
func (r *documentReader) leave() error {
	r.path = r.path[:len(r.path)-1]
	_, err := r.token()
	return err
}

// place writes the path: "runs[0].loss.last".
func (r *documentReader) place() string {
	var b strings.Builder
	for i, s := range r.path {
		switch {
		case s.name == "":
			fmt.Fprintf(&b, "[%d]", s.index)
		case i > 0:
			b.WriteString("." + s.name)
		default:
			b.WriteString(s.name)
		}
	}
	return strings.Map(printable, clip(b.String()))
}

// printable keeps a name of the file from breaking the line of an error.
func printable(r rune) rune {
	if unicode.IsControl(r) {
		return unicode.ReplacementChar
	}
	return r
}

const versionField = "version"

func (r *documentReader) otherVersion(found int64) error {
	return &Error{r.guard.file, r.line(), versionField,
		fmt.Sprintf("layout %d, and this program reads %d", found, Version), "read it with the version that wrote it"}
}

// end makes sure that nothing follows.
func (r *documentReader) end() error {
	token, err := r.guard.decoder.Token()
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return r.jsonFault(err)
	}
	return r.fault(fmt.Sprintf("%v follows after top-level value", token))
}

func (r *documentReader) token() (json.Token, error) {
	token, err := r.guard.decoder.Token()
	if err != nil {
		return nil, r.jsonFault(err)
	}
	return token, nil
}

// name reads the name of an object's member.
func (r *documentReader) name() (string, error) {
	token, err := r.token()
	name, _ := token.(string) // the decoder lets nothing else stand there
	r.path[len(r.path)-1].name = name
	return name, err
}

// take counts memory before it is used.
func (r *documentReader) take(bytes int64) error {
	r.used += bytes
	if r.used > r.guard.decoder.InputOffset()+r.spare {
		return r.fault("the values up to here take far more memory than their text")
	}
	return nil
}

// jsonFault words an error of the tokenizer or of the file.
func (r *documentReader) jsonFault(err error) error {
	if own, ok := errors.AsType[*Error](err); ok {
		return own
	}
	if limit, ok := errors.AsType[*limits.Error](err); ok {
		return &Error{r.guard.file, 0, "", limit.Problem, limit.Remedy}
	}
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return &Error{r.guard.file, r.guard.line(syntax.Offset), "", syntax.Error(), documentRemedy}
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &Error{r.guard.file, r.guard.line(math.MaxInt64), "", "unexpected end of the document", documentRemedy}
	}
	return &Error{r.guard.file, 0, "", err.Error(), documentRemedy}
}

func (r *documentReader) wrongType(found string, v reflect.Value) error {
	return r.fault(found + " where " + jsonName(v.Type()) + " belongs")
}

func (r *documentReader) fault(problem string) error {
	return &Error{r.guard.file, r.line(), r.place(), problem, documentRemedy}
}

// line is that of the token read last.
func (r *documentReader) line() int { return r.guard.line(r.guard.decoder.InputOffset()) }

// jsonName says in JSON's words what a Go type is written as.
func jsonName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Struct, reflect.Map:
		return "an object"
	case reflect.Slice:
		return "a list"
	case reflect.Interface:
		return "a setting"
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "true or false"
	case reflect.Float64:
		return "a number"
	}
	return "a whole number"
}

// fieldNamed returns the number of a field by the name it is written under, -1
// where there is none.
func fieldNamed(t reflect.Type, name string) int {
	for k := range t.NumField() {
		if jsonTag(t.Field(k)) == name {
			return k
		}
	}
	return -1
}

// jsonTag returns the name under which a field is written.
func jsonTag(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name
}

// clip keeps a piece of a file to a length that a line of error can hold.
func clip(text string) string {
	const most = 80
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "..."
}
