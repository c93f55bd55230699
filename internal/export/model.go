package export

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strings"

	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/tinyol"
)

// testSteps is how many steps the board repeats when it starts.
const testSteps = 8

// model writes the image as a C array and what the sketch has to know of it.
func (p *Project) model(image *device.Image, axes []int) ([]File, error) {
	scores, err := testScores(p.Program)
	if err != nil {
		return nil, err
	}
	var h, c bytes.Buffer
	fmt.Fprint(&h, `/* Written by tinyol-sim export: the model, and what the sketch knows of it. */
#ifndef MODEL_H
#define MODEL_H

#include <stdint.h>

`)
	supervised := 0
	if p.Program.Mode == tinyol.Supervised {
		supervised = 1
	}
	for _, d := range []struct {
		name, value, comment string
	}{
		{"CHANNELS", fmt.Sprint(len(axes)), "values of a row"},
		{"AXES", "{" + list(axes) + "}", "of the sensor, 0 x, 1 y, 2 z, that each channel is"},
		{"WINDOW", fmt.Sprint(p.Program.FrontEnd.Window()), "rows"},
		{"SUPERVISED", fmt.Sprint(supervised), "1: learns classes; 0: to reconstruct its input"},
		{"NORMAL", fmt.Sprint(p.Program.Policy.Normal), "label of the healthy machine"},
		{"ARENA_BYTES", fmt.Sprint(image.ArenaBytes), "of RAM"},
		{"TEST_STEPS", fmt.Sprint(testSteps), "of the self-test"},
	} {
		fmt.Fprintf(&h, "#define MODEL_%s %s /* %s */\n", d.name, d.value, d.comment)
	}
	fmt.Fprintf(&h, `
extern const uint32_t model_image[%d];                 /* as image.h describes it */
extern const uint32_t model_test_scores[MODEL_TEST_STEPS]; /* bits of float32 */
extern uint32_t model_arena[MODEL_ARENA_BYTES / 4];        /* of the device program */
extern float model_row[MODEL_CHANNELS];                    /* the row that is taken in */

#endif
`, len(image.Words))
	fmt.Fprint(&c, "/* Written by tinyol-sim export. The linker fills in the addresses. */\n#include \"model.h\"\n\n#include \"cards.h\"\n\n")
	fmt.Fprint(&c, "uint32_t model_arena[MODEL_ARENA_BYTES / 4];\nfloat model_row[MODEL_CHANNELS];\n\n")
	array(&c, "model_image", words(image))
	fmt.Fprintln(&c)
	array(&c, "model_test_scores", hex(scores))
	return []File{{"model.h", h.Bytes()}, {"model.c", c.Bytes()}}, nil
}

func list(numbers []int) string {
	return strings.Trim(strings.Join(strings.Fields(fmt.Sprint(numbers)), ", "), "[]")
}

// words are the image's as C has them, with the addresses by their names.
func words(image *device.Image) []string {
	all := hex(image.Words)
	for word, link := range image.Links {
		switch link.To {
		case device.ToImage:
			all[word] = fmt.Sprintf("(uint32_t)((const char *)model_image + %d)", link.Offset)
		case device.ToArena:
			all[word] = fmt.Sprintf("(uint32_t)((char *)model_arena + %d)", link.Offset)
		case device.ToRow:
			all[word] = "(uint32_t)model_row"
		case device.ToCall:
			all[word] = "(uint32_t)" + link.Call
		}
	}
	return all
}

func hex(values []uint32) []string {
	var all []string
	for _, v := range values {
		all = append(all, fmt.Sprintf("0x%08x", v))
	}
	return all
}

func array(w io.Writer, name string, values []string) {
	const width = 100
	fmt.Fprintf(w, "const uint32_t %s[%d] = {", name, len(values))
	for i, at := 0, width; i < len(values); i++ {
		if at += len(values[i]) + 2; at > width {
			fmt.Fprint(w, "\n\t")
			at = len(values[i])
		} else {
			fmt.Fprint(w, " ")
		}
		fmt.Fprintf(w, "%s,", values[i])
	}
	fmt.Fprint(w, "\n};\n")
}

// testScores are the bits of the scores of the self-test in tinyol.c.
func testScores(p *tinyol.Program) ([]uint32, error) {
	d, err := tinyol.New(p)
	if err != nil {
		return nil, err
	}
	var scores []uint32
	row := make([]float32, p.FrontEnd.Channels())
	for state := uint32(1); len(scores) < testSteps; {
		for c := range row {
			state = state*1664525 + 1013904223
			row[c] = float32(int16(state>>16)) * 0x1p-14
		}
		if !d.Push(row) {
			continue
		}
		label := p.Policy.Normal
		if p.Mode == tinyol.Supervised {
			label = len(scores) % 2
		}
		scores = append(scores, math.Float32bits(d.Step(label).Score))
	}
	return scores, nil
}
