// Package f32 holds the float32 functions that the simulated device and the
// host share: Exp, Log, Tanh, Sigmoid and Sqrt.
//
// Each function is one written algorithm, operation by operation, so that a
// translation into C gives the same bits on a Cortex-M:
//
//   - Only float32 additions, subtractions, multiplications, divisions and
//     comparisons, rounded to nearest even, in the order written. Every product
//     that feeds a sum is wrapped as float32(a*b), which forbids the compiler to
//     fuse it.
//   - No conversion between float and integer. Rounding to an integer is done by
//     adding a magic number; exponents are read and built with integer
//     operations on the bits.
//   - Selects in place of jumps: each `if` assigns one variable and nothing
//     else, so the time does not depend on the data on a core without a branch
//     predictor.
//   - NaN and infinities propagate; subnormal arguments and results are exact
//     to the same bound as all others. The payload and sign of a NaN are not
//     specified.
//
// The maximum errors in the doc comments are measured against package math in
// float64 over all 2^32 arguments, in units in the last place of the exact
// result, by
//
//	TINYOL_EXHAUSTIVE=1 go test -v -timeout 1h ./internal/f32
//
// Polynomial coefficients are minimax fits (Remez exchange in 40-digit
// arithmetic, weighted for relative error) rounded to float32. They and the
// other constants are written in hexadecimal, the form that is exact.
package f32
