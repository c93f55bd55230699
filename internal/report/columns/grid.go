package columns

// Fact is a line of a description: a term and what it is.
type Fact struct{ Term, Text string }

// Grid is a table whose first column names the rows.
type Grid struct {
	Corner  string
	Columns []string
	Rows    []Row
}

// Row is a line of a Grid.
type Row struct {
	Label string
	Cells []string // one per column, empty where a figure is absent
}

// Add appends a row unless all of its cells are empty.
func (g *Grid) Add(label string, cells ...string) {
	for _, c := range cells {
		if c != "" {
			g.Rows = append(g.Rows, Row{label, cells})
			return
		}
	}
}

// Compact drops the columns in which no row has a figure.
func (g Grid) Compact() Grid {
	out := Grid{Corner: g.Corner, Rows: make([]Row, len(g.Rows))}
	for i, row := range g.Rows {
		out.Rows[i].Label = row.Label
	}
	for c, name := range g.Columns {
		used := false
		for _, row := range g.Rows {
			used = used || row.Cells[c] != ""
		}
		if !used {
			continue
		}
		out.Columns = append(out.Columns, name)
		for i, row := range g.Rows {
			out.Rows[i].Cells = append(out.Rows[i].Cells, row.Cells[c])
		}
	}
	return out
}
