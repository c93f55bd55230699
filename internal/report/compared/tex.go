package compared

import (
	"fmt"
	"regexp"
	"strings"

	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// TeXFile is the name of the table in the folder of compare --out.
const TeXFile = "comparison.tex"

// comparisonTeX is the table of Table for a manuscript: a tabular of
// the booktabs package for each section, since a long table does not break.
func comparisonTeX(c *result.Comparison) []byte {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%% %s, made by %s: %s", "Comparison", wording.OneLine(c.Tool), wording.OneLine(wording.ShellLine(c.Command)))
	line("%% Needs \\usepackage{booktabs}. A tabular for each section; \\input this file, or take those you need.")
	for _, f := range comparedFacts(c) {
		line("%% %s: %s", wording.OneLine(f.Term), wording.OneLine(f.Text))
	}
	for _, s := range c.Settings {
		line("%% %s", wording.OneLine(settingText(c, s)))
	}
	for _, n := range append(comparedMethods(c), c.Notes...) {
		line("%% %s", wording.OneLine(n))
	}
	for _, s := range comparedSections {
		tables := comparedTables(c, s.rows)
		if len(tables) == 0 {
			continue
		}
		name, _, _ := strings.Cut(s.heading, ":")
		line("\n%% %s", name)
		line("\\begin{tabular}{@{}llrlrrr@{}}")
		line("\\toprule")
		for i, t := range tables {
			if i > 0 {
				line("\\midrule")
			}
			line("\\multicolumn{2}{@{}l}{%s} & %s & less & %s & $p$ & Holm \\\\", texText(t.title), texText(t.mean), texText(t.difference))
			for _, l := range t.lines {
				line("%s \\\\", strings.Join(l.texCells(c), " & "))
			}
		}
		line("\\bottomrule")
		line("\\end{tabular}")
	}
	return []byte(b.String())
}

func (l comparedLine) texCells(c *result.Comparison) []string {
	cells := make([]string, 7)
	if l.arm >= 0 {
		cells[0], cells[1], cells[2] = letters(l.arm), texText(c.Arms[l.arm].Name), texText(l.mean)
	}
	if l.against >= 0 {
		cells[3], cells[4], cells[5], cells[6] = letters(l.against), texText(l.less), texText(l.p), texText(l.holm)
	}
	return cells
}

// texExponent is a number in the notation of the text table.
var texExponent = regexp.MustCompile(`([0-9.]+)e([-+])0*([0-9]+)`)

// texMinus is a minus sign in front of a number.
var texMinus = regexp.MustCompile(`(^|[\s\[(])-([0-9])`)

// texText writes a text of the terminal's table in LaTeX.
func texText(s string) string {
	s = wording.EscapeTeX(wording.OneLine(s))
	s = texExponent.ReplaceAllStringFunc(s, func(n string) string {
		m := texExponent.FindStringSubmatch(n)
		return fmt.Sprintf(`$%s\times10^{%s%s}$`, m[1], strings.TrimPrefix(m[2], "+"), m[3])
	})
	return texMinus.ReplaceAllString(s, `$1$$-$$$2`)
}
