package armv7m

import (
	"bytes"
	"path"
	"strings"
)

// lineProgram reads a line number program (DWARF 5, section 6.2; 2 to 4 differ
// in the header). debug/dwarf has a reader, too, but takes the numbers of files
// and folders in a header for what they say, and makes room for them.
type lineProgram struct {
	frameReader
	sections     map[string][]byte
	version      uint32
	step         uint32 // bytes of the shortest instruction
	lineBase     int32
	lineRange    uint32
	opcodeBase   uint8
	operands     []byte // of each standard operation, how many
	folders      []string
	files        []string
	formats      []lineFormat
	instructions []byte
}

// lineFormat says what the next thing of an entry is, and how it is written.
type lineFormat struct{ content, form uint32 }

// Contents and forms of entries (DWARF 5, sections 7.22 and 7.5.6).
const (
	contentPath   = 1
	contentFolder = 2

	formString   = 0x08
	formBlock    = 0x09
	formData1    = 0x0B
	formData2    = 0x05
	formData4    = 0x06
	formData8    = 0x07
	formData16   = 0x1E
	formStrp     = 0x0E
	formUdata    = 0x0F
	formLineStrp = 0x1F
)

// openLineProgram reads the header of the program at an offset. It reports
// false where it is damaged, or of a kind that Arm's compilers do not write.
func openLineProgram(sections map[string][]byte, at uint32, folder string) (*lineProgram, bool) {
	section := sections[".debug_line"]
	if uint64(at) >= uint64(len(section)) {
		return nil, false
	}
	p := &lineProgram{sections: sections, frameReader: frameReader{b: section[at:]}}
	p.b = p.take(int(p.number(4)))
	if p.version = p.number(2); p.version < 2 || p.version > 5 {
		return nil, false
	}
	if p.version == 5 && (p.byte() != 4 || p.byte() != 0) { // size of addresses and of segments
		return nil, false
	}
	header := int(p.number(4))
	if header > len(p.b) {
		return nil, false
	}
	p.instructions, p.b = p.b[header:], p.b[:header]
	p.step = uint32(p.byte())
	if p.version >= 4 {
		p.byte() // operations in an instruction: one
	}
	p.byte() // whether a row begins a statement
	p.lineBase, p.lineRange, p.opcodeBase = int32(int8(p.byte())), uint32(p.byte()), p.byte()
	p.operands = p.take(int(p.opcodeBase) - 1)
	if p.version == 5 {
		p.folders = p.entries(nil)
		p.files = p.entries(p.folders)
	} else {
		p.oldEntries(folder)
	}
	return p, !p.failed && p.lineRange != 0
}

// text is a string up to its zero byte.
func (r *frameReader) text() string {
	end := bytes.IndexByte(r.b, 0)
	if end < 0 {
		r.take(len(r.b) + 1)
		return ""
	}
	return string(r.take(end + 1)[:end])
}

// oldEntries reads folders and files up to version 4: both count from one, and
// folder 0 is the unit's.
func (p *lineProgram) oldEntries(folder string) {
	p.folders = []string{folder}
	for !p.failed {
		name := p.text()
		if name == "" {
			break
		}
		p.folders = append(p.folders, joined(folder, name))
	}
	p.files = []string{""}
	for !p.failed {
		name := p.text()
		if name == "" {
			break
		}
		in := p.unsigned()
		p.unsigned() // time and size
		p.unsigned()
		p.files = append(p.files, p.inFolder(in, name))
	}
}

// entries reads a table of version 5: the folders, or the files with them.
func (p *lineProgram) entries(folders []string) []string {
	p.formats = p.formats[:0]
	for range int(p.byte()) {
		p.formats = append(p.formats, lineFormat{p.unsigned(), p.unsigned()})
	}
	var names []string
	for n := p.unsigned(); n > 0 && !p.failed; n-- {
		if len(p.formats) == 0 {
			p.take(len(p.b) + 1) // entries of nothing
			break
		}
		name, in := p.entry()
		switch {
		case folders != nil:
			name = p.inFolder(in, name)
		case len(names) > 0:
			name = joined(names[0], name)
		}
		names = append(names, name)
	}
	return names
}

