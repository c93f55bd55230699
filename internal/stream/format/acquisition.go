package format

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// acquisition is a recording in Edge Impulse's data acquisition format
// (docs.edgeimpulse.com, "Data acquisition format"), up to its values: the
// payload, in a signed document or alone.
type acquisition struct {
	interval float64 // milliseconds; 0: not stated
	names    []string
	units    []string
	label    string
	open     int // objects around the values
}

const (
	noValues = "has no values"
	anObject = "hold a recording as {\"payload\": {\"interval_ms\": 10, \"sensors\": [{\"name\": \"ax\", \"units\": \"g\"}], \"values\": [[1], [2]]}}, as an array of rows, or as an object a line"
)

// find reads up to the values. It reports false at the end of an object that has
// none.
func (a *acquisition) find(in tokens) (bool, error) {
	a.open++
	for {
		t, err := in.next()
		if err != nil {
			return false, err
		}
		if t.kind != textToken {
			a.open--
			return false, nil
		}
		found, err := a.member(in, string(t.text))
		if found || err != nil {
			return found, err
		}
	}
}

// member reads a member of the document or of its payload.
func (a *acquisition) member(in tokens, name string) (found bool, err error) {
	t, err := in.next()
	if err != nil {
		return false, err
	}
	switch {
	case name == "payload" && t.kind == beginObject && a.open == 1:
		return a.find(in)
	case name == "values" && t.kind == beginArray:
		return true, nil
	case name == "interval_ms" && t.kind == numberToken:
		a.interval, err = strconv.ParseFloat(string(t.text), 64)
		if err != nil || a.interval < 0 || a.interval-a.interval != 0 {
			err = &Error{Problem: fmt.Sprintf("states %q as its interval_ms", t.text), Remedy: "state the milliseconds from one row to the next"}
		}
		return false, err
	case name == "sensors" && t.kind == beginArray:
		return false, a.readSensors(in)
	case name == "label" && t.kind == textToken:
		a.label = string(t.text)
		return false, nil
	}
	return false, skipValue(in, t)
}

// readSensors reads a list of {name, units}.
func (a *acquisition) readSensors(in tokens) error {
	for {
		t, err := in.next()
		switch {
		case err != nil:
			return err
		case t.kind == endArray:
			return nil
		case t.kind != beginObject || len(a.names) == mostColumns:
			return errSyntax
		}
		a.names = append(a.names, "c"+strconv.Itoa(len(a.names)+1))
		a.units = append(a.units, "")
		if err := a.readSensor(in); err != nil {
			return err
		}
	}
}

func (a *acquisition) readSensor(in tokens) error {
	last := len(a.names) - 1
	for {
		t, err := in.next()
		if err != nil || t.kind == endObject {
			return err
		}
		name := string(t.text)
		if t, err = in.next(); err != nil {
			return err
		}
		switch {
		case name == "name" && t.kind == textToken:
			a.names[last] = string(t.text)
		case name == "units" && t.kind == textToken:
			a.units[last] = string(t.text)
		default:
			if err := skipValue(in, t); err != nil {
				return err
			}
		}
	}
}

// tail reads what follows the values. What the rows would have needed is refused
// there: they are gone.
func (a *acquisition) tail(in tokens) error {
	for {
		t, err := in.next()
		if err != nil || t.kind == endToken {
			return err
		}
		if t.kind != textToken {
			continue // the end of an object
		}
		switch name := string(t.text); name {
		case "sensors", "interval_ms", "values", "label":
			return &Error{Problem: fmt.Sprintf("states its %s after the values", name), Remedy: "write its members in the order of their names: jq -S . FILE > sorted.json"}
		}
		if t, err = in.next(); err == nil {
			err = skipValue(in, t)
		}
		if err != nil {
			return err
		}
	}
}

// table makes a table of an acquisition whose first row comes next.
func (a *acquisition) table(format string, r *documentRows, s *source) (*Table, error) {
	t := &Table{Format: format, Place: rowOfLine}
	if a.interval > 0 {
		t.Rate = 1000 / a.interval
	}
	if len(a.names) > 0 && len(r.names) == 0 {
		t.Units = a.units
		r.names = a.names
	}
	if err := r.begin(t, s, a.label); err != nil {
		return nil, err
	}
	return t, nil
}

func openCBOR(s *source) (*Table, error) {
	in := &cborTokens{src: s.Reader}
	t, err := openAcquisition("Edge Impulse data in CBOR", in, nil, s)
	return t, documentError("CBOR", err)
}

// openAcquisition reads up to the values; keys are the columns of rows that are
// objects.
func openAcquisition(format string, in tokens, keys []string, s *source) (*Table, error) {
	if _, err := in.next(); err != nil {
		return nil, err
	}
	a := &acquisition{}
	found, err := a.find(in)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, &Error{Problem: noValues, Remedy: anObject}
	}
	return a.table(format, &documentRows{in: in, names: keys, tail: a.tail}, s)
}

// documentError says what is wrong with a document before its rows.
func documentError(format string, err error) error {
	if own := (*Error)(nil); err == nil || errors.As(err, &own) {
		return err
	}
	switch {
	case errors.Is(err, errSyntax), errors.Is(err, errDeep), errors.Is(err, errLong):
		return &Error{Problem: fmt.Sprintf("is %s that cannot be read: %v", format, err), Remedy: "write or copy it again", Err: err}
	case errors.Is(unexpected(err), io.ErrUnexpectedEOF):
		return &Error{Problem: "is " + format + " that ends before its first row", Remedy: "copy it again", Err: io.ErrUnexpectedEOF}
	}
	return err
}

// headTokens reads JSON in the head of a file.
func headTokens(head []byte) *jsonTokens {
	return newJSONTokens(bufio.NewReader(bytes.NewReader(head)))
}
