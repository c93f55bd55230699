package program

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// frameRule is an FDE of .debug_frame (DWARF 5, section 6.4): how to unwind a
// range of addresses.
type frameRule struct {
	low, high uint32
	common    *frameCommon
	program   string
}

// frameCommon is a CIE.
type frameCommon struct {
	code    uint32 // factors of advances and offsets
	data    int32
	back    uint8 // register of the return address
	program string
}

// readFrames indexes the section.
func readFrames(section string) []frameRule {
	commons := map[uint32]*frameCommon{}
	var rules []frameRule
	r := sectionReader{b: section}
	for len(r.b) > 4 && len(rules) < maxFrames && len(commons) < maxFrames {
		offset := uint32(len(section) - len(r.b))
		entry := sectionReader{b: r.take(int(r.number(4)))}
		if r.failed {
			break
		}
		id := entry.number(4)
		if id == 0xFFFFFFFF {
			commons[offset] = readCommon(&entry)
			continue
		}
		rule := frameRule{common: commons[id]}
		rule.low = entry.number(4) &^ 1
		rule.high = rule.low + entry.number(4)
		rule.program = entry.b
		if rule.common != nil && !entry.failed && rule.low != 0 && len(rule.program) <= maxFrameProgram {
			rules = append(rules, rule)
		}
	}
	slices.SortStableFunc(rules, func(a, b frameRule) int { return cmp.Compare(a.low, b.low) })
	return rules
}

// readCommon reads a CIE; nil where it is of a kind that Arm's compilers do not
// write.
func readCommon(r *sectionReader) *frameCommon {
	version := r.byte()
	end := strings.IndexByte(r.b, 0)
	if end != 0 || version != 1 && version != 3 && version != 4 {
		return nil // an augmentation changes what follows
	}
	r.take(1)
	if version == 4 && (r.byte() != 4 || r.byte() != 0) { // size of addresses and of segments
		return nil
	}
	f := &frameCommon{code: r.unsigned(), data: r.signed()}
	if version == 1 {
		f.back = r.byte()
	} else {
		f.back = uint8(r.unsigned())
	}
	f.program = r.b
	if r.failed || f.back > PC || len(f.program) > maxFrameProgram {
		return nil
	}
	return f
}

// UnwindByFrames goes from a frame to its caller's by .debug_frame. What it
// returns to is an address with the Thumb bit, or the value that returns from
// an exception. Where it reports false the frame is of no more use.
func (image *Image) UnwindByFrames(u *Frame, memory Memory) (back uint32, ok bool) {
	d := &image.debug
	d.framesOnce.Do(func() { d.frames = readFrames(d.sections[".debug_frame"]) })
	i := sort.Search(len(d.frames), func(i int) bool { return d.frames[i].low > u.At }) - 1
	if i < 0 || u.At >= d.frames[i].high {
		return 0, false
	}
	rule := &d.frames[i]
	var table frameTable
	if !table.run(rule.common, rule.common.program, 0, ^uint32(0)) {
		return 0, false
	}
	table.initial = table.frameRow
	if !table.run(rule.common, rule.program, rule.low, u.At) {
		return 0, false
	}
	return table.apply(u, memory, rule.common.back)
}

// frameRow is how registers are found at one address.
type frameRow struct {
	base   uint8 // the frame's address is this register's value
	offset uint32
	rules  [16]registerRule
}

type registerRule struct {
	kind  uint8
	value uint32
}

const (
	ruleSame      = iota
	ruleUndefined // the outermost frame has this for the return address
	ruleOffset    // saved at the frame's address plus value
	ruleRegister  // in another register
)

// frameTable is a row while its program is run.
type frameTable struct {
	frameRow
	initial    frameRow
	remembered []frameRow
}

// Operations of call frame programs, DWARF 5, section 7.24.
const (
	cfaSetLoc = iota + 1
	cfaAdvance1
	cfaAdvance2
	cfaAdvance4
	cfaOffsetExtended
	cfaRestoreExtended
	cfaUndefined
	cfaSameValue
	cfaRegister
	cfaRemember
	cfaRestoreState
	cfaDefine
	cfaDefineRegister
	cfaDefineOffset
	cfaOffsetExtendedSigned = 0x11
	cfaDefineSigned         = 0x12
	cfaDefineOffsetSigned   = 0x13

	maxRemembered   = 32
	maxFrameProgram = 1 << 16 // bytes: every frame of a stack may run the same
)

