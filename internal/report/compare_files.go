package report

import (
	"fmt"
	"os"
	"path/filepath"

	"tinyol-sim/internal/result"
)

// WriteComparison writes into the folder out what shows a comparison: its
// document, table as CSV and LaTeX, macros, and overlaid figures, which are
// drawn from the result directories dirs, in the order of c.Results. The same
// comparison gives the same bytes. Errors name the file.
func WriteComparison(out string, c *result.Comparison, dirs []string) error {
	if err := os.MkdirAll(out, 0o777); err != nil {
		return fmt.Errorf("--out: %w; choose a folder that can be written", err)
	}
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
		{ComparisonCSVFile, table}, {ComparisonTeXFile, comparisonTeX(c)}, {NumbersFile, comparisonMacros(c)},
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

// write draws every figure as SVG, PNG and PDF, with its caption as text.
func (o *overlay) write(out string) error {
	for _, f := range o.figures() {
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
		for _, file := range []struct {
			ending string
			data   []byte
		}{{".svg", svg}, {".png", png}, {".pdf", pdf}, {".txt", []byte(clean(caption))}} {
			if err := write(out, f.Name+file.ending, file.data); err != nil {
				return err
			}
		}
	}
	return nil
}
