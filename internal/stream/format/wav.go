package format

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

// The parts of a WAV file (Microsoft, "Multiple Channel Audio Data and WAVE Files";
// EBU Tech 3306 for RF64).
const (
	wavPCM        = 1
	wavFloat      = 3
	wavExtensible = 0xfffe

	riffHead   = 12
	chunkHead  = 8
	formatSize = 40 // of the longest format chunk
	// endlessSize is the least data size that stands for "to the end": a writer
	// that cannot go back states 0, 0xffffffff, or somewhat less than 2 GiB.
	endlessSize = 0x7fff0000
)

// wavGUID is what follows the format tag in the extensible format's GUID.
const wavGUID = "\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71"

func isWAV(head []byte) bool {
	if len(head) < riffHead || string(head[8:12]) != "WAVE" {
		return false
	}
	id := string(head[:4])
	return id == "RIFF" || id == "RF64" || id == "BW64"
}

// wav is a WAV file in its data: frames of a sample a channel.
type wav struct {
	src      *source
	scalar   scalar
	channels int
	rate     uint32
	left     int64 // bytes of data; -1: to the end of the file
	frame    []byte
	row      int64
}

func openWAV(s *source) (*Table, error) {
	w := &wav{src: s}
	if err := w.readChunks(); err != nil {
		return nil, err
	}
	w.frame = make([]byte, w.channels*w.scalar.size)
	return &Table{
		Format: "a WAV file", Rate: float64(w.rate), Place: rowOfLine,
		Text: newText(header(numbered(w.channels)), w, s),
	}, nil
}

// readChunks reads up to the samples.
func (w *wav) readChunks() error {
	w.src.Discard(riffHead)
	long := int64(-1) // the data's size in an RF64 file
	for {
		head, err := w.src.Peek(chunkHead)
		if len(head) < chunkHead {
			return w.noData(err)
		}
		id, size := string(head[:4]), int64(binary.LittleEndian.Uint32(head[4:]))
		w.src.Discard(chunkHead)
		switch id {
		case "fmt ":
			err = w.readFormat(size)
		case "ds64":
			long, err = w.readLongSize(size)
		case "data":
			return w.begin(size, long)
		default:
			err = w.skip(size)
		}
		if err != nil {
			return w.noData(err)
		}
	}
}

// skip leaves out the rest of a chunk, which is padded to an even size.
func (w *wav) skip(size int64) error {
	_, err := io.CopyN(io.Discard, w.src, size+size&1)
	return err
}

// noData says that a file ends before its samples.
func (w *wav) noData(err error) error {
	if err != io.EOF && err != io.ErrUnexpectedEOF {
		return err
	}
	return &Error{Problem: "is a WAV file that ends before its samples", Remedy: "copy it again", Err: io.ErrUnexpectedEOF}
}

// readLongSize reads the data's size from a ds64 chunk.
func (w *wav) readLongSize(size int64) (int64, error) {
	const used = 16 // sizes of the file and of the data
	var b [used]byte
	if size < used {
		return 0, &Error{Problem: "is an RF64 file without its sizes", Remedy: "copy it again"}
	}
	if _, err := io.ReadFull(w.src, b[:]); err != nil {
		return 0, err
	}
	return int64(binary.LittleEndian.Uint64(b[8:])), w.skip(size - used)
}

func (w *wav) readFormat(size int64) error {
	const least = 16
	var b [formatSize]byte
	n := min(size, formatSize)
	if n < least {
		return &Error{Problem: "is a WAV file whose format chunk is too short", Remedy: w.convert()}
	}
	if _, err := io.ReadFull(w.src, b[:n]); err != nil {
		return err
	}
	if err := w.skip(size - n); err != nil {
		return err
	}
	u16 := func(at int) int { return int(binary.LittleEndian.Uint16(b[at:])) }
	tag, channels, block, bits := u16(0), u16(2), u16(12), u16(14)
	if tag == wavExtensible && n == formatSize && bytes.Equal(b[26:formatSize], []byte(wavGUID)) {
		tag = u16(24)
	}
	w.channels, w.rate = channels, binary.LittleEndian.Uint32(b[4:])
	return w.chooseSample(tag, block, bits)
}

// wavCodings are names of codings that are not read.
var wavCodings = map[int]string{2: "ADPCM", 6: "A-law", 7: "mu-law", 0x11: "IMA ADPCM", 0x31: "GSM 6.10", 0x50: "MPEG", 0x55: "MP3"}

// chooseSample settles how a sample is written, from the format's tag, the bytes
// of a frame and the bits of a sample.
func (w *wav) chooseSample(tag, block, bits int) error {
	if w.channels == 0 || block == 0 || block%w.channels != 0 {
		return &Error{Problem: fmt.Sprintf("is a WAV file with %d channels in frames of %d bytes", w.channels, block), Remedy: w.convert()}
	}
	// Samples of 12 or 20 bits stand at the high end of whole bytes.
	size := block / w.channels
	switch {
	case tag == wavPCM && size <= 4 && (bits+7)/8 == size:
		w.scalar = scalar{kind: signed, size: size}
		if size == 1 {
			w.scalar.kind = offset
		}
	case tag == wavFloat && bits == size*8 && (size == 4 || size == 8):
		w.scalar = scalar{kind: float, size: size}
	default:
		coding := wavCodings[tag]
		if coding == "" {
			coding = fmt.Sprintf("coding %d with %d bits in %d bytes", tag, bits, size)
		}
		return &Error{Problem: "is a WAV file in " + coding + ", not PCM or float", Remedy: w.convert()}
	}
	return nil
}

func (w *wav) convert() string {
	return fmt.Sprintf("convert it: ffmpeg -i %s -c:a pcm_s16le %s", quoteName(w.src.name), besideName(w.src.name, ".wav"))
}

// begin stands at the first sample.
func (w *wav) begin(size, long int64) error {
	if w.channels == 0 {
		return &Error{Problem: "is a WAV file whose samples come before their format", Remedy: w.convert()}
	}
	switch {
	case long > 0 && size == 0xffffffff:
		w.left = long
	case size == 0 && w.chunkFollows():
	case size == 0 || size >= endlessSize:
		w.left = -1
	default:
		w.left = size
	}
	if w.left >= 0 {
		w.left -= w.left % int64(w.channels*w.scalar.size)
	}
	return nil
}

// chunkFollows tells a data chunk that is empty from one whose size was never
// filled in.
func (w *wav) chunkFollows() bool {
	switch next, _ := w.src.Peek(4); string(next) {
	case "LIST", "fact", "bext", "id3 ", "cue ":
		return true
	}
	return false
}

func (w *wav) next(dst []byte) ([]byte, error) {
	if w.left == 0 {
		return dst, io.EOF
	}
	frame, err := takeRow(w.src.Reader, w.frame)
	switch {
	case err != nil && w.left < 0 && (err == io.EOF || err == io.ErrUnexpectedEOF):
		return dst, io.EOF // a frame that was begun is left out
	case err != nil:
		return dst, cut(err, "the WAV file", w.row+1)
	}
	w.row++
	if w.left > 0 {
		w.left -= int64(len(frame))
	}
	return w.scalar.appendRow(dst, frame), nil
}
