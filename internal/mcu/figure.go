package mcu

import (
	"fmt"
	"regexp"
	"strconv"

	"tinyol-sim/internal/yamlfile"
)

// figure is a number with its source. In a user's file a bare number will do.
type figure struct {
	value  float64
	source string
	line   int
	set    bool
}

// take reads `{value: 1, source: text}` or a number.
func (f *figure) take(n *yamlfile.Node) *BoardError {
	f.set, f.line = true, n.Line
	if n.Kind != yamlfile.Group {
		return takeNumber(n, &f.value)
	}
	given := false
	for i := range n.Entries {
		e := &n.Entries[i]
		var problem *BoardError
		switch e.Key {
		case "value":
			given = true
			problem = takeNumber(&e.Value, &f.value)
		case "source":
			problem = takeText(&e.Value, &f.source)
		default:
			problem = unknownField(e)
		}
		if problem != nil {
			return problem
		}
	}
	if !given {
		return &BoardError{Line: n.Line, Problem: "a figure needs a value", Remedy: "write it as {value: 1, source: text}"}
	}
	return nil
}

// address is the figure as an address, nil where it was not given.
func (f *figure) address() *uint32 {
	if !f.set {
		return nil
	}
	a := uint32(f.value)
	return &a
}

// hexadecimal is how addresses are written.
var hexadecimal = regexp.MustCompile(`^0[xX][0-9a-fA-F]{1,8}$`)

func takeNumber(n *yamlfile.Node, into *float64) *BoardError {
	switch problem, remedy := yamlfile.OddNumber(n.Text); {
	case n.Kind != yamlfile.Scalar || n.Null:
		return wrongKind(n, "a number")
	case hexadecimal.MatchString(n.Text):
		address, err := strconv.ParseUint(n.Text[2:], 16, 32)
		*into = float64(address)
		return asBoardError(n, err)
	case problem != "":
		return &BoardError{Line: n.Line, Problem: fmt.Sprintf("%q %s", short(n.Text), problem), Remedy: remedy}
	}
	value, err := strconv.ParseFloat(n.Text, 64)
	*into = value
	return asBoardError(n, err)
}

// asBoardError blames a text that is no number.
func asBoardError(n *yamlfile.Node, err error) *BoardError {
	if err == nil {
		return nil
	}
	return wrongKind(n, "a number")
}

func takeText(n *yamlfile.Node, into *string) *BoardError {
	if n.Kind != yamlfile.Scalar || n.Null {
		return wrongKind(n, "a text")
	}
	*into = n.Text
	return nil
}

func takeFlag(n *yamlfile.Node, into **bool) *BoardError {
	switch value := n.Text == "true"; {
	case n.Kind != yamlfile.Scalar, !value && n.Text != "false":
		return wrongKind(n, "true or false")
	default:
		*into = &value
	}
	return nil
}

func takeTexts(n *yamlfile.Node, into *[]string) *BoardError {
	if n.Kind != yamlfile.List {
		return wrongKind(n, "a list")
	}
	for i := range n.Items {
		var text string
		if problem := takeText(&n.Items[i], &text); problem != nil {
			return problem
		}
		*into = append(*into, text)
	}
	return nil
}

const formRemedy = "see the built-in profiles for the keys and their form"

func wrongKind(n *yamlfile.Node, expected string) *BoardError {
	if n.Kind == yamlfile.Empty || n.Null {
		return &BoardError{Line: n.Line, Problem: "has no value", Remedy: "give one, or take the key out to inherit it"}
	}
	found := map[yamlfile.Kind]string{yamlfile.Scalar: "a text", yamlfile.List: "a list", yamlfile.Group: "a group of keys"}[n.Kind]
	return &BoardError{Line: n.Line, Problem: fmt.Sprintf("%s where %s is expected", found, expected), Remedy: formRemedy}
}

func unknownField(e *yamlfile.Entry) *BoardError {
	return &BoardError{Line: e.Line, Problem: fmt.Sprintf("unknown field %q", short(e.Key)), Remedy: formRemedy}
}
