package program

import (
	"compress/zlib"
	"debug/elf"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/klauspost/compress/zstd"

	"tinyol-sim/internal/plaintext"
)

// elfFile is the headers of a 32-bit little-endian ELF file ("Tool Interface
// Standard: Executable and Linking Format", version 1.2). debug/elf reads them,
// too, but says of itself that it is not made for files that mean harm: it
// gives each section and symbol a copy of its name, and inflates what calls
// itself compressed.
type elfFile struct {
	r        io.ReaderAt
	entry    uint32
	programs []elf.Prog32
	sections []elfSection
}

type elfSection struct {
	elf.Section32
	name string
}

const (
	maxSectionName = 256
	sizeOfHeader   = 52
	sizeOfProgram  = 32
	sizeOfSection  = 40
	sizeOfChdr     = 12 // what a compressed section begins with
)

var (
	errCutShort  = errors.New("the file is cut short")
	errNoContent = errors.New("it has no content")
	errInflated  = errors.New("its compressed content is damaged")
)

func openELF(r io.ReaderAt) (*elfFile, error) {
	var b [sizeOfHeader]byte
	if n, err := r.ReadAt(b[:], 0); n < len(b) && err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("not an ELF file: %w", err)
	}
	if string(b[:4]) != elf.ELFMAG {
		return nil, fmt.Errorf("not an ELF file: it does not begin with %q", elf.ELFMAG)
	}
	var h elf.Header32
	if err := decode(b[:], &h); err != nil {
		return nil, err
	}
	class, data := elf.Class(b[elf.EI_CLASS]), elf.Data(b[elf.EI_DATA])
	if data == elf.ELFDATA2MSB {
		h.Machine = binary.BigEndian.Uint16(b[18:])
	}
	switch {
	case class != elf.ELFCLASS32 || data != elf.ELFDATA2LSB || elf.Machine(h.Machine) != elf.EM_ARM:
		return nil, fmt.Errorf("an ELF file for %v, %v, %v; a little-endian 32-bit Arm executable is needed", elf.Machine(h.Machine), class, data)
	case elf.Type(h.Type) != elf.ET_EXEC:
		return nil, fmt.Errorf("an ELF file of type %v; a linked executable is needed", elf.Type(h.Type))
	}
	f := &elfFile{r: r, entry: h.Entry}
	var err error
	if f.programs, err = readHeaders[elf.Prog32](f, h.Phoff, h.Phentsize, h.Phnum, sizeOfProgram); err != nil {
		return nil, fmt.Errorf("its program headers cannot be read: %w", err)
	}
	headers, err := readHeaders[elf.Section32](f, h.Shoff, h.Shentsize, h.Shnum, sizeOfSection)
	if err != nil {
		return nil, fmt.Errorf("its section headers cannot be read: %w", err)
	}
	f.sections = make([]elfSection, len(headers))
	for i, s := range headers {
		f.sections[i].Section32 = s
	}
	return f, nil
}

func decode(b []byte, v any) error {
	_, err := binary.Decode(b, binary.LittleEndian, v)
	return err
}

// readHeaders reads a table of headers. There are fewer than 65536.
func readHeaders[H any](f *elfFile, offset uint32, size, n uint16, least int) ([]H, error) {
	if n == 0 || offset == 0 {
		return nil, nil
	}
	if int(size) < least {
		return nil, fmt.Errorf("they are of %d bytes each, not of %d", size, least)
	}
	headers := make([]H, n)
	b := make([]byte, int(n)*int(size))
	if got, _ := f.r.ReadAt(b, int64(offset)); got < len(b) {
		return nil, errCutShort
	}
	for i := range headers {
		if err := decode(b[i*int(size):][:least], &headers[i]); err != nil {
			return nil, err
		}
	}
	return headers, nil
}

// nameSections takes the names from the string table that the header tells of.
func (f *elfFile) nameSections() error {
	var b [2]byte
	if _, err := f.r.ReadAt(b[:], 50); err != nil {
		return err
	}
	n := int(binary.LittleEndian.Uint16(b[:]))
	if n == 0 || len(f.sections) == 0 {
		return nil
	}
	if n >= len(f.sections) {
		return fmt.Errorf("section %d, which has them, is not there", n)
	}
	names, err := f.contents(&f.sections[n], maxSectionNames)
	for i := range f.sections {
		f.sections[i].name = textAt(names, f.sections[i].Name, maxSectionName)
	}
	return err
}

