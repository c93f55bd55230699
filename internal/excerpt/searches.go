package excerpt

// Searches look in recordings, by their roles, for rows of others.
type Searches []search

type search struct {
	of, in string
	*Search
}

// Found are rows of one recording that stand in another.
type Found struct {
	Of, In      string // roles
	Rows, First int64  // of the one that was searched; Rows is about how many
}

// Watch has rows of a recording looked for in another, which has not begun.
func (all *Searches) Watch(of, in string, prints *Prints) {
	*all = append(*all, search{of, in, NewSearch(prints)})
}

// Look shows them a row of the recording that has a role.
func (all Searches) Look(in string, starts bool, number int64, values []float32) {
	for _, s := range all {
		if s.in != in {
			continue
		}
		if starts {
			s.Begin()
		}
		s.Add(number, values)
	}
}

// Found lists what has at least so many rows of another.
func (all Searches) Found(least int64) (list []Found) {
	for _, s := range all {
		if rows, first := s.Rows(); rows >= least {
			list = append(list, Found{s.of, s.in, rows, first})
		}
	}
	return list
}
