package calibrate

import (
	"maps"
	"slices"

	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/tinyol"
)

// dimension numbers the arguments of each kernel that are its n and m
// (kernels.h); where there is one, m is zero. Floats are passed in registers of
// their own where there is an FPU, and behind these where there is none.
var dimension = map[string][]int{
	"project": {3}, "store": {2}, "window": {3, 2}, "demean": {4, 5}, "hann": {2}, "rfft": {2},
	"log_magnitude": {2}, "scale": {3, 4}, "dense": {4, 5}, "relu": {1}, "sigmoid": {1}, "tanh": {1},
	"mse": {2}, "welford": {2}, "standardise": {3}, "softmax": {1}, "argmax": {1},
	"gradient_mse": {3}, "gradient_bce": {3}, "gradient_paper_eq5": {3}, "gradient_cross_entropy": {2},
	"outer_update": {3, 4}, "bias_update": {2},
}

// denseBias is the number of dense's argument that may be NULL.
const denseBias = 3

func watched() []string { return slices.Sorted(maps.Keys(dimension)) }

// operations are a call as tinyol.Program.Ops lists it.
func operations(c device.Call) []tinyol.Op {
	op := tinyol.Op{Kernel: c.Function, N: int(c.Arguments[dimension[c.Function][0]])}
	if len(dimension[c.Function]) > 1 {
		op.M = int(c.Arguments[dimension[c.Function][1]])
	}
	switch {
	case op.Kernel == "project":
		op.M = 1
	case op.Kernel == "scale" && op.M == 1:
		op.M = 0
	case op.Kernel == "scale":
		op.Kernel = "scale_each"
	case op.Kernel == "dense" && c.Arguments[denseBias] == 0:
		return []tinyol.Op{op, {Kernel: "unbiased", N: op.M}}
	}
	return []tinyol.Op{op}
}
