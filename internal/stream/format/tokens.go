package format

import "errors"

// tokens are the parts of a document in JSON or CBOR, one at a time and without
// their limits in memory: a document is as deep and as long as its writer likes.
type tokens interface {
	// next moves to the next token. Its text is valid until the call after.
	next() (token, error)
}

type tokenKind uint8

const (
	endToken tokenKind = iota // of the document
	beginObject
	endObject
	beginArray
	endArray
	textToken // a string, or the name of an object's member
	numberToken
	truth // text is 0 or 1
	null
)

// token is a value, or where one begins or ends. A number's text is a decimal,
// empty for NaN.
type token struct {
	kind tokenKind
	text []byte
}

func (t token) scalar() bool { return t.kind >= textToken }

const (
	deepest      = 64      // nesting of a document
	longestToken = 1 << 20 // bytes
)

var (
	errDeep   = errors.New("it is nested too deeply")
	errLong   = errors.New("a value in it is longer than 1 MiB")
	errSyntax = errors.New("it is damaged")
)

// skipValue moves over the value that begins with t.
func skipValue(in tokens, t token) error {
	depth := 0
	for {
		switch t.kind {
		case beginObject, beginArray:
			depth++
		case endObject, endArray:
			depth--
		case endToken:
			return errSyntax
		}
		if depth <= 0 {
			return nil
		}
		var err error
		if t, err = in.next(); err != nil {
			return err
		}
	}
}
