package fan

import (
	"math"
	"math/rand/v2"
)

// sine returns sin(2πu) for an angle of u turns, to 1e-11, with the same bits on
// every platform; math.Sin may differ in its last bit between processors.
func sine(u float64) float64 {
	u -= float64(int64(u)) // in (-1, 1)
	if u > 0.5 {
		u--
	}
	if u < -0.5 {
		u++
	}
	if u > 0.25 {
		u = 0.5 - u
	}
	if u < -0.25 {
		u = -0.5 - u
	}
	x := float64(2 * pi * u)
	s := float64(x * x)
	// Taylor's series to x¹⁵; the first term left out is below 7e-12 at π/2.
	p := -1.0 / 1307674368000
	p = float64(p*s) + 1.0/6227020800
	p = float64(p*s) - 1.0/39916800
	p = float64(p*s) + 1.0/362880
	p = float64(p*s) - 1.0/5040
	p = float64(p*s) + 1.0/120
	p = float64(p*s) - 1.0/6
	p = float64(p*s) + 1
	return float64(x * p)
}

// cosine returns cos(2πu) as sine does.
func cosine(u float64) float64 { return sine(u + 0.25) }

// cubeRoot returns the cube root of a number between 1e-6 and 1e30 by Newton's
// iteration.
func cubeRoot(a float64) float64 {
	x := a
	if x < 1 {
		x = 1
	}
	// Far above the root each step takes a third off: 120 steps from 1e30, and
	// the last ones converge quadratically.
	for range 120 {
		x -= (x - a/float64(x*x)) / 3
	}
	return x
}

// source draws the random numbers of one recording or one part of the rig.
type source struct{ pcg *rand.PCG }

// Streams of one seed, so that drawing more from one leaves the others as they
// are. The sessions of a recording count on from the last.
const (
	streamFan uint64 = iota
	streamBoard
	streamMounting
	streamRecording
	streamSession
)

func newSource(seed, stream uint64) source { return source{rand.NewPCG(seed, stream)} }

// uniform returns a number in [0, 1).
func (s source) uniform() float64 { return float64(s.pcg.Uint64()>>11) / (1 << 53) }

// normal returns a variate of mean 0 and variance 1: the sum of eight uniform
// 16-bit integers, which is exact, so that no platform rounds it differently.
// It is a normal one to a kurtosis of 3 - 1.2/8 and reaches ±4.9.
func (s source) normal() float64 {
	a, b := s.pcg.Uint64(), s.pcg.Uint64()
	sum := quarters(a) + quarters(b)
	// 8 integers of mean 65535/2 and variance (65536² - 1)/12.
	return (float64(sum) - 4*65535) / 53509.92
}

func quarters(w uint64) int64 {
	return int64(w&0xFFFF) + int64(w>>16&0xFFFF) + int64(w>>32&0xFFFF) + int64(w>>48)
}

// coloured is first-order noise: white noise through a low pass of one time
// constant, with the stated rms value from its first sample on.
type coloured struct{ value, keep, renew float64 }

// newColoured returns noise of the given rms value and time constant in s.
func newColoured(s source, rms, time float64) coloured {
	h := step / (2 * time)
	keep := (1 - h) / (1 + h)
	// Stationary: var = keep²·var + renew², and 1 - keep² = 4h/(1+h)².
	renew := rms * math.Sqrt(float64(4*h)) / (1 + h)
	return coloured{value: float64(rms * s.normal()), keep: keep, renew: renew}
}

func (c *coloured) next(s source) float64 {
	c.value = float64(c.keep*c.value) + float64(c.renew*s.normal())
	return c.value
}
