package mcu

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"strings"

	"github.com/goccy/go-yaml"

	"tinyol-sim/internal/limits"
	"tinyol-sim/internal/yamlfile"
)

// readProfile parses one file strictly: what package yamlfile refuses, unknown
// keys and keys without a value are errors. The error is a *BoardError.
func readProfile(data []byte, file string) (*profile, error) {
	p := &profile{file: file}
	root, err := yamlfile.Parse(data)
	switch {
	case err != nil:
		return nil, yamlError(file, err)
	case root.Kind == yamlfile.Empty:
		return nil, &BoardError{File: file, Problem: "is empty", Remedy: formRemedy}
	case root.Kind != yamlfile.Group:
		return nil, &BoardError{File: file, Line: root.Line, Problem: "is not a list of keys and values", Remedy: formRemedy}
	}
	for i := range root.Entries {
		e := &root.Entries[i]
		problem, known := p.take(e)
		switch {
		case !known:
			problem = unknownField(e)
		case problem == nil:
			continue
		default:
			problem.Field = e.Key
		}
		problem.File = file
		return nil, problem
	}
	return p, p.checkText()
}

// take reads one key of the file, and reports whether there is such a key.
func (p *profile) take(e *yamlfile.Entry) (problem *BoardError, known bool) {
	if text := p.texts()[e.Key]; text != nil {
		return takeText(&e.Value, text), true
	}
	switch e.Key {
	case "emulated":
		return takeFlag(&e.Value, &p.Emulated), true
	case "bit_band":
		return takeFlag(&e.Value, &p.BitBand), true
	case "abstract":
		var abstract *bool
		problem = takeFlag(&e.Value, &abstract)
		p.Abstract = abstract != nil && *abstract
		return problem, true
	case "notes":
		return takeTexts(&e.Value, &p.Notes), true
	}
	for _, f := range p.fields() {
		if f.key == e.Key {
			return f.figure.take(&e.Value), true
		}
	}
	return nil, false
}

// texts are the keys that take a short text.
func (p *profile) texts() map[string]*string {
	return map[string]*string{"name": &p.Name, "title": &p.Title, "inherits": &p.Inherits, "core": &p.Core, "firmware": &p.Firmware}
}

// yamlError words what a file was refused for.
func yamlError(file string, err error) *BoardError {
	var e *yamlfile.Error
	var limit *limits.Error
	var system *fs.PathError
	switch {
	case errors.As(err, &e):
		b := &BoardError{File: file, Line: e.Line, Problem: oneLine(e.Problem), Remedy: e.Remedy}
		if b.Remedy == "" {
			b.Remedy = formRemedy
		}
		return b
	case errors.As(err, &limit):
		return &BoardError{File: file, Problem: limit.Problem, Remedy: limit.Remedy}
	case errors.As(err, &system) && system.Op == "open":
		return &BoardError{File: file, Problem: "cannot be opened: " + system.Err.Error(), Remedy: "name a board or a readable board file"}
	}
	return &BoardError{File: file, Problem: "cannot be read: " + err.Error(), Remedy: "name a board or a readable board file"}
}

// decodeStrict parses a table that is compiled into the program. Tables, unlike
// the files of users, may hold anchors.
func decodeStrict(data []byte, into any) error {
	return yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(into)
}

// short keeps a piece of a file to a length that a line of error can hold.
func short(text string) string {
	const most = 60
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "..."
}

// ReadBoard reads a board in YAML, as the built-in files are written: figures
// as {value, source} or, in a user's file, as bare numbers; `inherits` names a
// built-in board, chip or core. Unknown keys are errors, and so is a file larger
// than yamlfile.MaxBytes. file stands in messages and gives the board its name
// when the YAML has none. The error is a *BoardError.
func ReadBoard(r io.Reader, file string) (*Board, error) {
	data, err := yamlfile.ReadAll(r)
	if err != nil {
		return nil, yamlError(file, err)
	}
	return parseBoard(data, file)
}
