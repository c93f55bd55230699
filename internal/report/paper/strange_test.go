package paper

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/reporttest"
	"tinyol-sim/internal/result"
)

// TestStrangeData gives every figure data that its reader takes and that no run
// would write: it is drawn, or refused with the name of a file, and never ends
// in a panic or not at all.
func TestStrangeData(t *testing.T) {
	number := func(text string) func(int, []string) []string {
		return func(_ int, record []string) []string {
			for i, field := range record {
				if _, err := strconv.ParseFloat(field, 64); err == nil {
					record[i] = text
				}
			}
			return record
		}
	}
	kinds := map[string]func(row int, record []string) []string{
		"zero": number("0"), "minus": number("-1"), "empty": number(""), "huge": number("1e299"), "tiny": number("1e-300"), "one": number("1"),
		"no row":       func(int, []string) []string { return nil },
		"one row":      func(row int, r []string) []string { return keep(row == 0, r) },
		"without rows": func(row int, r []string) []string { return keep(row%3 != 1, r) },
		"no name": func(_ int, record []string) []string {
			for i, field := range record {
				if _, err := strconv.ParseFloat(field, 64); err != nil {
					record[i] = ""
				}
			}
			return record
		},
	}
	whole := plotsCopy(t)
	for _, name := range result.FigureNames() {
		for kind, change := range kinds {
			t.Run(name+"/"+kind, func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				record, err := os.ReadFile(filepath.Join(whole, name+".json"))
				reporttest.Must(t, err)
				reporttest.Must(t, os.WriteFile(filepath.Join(dir, name+".json"), record, 0o666))
				reporttest.Must(t, rewrite(filepath.Join(whole, name+".csv"), filepath.Join(dir, name+".csv"), change))
				if f, err := readPaper(dir, name); err != nil {
					if !strings.Contains(err.Error(), name) || strings.Contains(err.Error(), "\n") {
						t.Errorf("%v", err)
					}
				} else if err := f.draws(); err != nil {
					t.Errorf("%v", err)
				}
			})
		}
	}
}

func keep(kept bool, record []string) []string {
	if kept {
		return record
	}
	return nil
}

// rewrite changes the rows of a table; a row without fields goes.
func rewrite(from, to string, change func(row int, record []string) []string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	rows, err := csv.NewReader(in).ReadAll()
	if err != nil {
		return err
	}
	var text strings.Builder
	out := csv.NewWriter(&text)
	out.Write(rows[0])
	for i, row := range rows[1:] {
		if row = change(i, row); row != nil {
			out.Write(row)
		}
	}
	out.Flush()
	return os.WriteFile(to, []byte(text.String()), 0o666)
}

// draws lays every picture out and writes it as SVG.
func (f *paperFigure) draws() error {
	for _, fig := range f.figs {
		svg, err := layOut(fig)
		if err != nil || len(svg) == 0 {
			return fmt.Errorf("%s: %d bytes, %w", fig.Name, len(svg), err)
		}
	}
	for _, t := range f.tables {
		if len(t.text()) == 0 || len(t.latex()) == 0 {
			return fmt.Errorf("table %s is empty", t.Name)
		}
	}
	return nil
}

func layOut(fig *figure.Figure) ([]byte, error) { return figure.LayOut(fig).SVG() }
