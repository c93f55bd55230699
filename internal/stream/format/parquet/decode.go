package parquet

import (
	"encoding/binary"
	"fmt"
)

// decoder gives the values of a page, one at a time.
type decoder interface {
	next(v *Value) error
}

// newDecoder begins a page's values. The decoders themselves are a few words; there
// is one for each page.
func newDecoder(l *leaf, h pageHeader, data []byte, d *dictionary) (decoder, error) {
	number := l.physical == typeInt32 || l.physical == typeInt64
	texts, encoding := l.physical == typeBytes, h.encoding
	switch {
	case encoding == encodingPlain:
		return newPlain(l, data), nil
	case encoding == encodingDictionary, encoding == encodingPlainDictionary:
		if len(data) == 0 {
			return &indexed{dictionary: d}, nil
		}
		return &indexed{d, newHybrid(data[1:], uint(data[0]))}, nil
	case encoding == encodingRLE && l.physical == typeBoolean:
		bits, _, err := takeSized(data)
		return &truths{newHybrid(bits, 1)}, err
	case encoding == encodingDelta && number:
		n, err := newDelta(data, h.values)
		return &deltaNumbers{n, l.physical == typeInt32}, err
	case encoding == encodingDeltaLength && texts:
		return newDeltaLength(data)
	case encoding == encodingDeltaBytes && (texts || l.physical == typeFixed):
		return newDeltaBytes(l, data)
	case encoding == encodingSplit && fixedSize(l) > 0:
		return newSplit(l, data)
	}
	return nil, &Refused{fmt.Sprintf("has the encoding %d in the column %s", encoding, quoted(l.path))}
}

// fixedSize is the length of a plain value; 0 where it differs or is a bit.
func fixedSize(l *leaf) int {
	switch l.physical {
	case typeInt32, typeFloat:
		return 4
	case typeInt64, typeDouble:
		return 8
	case typeInt96:
		return 12
	case typeFixed:
		return l.length
	}
	return 0
}

// set makes a value of its plain bytes.
func (v *Value) set(l *leaf, raw []byte) {
	v.Bytes = nil
	switch l.physical {
	case typeInt32:
		v.Bits = int64(int32(binary.LittleEndian.Uint32(raw)))
		if l.unsigned || l.converted >= convertedUint8 && l.converted < convertedUint64 {
			v.Bits = int64(uint32(v.Bits))
		}
	case typeFloat:
		v.Bits = int64(binary.LittleEndian.Uint32(raw))
	case typeInt64, typeDouble:
		v.Bits = int64(binary.LittleEndian.Uint64(raw))
	case typeInt96:
		v.Bits = julian(raw)
	default:
		v.setBytes(l, raw)
	}
}

// julian makes nanoseconds since 1970 of those of the day and the Julian day; beyond
// what 64 bits hold they run over.
func julian(raw []byte) int64 {
	const unixDay = 2440588 // the Julian day of 1970-01-01
	nanoseconds := int64(binary.LittleEndian.Uint64(raw))
	day := int64(int32(binary.LittleEndian.Uint32(raw[8:])))
	return (day-unixDay)*secondsOfDay*1e9 + nanoseconds
}

// setBytes takes texts as they are and decimals of up to 64 bits as numbers.
func (v *Value) setBytes(l *leaf, raw []byte) {
	v.Bits, v.Bytes = 0, raw
	switch {
	case l.logical == logicalFloat16 && len(raw) == 2:
		v.Bits = int64(binary.LittleEndian.Uint16(raw))
	case (l.logical == logicalDecimal || l.converted == convertedDec) && len(raw) > 0:
		for len(raw) > 1 && (raw[0] == 0 && raw[1] < 0x80 || raw[0] == 0xff && raw[1] >= 0x80) {
			raw = raw[1:]
		}
		if v.Bytes = raw; len(raw) > 8 {
			return
		}
		v.Bytes = nil
		v.Bits = int64(int8(raw[0]))
		for _, c := range raw[1:] {
			v.Bits = v.Bits<<8 | int64(c)
		}
	}
}

// plain is values one after the other.
type plain struct {
	leaf *leaf
	data []byte
	bit  uint // of truth values
}

func newPlain(l *leaf, data []byte) *plain { return &plain{leaf: l, data: data} }

func (p *plain) next(v *Value) (err error) {
	var raw []byte
	switch n := fixedSize(p.leaf); {
	case p.leaf.physical == typeBoolean:
		if len(p.data) == 0 {
			return errDamaged
		}
		*v = Value{Bits: int64(p.data[0] >> p.bit & 1)}
		if p.bit++; p.bit == 8 {
			p.data, p.bit = p.data[1:], 0
		}
		return nil
	case n == 0:
		if raw, p.data, err = takeSized(p.data); err != nil {
			return err
		}
	case len(p.data) < n:
		return errDamaged
	default:
		raw, p.data = p.data[:n], p.data[n:]
	}
	v.set(p.leaf, raw)
	return nil
}

