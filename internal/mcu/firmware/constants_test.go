package firmware_test

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// Both languages compute with the same constants, bit for bit: every constant
// of package f32 is defined in C under its name, expC3 as EXP_C3, and so are
// these of other packages.
func TestConstantsAreThoseOfGo(t *testing.T) {
	others := map[string][]string{
		"../../kernel/loss.go":       {"varianceFloor"},
		"../../kernel/ewma.go":       {"leastVariance"},
		"../../kernel/rls.go":        {"rlsStart"},
		"../../kernel/summary.go":    {"leastDifference"},
		"../../kernel/features.go":   {"leastPower"},
		"../../kernel/card.go":       {"maxDimension"},
		"../../stream/labels.go":     {"NoLabel", "Mixed"},
		"../../frontend/frontend.go": {"maxChannels", "maxWindow"},
	}
	skip := map[string]bool{
		"lanes":          true, // of the host's assembly
		"exponentOffset": true, // an expression in C
		// The device takes logarithms of nothing below leastPower.
		"smallestNormal": true, "subnormalScale": true, "subnormalExponent": true,
	}
	c := macros(t)
	compare := func(name string, v constant.Value) {
		macro := screaming(name)
		text, ok := c[macro]
		if !ok { // a float that C compares as bits
			macro += "_BITS"
			text, ok = c[macro]
		}
		if !ok {
			t.Errorf("%s is not in the C sources as %s", name, macro)
			return
		}
		got, float := macroValue(t, text)
		bits := strings.HasSuffix(macro, "_BITS") && !strings.HasSuffix(name, "Bits")
		if want := value(v, float || bits); got != want {
			t.Errorf("%s is %s in C, %s in Go", macro, text, v)
		}
	}
	files, err := filepath.Glob("../../f32/*.go")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for name, v := range goConstants(t, file) {
			if !skip[name] {
				compare(name, v)
				compared++
			}
		}
	}
	if compared < 30 {
		t.Errorf("%d constants in package f32: the test does not see them", compared)
	}
	for file, names := range others {
		all := goConstants(t, file)
		for _, name := range names {
			if all[name] == nil {
				t.Errorf("%s has no constant %s", file, name)
				continue
			}
			compare(name, all[name])
		}
	}
}

// goConstants evaluates the constants of a file that are a number or made of
// numbers and names before them.
func goConstants(t *testing.T, file string) map[string]constant.Value {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]constant.Value{}
	for _, d := range parsed.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, s := range g.Specs {
			spec := s.(*ast.ValueSpec)
			for i, name := range spec.Names {
				if i < len(spec.Values) {
					if v := evaluate(spec.Values[i], found); v != nil {
						found[name.Name] = v
					}
				}
			}
		}
	}
	return found
}

func evaluate(e ast.Expr, known map[string]constant.Value) constant.Value {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.INT || e.Kind == token.FLOAT {
			return constant.MakeFromLiteral(e.Value, e.Kind, 0)
		}
	case *ast.Ident:
		return known[e.Name]
	case *ast.UnaryExpr:
		if v := evaluate(e.X, known); v != nil {
			return constant.UnaryOp(e.Op, v, 0)
		}
	case *ast.BinaryExpr:
		x, y := evaluate(e.X, known), evaluate(e.Y, known)
		switch {
		case x == nil || y == nil:
		case e.Op == token.SHL:
			n, _ := constant.Uint64Val(y)
			return constant.Shift(x, e.Op, uint(n))
		default:
			return constant.BinaryOp(x, e.Op, y)
		}
	}
	return nil
}

// value is a constant as the device holds it: the bits of a float32, or an
// integer of 32 bits.
func value(v constant.Value, float bool) uint32 {
	if float {
		f, _ := constant.Float32Val(v)
		return math.Float32bits(f)
	}
	n, _ := constant.Int64Val(constant.ToInt(v))
	return uint32(n)
}

var define = regexp.MustCompile(`(?m)^#define ([A-Z][A-Z0-9_]*) (\(?-?[0-9][^\s/]*(?: << [0-9]+\))?)`)

// macros returns the numbers that the C sources define, as they are written.
func macros(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("src/*.[ch]")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range define.FindAllStringSubmatch(string(text), -1) {
			if old, twice := found[m[1]]; twice && old != m[2] {
				t.Errorf("%s is %s and %s", m[1], old, m[2])
			}
			found[m[1]] = m[2]
		}
	}
	return found
}

// macroValue reads 0x1p-3f, 89.0f, 23, 0x3fu and (1u << 16), and tells a float
// from an integer.
func macroValue(t *testing.T, text string) (bits uint32, float bool) {
	t.Helper()
	number := strings.Trim(text, "()")
	if base, shift, ok := strings.Cut(number, " << "); ok {
		n, err := strconv.ParseUint(shift, 10, 5)
		if err != nil {
			t.Fatal(err)
		}
		bits, _ = macroValue(t, base)
		return bits << n, false
	}
	hexadecimal := strings.HasPrefix(strings.TrimPrefix(number, "-"), "0x")
	if strings.HasSuffix(number, "f") && (!hexadecimal || strings.Contains(number, "p")) {
		f, err := strconv.ParseFloat(strings.TrimSuffix(number, "f"), 32)
		if err != nil {
			t.Fatal(err)
		}
		return math.Float32bits(float32(f)), true
	}
	n, err := strconv.ParseInt(strings.TrimSuffix(number, "u"), 0, 64)
	if err != nil {
		t.Fatal(err)
	}
	return uint32(n), false
}

// screaming turns expC3 into EXP_C3 and log2E into LOG2_E.
func screaming(name string) string {
	var b strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToUpper(r))
	}
	return b.String()
}
