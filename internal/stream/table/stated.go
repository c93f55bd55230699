package table

// Stated reads the head of a text whose dialect is known, for it was made from a
// recording in another format: commas, points, a header in its first record, and a
// blank line between rows that do not follow each other. units are those of the
// columns; nil: none is known. It leaves r at the first row, with Hold set.
func Stated(r *Records, units []string) (*Dialect, error) {
	d := &Dialect{Delimiter: ',', Point: '.', Header: true, Breaks: true, KnownHeader: -1}
	r.delimiter, r.Hold = d.Delimiter, true
	if err := r.Next(); err != nil {
		return nil, err
	}
	for _, field := range r.Fields {
		d.Names = append(d.Names, string(Trim(field)))
	}
	if d.Units = make([]string, len(d.Names)); len(units) == len(d.Names) {
		copy(d.Units, units)
	}
	d.Line, d.First = r.Line, r.Mark()
	d.classify(r, d.First, len(d.Names))
	for i := range d.Kinds {
		c := &d.Kinds[i]
		c.Texts, c.commas = c.Texts+c.commas, 0
	}
	r.Rewind(d.First)
	r.Blank = false
	return d, nil
}
