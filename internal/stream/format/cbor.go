package format

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"math"
	"strconv"
)

// Major types of CBOR (RFC 8949, section 3.1).
const (
	cborUnsigned = iota
	cborNegative
	cborBytes
	cborText
	cborArray
	cborMap
	cborTag
	cborSimple
)

const cborEndless = 31 // additional information of a length that is not stated

// acquisitionKeys are the names that a map of Edge Impulse's may begin with.
var acquisitionKeys = []string{"protected", "signature", "payload", "device_name", "device_type", "interval_ms", "sensors", "values"}

// isAcquisitionCBOR looks for a map whose first name is known, after the tag of
// CBOR itself.
func isAcquisitionCBOR(head []byte) bool {
	head = bytes.TrimPrefix(head, []byte("\xd9\xd9\xf7"))
	if len(head) < 3 || head[0]>>5 != cborMap {
		return false
	}
	head = head[1:]
	for _, k := range acquisitionKeys { // all shorter than 24 bytes, so that one byte begins them
		if head[0] == byte(cborText<<5|len(k)) && bytes.HasPrefix(head[1:], []byte(k)) {
			return true
		}
	}
	return false
}

// cborTokens reads CBOR.
type cborTokens struct {
	src   *bufio.Reader
	text  []byte
	stack []cborOpen
	began bool
}

// cborOpen is an array or a map whose items are being read.
type cborOpen struct {
	end  tokenKind
	left uint64 // items; of a map both names and values
	free bool   // the number of items is not stated
	odd  bool   // a map's value comes next
}

// done reports that no item is left.
func (o *cborOpen) done() bool { return !o.free && o.left == 0 }

func (c *cborTokens) next() (token, error) {
	if n := len(c.stack); n > 0 && c.stack[n-1].done() {
		return c.close(), nil
	}
	if len(c.stack) == 0 && c.began {
		return token{kind: endToken}, nil
	}
	major, info, value, err := c.head()
	for err == nil && major == cborTag {
		if value == 2 || value == 3 { // integers beyond 64 bits
			return token{}, errSyntax
		}
		major, info, value, err = c.head()
	}
	if err != nil {
		return token{}, unexpected(err)
	}
	c.began = true
	if n := len(c.stack); n > 0 {
		o := &c.stack[n-1]
		if major == cborSimple && info == cborEndless {
			if !o.free || o.end == endObject && o.odd {
				return token{}, errSyntax
			}
			return c.close(), nil
		}
		if o.end == endObject && !o.odd && major != cborText {
			return token{}, errSyntax
		}
		o.left--
		o.odd = !o.odd
	}
	return c.item(major, info, value)
}

// close ends the innermost array or map.
func (c *cborTokens) close() token {
	n := len(c.stack) - 1
	end := c.stack[n].end
	c.stack = c.stack[:n]
	return token{kind: end}
}

// head reads the beginning of an item: its type and the number in it.
func (c *cborTokens) head() (major, info byte, value uint64, err error) {
	b, err := c.src.ReadByte()
	if err != nil {
		return 0, 0, 0, err
	}
	major, info = b>>5, b&31
	if info < 24 {
		return major, info, uint64(info), nil
	}
	if info == cborEndless && major != cborUnsigned && major != cborNegative && major != cborTag {
		return major, info, 0, nil
	}
	if info > 27 {
		return 0, 0, 0, errSyntax
	}
	var room [8]byte
	n := 1 << (info - 24)
	if _, err := io.ReadFull(c.src, room[8-n:]); err != nil {
		return 0, 0, 0, err
	}
	return major, info, binary.BigEndian.Uint64(room[:]), nil
}

func (c *cborTokens) item(major, info byte, value uint64) (token, error) {
	switch major {
	case cborUnsigned:
		c.text = strconv.AppendUint(c.text[:0], value, 10)
		return token{numberToken, c.text}, nil
	case cborNegative:
		if value > math.MaxInt64 {
			return token{}, errSyntax
		}
		c.text = strconv.AppendInt(c.text[:0], -1-int64(value), 10)
		return token{numberToken, c.text}, nil
	case cborBytes, cborText:
		return c.string(major, info == cborEndless, value)
	case cborArray:
		return c.open(beginArray, endArray, info == cborEndless, value)
	case cborMap:
		if value > math.MaxInt64 {
			return token{}, errSyntax
		}
		return c.open(beginObject, endObject, info == cborEndless, 2*value)
	}
	return c.simple(info, value)
}

func (c *cborTokens) open(begin, end tokenKind, free bool, items uint64) (token, error) {
	if len(c.stack) == deepest {
		return token{}, errDeep
	}
	c.stack = append(c.stack, cborOpen{end: end, left: items, free: free})
	return token{kind: begin}, nil
}

// string reads a text or bytes, which may come in pieces.
func (c *cborTokens) string(major byte, pieces bool, length uint64) (token, error) {
	c.text = c.text[:0]
	if !pieces {
		err := c.piece(length)
		return token{textToken, c.text}, err
	}
	for {
		m, info, n, err := c.head()
		switch {
		case err != nil:
			return token{}, unexpected(err)
		case m == cborSimple && info == cborEndless:
			return token{textToken, c.text}, nil
		case m != major || info == cborEndless:
			return token{}, errSyntax
		}
		if err := c.piece(n); err != nil {
			return token{}, err
		}
	}
}

func (c *cborTokens) piece(length uint64) error {
	if length > uint64(longestToken-len(c.text)) {
		return errLong
	}
	from := len(c.text)
	c.text = append(c.text, make([]byte, length)...)
	_, err := io.ReadFull(c.src, c.text[from:])
	return unexpected(err)
}

func (c *cborTokens) simple(info byte, value uint64) (token, error) {
	switch info {
	case 20:
		return token{truth, zero}, nil
	case 21:
		return token{truth, one}, nil
	case 22, 23: // null, undefined
		return token{kind: null}, nil
	case 25:
		c.text = appendFloat(c.text[:0], float64(halfToFloat(uint16(value))), 32)
	case 26:
		c.text = appendFloat(c.text[:0], float64(math.Float32frombits(uint32(value))), 32)
	case 27:
		c.text = appendFloat(c.text[:0], math.Float64frombits(value), 64)
	default:
		return token{}, errSyntax
	}
	return token{numberToken, c.text}, nil
}
