package f32

import "math"

const (
	smallestNormal float32 = 0x1p-126
	// subnormalScale lifts every subnormal into the normal range;
	// subnormalExponent is its base-2 logarithm.
	subnormalScale    float32 = 0x1p+23
	subnormalExponent float32 = 23

	halfRootBits uint32 = 0x3f3504f3 // sqrt(1/2), the lower end of the reduced range
	fractionMask uint32 = 0x007fffff

	// log(1+f) = f - f²/2 + f³·(c3 + c4·f + ... + c10·f⁷) for
	// sqrt(1/2) <= 1+f < sqrt(2), relative error 2^-27.2.
	logC3  float32 = 0x1.555554p-2
	logC4  float32 = -0x1.000226p-2
	logC5  float32 = 0x1.99a008p-3
	logC6  float32 = -0x1.547244p-3
	logC7  float32 = 0x1.22da1ep-3
	logC8  float32 = -0x1.0d8542p-3
	logC9  float32 = 0x1.055b6ap-3
	logC10 float32 = -0x1.38b57ep-4
)

var (
	infinity   = math.Float32frombits(0x7f800000)
	notANumber = math.Float32frombits(0x7fc00000)
)

// Log returns the natural logarithm of x. Maximum error 0.87 ulp over all
// float32. Log(±0) is -Inf, Log(+Inf) is +Inf, and a negative x gives NaN.
func Log(x float32) float32 {
	normal := x
	bias := float32(0)
	if x < smallestNormal {
		normal = float32(x * subnormalScale)
	}
	if x < smallestNormal {
		bias = subnormalExponent
	}

	// x = 2^e·(1+f). The difference of bits has e in its exponent field, floored
	// at the lower end of the reduced range; adding e to the bits of the magic
	// number and subtracting the magic number makes it a float.
	offset := math.Float32bits(normal) - halfRootBits
	exponent := uint32(int32(offset) >> exponentShift)
	e := math.Float32frombits(exponent+roundingMagicBits) - roundingMagic
	e = e - bias
	f := math.Float32frombits(offset&fractionMask+halfRootBits) - 1

	square := float32(f * f)
	p := float32(logC10*f) + logC9
	p = float32(p*f) + logC8
	p = float32(p*f) + logC7
	p = float32(p*f) + logC6
	p = float32(p*f) + logC5
	p = float32(p*f) + logC4
	p = float32(p*f) + logC3
	p = float32(p * f)
	p = float32(p * square)

	// Smallest terms first.
	p = float32(e*ln2Lower) + p
	p = p - float32(0.5*square)
	y := (f + p) + float32(e*ln2Upper)

	if x == 0 {
		y = -infinity
	}
	if x < 0 {
		y = notANumber
	}
	if !(x < infinity) { // +Inf and NaN
		y = x + x
	}
	return y
}
