package mcu

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// figure is a number with its source. In a user's file a bare number will do.
type figure struct {
	value  float64
	source string
	line   int
	set    bool
}

// UnmarshalYAML reads `{value: 1, source: text}` or a number.
func (f *figure) UnmarshalYAML(node ast.Node) error {
	f.set, f.line = true, node.GetToken().Position.Line
	if node.Type() != ast.MappingType && node.Type() != ast.MappingValueType {
		return decodeNode(node, &f.value)
	}
	var long struct {
		Value  *float64 `yaml:"value"`
		Source string   `yaml:"source"`
	}
	if err := decodeNode(node, &long); err != nil {
		return err
	}
	if long.Value == nil {
		return &yaml.SyntaxError{Message: "a figure needs a value", Token: node.GetToken()}
	}
	f.value, f.source = *long.Value, long.Source
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

func decodeNode(node ast.Node, into any) error {
	return yaml.NodeToValue(node, into, yaml.Strict())
}

// yamlProblem takes the place and the one-line message out of a YAML error.
func yamlProblem(err error) (line int, problem string) {
	var y yaml.Error
	if !errors.As(err, &y) {
		return 0, err.Error()
	}
	if t := y.GetToken(); t != nil && t.Position != nil {
		line = t.Position.Line
	}
	var wrongType *yaml.TypeError
	if errors.As(err, &wrongType) {
		return line, fmt.Sprintf("%s where %s is expected", inWords(wrongType.SrcType), inWords(wrongType.DstType))
	}
	return line, y.GetMessage()
}

// inWords names a kind of YAML value.
func inWords(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.Map, reflect.Struct:
		return "a group of keys"
	case reflect.Float32, reflect.Float64, reflect.Int, reflect.Int64, reflect.Uint64:
		return "a number"
	}
	return "another value"
}
