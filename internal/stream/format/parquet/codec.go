package parquet

import (
	"bytes"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
)

// Codecs by their numbers in a file.
const (
	codecNone   = 0
	codecSnappy = 1
	codecGzip   = 2
	codecZstd   = 6
	codecLZ4    = 7
)

func readable(codec int) bool {
	switch codec {
	case codecNone, codecSnappy, codecGzip, codecZstd, codecLZ4:
		return true
	}
	return false
}

func codecName(codec int) string {
	switch codec {
	case 3:
		return "LZO"
	case 4:
		return "Brotli"
	case 5:
		return "LZ4 in the form of Hadoop"
	}
	return fmt.Sprintf("codec %d", codec)
}

// codecs keeps what unpacking needs again.
type codecs struct {
	zstd *zstd.Decoder
	gzip *gzip.Reader
	src  bytes.Reader
}

// unpack fills dst, which is as long as the unpacked data has to be.
func (c *codecs) unpack(codec int, dst, src []byte) error {
	switch codec {
	case codecNone:
		if len(src) != len(dst) {
			return errDamaged
		}
		copy(dst, src)
		return nil
	case codecSnappy:
		if n, err := snappy.DecodedLen(src); err != nil || n != len(dst) {
			return errDamaged
		}
		_, err := snappy.Decode(dst, src)
		return damagedBy(err)
	case codecGzip:
		return c.gunzip(dst, src)
	case codecZstd:
		return c.unzstd(dst, src)
	}
	return unpackLZ4(dst, src)
}

func damagedBy(err error) error {
	if err != nil {
		return fmt.Errorf("%w (%v)", errDamaged, err)
	}
	return nil
}

func (c *codecs) gunzip(dst, src []byte) (err error) {
	c.src.Reset(src)
	if c.gzip == nil {
		c.gzip, err = gzip.NewReader(&c.src)
	} else {
		err = c.gzip.Reset(&c.src)
	}
	if err != nil {
		return damagedBy(err)
	}
	if _, err := io.ReadFull(c.gzip, dst); err != nil && len(dst) > 0 {
		return damagedBy(err)
	}
	if n, err := c.gzip.Read(make([]byte, 1)); n > 0 || err != io.EOF {
		return errDamaged
	}
	return nil
}

// unzstd never takes more memory than a page, for the decoder refuses what states or
// gives more.
func (c *codecs) unzstd(dst, src []byte) (err error) {
	if c.zstd == nil {
		c.zstd, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(mostPage))
		if err != nil {
			return err
		}
	}
	out, err := c.zstd.DecodeAll(src, dst[:0:len(dst)])
	switch {
	case err != nil:
		return damagedBy(err)
	case len(out) != len(dst):
		return errDamaged
	case len(out) > 0 && &out[0] != &dst[0]:
		copy(dst, out)
	}
	return nil
}

// unpackLZ4 unpacks a block (lz4_Block_format.md of LZ4).
func unpackLZ4(dst, src []byte) error {
	at := 0
	length := func(short byte) (int, bool) {
		n := int(short)
		for more := short == 15; more; {
			if len(src) == 0 || n > len(dst) {
				return 0, false
			}
			n += int(src[0])
			more = src[0] == 255
			src = src[1:]
		}
		return n, true
	}
	for len(src) > 0 {
		token := src[0]
		src = src[1:]
		n, ok := length(token >> 4)
		if !ok || n > len(src) || n > len(dst)-at {
			return errDamaged
		}
		at += copy(dst[at:], src[:n])
		if src = src[n:]; len(src) == 0 {
			break // the last sequence has no copy
		}
		if len(src) < 2 {
			return errDamaged
		}
		back := int(src[0]) | int(src[1])<<8
		src = src[2:]
		const least = 4
		n, ok = length(token & 15)
		if n += least; !ok || back == 0 || back > at || n > len(dst)-at {
			return errDamaged
		}
		for range n { // byte by byte, for a copy may run into itself
			dst[at] = dst[at-back]
			at++
		}
	}
	if at != len(dst) {
		return errDamaged
	}
	return nil
}
