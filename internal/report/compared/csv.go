package compared

import (
	"bytes"
	"encoding/csv"
	"strconv"

	"tinyol-sim/internal/result"
)

// CSVFile is the name of the table in the folder of compare --out.
const CSVFile = "comparison.csv"

// comparisonColumns are those of the CSV table, one number a line. kind is
// value (the mean over the seeds), seed (one seed's value) or difference (arm
// less against). What does not apply is empty.
var comparisonColumns = []string{
	"kind", "measure", "unit", "mark", "arm", "result", "mode", "engine", "board", "against", "seed", "mean", "low", "high", "p", "p_adjusted",
}

// comparisonCSV holds every number of a comparison, to the last digit.
func comparisonCSV(c *result.Comparison) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(comparisonColumns) // errors are kept for Error
	for i := range c.Measures {
		m := &c.Measures[i]
		line := func(kind string, arm int, mark result.Provenance, against, seed string, numbers ...string) {
			a := &c.Arms[arm]
			fields := []string{kind, m.Key, string(m.Unit), string(mark), a.Name, c.Results[a.Result].Name, a.Mode, a.Engine, a.Board, against, seed}
			_ = w.Write(append(fields, numbers...))
		}
		for _, v := range m.Values {
			line("value", v.Arm, v.Mark, "", "", exact(&v.Mean), exact(v.Low), exact(v.High), "", "")
			for k, seed := range c.Seeds {
				line("seed", v.Arm, v.Mark, "", strconv.FormatUint(seed, 10), exact(&v.Values[k]), "", "", "", "")
			}
		}
		for _, d := range m.Differences {
			line("difference", d.Arm, differenceMark(m, &d), c.Arms[d.Against].Name, "", exact(&d.Mean), exact(d.Low), exact(d.High), exact(d.P), exact(d.PAdjusted))
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// exact writes a number so that it reads back to the same bits.
func exact(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'g', -1, 64)
}
