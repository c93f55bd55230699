package stream

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// charset is how a file writes its text, as far as that is known.
type charset uint8

const (
	asciiText   charset = iota // so far, which is the same in UTF-8 and Windows-1252
	utf8Text                   // valid up to here
	brokenUTF8                 // with bytes in it that are not UTF-8
	windows1252                // which has ISO 8859-1 in it
	utf16Text
)

// decoder gives a file's text as UTF-8. The first character that is not ASCII
// decides between UTF-8 and Windows-1252 for the whole file: up to there they
// are the same, so that neither a second pass nor memory is needed, wherever in
// the file it stands. What cannot be read is left in the text, for unreadable
// to find it in its line.
type decoder struct {
	src     io.Reader
	charset charset
	held    []byte // the beginning of a character that src has not given whole
	direct  bool   // src is the file itself, from its beginning, and no UTF-16
	guessed func() // called when the text turns out to be Windows-1252
	tail    padding
	ends    lineEnds
}

// newUTF16 decodes UTF-16 without its byte order mark.
func newUTF16(src io.Reader, order unicode.Endianness) *decoder {
	d := unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder()
	return &decoder{src: transform.NewReader(src, d), charset: utf16Text}
}

// Read fills p, which has room for one character at least, with whole
// characters. Lines end in LF, and what follows the text is not there.
func (d *decoder) Read(p []byte) (int, error) {
	if len(p) < utf8.UTFMax {
		return 0, io.ErrShortBuffer
	}
	n, err := d.tail.read(p, d.readText)
	d.ends.translate(p[:n])
	return n, err
}

func (d *decoder) readText(p []byte) (int, error) {
	for {
		if d.charset >= windows1252 {
			return d.src.Read(p)
		}
		n := copy(p, d.held)
		d.held = d.held[:0]
		more, err := d.src.Read(p[n:])
		n += more
		whole := n
		if err == nil {
			whole -= incomplete(p[:n])
			d.held = append(d.held, p[whole:n]...)
		}
		if d.charset == asciiText {
			first := asciiLength(p[:whole])
			if r, size := utf8.DecodeRune(p[first:whole]); r == utf8.RuneError && size == 1 {
				return d.switchTo1252(p, first, n, err)
			} else if size > 0 {
				d.charset = utf8Text
			}
		}
		if d.charset == utf8Text && !utf8.Valid(p[:whole]) {
			d.charset = brokenUTF8
		}
		if whole > 0 || err != nil || more == 0 {
			return whole, err
		}
	}
}

// switchTo1252 decodes p[first:n], and everything behind it, as Windows-1252.
func (d *decoder) switchTo1252(p []byte, first, n int, err error) (int, error) {
	src := io.MultiReader(bytes.NewReader(bytes.Clone(p[first:n])), d.src)
	if err != nil {
		src = io.MultiReader(bytes.NewReader(bytes.Clone(p[first:n])), failed{err})
	}
	d.src = transform.NewReader(src, charmap.Windows1252.NewDecoder())
	d.charset, d.held = windows1252, nil
	if d.guessed != nil {
		d.guessed()
	}
	more, err := d.src.Read(p[first:])
	return first + more, err
}

// failed is the end of a source that has failed.
type failed struct{ err error }

func (f failed) Read([]byte) (int, error) { return 0, f.err }

// incomplete is how many bytes at the end begin a character that goes on.
func incomplete(text []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if tail := text[len(text)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}

// asciiLength is the number of ASCII bytes that text begins with.
func asciiLength(text []byte) int {
	const high = 0x8080808080808080
	n := 0
	for ; len(text)-n >= 32; n += 32 {
		b := text[n : n+32 : n+32]
		if (binary.LittleEndian.Uint64(b)|binary.LittleEndian.Uint64(b[8:])|
			binary.LittleEndian.Uint64(b[16:])|binary.LittleEndian.Uint64(b[24:]))&high != 0 {
			break
		}
	}
	for n < len(text) && text[n] < utf8.RuneSelf {
		n++
	}
	return n
}

// Unreadable finds what in a line has no meaning in the file's encoding, and
// says where; "" if there is none. The libraries put U+FFFD for it.
func (d *decoder) Unreadable(line []byte) (problem string, at int) {
	if d.charset <= utf8Text {
		return "", 0
	}
	return d.findUnreadable(line)
}

func (d *decoder) findUnreadable(line []byte) (problem string, at int) {
	for at < len(line) {
		r, size := utf8.DecodeRune(line[at:])
		switch {
		case r != utf8.RuneError:
		case d.charset == windows1252:
			return "a byte (0x81, 0x8d, 0x8f, 0x90 or 0x9d) has no meaning in Windows-1252, as which the file is read", at
		case d.charset == utf16Text:
			return "a character is damaged: half of it is missing in UTF-16", at
		case size == 1:
			return fmt.Sprintf("the byte 0x%02x is not UTF-8, as the text before it is", line[at]), at
		}
		at += size
	}
	return "", 0
}

// utf16Order tells UTF-16 without a byte order mark by the zero bytes of the
// ASCII characters that most of a table consists of.
func utf16Order(head []byte) (order unicode.Endianness, ok bool) {
	var zeros [2]int // at even and odd places
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	pairs := len(head) / 2
	switch {
	case pairs < 2:
	case zeros[1]*2 > pairs && zeros[0]*4 < zeros[1]:
		return unicode.LittleEndian, true
	case zeros[0]*2 > pairs && zeros[1]*4 < zeros[0]:
		return unicode.BigEndian, true
	}
	return unicode.BigEndian, false
}
