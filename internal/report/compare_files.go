package report

import (
	"fmt"
	"path/filepath"

	"tinyol-sim/internal/result"
)

// WriteComparison writes into the folder out, which is there, what shows a
// comparison: its document, table as CSV and LaTeX, macros, and overlaid
// figures, which are drawn from the result directories dirs, in the order of
// c.Results. name is the name that the folder has or will have. The same
// comparison gives the same bytes. Errors name the file.
func WriteComparison(out, name string, c *result.Comparison, dirs []string) error {
	if err := result.WriteComparison(filepath.Join(out, result.ComparisonFile), c); err != nil {
		return err
	}
	table, err := comparisonCSV(c)
	if err != nil {
		return fmt.Errorf("write %s: %w", ComparisonCSVFile, err)
	}
	for _, f := range []struct {
		name string
		data []byte
	}{
		{ComparisonCSVFile, table}, {ComparisonTeXFile, comparisonTeX(c)}, {NumbersFile, comparisonMacros(name, c)},
	} {
		if err := write(out, f.name, f.data); err != nil {
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

func (o *overlay) writeFigure(out string, f *figure) error {
	d := layOut(f)
	svg, err := d.svg()
	if err != nil {
		return err
	}
	png, err := d.png()
	if err != nil {
		return err
	}
	pdf, err := d.pdf()
	if err != nil {
		return err
	}
	caption := fmt.Sprintf("%s.\n\n%s\n\nCommand: %s\n", f.Title, f.Caption, shellLine(o.Command))
	for i, data := range [][]byte{svg, png, pdf, []byte(clean(caption))} {
		if err := write(out, f.Name+comparedEndings[i], data); err != nil {
			return err
		}
	}
	return nil
}
