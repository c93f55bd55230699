package compared

import (
	"fmt"
	"path/filepath"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/output"
	"tinyol-sim/internal/report/macros"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// Write writes into the folder out, which is there, what shows a
// comparison: its document, table as CSV and LaTeX, macros, and overlaid
// figures, which are drawn from the result directories dirs, in the order of
// c.Results. name is the name that the folder has or will have. The same
// comparison gives the same bytes. Errors name the file.
func Write(out, name string, c *result.Comparison, dirs []string) error {
	if err := result.WriteComparison(filepath.Join(out, result.ComparisonFile), c); err != nil {
		return err
	}
	table, err := comparisonCSV(c)
	if err != nil {
		return fmt.Errorf("write %s: %w", CSVFile, err)
	}
	for _, f := range []struct {
		name string
		data []byte
	}{
		{CSVFile, table}, {TeXFile, comparisonTeX(c)}, {macros.NumbersFile, comparisonMacros(name, c)},
	} {
		if err := output.Put(out, f.name, f.data); err != nil {
			return err
		}
	}
	o, err := loadOverlay(c, dirs)
	if err != nil {
		return err
	}
	return o.write(out)
}

// comparedEndings are those of a figure's files.
var comparedEndings = []string{".svg", ".png", ".pdf", ".txt"}

// write draws every figure as SVG, PNG and PDF, with its caption as text.
func (o *overlay) write(out string) error {
	for _, f := range o.figures() {
		if err := o.writeFigure(out, f); err != nil {
			return err
		}
	}
	return nil
}

func (o *overlay) writeFigure(out string, f *figure.Figure) error {
	d := figure.LayOut(f)
	svg, err := d.SVG()
	if err != nil {
		return err
	}
	png, err := d.PNG()
	if err != nil {
		return err
	}
	pdf, err := d.PDF()
	if err != nil {
		return err
	}
	caption := fmt.Sprintf("%s.\n\n%s\n\nCommand: %s\n", f.Title, f.Caption, wording.ShellLine(o.Command))
	for i, data := range [][]byte{svg, png, pdf, []byte(wording.Clean(caption))} {
		if err := output.Put(out, f.Name+comparedEndings[i], data); err != nil {
			return err
		}
	}
	return nil
}