// run executes a program up to the row of an address. It reports false where
// it meets what it does not know, such as expressions.
func (t *frameTable) run(common *frameCommon, program string, location, until uint32) bool {
	r := sectionReader{b: program}
	for len(r.b) > 0 && !r.failed {
		op := r.byte()
		low := uint32(op & 0x3F)
		switch op >> 6 {
		case 1:
			location += low * common.code
		case 2:
			t.rule(low, ruleOffset, r.unsigned()*uint32(common.data))
		case 3:
			t.restore(low)
		default:
			var known bool
			if location, known = t.extended(&r, op, common, location); !known {
				return false
			}
		}
		if location > until {
			return true
		}
	}
	return !r.failed
}

func (t *frameTable) extended(r *sectionReader, op uint8, common *frameCommon, location uint32) (uint32, bool) {
	switch op {
	case 0:
	case cfaSetLoc:
		location = r.number(4)
	case cfaAdvance1, cfaAdvance2, cfaAdvance4:
		location += r.number(1<<(op-cfaAdvance1)) * common.code
	case cfaOffsetExtended:
		n := r.unsigned()
		t.rule(n, ruleOffset, r.unsigned()*uint32(common.data))
	case cfaOffsetExtendedSigned:
		n := r.unsigned()
		t.rule(n, ruleOffset, uint32(r.signed()*common.data))
	case cfaRestoreExtended:
		t.restore(r.unsigned())
	case cfaUndefined:
		t.rule(r.unsigned(), ruleUndefined, 0)
	case cfaSameValue:
		t.rule(r.unsigned(), ruleSame, 0)
	case cfaRegister:
		n := r.unsigned()
		t.rule(n, ruleRegister, r.unsigned())
	case cfaRemember:
		if len(t.remembered) == maxRemembered {
			return location, false
		}
		t.remembered = append(t.remembered, t.frameRow)
	case cfaRestoreState:
		n := len(t.remembered)
		if n == 0 {
			return location, false
		}
		t.frameRow, t.remembered = t.remembered[n-1], t.remembered[:n-1]
	case cfaDefine:
		t.base, t.offset = uint8(min(r.unsigned(), 255)), r.unsigned()
	case cfaDefineSigned:
		t.base, t.offset = uint8(min(r.unsigned(), 255)), uint32(r.signed()*common.data)
	case cfaDefineRegister:
		t.base = uint8(min(r.unsigned(), 255))
	case cfaDefineOffset:
		t.offset = r.unsigned()
	case cfaDefineOffsetSigned:
		t.offset = uint32(r.signed() * common.data)
	default:
		return location, false
	}
	return location, true
}

// rule sets how a core register is found; those of the FPU do not matter.
func (t *frameTable) rule(n uint32, kind uint8, value uint32) {
	if n < 16 {
		t.rules[n] = registerRule{kind, value}
	}
}

func (t *frameTable) restore(n uint32) {
	if n < 16 {
		t.rules[n] = t.initial.rules[n]
	}
}

// apply goes from a frame to the one that called it.
func (row *frameRow) apply(u *Frame, memory Memory, backIn uint8) (back uint32, ok bool) {
	if row.base >= PC || !u.Has(int(row.base)) {
		return 0, false
	}
	frame := u.Registers[row.base] + row.offset
	before := *u
	for n, rule := range row.rules[:] {
		switch rule.kind {
		case ruleUndefined:
			u.Forget(n)
		case ruleOffset:
			v, ok := memory(frame + rule.value)
			if !ok {
				return 0, false
			}
			u.Set(n, v)
		case ruleRegister:
			if rule.value > PC || !before.Has(int(rule.value)) {
				return 0, false
			}
			u.Set(n, before.Registers[rule.value])
		}
	}
	back, ok = u.Registers[backIn], u.Has(int(backIn))
	u.Set(SP, frame)
	u.Forget(LR) // it has been used
	return back, ok
}
