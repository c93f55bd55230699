package armv7m

import (
	"math"
	"unsafe"

	"tinyol-sim/internal/mcu/armv7m/decode"
	"tinyol-sim/internal/mcu/armv7m/softfloat"
	"tinyol-sim/internal/mcu/armv7m/thumb"
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
func fastArithmetic(op decode.Code, d, n, m uint32) (uint32, bool) {
	a, b := math.Float32frombits(n), math.Float32frombits(m)
	switch op {
	case decode.Vadd:
		return finite(a + b)
	case decode.Vsub:
		return finite(a - b)
	}
	product := float32(a * b) // rounded, whatever the host could fuse
	v := math.Float32bits(product)
	if v<<1-smallest >= infinity<<1-smallest && (n<<1 != 0 && m<<1 != 0 || v<<1 != 0) {
		return 0, false
	}
	if op == decode.Vmul {
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
func (c *Core) arithmetic(op decode.Code, u *decode.Op) bool {
	if !c.fpReady && !c.useFloat() {
		return false
	}
	if c.fpFast {
		if v, ok := fastArithmetic(op, c.s[u.D], c.s[u.N], c.s[u.M]); ok {
			c.s[u.D] = v
			return true
		}
	}
	f := softfloat.New(c.fpscr)
	d, n, m := c.s[u.D], c.s[u.N], c.s[u.M]
	switch op {
	case decode.Vadd:
		d = f.Add(n, m)
	case decode.Vsub:
		d = f.Sub(n, m)
	case decode.Vmul:
		d = f.Mul(n, m)
	case decode.Vmla:
		d = f.Add(d, f.Mul(n, m))
	}
	c.s[u.D] = d
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

// execFP executes the class decode.FP.
func (c *Core) execFP(u *decode.Op) bool {
	if !c.fpReady && !c.useFloat() {
		return false
	}
	switch {
	case u.Sub <= decode.FPVsqrt:
		c.compute(u)
	case u.Sub <= decode.FPFromFixed:
		c.convert(u)
	case u.Sub <= decode.FPMoveTwo:
		c.moveFloat(u)
	default:
		return c.floatMemory(u)
	}
	return true
}

func (c *Core) compute(u *decode.Op) {
	f := softfloat.New(c.fpscr)
	d, n, m := c.s[u.D], c.s[u.N], c.s[u.M]
	switch u.Sub {
	case decode.FPVmls:
		d = f.Add(d, f.Mul(n, m)^softfloat.Sign)
	case decode.FPVnmls:
		d = f.Add(d^softfloat.Sign, f.Mul(n, m))
	case decode.FPVnmla:
		d = f.Add(d^softfloat.Sign, f.Mul(n, m)^softfloat.Sign)
	case decode.FPVnmul:
		d = f.Mul(n, m) ^ softfloat.Sign
	case decode.FPVdiv:
		d = f.Div(n, m)
	case decode.FPVfma:
		d = c.fuse(&f, d, n, m)
	case decode.FPVfms:
		d = c.fuse(&f, d, n^softfloat.Sign, m)
	case decode.FPVfnma:
		d = c.fuse(&f, d^softfloat.Sign, n^softfloat.Sign, m)
	case decode.FPVfnms:
		d = c.fuse(&f, d^softfloat.Sign, n, m)
	case decode.FPVabs:
		d = m &^ softfloat.Sign
	case decode.FPVneg:
		d = m ^ softfloat.Sign
	case decode.FPVsqrt:
		d = f.Sqrt(m)
	}
	c.s[u.D] = d
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

func (c *Core) convert(u *decode.Op) {
	f := softfloat.New(c.fpscr)
	m := c.s[u.M]
	switch u.Sub {
	case decode.FPConstant:
		c.s[u.D] = u.Imm
	case decode.FPHalf:
		c.convertHalf(&f, u)
	case decode.FPVcmp, decode.FPVcmpZero:
		if u.Sub == decode.FPVcmpZero {
			m = 0
		}
		flags := f.Compare(c.s[u.D], m, u.X != 0)
		f.FPSCR = f.FPSCR&^(15<<28) | flags
	case decode.FPFromInt:
		v := int64(m)
		if u.X != 0 {
			v = int64(int32(m))
		}
		c.s[u.D] = f.FromInteger(v, 0)
	case decode.FPToInt:
		if u.Imm != 0 {
			f.Mode = softfloat.RoundZero
		}
		c.s[u.D] = f.ToInteger(m, 0, 32, u.X != 0)
	case decode.FPToFixed:
		f.Mode = softfloat.RoundZero
		c.s[u.D] = f.ToInteger(c.s[u.D], u.Imm, u.A, u.X != 0)
	case decode.FPFromFixed:
		f.Mode = softfloat.RoundNearest
		c.s[u.D] = f.FromInteger(fixedOperand(c.s[u.D], u), u.Imm)
	}
	if f.FPSCR != c.fpscr {
		c.setFPSCR(f.FPSCR)
	}
}

func fixedOperand(v uint32, u *decode.Op) int64 {
	switch {
	case u.A == 16 && u.X != 0:
		return int64(int16(v))
	case u.A == 16:
		return int64(uint16(v))
	case u.X != 0:
		return int64(int32(v))
	}
	return int64(v)
}

// convertHalf is VCVTB and VCVTT; the other half of the result stays.
func (c *Core) convertHalf(f *softfloat.Unit, u *decode.Op) {
	shift := 16 * uint32(u.X)
	if u.Imm == 0 {
		c.s[u.D] = f.FromHalf(c.s[u.M] >> shift & 0xFFFF)
		return
	}
	c.s[u.D] = c.s[u.D]&^(0xFFFF<<shift) | f.ToHalf(c.s[u.M])<<shift
}

// moveFloat moves between the cores; x set is towards the general registers.
func (c *Core) moveFloat(u *decode.Op) {
	switch u.Sub {
	case decode.FPMoveCore:
		if u.X != 0 {
			c.r[u.D] = c.s[u.N]
		} else {
			c.s[u.N] = c.r[u.D]
		}
	case decode.FPVmsr:
		c.setFPSCR(c.r[u.D])
	case decode.FPVmrs:
		if u.D == thumb.PC {
			c.setFlags(c.fpscr)
		} else {
			c.r[u.D] = c.fpscr
		}
	case decode.FPMoveTwo:
		if u.X != 0 {
			c.r[u.D], c.r[u.A] = c.s[u.M], c.s[u.M+1]
		} else {
			c.s[u.M], c.s[u.M+1] = c.r[u.D], c.r[u.A]
		}
	}
}

// floatMemory is the loads and stores of more than a word.
func (c *Core) floatMemory(u *decode.Op) bool {
	a := c.r[u.N] + u.Imm
	count := uint32(2)
	load := u.Sub == decode.FPVldrDouble || u.Sub == decode.FPLoadMultiple
	writeBack := false
	if u.Sub == decode.FPLoadMultiple || u.Sub == decode.FPStoreMultiple {
		count = uint32(u.A)
		writeBack = u.X&1 != 0
		if u.X&2 != 0 { // decrement before
			a -= 4 * (count + uint32(u.M))
		}
	}
	start := a
	if a&3 != 0 {
		return c.fail(CauseAligned, a, int(4*count))
	}
	if writeBack && u.N == thumb.SP && u.X&2 != 0 && !c.pushing(start) {
		return false
	}
	d := c.s[u.D : uint32(u.D)+count]
	if load && !c.loadWords(a, d) || !load && !c.storeWords(a, d) {
		return false
	}
	a += 4 * count
	if writeBack {
		if u.X&2 != 0 {
			a = start
		} else {
			a += 4 * uint32(u.M)
		}
		c.setBase(u.N, a)
	}
	return true
}