// section is the first of a name, or nil.
func (f *elfFile) section(name string) *elfSection {
	for i := range f.sections {
		if f.sections[i].name == name {
			return &f.sections[i]
		}
	}
	return nil
}

func (s *elfSection) has(flag elf.SectionFlag) bool { return elf.SectionFlag(s.Flags)&flag != 0 }

// end is where a section ends in memory; of one that does not fit into 4 GiB it
// is the end of these.
func (s *elfSection) end() uint32 {
	return uint32(min(uint64(s.Addr)+uint64(s.Size), math.MaxUint32))
}

// String names a section for people.
func (s *elfSection) String() string {
	if s.name == "" {
		return "a section without a name"
	}
	return plaintext.Clean(s.name)
}

// contents is what a section holds, inflated, where that is at most limit bytes.
func (f *elfFile) contents(s *elfSection, limit uint32) (string, error) {
	switch {
	case elf.SectionType(s.Type) == elf.SHT_NOBITS:
		return "", errNoContent
	case s.has(elf.SHF_COMPRESSED):
		return f.inflated(s, limit)
	}
	return f.text(s.Off, s.Size, limit)
}

// text reads bytes of the file, of which the last is looked for first: there
// may be fewer than the file says.
func (f *elfFile) text(offset, size, limit uint32) (string, error) {
	if size > limit {
		return "", &tooLarge{uint64(size), limit}
	}
	if size == 0 {
		return "", nil
	}
	var last [1]byte
	if n, _ := f.r.ReadAt(last[:], int64(offset)+int64(size)-1); n == 0 {
		return "", errCutShort
	}
	return gathered(io.NewSectionReader(f.r, int64(offset), int64(size)), size)
}

// gathered is exactly that many bytes.
func gathered(r io.Reader, size uint32) (string, error) {
	var b strings.Builder
	b.Grow(int(size))
	if n, err := io.Copy(&b, io.LimitReader(r, int64(size))); err != nil {
		return "", err
	} else if n < int64(size) {
		return "", errCutShort
	}
	return b.String(), nil
}

func (f *elfFile) inflated(s *elfSection, limit uint32) (string, error) {
	var b [sizeOfChdr]byte
	if n, _ := f.r.ReadAt(b[:], int64(s.Off)); n < len(b) || s.Size < sizeOfChdr {
		return "", errCutShort
	}
	var h elf.Chdr32
	if err := decode(b[:], &h); err != nil {
		return "", err
	}
	packed := s.Size - sizeOfChdr
	if most := uint64(packed) * maxInflation; uint64(h.Size) > most {
		return "", fmt.Errorf("%d bytes that say they inflate to %d; at most %d times as many are taken", packed, h.Size, maxInflation)
	}
	if h.Size > limit {
		return "", &tooLarge{uint64(h.Size), limit}
	}
	from := io.NewSectionReader(f.r, int64(s.Off)+sizeOfChdr, int64(packed))
	var r io.Reader
	switch elf.CompressionType(h.Type) {
	case elf.COMPRESS_ZLIB:
		z, err := zlib.NewReader(from)
		if err != nil {
			return "", errInflated
		}
		r = z
	case elf.COMPRESS_ZSTD:
		z, err := zstd.NewReader(from, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(8<<20))
		if err != nil {
			return "", errInflated
		}
		defer z.Close()
		r = z
	default:
		return "", fmt.Errorf("it is compressed in a way that is not known (%d)", h.Type)
	}
	text, err := gathered(r, h.Size)
	if err != nil {
		return "", errInflated
	}
	return text, nil
}

// tooLarge is something that the file has more of than is taken.
type tooLarge struct {
	size  uint64
	limit uint32
}

func (e *tooLarge) Error() string {
	return fmt.Sprintf("%d bytes; at most %d are taken", e.size, e.limit)
}

// textAt is the string that begins at an offset, as far as limit.
func textAt(table string, at uint32, limit int) string {
	if uint64(at) >= uint64(len(table)) {
		return ""
	}
	text := table[at:]
	text = text[:min(len(text), limit)]
	if end := strings.IndexByte(text, 0); end >= 0 {
		return text[:end]
	}
	return text
}
