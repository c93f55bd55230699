package armv7m

import "math/bits"

// unwindByIndex unwinds by .ARM.exidx (Arm's "Exception Handling ABI for the
// Arm Architecture", sections 6 to 10), which C++ has always and C on request.
func (c *Core) unwindByIndex(u *cursor) (back uint32, ok bool) {
	table, ok := c.indexEntry(u.at)
	if !ok {
		return 0, false
	}
	program, ok := c.indexProgram(table)
	if !ok {
		return 0, false
	}
	v := indexUnwinder{core: c, u: u}
	for i := 0; i < len(program) && !v.done; {
		used, ok := v.step(program[i:])
		if !ok {
			return 0, false
		}
		i += used
	}
	back, ok = u.r[regLR], u.known>>regLR&1 != 0
	if u.known>>regPC&1 != 0 {
		back, ok = u.r[regPC], true
	}
	u.known &^= 1<<regLR | 1<<regPC
	return back, ok
}

const cannotUnwind = 1

// indexEntry is the address of the second word of the entry for an address.
func (c *Core) indexEntry(at uint32) (uint32, bool) {
	area := c.image.debug.exidx
	low, high := uint32(0), area.Size/8
	for low < high {
		middle := (low + high) / 2
		begins, ok := c.relative(area.Address + 8*middle)
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
func (c *Core) relative(a uint32) (uint32, bool) {
	v, ok := c.peek32(a)
	return a + uint32(int32(v<<1)>>1), ok
}

// indexProgram gathers the bytes of an entry, in the word itself or in the
// table that it points to.
func (c *Core) indexProgram(at uint32) ([]byte, bool) {
	word, ok := c.peek32(at)
	if !ok || word == cannotUnwind {
		return nil, false
	}
	if word>>31 == 0 {
		if at, ok = c.relative(at); !ok {
			return nil, false
		}
		if word, ok = c.peek32(at); !ok {
			return nil, false
		}
		if word>>31 == 0 { // a language's own routine; its data begin like ours
			at += 4
			if word, ok = c.peek32(at); !ok {
				return nil, false
			}
			return c.programWords(at, word>>24, word, 3)
		}
	}
	switch word >> 24 & 15 {
	case 0:
		return c.programWords(at, 0, word, 3)
	case 1, 2:
		return c.programWords(at, word>>16&0xFF, word, 2)
	}
	return nil, false
}

// programWords is the last bytes of the first word and all of those behind it.
func (c *Core) programWords(at, more, first uint32, fromFirst int) ([]byte, bool) {
	var program []byte
	for i := fromFirst - 1; i >= 0; i-- {
		program = append(program, byte(first>>(8*i)))
	}
	for i := range more {
		word, ok := c.peek32(at + 4 + 4*i)
		if !ok {
			return nil, false
		}
		program = append(program, byte(word>>24), byte(word>>16), byte(word>>8), byte(word))
	}
	return program, true
}

// indexUnwinder executes unwinding instructions (section 10.3, table 4).
type indexUnwinder struct {
	core *Core
	u    *cursor
	done bool
}

func (v *indexUnwinder) step(p []byte) (used int, ok bool) {
	op := uint32(p[0])
	second := uint32(0)
	if len(p) > 1 {
		second = uint32(p[1])
	}
	sp := v.u.r[regSP]
	switch {
	case op < 0x40:
		v.u.set(regSP, sp+op<<2+4)
	case op < 0x80:
		v.u.set(regSP, sp-(op&0x3F)<<2-4)
	case op < 0x90:
		list := (op&15<<8 | second) << 4
		return 2, list != 0 && v.pop(list)
	case op < 0xA0:
		n := op & 15
		if n == regSP || n == regPC || v.u.known>>n&1 == 0 {
			return 0, false
		}
		v.u.set(regSP, v.u.r[n])
	case op < 0xB0:
		list := (uint32(2)<<(op&7) - 1) << 4
		return 1, v.pop(list | op&8<<11)
	case op == 0xB0:
		v.done = true
	case op == 0xB1:
		return 2, second != 0 && second < 16 && v.pop(second)
	case op == 0xB2:
		r := frameReader{b: string(p[1:])}
		v.u.set(regSP, sp+0x204+r.unsigned()<<2)
		return len(p) - len(r.b), !r.failed
	case op == 0xB3: // double registers as FSTMFDX leaves them: a word more
		v.u.set(regSP, sp+8*(second&15+1)+4)
		return 2, true
	case op >= 0xB8 && op < 0xC0:
		v.u.set(regSP, sp+8*(op&7+1)+4)
	case op == 0xC8 || op == 0xC9:
		v.u.set(regSP, sp+8*(second&15+1))
		return 2, true
	case op >= 0xD0 && op < 0xD8:
		v.u.set(regSP, sp+8*(op&7+1))
	default:
		return 0, false
	}
	return 1, true
}

// pop loads the registers of a list from the stack.
func (v *indexUnwinder) pop(list uint32) bool {
	at := v.u.r[regSP]
	popsSP := list>>regSP&1 != 0
	for ; list != 0; list &= list - 1 {
		value, ok := v.core.peek32(at)
		if !ok {
			return false
		}
		v.u.set(bits.TrailingZeros32(list), value)
		at += 4
	}
	if !popsSP {
		v.u.set(regSP, at)
	}
	return true
}
