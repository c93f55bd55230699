package armv7m

import (
	"math"
	"unsafe"

	"tinyol-sim/internal/mcu/armv7m/softfloat"
)

const (
	flagInexact = softfloat.Inexact
	infinity    = softfloat.Infinity
)

// setFPSCR writes FPSCR.
func (c *Core) setFPSCR(v uint32) {
	c.fpscr = v & softfloat.Mask
	c.noteFloat()
}

// noteFloat works out whether a floating-point instruction has nothing to
// prepare, and whether the host's arithmetic will do: round to nearest, no
// flushing, inexact results noted already. It is called after every change of
// FPSCR, CONTROL, FPCCR and CPACR.
func (c *Core) noteFloat() {
	c.fpReady = c.control&controlFPCA != 0 && c.fpccr&fpccrLSPACT == 0 && c.cpacr>>20&3 == 3
	c.fpFast = c.fpReady && c.fpscr&(softfloat.Flush|3<<softfloat.RoundingShift|flagInexact) == flagInexact
}

// smallest is twice the magnitude up to which a product may hide an
// underflow: the smallest normal number, plus one.
const smallest = 0x00800001 << 1

// plainProduct says that a product is neither infinite nor NaN, nor so small
// that underflow is in question.
func plainProduct(v float32) bool { return math.Float32bits(v)<<1-smallest < infinity<<1-smallest }

// floats are the registers that c.s holds as bits.
func (c *Core) floats() *[256]float32 { return (*[256]float32)(unsafe.Pointer(&c.s)) }

// fastArithmetic is what the loop does with the host's binary32 arithmetic for
// sums and products; it declines where a NaN has to be chosen or where overflow
// or underflow might be noted. A sum that is denormal is exact.
func fastArithmetic(op opcode, d, n, m uint32) (uint32, bool) {
	a, b := math.Float32frombits(n), math.Float32frombits(m)
	switch op {
	case opVadd:
		return finite(a + b)
	case opVsub:
		return finite(a - b)
	}
	product := float32(a * b) // rounded, whatever the host could fuse
	v := math.Float32bits(product)
	if v<<1-smallest >= infinity<<1-smallest && (n<<1 != 0 && m<<1 != 0 || v<<1 != 0) {
		return 0, false
	}
	if op == opVmul {
		return v, true
	}
	return finite(math.Float32frombits(d) + product)
}

// finite declines infinities and NaNs.
func finite(v float32) (uint32, bool) {
	b := math.Float32bits(v)
	return b, b&infinity != infinity
}

// arithmetic is VADD, VSUB, VMUL and VMLA with every flag and mode.
func (c *Core) arithmetic(op opcode, u *uop) bool {
	if !c.fpReady && !c.useFloat() {
		return false
	}
	if c.fpFast {
		if v, ok := fastArithmetic(op, c.s[u.d], c.s[u.n], c.s[u.m]); ok {
			c.s[u.d] = v
			return true
		}
	}
	f := softfloat.New(c.fpscr)
	d, n, m := c.s[u.d], c.s[u.n], c.s[u.m]
	switch op {
	case opVadd:
		d = f.Add(n, m)
	case opVsub:
		d = f.Sub(n, m)
	case opVmul:
		d = f.Mul(n, m)
	case opVmla:
		d = f.Add(d, f.Mul(n, m))
	}
	c.s[u.d] = d
	c.setFPSCR(f.FPSCR)
	return true
}

// floatLoad and floatStore are VLDR and VSTR of a word.
func (c *Core) floatLoad(d uint8, a uint32) bool {
	if !c.fpReady && !c.useFloat() {
		return false
	}
	if a&3 != 0 {
		return c.fail(CauseAligned, a, 4)
	}
	v, ok := c.load(a, 4)
	if ok {
		c.s[d] = v
	}
	return ok
}

func (c *Core) floatStore(d uint8, a uint32) bool {
	if !c.fpReady && !c.useFloat() {
		return false
	}
	if a&3 != 0 {
		return c.fail(CauseAligned, a, 4)
	}
	return c.store(a, 4, c.s[d])
}

// execFP executes the class opFP.
func (c *Core) execFP(u *uop) bool {
	if !c.fpReady && !c.useFloat() {
		return false
	}
	switch {
	case u.sub <= fpVsqrt:
		c.compute(u)
	case u.sub <= fpFromFixed:
		c.convert(u)
	case u.sub <= fpMoveTwo:
		c.moveFloat(u)
	default:
		return c.floatMemory(u)
	}
	return true
}

func (c *Core) compute(u *uop) {
	f := softfloat.New(c.fpscr)
	d, n, m := c.s[u.d], c.s[u.n], c.s[u.m]
	switch u.sub {
	case fpVmls:
		d = f.Add(d, f.Mul(n, m)^softfloat.Sign)
	case fpVnmls:
		d = f.Add(d^softfloat.Sign, f.Mul(n, m))
	case fpVnmla:
		d = f.Add(d^softfloat.Sign, f.Mul(n, m)^softfloat.Sign)
	case fpVnmul:
		d = f.Mul(n, m) ^ softfloat.Sign
	case fpVdiv:
		d = f.Div(n, m)
	case fpVfma:
		d = c.fuse(&f, d, n, m)
	case fpVfms:
		d = c.fuse(&f, d, n^softfloat.Sign, m)
	case fpVfnma:
		d = c.fuse(&f, d^softfloat.Sign, n^softfloat.Sign, m)
	case fpVfnms:
		d = c.fuse(&f, d^softfloat.Sign, n, m)
	case fpVabs:
		d = m &^ softfloat.Sign
	case fpVneg:
		d = m ^ softfloat.Sign
	case fpVsqrt:
		d = f.Sqrt(m)
	}
	c.s[u.d] = d
	if f.FPSCR != c.fpscr {
		c.setFPSCR(f.FPSCR)
	}
}