func (p *lineProgram) entry() (name string, folder uint32) {
	for _, f := range p.formats {
		text, value := p.value(f.form)
		switch f.content {
		case contentPath:
			name = text
		case contentFolder:
			folder = value
		}
	}
	return name, folder
}

// value reads a form, of which every one takes at least a byte.
func (p *lineProgram) value(form uint32) (text string, value uint32) {
	switch form {
	case formString:
		return p.text(), 0
	case formLineStrp:
		return p.stringAt(".debug_line_str"), 0
	case formStrp:
		return p.stringAt(".debug_str"), 0
	case formUdata:
		return "", p.unsigned()
	case formData1, formData2, formData4:
		return "", p.number(map[uint32]int{formData1: 1, formData2: 2, formData4: 4}[form])
	case formData8:
		value = p.number(4)
		p.take(4)
		return "", value
	case formData16:
		p.take(16)
	case formBlock:
		p.take(int(p.unsigned()))
	default:
		p.take(len(p.b) + 1)
	}
	return "", 0
}

// maxPath bounds the names of files: many entries may point to one long string.
const maxPath = 4096

func (p *lineProgram) stringAt(section string) string {
	s := p.sections[section]
	at := p.number(4)
	if uint64(at) >= uint64(len(s)) {
		return ""
	}
	r := frameReader{b: s[at:min(len(s), int(at)+maxPath)]}
	return r.text()
}

func (p *lineProgram) inFolder(n uint32, name string) string {
	if uint64(n) < uint64(len(p.folders)) {
		return joined(p.folders[n], name)
	}
	return name
}

// joined is a name in a folder, unless it is absolute, also on Windows.
func joined(folder, name string) string {
	if folder == "" || strings.HasPrefix(name, "/") || len(name) > 2 && name[1] == ':' {
		return name
	}
	return path.Join(folder, name)
}

// programRow is a row of the table: from its address on the file and line hold,
// unless it ends a sequence.
type programRow struct {
	address, file uint32
	line          int32
	end           bool
}

// run calls row with each row until it is told to stop.
func (p *lineProgram) run(row func(programRow) bool) {
	r := frameReader{b: p.instructions}
	begin := programRow{file: 1, line: 1}
	now := begin
	for len(r.b) > 0 && !r.failed {
		op := r.byte()
		emit := false
		switch {
		case op >= p.opcodeBase:
			n := uint32(op - p.opcodeBase)
			now.address += n / p.lineRange * p.step
			now.line += p.lineBase + int32(n%p.lineRange)
			emit = true
		case op == 0:
			emit = p.extended(&r, &now)
		default:
			emit = p.standard(&r, op, &now)
		}
		if !emit || r.failed {
			continue
		}
		if !row(now) {
			return
		}
		if now.end {
			now = begin
		}
	}
}

// Operations (DWARF 5, sections 7.22 and 6.2.5).
const (
	lineCopy = iota + 1
	lineAdvance
	lineAdvanceLine
	lineSetFile
	lineConstAdd    = 8
	lineFixedAdd    = 9
	extendedEnd     = 1
	extendedAddress = 2
)

// standard executes a standard operation; it reports whether it makes a row.
func (p *lineProgram) standard(r *frameReader, op uint8, now *programRow) bool {
	switch op {
	case lineCopy:
		return true
	case lineAdvance:
		now.address += r.unsigned() * p.step
	case lineAdvanceLine:
		now.line += r.signed()
	case lineSetFile:
		now.file = r.unsigned()
	case lineConstAdd:
		now.address += uint32(255-p.opcodeBase) / p.lineRange * p.step
	case lineFixedAdd:
		now.address += r.number(2)
	default: // columns, statements and what is yet to be invented
		for range p.operands[op-1] {
			r.unsigned()
		}
	}
	return false
}

func (p *lineProgram) extended(r *frameReader, now *programRow) bool {
	operation := frameReader{b: r.take(int(r.unsigned()))}
	if len(operation.b) == 0 {
		r.take(len(r.b) + 1)
		return false
	}
	switch operation.byte() {
	case extendedEnd:
		now.end = true
		return true
	case extendedAddress:
		now.address = operation.number(4)
	}
	return false
}
