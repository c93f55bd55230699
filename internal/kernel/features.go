package kernel

import "tinyol-sim/internal/f32"

// Kernels that front ends are made of.

var demean = Register(Card{
	Name: "demean",
	Text: "Subtracts from each of the channels its mean over the rows; the sum runs in order of time from zero. Source [rows][from_stride], destination [rows][to_stride].",
	Parameters: []Parameter{
		{Name: "to", Kind: Write, Size: matrix("rows", "to_stride", "channels")}, {Name: "to_stride", Kind: Dimension, Min: 1, Rule: NotBelow, Other: "channels"},
		{Name: "from", Kind: Read, Size: matrix("rows", "from_stride", "channels")}, {Name: "from_stride", Kind: Dimension, Min: 1, Rule: NotBelow, Other: "channels"},
		{Name: "rows", Kind: Dimension, Min: 1}, {Name: "channels", Kind: Dimension, Min: 1},
	},
	Run: func(a *Args) {
		for c := range a.D[3] {
			demeanOne(a.V[0][c:], a.D[0], a.V[1][c:], a.D[1], a.D[2])
		}
	},
	Forms:  plain("demean", []string{"1", "m", "m*(n/4)", "m*(n%4)", "m*(n<4)", "m*(n%4==0)"}),
	Charge: named("demean", 2, 3),
})

// demeanOne writes n values of from, taken every fromStride, less their mean.
func demeanOne(to []float32, toStride int, from []float32, fromStride, n int) {
	sum := float32(0)
	for t := range n {
		sum = sum + from[t*fromStride]
	}
	mean := sum / float32(n)
	for t := range n {
		to[t*toStride] = from[t*fromStride] - mean
	}
}

// Demean takes from each channel of a window [rows][channels] its mean.
func Demean(to, from *Vector, rows, channels int) Op {
	return demeaned(to, channels, from, channels, rows, channels)
}

// DemeanChannel does so with one channel of a window, which begins at from's
// first value.
func DemeanChannel(to, from *Vector, rows, channels int) Op {
	return demeaned(to, 1, from, channels, rows, 1)
}

func demeaned(to *Vector, toStride int, from *Vector, fromStride, rows, channels int) Op {
	return Op{Card: demean, Vectors: []*Vector{to, from}, Dims: []Dim{{N: toStride}, {N: fromStride}, {N: rows}, {N: channels}}}
}

var hann = Register(Card{
	Name: "hann",
	Text: "x[i] = x[i] * table[i], the window function.",
	Parameters: []Parameter{
		{Name: "x", Kind: Update, Size: values("n")}, {Name: "table", Kind: Read, Size: values("n")},
		{Name: "n", Kind: Dimension, Min: 1},
	},
	Run: func(a *Args) {
		x, table := a.V[0], a.V[1]
		for i, v := range x {
			x[i] = float32(v * table[i])
		}
	},
	Forms: plain("hann", fours),
})

// Hann multiplies by a table.
func Hann(x, table *Vector) Op {
	return Op{Card: hann, Vectors: []*Vector{x, table}, Dims: []Dim{table.dim()}}
}

// leastPower keeps the logarithm finite where a bin is exactly zero. It is far
// below the power of a single least significant bit of any sensor whose unit is
// counts or g: 1e-12 is a magnitude of 1e-6.
const leastPower float32 = 1e-12

var logMagnitude = Register(Card{
	Name: "log_magnitude",
	Text: "Half the logarithm of the power of bins 1 to n of a packed spectrum [2n].",
	Parameters: []Parameter{
		{Name: "to", Kind: Write, Size: values("n")}, {Name: "spectrum", Kind: Read, Size: Size{Cols: "n", Times: 2}},
		{Name: "n", Kind: Dimension, Min: 2, Rule: Even},
	},
	Run: func(a *Args) {
		to, spectrum, half := a.V[0], a.V[1], a.D[0]
		for k := 1; k < half; k++ {
			re, im := spectrum[2*k], spectrum[2*k+1]
			power := float32(re*re) + float32(im*im)
			to[k-1] = float32(0.5 * f32.Log(power+leastPower))
		}
		nyquist := spectrum[1]
		to[half-1] = float32(0.5 * f32.Log(float32(nyquist*nyquist)+leastPower))
	},
	Forms: plain("log_magnitude", []string{"1", "n/2", "n<4"}),
})

// LogMagnitude makes the log magnitudes of a spectrum: log(sqrt(p)) = log(p)/2.
func LogMagnitude(to, spectrum *Vector) Op {
	return Op{Card: logMagnitude, Vectors: []*Vector{to, spectrum}, Dims: []Dim{{N: spectrum.Cols / 2}}}
}

var scale = Register(Card{
	Name: "scale",
	Text: "x[i] = (x[i] - low) * factor, with one pair of bounds.",
	Parameters: []Parameter{
		{Name: "x", Kind: Update, Size: values("n")},
		{Name: "low", Kind: Read, Size: Size{Plus: 1}}, {Name: "factor", Kind: Read, Size: Size{Plus: 1}},
		{Name: "n", Kind: Dimension, Min: 1},
	},
	Run: func(a *Args) {
		x, low, factor := a.V[0], a.V[1][0], a.V[2][0]
		for i, v := range x {
			x[i] = float32((v - low) * factor)
		}
	},
	Forms: plain("scale", fours),
})

var scaleEach = Register(Card{
	Name: "scale_each",
	Text: "The same with bounds that repeat every `bounds` values.",
	Parameters: []Parameter{
		{Name: "x", Kind: Update, Size: values("n")},
		{Name: "low", Kind: Read, Size: values("bounds")}, {Name: "factor", Kind: Read, Size: values("bounds")},
		{Name: "n", Kind: Dimension, Min: 1}, {Name: "bounds", Kind: Dimension, Min: 1, Rule: Dividing, Other: "n"},
	},
	Run: func(a *Args) {
		bounds := a.D[1]
		for x := a.V[0]; len(x) > 0; x = x[bounds:] {
			for i, v := range x[:bounds] {
				x[i] = float32((v - a.V[1][i]) * a.V[2][i])
			}
		}
	},
	Forms: plain("scale_each", foursOfM),
})

// Scale maps low to 0 and low + 1/factor to 1; bounds repeat.
func Scale(x, low, factor *Vector) Op {
	if low.Cols == 1 {
		return Op{Card: scale, Vectors: []*Vector{x, low, factor}, Dims: []Dim{{N: x.Cols}}}
	}
	return Op{Card: scaleEach, Vectors: []*Vector{x, low, factor}, Dims: []Dim{{N: x.Cols}, {N: low.Cols}}}
}
