package bench

import (
	"fmt"
	"strings"

	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
)

// mostColumns is how many sensors a line lists.
const mostColumns = 12

// columnsLine says in a line what the columns of a recording were taken for.
func columnsLine(src *replay.Source) string {
	sensors := src.Columns()
	text := "columns: " + strings.Join(sensors, ", ")
	if n := len(sensors) - mostColumns; n > 0 {
		text = fmt.Sprintf("columns: %s and %d more", strings.Join(sensors[:mostColumns], ", "), n)
	}
	if len(sensors) == 1 {
		text += " is the sensor"
	} else {
		text += " are sensors"
	}
	if name := src.TimeColumn(); name != "" {
		verb := " is"
		if strings.Contains(name, " and ") {
			verb = " are"
		}
		text += "; " + name + verb + " the time"
	}
	if name := src.LabelColumn(); name != "" {
		text += "; " + name + " is the label"
	}
	if left := src.Omitted(); len(left) > 0 {
		text += "; left out: " + strings.Join(left, "; ") + "; --columns chooses, inspect says more"
	}
	return text
}

// columnRecords are what the manifest keeps of every column of the stream.
func columnRecords(src *replay.Source) (all []result.Column) {
	r := src.Reader()
	used := map[int]bool{}
	for _, i := range r.Used() {
		used[i] = true
	}
	treatments := src.Treatments()
	for i, f := range r.Findings() {
		c := result.Column{Name: r.Names()[i], Role: string(f.Role), Unit: r.AllUnits()[i], Evidence: f.Evidence, Doubt: f.Doubt, Used: used[i]}
		if t, ok := treatments[c.Name]; ok && used[i] {
			c.Offset, c.Sentinels = t.Offset, t.Sentinels
		}
		all = append(all, c)
	}
	return all
}
