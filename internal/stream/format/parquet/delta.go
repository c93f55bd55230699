package parquet

import (
	"encoding/binary"
)

// delta is numbers as differences of each to the one before (Encodings.md, "Delta
// Encoding").
type delta struct {
	data      []byte
	left      uint64 // numbers
	value     int64
	first     bool
	perMini   uint64 // numbers of a miniblock
	widths    []byte // of the miniblocks of the block that are left
	minis     uint64 // of a block
	smallest  int64  // difference of the block
	width     uint
	bit       uint   // in data
	inMini    uint64 // numbers left in the miniblock
	miniBytes int
}

// mostBlock bounds the numbers of a block, whose sizes a file states, and mostTexts
// the texts of a page, whose lengths are read twice.
const (
	mostBlock   = 1 << 16
	mostTexts   = 1 << 24
	longestLast = 1 << 20 // of a text that others begin like
)

// newDelta begins at most so many numbers.
func newDelta(data []byte, most int64) (d delta, err error) {
	d.data, d.first = data, true
	block := d.uvarint(&err)
	d.minis = d.uvarint(&err)
	d.left = d.uvarint(&err)
	d.value = d.int(&err)
	if err != nil {
		return d, err
	}
	if d.left > uint64(most) || d.minis == 0 || block > mostBlock || block%d.minis != 0 || block/d.minis%8 != 0 || block == 0 {
		return d, errDamaged
	}
	d.perMini = block / d.minis
	return d, nil
}

func (d *delta) uvarint(err *error) uint64 {
	u, n := binary.Uvarint(d.data)
	if n <= 0 {
		*err = errDamaged
		return 0
	}
	d.data = d.data[n:]
	return u
}

func (d *delta) int(err *error) int64 {
	u := d.uvarint(err)
	return int64(u>>1) ^ -int64(u&1)
}

func (d *delta) next() (int64, error) {
	if d.left == 0 {
		return 0, errDamaged
	}
	d.left--
	if d.first {
		d.first = false
		return d.value, nil
	}
	if d.inMini == 0 {
		if err := d.beginMini(); err != nil {
			return 0, err
		}
	}
	step, ok := takeBits(d.data, d.bit, d.width)
	if !ok {
		return 0, errDamaged
	}
	d.bit += d.width
	d.inMini--
	d.value += d.smallest + int64(step)
	return d.value, nil
}

// beginMini goes on to the next miniblock, and to the next block after the last.
func (d *delta) beginMini() (err error) {
	d.endMini()
	if len(d.widths) == 0 {
		d.smallest = d.int(&err)
		if err != nil || d.minis > uint64(len(d.data)) {
			return errDamaged
		}
		d.widths, d.data = d.data[:d.minis], d.data[d.minis:]
	}
	d.width, d.widths = uint(d.widths[0]), d.widths[1:]
	if d.width > 64 {
		return errDamaged
	}
	d.bit, d.inMini = 0, d.perMini
	d.miniBytes = int(d.perMini) * int(d.width) / 8
	return nil
}

// endMini leaves out what a miniblock is filled up with.
func (d *delta) endMini() {
	d.data = d.data[min(d.miniBytes, len(d.data)):]
	d.miniBytes = 0
}

// rest returns the bytes after the last number, reading all of them.
func (d delta) rest() ([]byte, error) {
	for d.left > 0 {
		if _, err := d.next(); err != nil {
			return nil, err
		}
	}
	d.endMini()
	return d.data, nil
}

// deltaNumbers is a column of numbers.
type deltaNumbers struct {
	delta  delta
	narrow bool // 32 bits
}

func (n *deltaNumbers) next(v *Value) error {
	bits, err := n.delta.next()
	if n.narrow {
		bits = int64(int32(bits))
	}
	*v = Value{Bits: bits}
	return err
}

// deltaLength is texts after all of their lengths.
type deltaLength struct {
	lengths delta
	data    []byte
}

func newDeltaLength(data []byte) (d *deltaLength, err error) {
	d = &deltaLength{}
	if d.lengths, err = newDelta(data, mostTexts); err != nil {
		return nil, err
	}
	d.data, err = d.lengths.rest()
	return d, err
}

func (d *deltaLength) take() ([]byte, error) {
	n, err := d.lengths.next()
	if err != nil || n < 0 || n > int64(len(d.data)) {
		return nil, errDamaged
	}
	taken := d.data[:n]
	d.data = d.data[n:]
	return taken, nil
}

func (d *deltaLength) next(v *Value) (err error) {
	v.Bits = 0
	v.Bytes, err = d.take()
	return err
}

// deltaBytes is texts that share their beginnings with those before.
type deltaBytes struct {
	leaf     *leaf
	prefixes delta
	suffixes *deltaLength
	last     []byte
}

func newDeltaBytes(l *leaf, data []byte) (d *deltaBytes, err error) {
	d = &deltaBytes{leaf: l}
	if d.prefixes, err = newDelta(data, mostTexts); err != nil {
		return nil, err
	}
	rest, err := d.prefixes.rest()
	if err != nil {
		return nil, err
	}
	d.suffixes, err = newDeltaLength(rest)
	return d, err
}

func (d *deltaBytes) next(v *Value) error {
	n, err := d.prefixes.next()
	if err != nil || n < 0 || n > int64(len(d.last)) {
		return errDamaged
	}
	suffix, err := d.suffixes.take()
	if err != nil {
		return err
	}
	if d.last = append(d.last[:n], suffix...); len(d.last) > longestLast {
		return ErrMemory
	}
	if want := fixedSize(d.leaf); want > 0 && len(d.last) != want {
		return errDamaged
	}
	v.set(d.leaf, d.last)
	return nil
}
