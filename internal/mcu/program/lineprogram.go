package program

import (
	"path"
	"strings"

	"tinyol-sim/internal/plaintext"
)

// lineProgram reads a line number program (DWARF 5, section 6.2; 2 to 4 differ
// in the header). debug/dwarf has a reader, too, but takes the numbers of files
// and folders in a header for what they say, and makes room for them.
type lineProgram struct {
	sectionReader
	sections     map[string]string
	version      uint32
	step         uint32 // bytes of the shortest instruction
	lineBase     int32
	lineRange    uint32
	opcodeBase   uint8
	operands     string // of each standard operation, how many
	size         int    // bytes of the whole program
	folders      []string
	files        []fileName
	formats      []lineFormat
	instructions string
}

// fileName is the parts of a path, which the section has and many files share.
type fileName struct{ unit, folder, name string }

// String is the path, fit for a terminal.
func (f fileName) String() string {
	return plaintext.Cut(plaintext.Clean(joined(f.unit, joined(f.folder, f.name))), maxName)
}

// lineFormat says what the next thing of an entry is, and how it is written.
type lineFormat struct{ content, form uint32 }

// Contents of entries (DWARF 5, section 7.22).
const (
	contentPath   = 1
	contentFolder = 2
)

// openLineProgram reads the header of the program at an offset. It reports
// false where it is damaged, or of a kind that Arm's compilers do not write.
func openLineProgram(sections map[string]string, at uint32, folder string) (*lineProgram, bool) {
	section := sections[".debug_line"]
	if uint64(at) >= uint64(len(section)) {
		return nil, false
	}
	p := &lineProgram{sections: sections, sectionReader: sectionReader{b: section[at:]}}
	p.b = p.take(int(p.number(4)))
	p.size = len(p.b)
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
		p.newEntries()
	} else {
		p.oldEntries(folder)
	}
	return p, !p.failed && p.lineRange != 0
}

// text is a string up to its zero byte.
func (r *sectionReader) text() string {
	end := strings.IndexByte(r.b, 0)
	if end < 0 {
		r.take(len(r.b) + 1)
		return ""
	}
	return r.take(end + 1)[:end]
}

// oldEntries reads folders and files up to version 4: both count from one, and
// folder 0 is the unit's.
func (p *lineProgram) oldEntries(unit string) {
	p.folders = []string{""}
	for !p.failed && len(p.folders) < maxFiles {
		name := p.text()
		if name == "" {
			break
		}
		p.folders = append(p.folders, name)
	}
	p.files = []fileName{{}}
	for !p.failed && len(p.files) < maxFiles {
		name := p.text()
		if name == "" {
			break
		}
		in := p.unsigned()
		p.unsigned() // time and size
		p.unsigned()
		p.files = append(p.files, p.inFolder(unit, in, name))
	}
}

// newEntries reads the tables of version 5: the folders, of which the first is
// the unit's, and the files.
func (p *lineProgram) newEntries() {
	p.entries(func(name string, _ uint32) int {
		p.folders = append(p.folders, name)
		return len(p.folders)
	})
	unit := ""
	if len(p.folders) > 0 {
		unit = p.folders[0]
	}
	p.entries(func(name string, in uint32) int {
		if in == 0 {
			p.files = append(p.files, fileName{unit: unit, name: name})
		} else {
			p.files = append(p.files, p.inFolder(unit, in, name))
		}
		return len(p.files)
	})
}

// entries reads a table of version 5, until keep has kept as many as there may
// be.
func (p *lineProgram) entries(keep func(name string, folder uint32) (kept int)) {
	p.formats = p.formats[:0]
	for range int(p.byte()) {
		p.formats = append(p.formats, lineFormat{p.unsigned(), p.unsigned()})
	}
	for n := p.unsigned(); n > 0 && !p.failed; n-- {
		if len(p.formats) == 0 {
			p.take(len(p.b) + 1) // entries of nothing
			break
		}
		if keep(p.entry()) == maxFiles {
			p.take(len(p.b) + 1)
		}
	}
}

func (p *lineProgram) entry() (name string, folder uint32) {
	table := ""
	at := uint32(0)
	for _, f := range p.formats {
		text, in, value := p.value(f.form)
		switch f.content {
		case contentPath:
			name, table, at = text, in, value
		case contentFolder:
			folder = value
		}
	}
	if table != "" {
		name = textAt(p.sections[table], at, maxName)
	}
	return name, folder
}

// value reads a form, of which every one takes at least a byte: a text or a
// number, which may be where in another section the text is.
func (p *lineProgram) value(form uint32) (text, section string, value uint32) {
	switch form {
	case formString:
		text = p.text()
	case formLineStrp:
		return "", ".debug_line_str", p.number(4)
	case formStrp:
		return "", ".debug_str", p.number(4)
	case formUdata:
		value = p.unsigned()
	case formData1:
		value = p.number(1)
	case formData2:
		value = p.number(2)
	case formData4:
		value = p.number(4)
	case formData8:
		value = p.number(4)
		p.take(4)
	case formData16:
		p.take(16)
	case formBlock:
		p.take(int(p.unsigned()))
	default:
		p.take(len(p.b) + 1)
	}
	return text, "", value
}

func (p *lineProgram) inFolder(unit string, n uint32, name string) fileName {
	if uint64(n) < uint64(len(p.folders)) {
		return fileName{unit, p.folders[n], name}
	}
	return fileName{name: name}
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
	r := sectionReader{b: p.instructions}
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
func (p *lineProgram) standard(r *sectionReader, op uint8, now *programRow) bool {
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

func (p *lineProgram) extended(r *sectionReader, now *programRow) bool {
	operation := sectionReader{b: r.take(int(r.unsigned()))}
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
