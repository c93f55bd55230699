// Package yamlfile reads the YAML that people write for this program: one
// document of keys with values, in which every value keeps the spelling that it
// has in the file. "normal: 1.0", "label: null" and "columns: [007]" are the
// texts 1.0, null and 007; what a text means is for the reader of the key.
//
// What such a file has no use for, and what has surprised readers of YAML, is
// refused with its line: anchors and aliases, merge keys, tags, directives, keys
// behind a question mark, a key given twice, a second document.
package yamlfile

import (
	"errors"
	"fmt"
	"io"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"

	"tinyol-sim/internal/limits"
)

// Limits of a file. Of the parser's memory, tokens take up to 240 bytes for a
// byte of the file and the tree another 160; its time grows with the square of
// the depth and of the number of keys. At these limits a file takes less than
// 80 MB.
const (
	MaxBytes = 128 << 10
	maxDepth = 16
	maxKeys  = 2000
)

// Kind tells the values apart.
type Kind int

// The kinds of a Node.
const (
	Empty  Kind = iota // nothing stands there
	Scalar             // Text
	List               // Items
	Group              // Entries
)

// Node is a value.
type Node struct {
	Kind    Kind
	Line    int
	Text    string // as spelled, without the quotes
	Null    bool   // the text is YAML's word for nothing, without quotes: null or ~
	Items   []Node
	Entries []Entry
}

// Entry is a key with its value, in the order of the file.
type Entry struct {
	Key   string
	Line  int
	Value Node
}

// Error says what is wrong with a file, and where.
type Error struct {
	Line    int // 0: not known
	Problem string
	Remedy  string
}

// Error returns the problem and the remedy as they follow file and line.
func (e *Error) Error() string {
	if e.Remedy == "" {
		return e.Problem
	}
	return e.Problem + "; " + e.Remedy
}

// ReadFile reads a file or pipe of at most MaxBytes. The error is an *Error, a
// *limits.Error or the operating system's.
func ReadFile(path string) ([]byte, error) { return limits.ReadFile(path, MaxBytes) }

// ReadAll is ReadFile of what is open.
func ReadAll(r io.Reader) ([]byte, error) { return limits.ReadAll(r, MaxBytes) }

// Parse reads the one document of a file. A file without any is Empty. The
// error is an *Error.
func Parse(data []byte) (*Node, error) {
	if len(data) > MaxBytes {
		return nil, &Error{Problem: fmt.Sprintf("is larger than %d bytes", MaxBytes), Remedy: "shorten it"}
	}
	text, err := plainText(data)
	if err != nil {
		return nil, err
	}
	tokens := lexer.Tokenize(text)
	if err := checkTokens(tokens); err != nil {
		return nil, err
	}
	// Build finds keys given twice itself; the parser takes a time for it that
	// grows with the square of their number.
	file, failed := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if failed != nil {
		return nil, syntaxError(failed)
	}
	root := &Node{Line: 1}
	for _, document := range file.Docs {
		if document.Body == nil {
			continue
		}
		if root.Kind != Empty {
			return nil, errSecondDocument(document.GetToken().Position.Line)
		}
		if *root, err = build(document.Body, 0); err != nil {
			return nil, err
		}
	}
	return root, nil
}

func errSecondDocument(line int) *Error {
	return &Error{line, "a second document begins", "put everything into one, and take --- and ... out"}
}

// syntaxError takes the place and the message out of the parser's error.
func syntaxError(err error) *Error {
	var y yaml.Error
	if !errors.As(err, &y) {
		return &Error{Problem: firstLine(err.Error())}
	}
	e := &Error{Problem: firstLine(y.GetMessage())}
	if t := y.GetToken(); t != nil && t.Position != nil {
		e.Line = t.Position.Line
	}
	return e
}

// build turns the parser's tree into ours, without what has no place in it.
func build(n ast.Node, depth int) (Node, error) {
	out := Node{Line: n.GetToken().Position.Line}
	if depth > maxDepth {
		return out, errTooDeep(out.Line)
	}
	switch v := n.(type) {
	case *ast.NullNode:
		out.Kind, out.Text, out.Null = nullKind(v)
	case *ast.StringNode:
		out.Kind, out.Text = Scalar, v.Value
	case *ast.LiteralNode:
		out.Kind, out.Text = Scalar, v.Value.Value
	case *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		out.Kind, out.Text = Scalar, n.GetToken().Value
	case *ast.SequenceNode:
		out.Kind = List
		for _, item := range v.Values {
			built, err := build(item, depth+1)
			if err != nil {
				return out, err
			}
			out.Items = append(out.Items, built)
		}
	case *ast.MappingNode:
		return out, out.addAll(v.Values, depth)
	case *ast.MappingValueNode:
		return out, out.addAll([]*ast.MappingValueNode{v}, depth)
	default:
		return out, &Error{out.Line, fmt.Sprintf("%q cannot stand here", short(n.GetToken().Value)), "give a text, a number or a list"}
	}
	return out, nil
}

// addAll makes n a group of the pairs.
func (n *Node) addAll(pairs []*ast.MappingValueNode, depth int) error {
	n.Kind = Group
	seen := make(map[string]int, len(pairs))
	for _, p := range pairs {
		key, err := build(p.Key, depth)
		if err != nil {
			return err
		}
		if key.Kind != Scalar {
			return &Error{key.Line, "a key is missing in front of the colon", "write the key, a colon, a blank and the value"}
		}
		if first := seen[key.Text]; first > 0 {
			return &Error{key.Line, fmt.Sprintf("key %q was given on line %d already", short(key.Text), first), "leave one of them out"}
		}
		seen[key.Text] = key.Line
		value, err := build(p.Value, depth+1)
		if err != nil {
			return err
		}
		n.Entries = append(n.Entries, Entry{key.Text, key.Line, value})
	}
	return nil
}
