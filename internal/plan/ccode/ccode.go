package ccode

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plan"
)

const written = "/* Written by go generate from %s. */\n"

// Files are the sources by name, for the kernels that are registered.
func Files() map[string]string {
	return map[string]string{"kernels.h": kernels(), "image.h": image(), "cards.h": cards(), "calls.c": calls()}
}

// Calls are the names of the firmware's calls in the order of its table.
func Calls() (names []string) {
	for _, c := range kernel.Cards() {
		for _, grown := range c.Variants() {
			names = append(names, c.Call(grown))
		}
	}
	return names
}

// Write puts them into a folder.
func Write(dir string) error {
	for name, text := range Files() {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// kernels declares the functions.
func kernels() string {
	var b strings.Builder
	fmt.Fprintf(&b, written, "internal/kernel")
	b.WriteString(`/* The kernels. Everything is float32, matrices are in rows without padding, and
 * every sum has the order that its Go counterpart states. Where nothing else is
 * said, pointers of one call do not overlap. On a core with an FPU a kernel's time
 * depends on its dimensions and never on the values; without one, libgcc's float
 * routines take what the operands ask for. */
#ifndef KERNELS_H
#define KERNELS_H

#include <stdint.h>

/* Every kernel stays a function of its own: a profile names it, and its cycles
 * are measured alone. */
#define KERNEL __attribute__((noinline))
`)
	declared := map[string]bool{}
	for _, c := range kernel.Cards() {
		if declared[c.CFunction()] {
			continue
		}
		declared[c.CFunction()] = true
		fmt.Fprintf(&b, "\n%s\n%s;\n", comment(c.Text), prototype(c))
	}
	b.WriteString("\n#endif\n")
	return b.String()
}

// comment breaks a text into lines.
func comment(text string) string {
	const width = 80
	line, out := "/*", ""
	for _, word := range strings.Fields(text) {
		if len(line)+1+len(word) > width {
			out, line = out+line+"\n", " *"
		}
		line += " " + word
	}
	return out + line + " */"
}

func prototype(c *kernel.Card) string {
	var parameters []string
	c.EachParameter(func(p *kernel.Parameter) {
		switch p.Kind {
		case kernel.Winner:
			parameters = append(parameters, "uint32_t *"+p.Name)
		case kernel.Read, kernel.Row:
			parameters = append(parameters, "const float *"+p.Name)
		case kernel.Write, kernel.Update, kernel.Slot:
			parameters = append(parameters, "float *"+p.Name)
		case kernel.Constant:
			parameters = append(parameters, "float "+p.Name)
		case kernel.Dimension:
			parameters = append(parameters, "uint32_t "+p.Name)
		}
	})
	text := fmt.Sprintf("void %s(%s)", c.CFunction(), strings.Join(parameters, ", "))
	if c.CFunction() != c.Name && !strings.HasPrefix(c.Text, "Copies") {
		text += fmt.Sprintf(` __asm__("%s")`, c.Name)
	}
	return text
}

// image has the layout of the model image.
func image() string {
	var b strings.Builder
	fmt.Fprintf(&b, written, "internal/plan")
	fmt.Fprintf(&b, `/* The model image in flash: little endian 32-bit words, written by the host.
 * Nothing in it is trusted before image_check. */
#ifndef IMAGE_H
#define IMAGE_H

#include <stdint.h>

#define IMAGE_MAGIC 0x%08Xu /* "TYOL" */
#define IMAGE_VERSION %du
#define MAX_DIMENSION 0x%xu

/* Parts of the work between two marks of the cycle counter. */
enum phase { `, plan.ImageMagic, plan.ImageVersion, kernel.MaxDimension)
	for p := range plan.PhaseCount {
		fmt.Fprintf(&b, "PHASE_%s, ", plan.Of(p).CName())
	}
	b.WriteString("PHASE_IDLE };\n\n/* Lists of operations: those of the phases, and three more. */\nenum list { ")
	for l := range plan.ListCount {
		fmt.Fprintf(&b, "LIST_%s, ", l.CName())
	}
	b.WriteString("LIST_COUNT };\n\n/* An operation: the addresses of its arguments and of the call. */\nstruct link {\n\tuint32_t arguments, run;\n};\n\n/* The addresses of the first link and of the word behind the last. */\nstruct list_of {\n\tuint32_t first, behind;\n};\n\nstruct image {\n")
	for _, w := range plan.Header {
		fmt.Fprintf(&b, "\t%s %s;", w.Type, w.Name)
		if w.Text != "" {
			fmt.Fprintf(&b, " /* %s */", w.Text)
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "\tstruct list_of list[LIST_COUNT];\n};\n\n_Static_assert(sizeof(struct image) == %d * 4, \"the header's words\");\n", plan.HeaderWords())
	b.WriteString("\n/* What a command is answered with. */\nenum status {\n")
	for _, s := range plan.Statuses {
		fmt.Fprintf(&b, "\tSTATUS_%s = 0x%x,", s.Name, s.Value)
		if s.Text != "" {
			fmt.Fprintf(&b, " /* detail: %s */", s.Text)
		}
		b.WriteString("\n")
	}
	b.WriteString(`};

struct verdict {
	uint32_t status, detail;
};

/* Checks an image in ` + "`room`" + ` bytes of flash for an arena of ` + "`arena_bytes`" + ` bytes: with
 * STATUS_OK every access of the program stays inside both. */
struct verdict image_check(const struct image *image, uint32_t room, const void *arena, uint32_t arena_bytes);

#endif
`)
	return b.String()
}

var kindNames = []string{"READ", "WRITE", "UPDATE", "SLOT", "ROW", "CONSTANT", "DIMENSION", "WINNER"}
var ruleNames = []string{"ANY", "POWER_OF_TWO", "EVEN", "NOT_BELOW", "DIVIDING", "WHOLE_RING", "BELOW_LENGTH", "TRIANGLE"}
var liveNames = []string{"FIXED", "NEURONS", "PLACE", "TARGET"}

// cards declares the table that the check of an image goes by.
func cards() string {
	var b strings.Builder
	fmt.Fprintf(&b, written, "internal/kernel")
	b.WriteString("/* What the check of an image knows of the calls. */\n#ifndef CARDS_H\n#define CARDS_H\n\n#include \"calls.h\"\n\n")
	enum := func(name, prefix string, names []string) {
		fmt.Fprintf(&b, "enum %s { %s };\n", name, prefix+strings.Join(names, ", "+prefix))
	}
	enum("kind", "KIND_", kindNames)
	enum("rule", "RULE_", ruleNames)
	enum("live_number", "LIVE_", liveNames)
	parameters := 0
	for _, c := range kernel.Cards() {
		parameters += len(c.Variants()) * len(c.Parameters)
	}
	b.WriteString("\n")
	for _, name := range Calls() {
		fmt.Fprintf(&b, "void %s(const uint32_t *w);\n", name)
	}
	fmt.Fprintf(&b, `
#define CALL_COUNT %d
#define PARAMETER_COUNT %d
#define ROW_WORDS %d /* the most that the call of a row takes */
#define ONE 15 /* in the place of a dimension's word */

/* A parameter of a call. A vector has (rows-1)*stride + times*columns*by + plus
 * values, where all but times and plus name words of the arguments. */
struct parameter {
	uint32_t kind : 4, optional : 1, rule : 3, live : 2, least : 4, other : 4;
	uint32_t rows : 4, stride : 4, columns : 4, by : 4, times : 4, plus : 4;
};

struct card {
	call run;
	uint16_t first, count; /* parameters */
};

extern const struct card cards[CALL_COUNT];
extern const struct parameter parameters[PARAMETER_COUNT];

#endif
`, len(Calls()), parameters, rowWords())
	return b.String()
}

// rowWords is the most words that a call of a row takes.
func rowWords() (most int) {
	for _, c := range kernel.Cards() {
		if slices.ContainsFunc(c.Parameters, func(p kernel.Parameter) bool { return p.Kind == kernel.Slot }) {
			most = max(most, len(c.Parameters))
		}
	}
	return most
}

// words gives each parameter the number of its word, -1 for those without one.
func words(c *kernel.Card) []int {
	var at []int
	n := 0
	c.EachParameter(func(p *kernel.Parameter) {
		if p.Kind == kernel.Winner {
			at = append(at, -1)
			return
		}
		at = append(at, n)
		n++
	})
	return at
}

// word is the number of a dimension's word, or that of none.
func word(c *kernel.Card, name string) string {
	at := words(c)
	for i, p := range c.Parameters {
		if p.Kind == kernel.Dimension && p.Name == name {
			return fmt.Sprint(at[i])
		}
	}
	return "ONE"
}

// calls has a function for each call, and the table of them.
func calls() string {
	var b, table, parameters strings.Builder
	fmt.Fprintf(&b, written, "internal/kernel")
	b.WriteString("/* A call takes a kernel's arguments from words of the image. One over the neurons\n * is not carried out while there are none. */\n#include \"cards.h\"\n#include \"f32.h\"\n#include \"kernels.h\"\n")
	first := 0
	for _, c := range kernel.Cards() {
		for _, grown := range c.Variants() {
			if c.Assembly {
				fmt.Fprint(&b, "\n#if !defined(__ARM_FP)")
			}
			writeCall(&b, c, grown)
			if c.Assembly {
				fmt.Fprint(&b, "#endif\n")
			}
			fmt.Fprintf(&table, "\t{%s, %d, %d},\n", c.Call(grown), first, len(c.Parameters))
			fmt.Fprintf(&parameters, "\t/* %s */\n", c.Call(grown))
			for i := range c.Parameters {
				writeParameter(&parameters, c, &c.Parameters[i], grown)
			}
			first += len(c.Parameters)
		}
	}
	fmt.Fprintf(&b, "\nconst struct card cards[CALL_COUNT] = {\n%s};\n\nconst struct parameter parameters[PARAMETER_COUNT] = {\n%s};\n", table.String(), parameters.String())
	return b.String()
}

// isLive says that a dimension is read when the call is carried out.
func isLive(p *kernel.Parameter, grown bool) bool {
	return p.Live != kernel.Fixed && (p.Always || grown)
}

func writeCall(w io.Writer, c *kernel.Card, grown bool) {
	var arguments []string
	at := words(c)
	guard := ""
	for i := range c.Parameters {
		p := &c.Parameters[i]
		this := fmt.Sprintf("w[%d]", at[i])
		switch p.Kind {
		case kernel.Winner:
			arguments = append(arguments, "&live.winner")
		case kernel.Slot:
			arguments = append(arguments, fmt.Sprintf("(float *)at(%s) + live.place", this))
		case kernel.Constant:
			arguments = append(arguments, fmt.Sprintf("f32_from_bits(%s)", this))
		case kernel.Dimension:
			if isLive(p, grown) {
				if this = "live." + strings.ToLower(liveNames[p.Live]); p.Live == kernel.Neurons {
					guard = "\tuint32_t neurons = live.neurons;\n\tif (neurons == 0)\n\t\treturn;\n"
					this = "neurons"
				}
			}
			arguments = append(arguments, this)
		default:
			arguments = append(arguments, fmt.Sprintf("at(%s)", this))
		}
	}
	fmt.Fprintf(w, "\nvoid %s(const uint32_t *w)\n{\n%s\t%s(%s);\n}\n", c.Call(grown), guard, c.CFunction(), strings.Join(arguments, ", "))
}

func writeParameter(w io.Writer, c *kernel.Card, p *kernel.Parameter, grown bool) {
	fields := []string{".kind = KIND_" + kindNames[p.Kind]}
	if p.Optional {
		fields = append(fields, ".optional = 1")
	}
	if p.Kind == kernel.Dimension {
		fields = append(fields, ".rule = RULE_"+ruleNames[p.Rule], fmt.Sprintf(".least = %d", p.Min), ".other = "+word(c, p.Other))
		if isLive(p, grown) {
			fields = append(fields, ".live = LIVE_"+liveNames[p.Live])
		}
	} else if p.Kind.Vector() || p.Kind == kernel.Row {
		s := &p.Size
		fields = append(fields, ".rows = "+word(c, s.Rows), ".stride = "+word(c, s.Stride), ".columns = "+word(c, s.Cols), ".by = "+word(c, s.By), fmt.Sprintf(".times = %d, .plus = %d", s.Times, s.Plus))
	}
	fmt.Fprintf(w, "\t{%s},\n", strings.Join(fields, ", "))
}
