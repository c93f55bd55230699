package main

import (
	"fmt"
	"io"

	"tinyol-sim/internal/mcu"
)

const denseHead = `
## The dense kernel

Cycles of one layer in float32 and per multiplication and addition, by the forms
that are fitted on the emulated firmware: exact with an FPU, a mean without. Weights
lie in memory that does not wait.
Published, for comparison, on a Cortex-M4F: plain C 10.1 (an STM32F439, -Os,
lrivals/cl-embedded), X-CUBE-AI 9.6 (600 to 128 to 128 on a NUCLEO-F401RE). The
floor without reuse of what is loaded is three: load, multiply, add; rows of
products and sums share the load of the input and the branch.

| inputs by outputs | cortex-m4f | a weight | cortex-m3 | a weight | cortex-m0plus | a weight |
|---|---:|---:|---:|---:|---:|---:|
`

// dense writes what a layer takes on each emulated core.
func dense(w io.Writer) error {
	fmt.Fprint(w, denseHead)
	for _, size := range [][2]int{{16, 4}, {40, 16}, {16, 40}, {64, 64}, {128, 128}, {256, 256}} {
		fmt.Fprintf(w, "| %d by %d |", size[0], size[1])
		for _, core := range []string{"cortex-m4f", "cortex-m3", "cortex-m0plus"} {
			costs, err := mcu.CostsFor(core)
			if err != nil {
				return err
			}
			cycles := costs.Cycles("dense", size[0], size[1])
			fmt.Fprintf(w, " %d | %.2f |", cycles, float64(cycles)/float64(size[0]*size[1]))
		}
		fmt.Fprintln(w)
	}
	return nil
}
