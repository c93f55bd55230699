package mcu

import (
	"math"
	"testing"
)

// The kernel that is modelled is not the one that others measured: plain C
// loads both operands of each multiply-accumulate and branches after it. The
// same table of cycles has to reproduce that figure too.
func TestDenseIsNotPlainC(t *testing.T) {
	cost, err := cores()["cortex-m4f"].costs()
	if err != nil {
		t.Fatal(err)
	}
	// GCC -Os for acc += w[j][i]*x[i]: two loads, a fused multiply-accumulate,
	// a compare, a taken branch: 2 + 2 + 3 + 1 + 2.
	plain, err := kernels().price(mix{"float_load": 2, "float_multiply_accumulate": 1, "integer": 1, "branch": 1}, cost)
	if err != nil {
		t.Fatal(err)
	}
	if got := float64(plain) / (milli * milli); got < 10.0*0.97 || got > 10.3*1.03 {
		t.Errorf("plain C takes %.2f cycles per multiply-accumulate by the table, 10.0 to 10.3 were measured on an STM32F439", got)
	}
	c := costsOf(t, "cortex-m4f")
	for _, size := range [][2]int{{128, 128}, {640, 128}, {1024, 1024}} {
		n, m := size[0], size[1]
		perMAC := float64(c.Cycles("dense", n, m)) / float64(n*m)
		if perMAC < 3 || perMAC > 3.6 {
			t.Errorf("dense %d by %d: %.2f cycles per multiply-accumulate, want 3 to 3.6", n, m, perMAC)
		}
	}
	if perWeight := float64(c.Cycles("outer_update", 1024, 1024)) / (1024 * 1024); perWeight < 4 || perWeight > 5 {
		t.Errorf("outer_update: %.2f cycles per weight, want 4 to 5 (load, multiply, subtract, store)", perWeight)
	}
}

// Figures of others that the software-float tables were not made from.
func TestSoftFloatAgainstMeasurements(t *testing.T) {
	for _, test := range []struct {
		name     string
		core     string
		mix      mix
		measured float64
		within   float64
	}{
		// pastebin.com/VsSmsHzu, STM32F103 at 72 MHz: 30000 multiplications in 20463 us,
		// the empty loop 2924 us: (20463 - 2924) * 72 / 30000 = 42.1 cycles.
		{"multiplication on an STM32F103", "cortex-m3", mix{"float_multiply": 1}, 42.1, 0.10},
		// tana/pico_float_bench, SAMD21 at 48 MHz, 4000 numbers: the variance takes
		// (113193 - 83082) us longer than the mean, for a subtraction and a multiplication:
		// 361 cycles. The flash's wait state is in it.
		{"subtraction and multiplication on a SAMD21", "cortex-m0plus", mix{"float_add": 1, "float_multiply": 1}, 361, 0.35},
	} {
		cost, err := cores()[test.core].costs()
		if err != nil {
			t.Fatal(err)
		}
		micro, err := kernels().price(test.mix, cost)
		if err != nil {
			t.Fatal(err)
		}
		got := float64(micro) / (milli * milli)
		if math.Abs(got/test.measured-1) > test.within {
			t.Errorf("%s: %.1f cycles, measured %.1f; want within %.0f %%", test.name, got, test.measured, 100*test.within)
		}
	}
}
