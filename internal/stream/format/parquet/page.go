package parquet

import (
	"bufio"
	"errors"
	"hash/crc32"
	"io"
)

// Types of pages and encodings of values.
const (
	pageData       = 0
	pageDictionary = 2
	pageDataV2     = 3

	encodingPlain           = 0
	encodingPlainDictionary = 2
	encodingRLE             = 3
	encodingDelta           = 5
	encodingDeltaLength     = 6
	encodingDeltaBytes      = 7
	encodingDictionary      = 8
	encodingSplit           = 9
)

// mostPage bounds a page, packed and unpacked.
const mostPage = 16 << 20

// pageHeader is what stands before a page.
type pageHeader struct {
	kind           int
	size, packed   int64 // unpacked and as it is in the file
	crc            uint32
	checked        bool
	values         int64
	encoding       int
	levels, repeat int64 // bytes of levels, in pages of version 2
	plain          bool  // a page of version 2 that is not compressed
}

func readPageHeader(src *bufio.Reader) (h pageHeader, err error) {
	if _, err := src.Peek(1); err != nil {
		return h, err
	}
	t := &thrift{src: src}
	t.structure(func(id int, kind byte) {
		switch {
		case id <= 4 && kind == 5:
			n := t.int()
			switch id {
			case 1:
				h.kind = int(n)
			case 2:
				h.size = n
			case 3:
				h.packed = n
			case 4:
				h.crc, h.checked = uint32(n), true
			}
		case (id == 5 || id == 7 || id == 8) && kind == thriftStruct:
			h.readInner(t, id == 8)
		default:
			t.skip(kind)
		}
	})
	switch {
	case t.err != nil:
		return h, t.err
	case h.size < 0 || h.packed < 0 || h.values < 0 || h.levels < 0 || h.repeat < 0:
		return h, errDamaged
	case h.size > mostPage || h.packed > mostPage:
		return h, ErrMemory
	}
	return h, nil
}

// readInner reads the header of a data or dictionary page.
func (h *pageHeader) readInner(t *thrift, second bool) {
	encodingField := 2
	if second {
		encodingField = 4
	}
	t.structure(func(id int, kind byte) {
		switch {
		case id == 1 && kind == 5:
			h.values = t.int()
		case id == encodingField && kind == 5:
			h.encoding = int(t.int())
		case second && id == 5 && kind == 5:
			h.levels = t.int()
		case second && id == 6 && kind == 5:
			h.repeat = t.int()
		case second && id == 7:
			h.plain = kind == thriftFalse
		default:
			t.skip(kind)
		}
	})
}

// column reads the values of a column of a row group.
type column struct {
	leaf   *leaf
	memory *memory
	src    *bufio.Reader
	codec  int

	page       []byte
	left       int64 // values of the page
	levels     hybrid
	decoder    decoder
	dictionary dictionary

	value Value
	null  bool
}

// begin goes on to a chunk.
func (c *column) begin(src io.Reader, codec int) {
	c.src.Reset(src)
	c.codec, c.left = codec, 0
	c.dictionary.length = 0
}

// next moves to the next value.
func (c *column) next() error {
	for c.left == 0 {
		if err := c.nextPage(); err == io.EOF {
			return errors.New("it has fewer values than there are rows")
		} else if err != nil {
			return err
		}
	}
	c.left--
	if c.leaf.levels > 0 {
		level, err := c.levels.next()
		if err != nil {
			return err
		}
		if c.null = int(level) < c.leaf.levels; c.null {
			return nil
		}
	}
	return c.decoder.next(&c.value)
}

// nextPage reads pages up to one of data.
func (c *column) nextPage() error {
	h, err := readPageHeader(c.src)
	if err != nil {
		return err
	}
	if h.kind != pageData && h.kind != pageDataV2 && h.kind != pageDictionary {
		_, err := c.src.Discard(int(h.packed))
		return unexpected(err)
	}
	m := c.memory
	if m.scratch, err = m.resize(m.scratch, int(h.packed)); err != nil {
		return err
	}
	if _, err := io.ReadFull(c.src, m.scratch); err != nil {
		return unexpected(err)
	}
	if h.checked && crc32.ChecksumIEEE(m.scratch) != h.crc {
		return errors.New("the checksum of a page is wrong")
	}
	switch h.kind {
	case pageDictionary:
		return c.readDictionary(h)
	case pageDataV2:
		return c.beginV2(h)
	}
	return c.beginV1(h)
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// unpack fills the page's buffer after what is there already, up to its size.
func (c *column) unpack(packed []byte, from int) error {
	if len(packed) == 0 && from == len(c.page) { // nothing but nulls
		return nil
	}
	return c.memory.codecs.unpack(c.codec, c.page[from:], packed)
}

func (c *column) beginV1(h pageHeader) (err error) {
	if c.page, err = c.memory.resize(c.page, int(h.size)); err != nil {
		return err
	}
	if err := c.unpack(c.memory.scratch, 0); err != nil {
		return err
	}
	rest := c.page
	if c.leaf.levels > 0 {
		var levels []byte
		if levels, rest, err = takeSized(rest); err != nil {
			return err
		}
		c.levels = newHybrid(levels, levelBits(c.leaf.levels))
	}
	return c.decode(h, rest)
}

// beginV2 takes a page whose levels are not compressed.
func (c *column) beginV2(h pageHeader) (err error) {
	levels := h.levels + h.repeat
	if levels > h.packed || levels > h.size {
		return errDamaged
	}
	if c.page, err = c.memory.resize(c.page, int(h.size)); err != nil {
		return err
	}
	copy(c.page, c.memory.scratch[:levels])
	packed := c.memory.scratch[levels:]
	if h.plain {
		if len(packed) != len(c.page)-int(levels) {
			return errDamaged
		}
		copy(c.page[levels:], packed)
	} else if err := c.unpack(packed, int(levels)); err != nil {
		return err
	}
	if c.leaf.levels > 0 {
		c.levels = newHybrid(c.page[h.repeat:levels], levelBits(c.leaf.levels))
	}
	return c.decode(h, c.page[levels:])
}

// decode chooses how the values are written.
func (c *column) decode(h pageHeader, data []byte) (err error) {
	c.left = h.values
	c.decoder, err = newDecoder(c.leaf, h, data, &c.dictionary)
	return err
}

// levelBits is the width of numbers up to most.
func levelBits(most int) (width uint) {
	for ; most > 0; most >>= 1 {
		width++
	}
	return width
}

// readDictionary keeps the values that data pages refer to.
func (c *column) readDictionary(h pageHeader) (err error) {
	d := &c.dictionary
	if h.encoding != encodingPlain && h.encoding != encodingPlainDictionary {
		return errDamaged
	}
	if d.data, err = c.memory.resize(d.data, int(h.size)); err != nil {
		return err
	}
	if err := c.memory.codecs.unpack(c.codec, d.data, c.memory.scratch); err != nil {
		return err
	}
	return d.index(c.leaf, h.values, c.memory)
}
