package result

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"tinyol-sim/internal/limits"
)

// EncodeSummary writes s as the one JSON document that --json prints and
// summary.json holds. A number that JSON cannot hold is an error that names
// its field; see DropNonFinite. A list that may not be absent is written as []
// when it is nil.
func EncodeSummary(w io.Writer, s *Summary) error {
	data, err := encode(s)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// WriteSummary writes the file path whole or not at all.
func WriteSummary(path string, s *Summary) error {
	data, err := encode(s)
	if err != nil {
		return err
	}
	return replaceFile(path, data)
}

// ReadSummary reads a summary.json. It refuses another version and fields it
// does not know, with an *Error that names the line, and two runs that could not be
// told apart.
func ReadSummary(path string) (*Summary, error) {
	s := new(Summary)
	if err := readDocument(path, s); err != nil {
		return nil, err
	}
	seen := make(map[RunID]int, len(s.Runs))
	for i := range s.Runs {
		id := s.Runs[i].ID()
		if first, twice := seen[id]; twice {
			return nil, &Error{path, 0, fmt.Sprintf("runs[%d]", i), fmt.Sprintf("is %s, as runs[%d] is", id, first), documentRemedy}
		}
		seen[id] = i
	}
	return s, nil
}

// WriteManifest writes the file path whole or not at all.
func WriteManifest(path string, m *Manifest) error {
	data, err := encode(m)
	if err != nil {
		return err
	}
	return replaceFile(path, data)
}

// ReadManifest reads a manifest.json as strictly as ReadSummary does.
func ReadManifest(path string) (*Manifest, error) {
	m := new(Manifest)
	if err := readDocument(path, m); err != nil {
		return nil, err
	}
	return m, nil
}

// encode indents by two spaces and ends with a line feed.
func encode(document any) ([]byte, error) {
	if path := firstNonFinite(document); path != "" {
		return nil, fmt.Errorf("result: %s is not a finite number, which JSON cannot hold; leave it out", path)
	}
	fillLists(reflect.ValueOf(document))
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false) // class names stay readable
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(document); err != nil {
		return nil, fmt.Errorf("result: %w", err)
	}
	return b.Bytes(), nil
}

// fillLists makes an empty list of every nil one that has no omitempty, for a
// reader who is promised a list should not meet null.
func fillLists(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			fillLists(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			fillLists(v.Index(i))
		}
	case reflect.Struct:
		for field, member := range v.Fields() {
			if member.Kind() == reflect.Slice && member.IsNil() && !strings.HasSuffix(field.Tag.Get("json"), ",omitempty") {
				member.Set(reflect.MakeSlice(member.Type(), 0, 0))
			}
			fillLists(member)
		}
	}
}

// maxDocument is above the largest summary.json that bench can write: 256
// classes, 1000 seeds and both modes are 2.5 GB, nearly all of it confusion
// matrices. A reader takes about half as much memory as there is text.
const maxDocument = 4 << 30

func readDocument(path string, into any) error {
	file, err := openResult(path, maxDocument, "read a result", "name a folder that bench --out wrote")
	if err != nil {
		return err
	}
	defer file.Close()
	return decode(bufio.NewReaderSize(file, 64<<10), path, into)
}

// openResult opens a file of at most so many bytes. The error is an *Error, or
// the system's between what was to be done and what to do.
func openResult(path string, most int64, what, remedy string) (io.ReadCloser, error) {
	file, err := limits.Open(path, most)
	if limit, ok := errors.AsType[*limits.Error](err); ok {
		return nil, &Error{path, 0, "", limit.Problem, limit.Remedy}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w; %s", what, err, remedy)
	}
	return file, nil
}
