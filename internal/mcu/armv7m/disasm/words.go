package disasm

import (
	"math"
	"math/bits"
	"strconv"

	"tinyol-sim/internal/mcu/armv7m/thumb"
)

// RegisterNames are the names of the core registers by their numbers.
var RegisterNames = [16]string{"r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "sp", "lr", "pc"}

// conditionNames by their code; the last is "always".
var conditionNames = [16]string{"eq", "ne", "cs", "cc", "mi", "pl", "vs", "vc", "hi", "ls", "ge", "lt", "gt", "le", "", ""}

var shiftNames = [5]string{"lsl", "lsr", "asr", "ror", "rrx"}

// findWord makes the word of a name in braces.
func findWord(name string) word {
	if w, ok := words[name]; ok {
		return w
	}
	switch name[0] {
	case 'R':
		letter := name[1]
		return func(b []byte, f *fields) []byte { return append(b, RegisterNames[f.v[letter]&15]...) }
	case 'S':
		letter, next := name[1], uint32(len(name)/4) // {Sm+1}
		return func(b []byte, f *fields) []byte { return number(append(b, 's'), f.singleNumber(letter)+next) }
	case 'D':
		letter := name[1]
		return func(b []byte, f *fields) []byte { return number(append(b, 'd'), f.doubleNumber(letter)) }
	}
	letter, factor, more := name[0], uint32(1), uint32(0)
	if len(name) == 3 {
		n := uint32(name[2] - '0')
		switch name[1] {
		case '*':
			factor = n
		case '+':
			more = n
		}
	} else if len(name) != 1 {
		return nil
	}
	return func(b []byte, f *fields) []byte { return number(b, f.v[letter]*factor+more) }
}

func number(b []byte, v uint32) []byte { return strconv.AppendUint(b, uint64(v), 10) }

func (f *fields) singleNumber(letter byte) uint32 { return f.v[letter]<<1 | f.v[letter-'a'+'A'] }
func (f *fields) doubleNumber(letter byte) uint32 { return f.v[letter] | f.v[letter-'a'+'A']<<4 }

// choose is a word of two or more choices by a field.
func choose(letter byte, choices ...string) word {
	return func(b []byte, f *fields) []byte { return append(b, choices[int(f.v[letter])%len(choices)]...) }
}

// words are the others, by what they stand for.
var words = map[string]word{
	// Suffixes of the mnemonic.
	"S": func(b []byte, f *fields) []byte { // flags are set outside IT blocks only
		if f.IT == 0 {
			b = append(b, 's')
		}
		return b
	},
	"c": func(b []byte, f *fields) []byte { // the condition of the IT block
		if f.IT != 0 {
			b = append(b, itCondition(uint32(f.IT>>4))...)
		}
		return b
	},
	"s":        choose('s', "", "s"),
	"x":        choose('y', "", "x"),
	"r":        choose('y', "", "r"),
	"y":        choose('y', "b", "t"),
	"z":        choose('z', "b", "h", "", "?"),
	"xy":       func(b []byte, f *fields) []byte { return append(b, "bt"[f.v['x']&1], "bt"[f.v['y']&1]) },
	"cc":       func(b []byte, f *fields) []byte { return append(b, itCondition(f.v['c'])...) },
	"then":     then,
	"parallel": parallelName,
	"fixed":    func(b []byte, f *fields) []byte { return number(append(b, "su"[f.v['g']&1]), 16+16*(f.v['h']&1)) },

	// Numbers.
	"i32":      func(b []byte, f *fields) []byte { return number(b, (f.v['i']+31)&31+1) },
	"i.4":      func(b []byte, f *fields) []byte { return AppendHex(b, f.v['i'], 4) },
	"half":     func(b []byte, f *fields) []byte { return number(b, f.v['j']<<12|f.v['i']) },
	"width":    func(b []byte, f *fields) []byte { return number(b, f.v['w']-f.v['i']+1) },
	"fraction": func(b []byte, f *fields) []byte { return number(b, 16+16*(f.v['h']&1)-(f.v['j']<<1|f.v['i'])) },
	"hint":     func(b []byte, f *fields) []byte { return append(number(append(b, '{'), f.v['h']), '}') },
	"expand": func(b []byte, f *fields) []byte {
		v, _ := thumb.ExpandImmediate(f.v['i'])
		return number(b, v)
	},
	"float": func(b []byte, f *fields) []byte {
		return strconv.AppendFloat(b, float64(math.Float32frombits(thumb.ExpandFloat(f.v['i']))), 'g', -1, 32)
	},

	// Shifts and rotations of the last operand.
	"shift":     func(b []byte, f *fields) []byte { return appendShift(b, f.v['t'], f.v['i']) },
	"lsl":       func(b []byte, f *fields) []byte { return appendShift(b, thumb.LSL, f.v['i']) },
	"saturated": func(b []byte, f *fields) []byte { return appendShift(b, f.v['t']*thumb.ASR, f.v['i']) },
	"rotate": func(b []byte, f *fields) []byte {
		if f.v['r'] == 0 {
			return b
		}
		return appendShift(b, thumb.ROR, f.v['r']*8)
	},

	// Addresses.
	"near8":    func(b []byte, f *fields) []byte { return f.place(b, f.Address+4+thumb.SignExtend(f.v['i'], 8)<<1) },
	"near11":   func(b []byte, f *fields) []byte { return f.place(b, f.Address+4+thumb.SignExtend(f.v['i'], 11)<<1) },
	"over":     func(b []byte, f *fields) []byte { return f.place(b, f.Address+4+f.v['i']<<1) },
	"far20":    func(b []byte, f *fields) []byte { return f.place(b, f.Address+4+f.v.Near()) },
	"far24":    func(b []byte, f *fields) []byte { return f.place(b, f.Address+4+f.v.Far()) },
	"sign":     choose('u', "-", ""),
	"literal":  func(b []byte, f *fields) []byte { return f.literal(b, f.v['i']*4) },
	"literal+": func(b []byte, f *fields) []byte { return f.literal(b, f.v['i']) },
	"literal-": func(b []byte, f *fields) []byte { return f.literal(b, -f.v['i']) },
	"literals": func(b []byte, f *fields) []byte { return f.literal(b, f.signed(1)) },
	"!":        choose('w', "", "!"),
	"plus":     func(b []byte, f *fields) []byte { return appendPlus(b, f.v['i']) },
	"plus4":    func(b []byte, f *fields) []byte { return appendPlus(b, f.v['i']*4) },
	"offset":   func(b []byte, f *fields) []byte { return f.indexed(b, 1) },
	"offset4":  func(b []byte, f *fields) []byte { return f.indexed(b, 4) },
	"float4": func(b []byte, f *fields) []byte {
		f.v['p'], f.v['w'] = 1, 0
		return f.indexed(b, 4)
	},

	// Lists of registers.
	"list":   func(b []byte, f *fields) []byte { return registerList(b, f.v['l']) },
	"pushed": func(b []byte, f *fields) []byte { return registerList(b, f.v['l']|f.v['p']<<thumb.LR) },
	"popped": func(b []byte, f *fields) []byte { return registerList(b, f.v['l']|f.v['p']<<thumb.PC) },
	"unlisted": func(b []byte, f *fields) []byte { // LDM writes back a base that it does not load
		if f.v['l']>>f.v['n']&1 == 0 {
			b = append(b, '!')
		}
		return b
	},
	"singles": func(b []byte, f *fields) []byte { return floatList(b, 's', f.singleNumber('d'), f.v['i']) },
	"doubles": func(b []byte, f *fields) []byte { return floatList(b, 'd', f.doubleNumber('d'), f.v['i']) },

	// System.
	"flags": func(b []byte, f *fields) []byte {
		if f.v['k'] != 0 {
			b = append(b, 'i')
		}
		if f.v['f'] != 0 {
			b = append(b, 'f')
		}
		return b
	},
	"special": func(b []byte, f *fields) []byte { return append(b, specialNames[f.v['s']]...) },
	"writes":  writesName,
	"barrier": func(b []byte, f *fields) []byte { // all but SY are reserved (ARM ARM A7.7.33)
		if f.v['o'] == 15 {
			return append(b, "sy"...)
		}
		return number(append(b, '#'), f.v['o'])
	},
}

func itCondition(c uint32) string {
	if c == 14 {
		return "al"
	}
	return conditionNames[c&15]
}

// then is the pattern of an IT block after its first instruction.
func then(b []byte, f *fields) []byte {
	mask := f.v['j']
	for ; mask&7 != 0; mask = mask << 1 & 15 {
		if mask>>3 == f.v['c']&1 {
			b = append(b, 't')
		} else {
			b = append(b, 'e')
		}
	}
	return b
}

// Parallel additions and subtractions (ARM ARM A5.3.14): prefix, operation.
var (
	parallelPrefixes   = [8]string{"s", "q", "sh", "?", "u", "uq", "uh", "?"}
	parallelOperations = [8]string{"add8", "add16", "asx", "?", "sub8", "sub16", "sax", "?"}
)

func parallelName(b []byte, f *fields) []byte {
	return append(append(b, parallelPrefixes[f.v['p']&7]...), parallelOperations[f.v['o']&7]...)
}

// appendShift writes what an encoded shift does; the amount 0 means 32, or RRX.
func appendShift(b []byte, kind, amount uint32) []byte {
	switch {
	case kind == thumb.LSL && amount == 0:
		return b
	case kind == thumb.ROR && amount == 0:
		return append(b, ", rrx"...)
	case amount == 0:
		amount = 32
	}
	b = append(append(b, ", "...), shiftNames[kind&3]...)
	return number(append(b, " #"...), amount)
}

// literal adds the address that an offset to PC means, which objdump gives as
// a comment as well.
func (f *fields) literal(b []byte, offset uint32) []byte {
	return AppendHex(append(b, " @ "...), (f.Address+4)&^3+offset, 1)
}

func (f *fields) signed(scale uint32) uint32 {
	if f.v['u'] == 0 {
		return -f.v['i'] * scale
	}
	return f.v['i'] * scale
}

func appendPlus(b []byte, v uint32) []byte {
	if v == 0 {
		return b
	}
	return number(append(b, ", #"...), v)
}

// indexed writes an address with offset, before or after, by p, u and w.
func (f *fields) indexed(b []byte, scale uint32) []byte {
	b = append(append(b, '['), RegisterNames[f.v['n']&15]...)
	before := f.v['p'] != 0
	if !before {
		b = append(b, ']')
	}
	if v := f.v['i'] * scale; v != 0 || f.v['u'] == 0 || f.v['w'] != 0 {
		b = append(b, ", #"...)
		if f.v['u'] == 0 {
			b = append(b, '-')
		}
		b = number(b, v)
	}
	if before {
		b = append(b, ']')
		if f.v['w'] != 0 {
			b = append(b, '!')
		}
	}
	if f.v['n'] == thumb.PC {
		b = f.literal(b, f.signed(scale))
	}
	return b
}

func registerList(b []byte, list uint32) []byte {
	open := byte('{')
	for ; list != 0; list &= list - 1 {
		b = append(b, open)
		if open == ',' {
			b = append(b, ' ')
		}
		b = append(b, RegisterNames[bits.TrailingZeros32(list)&15]...)
		open = ','
	}
	return append(b, '}')
}

func floatList(b []byte, kind byte, first, count uint32) []byte {
	b = number(append(b, '{', kind), first)
	if count > 1 {
		b = number(append(b, '-', kind), first+count-1)
	}
	return append(b, '}')
}

// specialNames are the special registers by their numbers (ARM ARM B5.1.1).
var specialNames = [256]string{
	0: "APSR", 1: "IAPSR", 2: "EAPSR", 3: "XPSR", 5: "IPSR", 6: "EPSR", 7: "IEPSR", 8: "MSP", 9: "PSP",
	16: "PRIMASK", 17: "BASEPRI", 18: "BASEPRI_MAX", 19: "FAULTMASK", 20: "CONTROL",
}

// writesName is the destination of MSR with the fields that it writes.
func writesName(b []byte, f *fields) []byte {
	b = append(b, specialNames[f.v['s']&255]...)
	if f.v['s'] == 0 {
		b = append(b, [4]string{"", "_g", "_nzcvq", "_nzcvqg"}[f.v['k']&3]...)
	}
	return b
}
