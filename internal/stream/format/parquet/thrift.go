package parquet

import (
	"bufio"
	"encoding/binary"
	"io"
)

// Types of Thrift's compact protocol.
const (
	thriftStop   = 0
	thriftTrue   = 1
	thriftFalse  = 2
	thriftByte   = 3
	thriftDouble = 7
	thriftBinary = 8
	thriftList   = 9
	thriftSet    = 10
	thriftMap    = 11
	thriftStruct = 12
)

const (
	deepest      = 32      // nesting
	longestText  = 1 << 16 // of a name
	mostElements = 1 << 20 // of a list
)

// thrift reads the compact protocol (thrift/doc/specs/thrift-compact-protocol.md).
// The first error stays, and everything after it reads as zero.
type thrift struct {
	src   *bufio.Reader
	depth int
	err   error
}

func (t *thrift) fail(err error) {
	if t.err == nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		t.err = err
	}
}

func (t *thrift) byte() byte {
	if t.err != nil {
		return 0
	}
	b, err := t.src.ReadByte()
	if err != nil {
		t.fail(err)
	}
	return b
}

func (t *thrift) uvarint() uint64 {
	if t.err != nil {
		return 0
	}
	u, err := binary.ReadUvarint(t.src)
	if err != nil {
		t.fail(err)
	}
	return u
}

// int reads a number in zigzag coding, as all integers beyond a byte are.
func (t *thrift) int() int64 {
	u := t.uvarint()
	return int64(u>>1) ^ -int64(u&1)
}

// structure calls field for each field of a struct; it has to read or skip the value.
func (t *thrift) structure(field func(id int, kind byte)) {
	if t.depth++; t.depth > deepest {
		t.fail(errDamaged)
	}
	id := 0
	for t.err == nil {
		b := t.byte()
		kind := b & 15
		if kind == thriftStop {
			break
		}
		if step := int(b >> 4); step > 0 {
			id += step
		} else {
			id = int(int16(t.int()))
		}
		field(id, kind)
	}
	t.depth--
}

// list calls element for each element of a list.
func (t *thrift) list(element func(kind byte)) {
	b := t.byte()
	n := uint64(b >> 4)
	if n == 15 {
		n = t.uvarint()
	}
	if n > mostElements {
		t.fail(errDamaged)
	}
	if t.depth++; t.depth > deepest {
		t.fail(errDamaged)
	}
	for ; n > 0 && t.err == nil; n-- {
		element(b & 15)
	}
	t.depth--
}

// text reads a string.
func (t *thrift) text() string {
	n := t.uvarint()
	if n > longestText {
		t.fail(errDamaged)
	}
	if t.err != nil {
		return ""
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(t.src, b); err != nil {
		t.fail(err)
	}
	return string(b)
}

// skip moves over a value.
func (t *thrift) skip(kind byte) {
	switch kind {
	case thriftTrue, thriftFalse: // the field's type is its value
	case thriftByte:
		t.byte()
	case thriftDouble:
		t.discard(8)
	case thriftBinary:
		t.discard(t.uvarint())
	case thriftList, thriftSet:
		t.list(t.skipElement)
	case thriftMap:
		t.skipMap()
	case thriftStruct:
		t.structure(func(_ int, kind byte) { t.skip(kind) })
	default:
		if kind > thriftStruct {
			t.fail(errDamaged)
		}
		t.uvarint()
	}
}

// skipElement is skip in a list, where a truth value takes a byte.
func (t *thrift) skipElement(kind byte) {
	if kind == thriftTrue || kind == thriftFalse {
		kind = thriftByte
	}
	t.skip(kind)
}

func (t *thrift) skipMap() {
	n := t.uvarint()
	if n == 0 {
		return
	}
	if n > mostElements {
		t.fail(errDamaged)
	}
	kinds := t.byte()
	for ; n > 0 && t.err == nil; n-- {
		t.skipElement(kinds >> 4)
		t.skipElement(kinds & 15)
	}
}

func (t *thrift) discard(n uint64) {
	if n > 1<<31 {
		t.fail(errDamaged)
	}
	if t.err != nil {
		return
	}
	if _, err := t.src.Discard(int(n)); err != nil {
		t.fail(err)
	}
}
