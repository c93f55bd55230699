package yamlfile

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// plainText is the text behind a byte order mark. Only UTF-8 is read, and no
// control characters, which a text for people does not hold.
func plainText(data []byte) (string, error) {
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		return "", &Error{1, "is written in UTF-16", "save it as UTF-8"}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	line := 1
	for rest := data; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && n == 1:
			return "", &Error{line, fmt.Sprintf("byte %#02x is not UTF-8", rest[0]), "save the file as UTF-8"}
		case r == '\n':
			line++
		case r < ' ' && r != '\t' && r != '\r', r == 0x7f, r >= 0x80 && r < 0xa0 && r != 0x85, r == '\ufeff':
			return "", &Error{line, fmt.Sprintf("holds the control character %U", r), "take it out"}
		}
		rest = rest[n:]
	}
	return string(data), nil
}

// refused says what the tokens are that such a file has no use for.
var refused = map[token.Type]string{
	token.AnchorType:     "an anchor (&)",
	token.AliasType:      "an alias (*)",
	token.MergeKeyType:   "a merge key (<<)",
	token.TagType:        "a tag (!)",
	token.DirectiveType:  "a directive (%)",
	token.MappingKeyType: "a key after a question mark",
}

// checkTokens looks at the tokens before a tree is made of them, which may take
// far more memory and time than they do.
func checkTokens(tokens token.Tokens) *Error {
	depth, dashes, keys, line := 0, 0, 0, 0
	content := false // behind the first document's header
	for _, t := range tokens {
		at := t.Position.Line
		if at != line {
			line, dashes = at, 0
		}
		if what, is := refused[t.Type]; is {
			return &Error{at, fmt.Sprintf("%s is not read: %q", what, short(t.Value)), "write the value itself, or put a text in quotation marks"}
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.SequenceEntryType:
			dashes++
		case token.MappingValueType:
			keys++
		case token.DocumentHeaderType:
			if content {
				return errSecondDocument(at)
			}
		}
		content = content || t.Type != token.CommentType
		if depth+dashes > maxDepth {
			return errTooDeep(at)
		}
		if keys > maxKeys {
			return &Error{at, fmt.Sprintf("has more than %d keys", maxKeys), "check that this is the right file"}
		}
	}
	return nil
}

func errTooDeep(line int) *Error {
	return &Error{line, fmt.Sprintf("lists and groups are nested more than %d deep", maxDepth), "check that this is the right file"}
}

// nullKind tells a word for nothing from nothing at all.
func nullKind(n *ast.NullNode) (kind Kind, text string, null bool) {
	if n.Token.Type != token.NullType {
		return Empty, "", false
	}
	return Scalar, n.Token.Value, true
}

// short keeps a piece of a file to a length that a line of error can hold.
func short(text string) string {
	const most = 60
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "..."
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return short(line)
}