// takeSized takes bytes with their length before them.
func takeSized(data []byte) (taken, rest []byte, err error) {
	if len(data) < 4 {
		return nil, nil, errDamaged
	}
	n := uint64(binary.LittleEndian.Uint32(data))
	if data = data[4:]; n > uint64(len(data)) {
		return nil, nil, errDamaged
	}
	return data[:n], data[n:], nil
}

// dictionary is the values that pages refer to by number.
type dictionary struct {
	data    []byte
	leaf    *leaf
	length  int
	offsets []byte // of texts in data, four bytes each
}

// index finds where each value is.
func (d *dictionary) index(l *leaf, values int64, m *memory) (err error) {
	d.leaf, d.length = l, 0
	if n := fixedSize(l); n > 0 {
		if values > int64(len(d.data)/n) {
			return errDamaged
		}
		d.length = int(values)
		return nil
	}
	if l.physical != typeBytes || values > int64(len(d.data)/4) {
		return errDamaged
	}
	if d.offsets, err = m.resize(d.offsets, 4*int(values)); err != nil {
		return err
	}
	rest := d.data
	for i := range int(values) {
		binary.LittleEndian.PutUint32(d.offsets[4*i:], uint32(len(d.data)-len(rest)))
		if _, rest, err = takeSized(rest); err != nil {
			return err
		}
	}
	d.length = int(values)
	return nil
}

func (d *dictionary) lookup(v *Value, i int) error {
	if i >= d.length {
		return errDamaged
	}
	if n := fixedSize(d.leaf); n > 0 {
		v.set(d.leaf, d.data[i*n:(i+1)*n])
		return nil
	}
	raw, _, err := takeSized(d.data[binary.LittleEndian.Uint32(d.offsets[4*i:]):])
	if err == nil {
		v.set(d.leaf, raw)
	}
	return err
}

// indexed is numbers of values in the dictionary.
type indexed struct {
	dictionary *dictionary
	hybrid     hybrid
}

func (x *indexed) next(v *Value) error {
	i, err := x.hybrid.next()
	if err != nil {
		return err
	}
	return x.dictionary.lookup(v, int(i))
}

// truths is truth values in runs.
type truths struct{ hybrid hybrid }

func (t *truths) next(v *Value) error {
	bit, err := t.hybrid.next()
	*v = Value{Bits: int64(bit)}
	return err
}

// split is values whose first bytes come all together, then the second, and so on.
type split struct {
	leaf *leaf
	data []byte
	at   int
	raw  []byte
}

func newSplit(l *leaf, data []byte) (*split, error) {
	n := fixedSize(l)
	if len(data)%n != 0 {
		return nil, errDamaged
	}
	return &split{leaf: l, data: data, raw: make([]byte, n)}, nil
}

func (s *split) next(v *Value) error {
	stride := len(s.data) / len(s.raw)
	if s.at == stride {
		return errDamaged
	}
	for i := range s.raw {
		s.raw[i] = s.data[i*stride+s.at]
	}
	s.at++
	v.set(s.leaf, s.raw)
	return nil
}

// hybrid is numbers of a few bits in runs of one value and in groups of eight
// (Encodings.md, "Run Length Encoding / Bit-Packing Hybrid").
type hybrid struct {
	data   []byte
	width  uint
	left   uint64 // numbers of the run
	packed bool
	value  uint32 // of a run
	bit    uint   // in data, of a group
}

func newHybrid(data []byte, width uint) hybrid { return hybrid{data: data, width: width} }

func (h *hybrid) next() (uint32, error) {
	for h.left == 0 {
		if err := h.begin(); err != nil {
			return 0, err
		}
	}
	h.left--
	if !h.packed {
		return h.value, nil
	}
	n, ok := takeBits(h.data, h.bit, h.width)
	if !ok {
		return 0, errDamaged
	}
	h.bit += h.width
	if h.left == 0 {
		h.data, h.bit = h.data[min(len(h.data), int(h.bit+7)/8):], 0
	}
	return uint32(n), nil
}

// begin reads the header of a run.
func (h *hybrid) begin() error {
	header, n := binary.Uvarint(h.data)
	if n <= 0 || h.width > 32 {
		return errDamaged
	}
	h.data = h.data[n:]
	h.packed = header&1 == 1
	if h.left = header >> 1; h.packed {
		if h.left > uint64(len(h.data))*8 && h.width > 0 {
			return errDamaged
		}
		h.left *= 8
		h.bit = 0
		return nil
	}
	bytes := int(h.width+7) / 8
	if bytes > len(h.data) {
		return errDamaged
	}
	h.value = 0
	for i := range bytes {
		h.value |= uint32(h.data[i]) << (8 * i)
	}
	h.data = h.data[bytes:]
	return nil
}

// takeBits reads a number of up to 64 bits, the lowest first.
func takeBits(data []byte, bit, width uint) (n uint64, ok bool) {
	if (bit+width+7)/8 > uint(len(data)) {
		return 0, false
	}
	for got := uint(0); got < width; {
		at := bit + got
		take := min(8-at%8, width-got)
		n |= uint64(data[at/8]>>(at%8)&(1<<take-1)) << got
		got += take
	}
	return n, true
}
