package fan

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
	"testing"
)

// A compiler may fuse x*y and a later sum into one rounding, across statements
// and inlined calls, unless the product is converted explicitly (Go
// specification, "Floating-point operators"); then the recordings would differ
// between processors. So every product here is converted, or goes straight
// into another product or a quotient.
func TestEveryProductIsRounded(t *testing.T) {
	for _, p := range unroundedProducts(t, parsePackage(t)) {
		t.Errorf("%s: put this product into float64( )", p)
	}
}

func TestUnroundedProductsAreFound(t *testing.T) {
	const code = `package p
		const k = 2*3 + 1
		func f(x, y, z float64, n int) float64 {
			z += x * y
			z = -(x * y) + z
			w := x * y
			w *= 2
			n = n*3 + 1
			w = float64(x*y*z) + (x * y) / z
			w = float64(x * y * 2)
			return x * y
		}`
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "p.go", code, 0)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(unroundedProducts(t, parsed{set, []*ast.File{file}}), " ")
	if want := "p.go:4:9 p.go:5:10 p.go:6:9 p.go:7:4 p.go:10:16 p.go:11:11"; got != want {
		t.Errorf("found %s, want %s", got, want)
	}
}

type parsed struct {
	set   *token.FileSet
	files []*ast.File
}

func parsePackage(t *testing.T) parsed {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	p := parsed{set: token.NewFileSet()}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(p.set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		p.files = append(p.files, file)
	}
	return p
}

// unroundedProducts returns the places of products of floats that are neither
// constant nor rounded before they are used.
func unroundedProducts(t *testing.T, p parsed) (places []string) {
	t.Helper()
	info := types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	// Imports are not loaded: what comes from them is of unknown type, and a
	// product of unknown type counts as one of floats.
	config := types.Config{Error: func(error) {}, Importer: nothing{}}
	config.Check("fan", p.set, p.files, &info)

	exact := func(e ast.Expr) bool {
		v := info.Types[e]
		basic, _ := v.Type.(*types.Basic)
		return v.Value != nil || basic != nil && basic.Info()&types.IsInteger != 0
	}
	two := func(e ast.Expr) bool {
		v := info.Types[e].Value
		return v != nil && constant.Compare(constant.ToFloat(v), token.EQL, constant.MakeInt64(2))
	}
	rounded := map[ast.Expr]bool{}
	for _, f := range p.files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if name, ok := n.Fun.(*ast.Ident); ok && name.Name == "float64" {
					rounded[ast.Unparen(n.Args[0])] = true
				}
			case *ast.BinaryExpr:
				// A doubling is compiled as a sum.
				if (n.Op == token.MUL || n.Op == token.QUO) && !two(n.X) && !two(n.Y) {
					rounded[ast.Unparen(n.X)], rounded[ast.Unparen(n.Y)] = true, true
				}
				if n.Op == token.MUL && !rounded[n] && !exact(n) {
					places = append(places, p.set.Position(n.Pos()).String())
				}
			case *ast.AssignStmt:
				if n.Tok == token.MUL_ASSIGN && !exact(n.Lhs[0]) {
					places = append(places, p.set.Position(n.Pos()).String())
				}
			}
			return true
		})
	}
	return places
}

// nothing is an importer of empty packages.
type nothing struct{}

func (nothing) Import(path string) (*types.Package, error) {
	p := types.NewPackage(path, path[strings.LastIndex(path, "/")+1:])
	p.MarkComplete()
	return p, nil
}
