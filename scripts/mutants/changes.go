package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// change is one edit of a file: what stands from one byte to another becomes
// something else.
type change struct {
	file     string
	line     int
	from, to int // bytes
	old, new string
	why      string // kind of change
}

func (c change) String() string {
	return fmt.Sprintf("%s:%d: %s: %s -> %s", c.file, c.line, c.why, oneLine(c.old), oneLine(c.new))
}

func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:57]) + "..."
	}
	return s
}

// apply returns the source with the change made.
func (c change) apply(source []byte) []byte {
	return slices.Concat(source[:c.from], []byte(c.new), source[c.to:])
}

// operators are what an operator becomes: the nearest mistake.
var operators = map[token.Token]token.Token{
	token.ADD: token.SUB, token.SUB: token.ADD, token.MUL: token.QUO, token.QUO: token.MUL, token.REM: token.MUL,
	token.AND: token.OR, token.OR: token.AND, token.XOR: token.AND, token.AND_NOT: token.AND,
	token.SHL: token.SHR, token.SHR: token.SHL,
	token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR,
	token.EQL: token.NEQ, token.NEQ: token.EQL, token.LAND: token.LOR, token.LOR: token.LAND,
	token.ADD_ASSIGN: token.SUB_ASSIGN, token.SUB_ASSIGN: token.ADD_ASSIGN, token.MUL_ASSIGN: token.QUO_ASSIGN,
	token.QUO_ASSIGN: token.MUL_ASSIGN, token.AND_ASSIGN: token.OR_ASSIGN, token.OR_ASSIGN: token.AND_ASSIGN,
	token.XOR_ASSIGN: token.AND_ASSIGN, token.AND_NOT_ASSIGN: token.AND_ASSIGN,
	token.SHL_ASSIGN: token.SHR_ASSIGN, token.SHR_ASSIGN: token.SHL_ASSIGN,
	token.INC: token.DEC, token.DEC: token.INC, token.BREAK: token.CONTINUE, token.CONTINUE: token.BREAK,
}

// finder collects the changes of a file.
type finder struct {
	set     *token.FileSet
	path    string
	source  []byte
	results []*ast.FieldList // of the functions around the node
	found   []change
}

// changes lists every change of a file, in the order of the source.
func changes(path string, source []byte) ([]change, error) {
	f := finder{set: token.NewFileSet(), path: path, source: source}
	file, err := parser.ParseFile(f.set, path, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	for _, d := range file.Decls {
		f.walk(d)
	}
	slices.SortStableFunc(f.found, func(a, b change) int { return cmp.Compare(a.from, b.from) })
	return f.found, nil
}

// walk visits a function with its results at hand.
func (f *finder) walk(root ast.Node) {
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Body != nil {
				f.function(n.Type, n.Body)
			}
			return false
		case *ast.FuncLit:
			f.function(n.Type, n.Body)
			return false
		case *ast.ImportSpec:
			return false
		case *ast.CallExpr:
			if name, ok := n.Fun.(*ast.Ident); ok && name.Name == "make" && len(n.Args) == 3 {
				f.walk(n.Args[1])
				return false // a capacity changes nothing
			}
		}
		if n != nil {
			f.node(n)
		}
		return true
	})
}

func (f *finder) function(t *ast.FuncType, body *ast.BlockStmt) {
	f.results = append(f.results, t.Results)
	f.walk(body)
	f.results = f.results[:len(f.results)-1]
}

func (f *finder) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		f.operator(n.OpPos, n.Op)
	case *ast.IncDecStmt:
		f.operator(n.TokPos, n.Tok)
	case *ast.BranchStmt:
		if n.Label == nil {
			f.operator(n.TokPos, n.Tok)
		}
	case *ast.AssignStmt:
		f.operator(n.TokPos, n.Tok)
		f.assignment(n)
	case *ast.ExprStmt:
		f.add(n, "{}", "removed statement")
	case *ast.IfStmt:
		f.add(n.Cond, "!("+f.text(n.Cond)+")", "negated condition")
	case *ast.UnaryExpr:
		if n.Op == token.SUB || n.Op == token.NOT {
			f.add(n, "("+f.text(n.X)+")", "removed "+n.Op.String())
		}
	case *ast.BasicLit:
		if n.Kind == token.INT || n.Kind == token.FLOAT {
			f.add(n, "("+n.Value+" + 1)", "constant")
			f.add(n, "("+n.Value+" - 1)", "constant")
		}
	case *ast.CallExpr:
		if name, ok := n.Fun.(*ast.Ident); ok && (name.Name == "min" || name.Name == "max") {
			f.add(name, map[string]string{"min": "max", "max": "min"}[name.Name], "bound")
		}
	case *ast.ReturnStmt:
		f.returned(n)
	}
}

func (f *finder) operator(at token.Pos, op token.Token) {
	if other, ok := operators[op]; ok {
		from := f.set.Position(at).Offset
		f.put(at, from, from+len(op.String()), other.String(), "operator")
	}
}

// assignment drops what is assigned, which is computed all the same.
func (f *finder) assignment(n *ast.AssignStmt) {
	if n.Tok == token.DEFINE || len(n.Lhs) != 1 {
		return
	}
	if name, ok := n.Lhs[0].(*ast.Ident); ok && name.Name == "_" {
		return
	}
	f.add(n, "_ = "+f.text(n.Rhs[0]), "removed assignment")
}

// returned has each result in turn be the zero of its type.
func (f *finder) returned(n *ast.ReturnStmt) {
	var types []ast.Expr
	if list := f.results[len(f.results)-1]; list != nil {
		for _, field := range list.List {
			for range max(len(field.Names), 1) {
				types = append(types, field.Type)
			}
		}
	}
	if len(types) != len(n.Results) {
		return // named results, or those of a call
	}
	for i, x := range n.Results {
		switch f.text(x) {
		case "nil", "0", "false", `""`:
			continue
		}
		f.add(x, "*new("+f.text(types[i])+")", "returned zero")
	}
}

func (f *finder) text(n ast.Node) string {
	return string(f.source[f.set.Position(n.Pos()).Offset:f.set.Position(n.End()).Offset])
}

func (f *finder) add(n ast.Node, text, why string) {
	f.put(n.Pos(), f.set.Position(n.Pos()).Offset, f.set.Position(n.End()).Offset, text, why)
}

func (f *finder) put(at token.Pos, from, to int, text, why string) {
	f.found = append(f.found, change{f.path, f.set.Position(at).Line, from, to, string(f.source[from:to]), text, why})
}