// fuse multiplies and adds with one rounding. A binary64 holds the product
// exactly; where the sum in binary64 is not halfway between two binary32
// values, rounding it once more changes nothing.
func (c *Core) fuse(f *softfloat.Unit, d, n, m uint32) uint32 {
	if c.fpFast {
		a, x, y := math.Float32frombits(d), math.Float32frombits(n), math.Float32frombits(m)
		sum := float64(a) + float64(float64(x)*float64(y))
		b := math.Float64bits(sum)
		const low = 1<<29 - 1
		exponent := b >> 52 & 0x7FF
		if exponent > 1023-126 && exponent < 1023+127 && b&low != 1<<28 {
			return math.Float32bits(float32(sum))
		}
	}
	return f.FMA(d, n, m)
}

func (c *Core) convert(u *uop) {
	f := softfloat.New(c.fpscr)
	m := c.s[u.m]
	switch u.sub {
	case fpConstant:
		c.s[u.d] = u.imm
	case fpHalf:
		c.convertHalf(&f, u)
	case fpVcmp, fpVcmpZero:
		if u.sub == fpVcmpZero {
			m = 0
		}
		flags := f.Compare(c.s[u.d], m, u.x != 0)
		f.FPSCR = f.FPSCR&^(15<<28) | flags
	case fpFromInt:
		v := int64(m)
		if u.x != 0 {
			v = int64(int32(m))
		}
		c.s[u.d] = f.FromInteger(v, 0)
	case fpToInt:
		if u.imm != 0 {
			f.Mode = softfloat.RoundZero
		}
		c.s[u.d] = f.ToInteger(m, 0, 32, u.x != 0)
	case fpToFixed:
		f.Mode = softfloat.RoundZero
		c.s[u.d] = f.ToInteger(c.s[u.d], u.imm, u.a, u.x != 0)
	case fpFromFixed:
		f.Mode = softfloat.RoundNearest
		c.s[u.d] = f.FromInteger(fixedOperand(c.s[u.d], u), u.imm)
	}
	if f.FPSCR != c.fpscr {
		c.setFPSCR(f.FPSCR)
	}
}

func fixedOperand(v uint32, u *uop) int64 {
	switch {
	case u.a == 16 && u.x != 0:
		return int64(int16(v))
	case u.a == 16:
		return int64(uint16(v))
	case u.x != 0:
		return int64(int32(v))
	}
	return int64(v)
}

// convertHalf is VCVTB and VCVTT; the other half of the result stays.
func (c *Core) convertHalf(f *softfloat.Unit, u *uop) {
	shift := 16 * uint32(u.x)
	if u.imm == 0 {
		c.s[u.d] = f.FromHalf(c.s[u.m] >> shift & 0xFFFF)
		return
	}
	c.s[u.d] = c.s[u.d]&^(0xFFFF<<shift) | f.ToHalf(c.s[u.m])<<shift
}

// moveFloat moves between the cores; x set is towards the general registers.
func (c *Core) moveFloat(u *uop) {
	switch u.sub {
	case fpMoveCore:
		if u.x != 0 {
			c.r[u.d] = c.s[u.n]
		} else {
			c.s[u.n] = c.r[u.d]
		}
	case fpVmsr:
		c.setFPSCR(c.r[u.d])
	case fpVmrs:
		if u.d == regPC {
			c.setFlags(c.fpscr)
		} else {
			c.r[u.d] = c.fpscr
		}
	case fpMoveTwo:
		if u.x != 0 {
			c.r[u.d], c.r[u.a] = c.s[u.m], c.s[u.m+1]
		} else {
			c.s[u.m], c.s[u.m+1] = c.r[u.d], c.r[u.a]
		}
	}
}

// floatMemory is the loads and stores of more than a word.
func (c *Core) floatMemory(u *uop) bool {
	a := c.r[u.n] + u.imm
	count := uint32(2)
	load := u.sub == fpVldrDouble || u.sub == fpLoadMultiple
	writeBack := false
	if u.sub == fpLoadMultiple || u.sub == fpStoreMultiple {
		count = uint32(u.a)
		writeBack = u.x&1 != 0
		if u.x&2 != 0 { // decrement before
			a -= 4 * (count + uint32(u.m))
		}
	}
	start := a
	if a&3 != 0 {
		return c.fail(CauseAligned, a, int(4*count))
	}
	if writeBack && u.n == regSP && u.x&2 != 0 && !c.pushing(start) {
		return false
	}
	d := c.s[u.d : uint32(u.d)+count]
	if load && !c.loadWords(a, d) || !load && !c.storeWords(a, d) {
		return false
	}
	a += 4 * count
	if writeBack {
		if u.x&2 != 0 {
			a = start
		} else {
			a += 4 * uint32(u.m)
		}
		c.setBase(u.n, a)
	}
	return true
}
