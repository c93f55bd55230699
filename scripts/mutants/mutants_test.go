package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tinyol-sim/internal/needs"
)

func TestChanges(t *testing.T) {
	for source, want := range map[string][]string{
		"var x = a + 3":                                  {"operator: + -> -", "constant: 3 -> (3 + 1)", "constant: 3 -> (3 - 1)"},
		"func f() bool { return a < b && c }":            {"returned zero: a < b && c -> *new(bool)", "operator: < -> <=", "operator: && -> ||"},
		"func f() (n int, e error) { return g(x), err }": {"returned zero: g(x) -> *new(int)", "returned zero: err -> *new(error)"},
		"func f() (int, error) { return 0, nil }":        {"constant: 0 -> (0 + 1)", "constant: 0 -> (0 - 1)"},
		"func f() (int, error) { return g() }":           nil,
		"func f() { x = y; z++; g(w) }":                  {"removed assignment: x = y -> _ = y", "operator: ++ -> --", "removed statement: g(w) -> {}"},
		"func f() { x -= y }":                            {"removed assignment: x -= y -> _ = y", "operator: -= -> +="},
		"func f() { x := y; _ = x }":                     nil,
		"func f() { if x { return } }":                   {"negated condition: x -> !(x)"},
		"func f() { for { break } }":                     {"operator: break -> continue"},
		"var x = -min(a, !b)":                            {"removed -: -min(a, !b) -> (min(a, !b))", "bound: min -> max", "removed !: !b -> (b)"},
		"var x = make([]int, n+m, n*m)":                  {"operator: + -> -"},
		// The results are those of the inner function, then of the outer.
		"func f() int { g(func() bool { return x }); return y }": {"removed statement: g(func() bool { return x }) -> {}", "returned zero: x -> *new(bool)", "returned zero: y -> *new(int)"},
	} {
		found, err := changes("a.go", []byte("package a\n"+source+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range found {
			got = append(got, strings.TrimPrefix(c.String(), "a.go:2: "))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n%q, want\n%q", source, got, want)
		}
	}
}

func TestApply(t *testing.T) {
	source := []byte("package a\n\nvar x = a <= b\n")
	found, err := changes("a.go", source)
	if err != nil || len(found) != 1 || found[0].line != 3 {
		t.Fatalf("%v, %v", found, err)
	}
	if got := string(found[0].apply(source)); got != "package a\n\nvar x = a < b\n" {
		t.Errorf("it becomes %q", got)
	}
}

// The tests of this module do not notice another bound, hang where the loop does
// not end, and a file does not build that has no use for what it imports.
var module = map[string]string{
	"go.mod": "module m\n",
	"a.go": `package m

import "fmt"

func Sum(n int) (s int) {
	for i := 0; i < n; i++ {
		s += i
	}
	fmt.Print()
	return max(s, -9)
}
`,
	"a_plan9.go": "package m\n\nvar another = 3\n", // not built here
	"a_test.go": `package m

import "testing"

func TestSum(t *testing.T) {
	if Sum(4) != 6 {
		t.Error("wrong sum")
	}
}
`,
}

const outcomes = `caught     a.go:10: bound: max -> min
caught     a.go:10: removed -: -9 -> (9)
caught     a.go:10: returned zero: max(s, -9) -> *new(int)
caught     a.go:6: constant: 0 -> (0 - 1)
caught     a.go:6: operator: < -> <=
caught     a.go:7: operator: += -> -=
caught     a.go:7: removed assignment: s += i -> _ = i
not built  a.go:9: removed statement: fmt.Print() -> {}
survived   a.go:10: constant: 9 -> (9 + 1)
survived   a.go:10: constant: 9 -> (9 - 1)
survived   a.go:6: constant: 0 -> (0 + 1)
timed out  a.go:6: operator: ++ -> --
`

func TestMutants(t *testing.T) {
	needs.Tools(t, "go", "sh")
	dir := t.TempDir()
	for name, text := range module {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	t.Setenv("GOFLAGS", "-mod=mod")
	old := targets
	targets = []target{{"sum", []string{"*.go"}, []string{"."}}}
	defer func() { targets = old }()
	var out strings.Builder
	if err := run(&out, 20, 1, "", 2, 2*time.Second, true); err != nil {
		t.Fatal(err)
	}
	got, table, _ := strings.Cut(out.String(), "  target")
	if got := strings.Join(slices.Sorted(strings.Lines(strings.TrimRight(got, " "))), ""); got != outcomes {
		t.Errorf("tried\n%swant\n%s", got, outcomes)
	}
	if !regexp.MustCompile(`sum +12 +11 +7 +1 +3 +72\.7 % +1\n`).MatchString(table) || strings.Count(table, "\nsurvived a.go:") != 3 {
		t.Errorf("the table is\n%s", table)
	}
	if text, err := os.ReadFile("a.go"); err != nil || string(text) != module["a.go"] {
		t.Errorf("the source was touched: %v\n%s", err, text)
	}
}

// Which changes are counted does not depend on who is first. Every third does
// not build.
func TestShare(t *testing.T) {
	for _, workers := range []int{1, 2, 5} {
		s := &sample{share: 10}
		for line := range 40 {
			s.queue = append(s.queue, change{line: line})
		}
		try := func(c change, _ []string) (outcome, error) {
			time.Sleep(time.Duration(c.line%4) * time.Millisecond)
			if c.line%3 == 0 {
				return notBuilt, nil
			}
			return caught, nil
		}
		var lines []int
		c := newCrew(try, []*sample{s}, func(_ *sample, c change, _ outcome) { lines = append(lines, c.line) })
		if err := c.work(workers); err != nil {
			t.Fatal(err)
		}
		slices.Sort(lines)
		if want := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}; !slices.Equal(lines, want) || s.counted() != 10 {
			t.Errorf("%d workers try %v, want %v", workers, lines, want)
		}
		s = &sample{share: 1, queue: []change{{}}}
		c = newCrew(func(change, []string) (outcome, error) { return 0, os.ErrInvalid }, []*sample{s}, nil)
		if err := c.work(workers); err != os.ErrInvalid {
			t.Errorf("%v", err)
		}
	}
}

func TestWrongUse(t *testing.T) {
	needs.Tools(t, "go", "sh")
	t.Chdir("../..")
	for _, test := range []struct {
		n       int
		names   string
		message string
	}{
		{10, "nonesuch", `-targets: there is no "nonesuch"; choose of metrics, stream,`},
		{1, "nn,stream", "-n 1, -workers 2: at least one change for each of 2 targets"},
	} {
		if err := run(os.Stderr, test.n, 1, test.names, 2, time.Second, false); err == nil || !strings.Contains(err.Error(), test.message) {
			t.Errorf("%v, want %q", err, test.message)
		}
	}
}

// Every target has files, and packages to test them.
func TestTargets(t *testing.T) {
	needs.Tools(t, "go")
	t.Chdir("../..")
	for _, target := range targets {
		found, err := target.changes()
		if err != nil || len(found) < 100 {
			t.Errorf("%s: %d changes, %v", target.name, len(found), err)
		}
		for _, args := range target.tests {
			packages := slices.DeleteFunc(strings.Fields(args), func(arg string) bool { return strings.HasPrefix(arg, "-") })
			if text, err := exec.Command("go", append([]string{"list"}, packages...)...).CombinedOutput(); err != nil {
				t.Errorf("%s: %v: %s", target.name, err, text)
			}
		}
	}
}
