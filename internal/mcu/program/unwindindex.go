package program

import "math/bits"

// UnwindByIndex goes from a frame to its caller's as UnwindByFrames does, by
// .ARM.exidx (Arm's "Exception Handling ABI for the Arm Architecture", sections
// 6 to 10), which C++ has always and C on request.
func (image *Image) UnwindByIndex(u *Frame, memory Memory) (back uint32, ok bool) {
	table, ok := memory.indexEntry(image.debug.exidx, u.At)
	if !ok {
		return 0, false
	}
	program, ok := memory.indexProgram(table)
	if !ok {
		return 0, false
	}
	v := indexUnwinder{memory: memory, u: u}
	for i := 0; i < len(program) && !v.done; {
		used, ok := v.step(program[i:])
		if !ok {
			return 0, false
		}
		i += used
	}
	back, ok = u.Registers[LR], u.Has(LR)
	if u.Has(PC) {
		back, ok = u.Registers[PC], true
	}
	u.Forget(LR)
	u.Forget(PC)
	return back, ok
}

const cannotUnwind = 1

// indexEntry is the address of the second word of the entry for an address.
func (memory Memory) indexEntry(area Area, at uint32) (uint32, bool) {
	low, high := uint32(0), area.Size/8
	for low < high {
		middle := (low + high) / 2
		begins, ok := memory.relative(area.Address + 8*middle)
		if !ok {
			return 0, false
		}
		if begins > at {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return area.Address + 8*(low-1) + 4, low > 0
}

// relative reads a 31-bit offset from its own address.
func (memory Memory) relative(a uint32) (uint32, bool) {
	v, ok := memory(a)
	return a + uint32(int32(v<<1)>>1), ok
}

// indexProgram gathers the bytes of an entry, in the word itself or in the
// table that it points to.
func (memory Memory) indexProgram(at uint32) ([]byte, bool) {
	word, ok := memory(at)
	if !ok || word == cannotUnwind {
		return nil, false
	}
	if word>>31 == 0 {
		if at, ok = memory.relative(at); !ok {
			return nil, false
		}
		if word, ok = memory(at); !ok {
			return nil, false
		}
		if word>>31 == 0 { // a language's own routine; its data begin like ours
			at += 4
			if word, ok = memory(at); !ok {
				return nil, false
			}
			return memory.programWords(at, word>>24, word, 3)
		}
	}
	switch word >> 24 & 15 {
	case 0:
		return memory.programWords(at, 0, word, 3)
	case 1, 2:
		return memory.programWords(at, word>>16&0xFF, word, 2)
	}
	return nil, false
}

// programWords is the last bytes of the first word and all of those behind it.
func (memory Memory) programWords(at, more, first uint32, fromFirst int) ([]byte, bool) {
	var program []byte
	for i := fromFirst - 1; i >= 0; i-- {
		program = append(program, byte(first>>(8*i)))
	}
	for i := range more {
		word, ok := memory(at + 4 + 4*i)
		if !ok {
			return nil, false
		}
		program = append(program, byte(word>>24), byte(word>>16), byte(word>>8), byte(word))
	}
	return program, true
}

// indexUnwinder executes unwinding instructions (section 10.3, table 4).
type indexUnwinder struct {
	memory Memory
	u      *Frame
	done   bool
}

func (v *indexUnwinder) step(p []byte) (used int, ok bool) {
	op := uint32(p[0])
	second := uint32(0)
	if len(p) > 1 {
		second = uint32(p[1])
	}
	sp := v.u.Registers[SP]
	switch {
	case op < 0x40:
		v.u.Set(SP, sp+op<<2+4)
	case op < 0x80:
		v.u.Set(SP, sp-(op&0x3F)<<2-4)
	case op < 0x90:
		list := (op&15<<8 | second) << 4
		return 2, list != 0 && v.pop(list)
	case op < 0xA0:
		n := op & 15
		if n == SP || n == PC || !v.u.Has(int(n)) {
			return 0, false
		}
		v.u.Set(SP, v.u.Registers[n])
	case op < 0xB0:
		list := (uint32(2)<<(op&7) - 1) << 4
		return 1, v.pop(list | op&8<<11)
	case op == 0xB0:
		v.done = true
	case op == 0xB1:
		return 2, second != 0 && second < 16 && v.pop(second)
	case op == 0xB2:
		r := sectionReader{b: string(p[1:])}
		v.u.Set(SP, sp+0x204+r.unsigned()<<2)
		return len(p) - len(r.b), !r.failed
	case op == 0xB3: // double registers as FSTMFDX leaves them: a word more
		v.u.Set(SP, sp+8*(second&15+1)+4)
		return 2, true
	case op >= 0xB8 && op < 0xC0:
		v.u.Set(SP, sp+8*(op&7+1)+4)
	case op == 0xC8 || op == 0xC9:
		v.u.Set(SP, sp+8*(second&15+1))
		return 2, true
	case op >= 0xD0 && op < 0xD8:
		v.u.Set(SP, sp+8*(op&7+1))
	default:
		return 0, false
	}
	return 1, true
}

// pop loads the registers of a list from the stack.
func (v *indexUnwinder) pop(list uint32) bool {
	at := v.u.Registers[SP]
	popsSP := list>>SP&1 != 0
	for ; list != 0; list &= list - 1 {
		value, ok := v.memory(at)
		if !ok {
			return false
		}
		v.u.Set(bits.TrailingZeros32(list), value)
		at += 4
	}
	if !popsSP {
		v.u.Set(SP, at)
	}
	return true
}
