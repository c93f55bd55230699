package export

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tinyol-sim/internal/mcu/firmware"
)

// notExported are the firmware's parts that the board's core brings itself, or
// the sketch: main loop, start-up, hardware layer, memory map.
var notExported = []string{"main.c", "start.c", "hw_replay.c", "firmware.ld"}

// separate stands in front of every C file. Arduino's cores compile as gnu11 with
// -Os, for which GCC fuses a product with a sum into one rounding where the core
// can do so, and a sketch has no place for compiler flags.
const separate = `/* Every machine computes the same bits only if products and sums are rounded
 * one by one. */
#pragma GCC optimize ("O2", "fp-contract=off")

`

// floatingPoint stands in front of every assembly file: Arduino's recipe for
// these names neither the core (mbed core 2) nor its float ABI (later), so the
// compiler would take them for files of a core without an FPU.
const floatingPoint = `#if !defined(__ARM_FP)
#define __ARM_FP 4 /* single precision */
#endif
	.cpu cortex-m4
	.fpu fpv4-sp-d16

`

// kernelsName is a name for profiles that in a sketch would take the place of the C
// library's function.
const kernelsName = ` __asm__("tanh")`

// firmwareFiles are the firmware's sources as a sketch takes them.
func firmwareFiles() ([]File, error) {
	sources := firmware.Sources()
	entries, err := fs.ReadDir(sources, "src")
	if err != nil {
		return nil, err
	}
	var files []File
	for _, e := range entries {
		if slices.Contains(notExported, e.Name()) {
			continue
		}
		text := string(read(sources, path.Join("src", e.Name())))
		switch path.Ext(e.Name()) {
		case ".c":
			text = separate + text
		case ".S":
			text = floatingPoint + text
		}
		if e.Name() == "kernels.h" {
			before, after, found := strings.Cut(text, kernelsName)
			if !found {
				return nil, fmt.Errorf("BUG: export: %s is not in kernels.h", kernelsName)
			}
			text = before + after
		}
		files = append(files, File{e.Name(), []byte(text)})
	}
	return files, nil
}
