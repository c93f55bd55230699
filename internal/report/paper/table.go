package paper

import (
	"bytes"
	"fmt"
	"strings"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// paperTable is a table for a manuscript: words and numbers as they are
// printed.
type paperTable struct {
	Name    string
	Title   string
	Caption string
	Grid    columns.Grid
	// Rules are the rows before which the LaTeX table has a line.
	Rules map[int]bool
}

// modeNames name the modes of a step in the paper's words.
var modeNames = map[string]string{"inference": "inference", "online": "online learning"}

// buildTimes is table I.
func buildTimes(f *paperFigure) error {
	rows, err := result.ReadRows[result.TimeRow](f.data)
	if err != nil {
		return err
	}
	t := &paperTable{
		Name: f.record.Name, Title: "Time of one iteration", Rules: map[int]bool{},
		Grid: columns.Grid{Corner: "time of one iteration (µs)", Columns: []string{"average", "median", "minimum", "maximum", "cycles", "mark"}},
	}
	for i, r := range rows {
		label := fmt.Sprintf("the paper, %s", modeNames[r.Mode])
		if r.FrontEnd != "" {
			label = fmt.Sprintf("%s, %s", r.FrontEnd, modeNames[r.Mode])
		}
		if r.Mode == "inference" && i > 0 {
			t.Rules[i] = true
		}
		t.Grid.Rows = append(t.Grid.Rows, columns.Row{Label: label, Cells: []string{
			microsecondsText(r.Average), microsecondsText(r.Median), microsecondsText(r.Minimum), microsecondsText(r.Maximum), wording.Count.Text(r.Cycles), r.Mark,
		}})
	}
	t.Caption = f.timeCaption(rows)
	f.tables = append(f.tables, t)
	return nil
}

// microsecondsText keeps one decimal; the paper's are whole.
func microsecondsText(us float64) string {
	if us == float64(int64(us)) {
		return wording.Thousands(wording.Fixed(us, 0))
	}
	return wording.Thousands(wording.Fixed(us, 1))
}

func (f *paperFigure) timeCaption(rows []result.TimeRow) string {
	board := f.record.Facts["board_title"]
	text := fmt.Sprintf("Time of one inference, and of one online step, which is the same with the update after it, over %s windows on %s at %s MHz, unsupervised mode, beside table I of the paper.",
		wording.Count.Text(float64(rows[len(rows)-1].Windows)), board, wording.Significant(f.mean("clock_hz")/1e6, 3))
	for _, s := range f.record.Setups {
		text += fmt.Sprintf(" %s: dense %s, windows of %d.", wording.Capital(s.FrontEnd), layersText(s.Layers), s.Window)
	}
	text += fmt.Sprintf(" Cycles of the paper are its times at 64 MHz; all others are %s: %s.", rows[len(rows)-1].Mark, wording.WithoutStop(f.record.Facts["cycles"]))
	text += fmt.Sprintf(" The update costs %s over inference in the paper", f.numberText("update_over_inference.paper", wording.Share))
	for _, s := range f.record.Setups {
		text += fmt.Sprintf(", %s with %s", f.numberText("update_over_inference."+s.FrontEnd, wording.Share), s.FrontEnd)
	}
	return text + ". The published times spread by a factor of 1.4 and 2.4 although the computation is the same for every sample: " +
		"they contain what else ran on the board meanwhile, interrupts for one; the paper does not say what. " +
		"Ours contain nothing else, nor the time to read the sensor: " + spreadText(rows) + "."
}

// spreadText says how far our own times of one kind lie apart.
func spreadText(rows []result.TimeRow) string {
	most := 0.0
	for _, r := range rows {
		if r.FrontEnd != "" {
			most = max(most, r.Maximum/r.Minimum-1)
		}
	}
	if most == 0 {
		return "every step of a kind takes the same time"
	}
	return "the longest step of a kind is " + wording.Share.Text(most) + " above the shortest"
}

// text is the table in characters.
func (t *paperTable) text() []byte {
	var b bytes.Buffer
	w := columns.NewWriter(&b, columns.Options{Width: columns.MaxWidth})
	w.Grid(t.Grid)
	w.Blank()
	_ = w.Flush() // a Buffer does not fail
	return b.Bytes()
}

// latex is the table in the style of the package booktabs.
func (t *paperTable) latex() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%% %s. Needs \\usepackage{booktabs}.\n", t.Title)
	fmt.Fprintf(&b, "\\begin{tabular}{l%s}\n\\toprule\n", strings.Repeat("r", len(t.Grid.Columns)-1)+"l")
	line := func(first string, cells []string) {
		b.WriteString(wording.EscapeTeX(first))
		for _, c := range cells {
			b.WriteString(" & " + wording.EscapeTeX(c))
		}
		b.WriteString(" \\\\\n")
	}
	line(t.Grid.Corner, t.Grid.Columns)
	b.WriteString("\\midrule\n")
	for i, r := range t.Grid.Rows {
		if t.Rules[i] {
			b.WriteString("\\addlinespace\n")
		}
		line(r.Label, r.Cells)
	}
	b.WriteString("\\bottomrule\n\\end{tabular}\n")
	return []byte(b.String())
}
