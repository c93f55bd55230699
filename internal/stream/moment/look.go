package moment

// Bare reports digits alone that are a date of the years 1900 to 2099, with a time of
// day or without. In a column that is not known to hold time they are a number.
func Bare(field []byte) bool {
	if len(field) < 8 || field[0] != '1' && field[0] != '2' {
		return false
	}
	f := Format{kind: DateTime, order: yearFirst, reading: asWritten[0], bare: true}
	p, ok := scan(field, true)
	if !ok || !p.compact {
		return false
	}
	t, ok := f.instant(&p)
	return ok && t.Whole >= firstBare && t.Whole < endBare
}

// Resembles reports text that people may take for a time and that is not read: with
// digits on both sides of a colon, or with a year of this century or the last before
// a separator. It is for messages.
func Resembles(field []byte) bool {
	c := scanner{s: field}
	for ; !c.end(); c.i++ {
		n := c.digits()
		if n == 0 {
			continue
		}
		century := n == 4 && (c.s[c.i] == '1' && c.s[c.i+1] == '9' || c.s[c.i] == '2' && c.s[c.i+1] == '0')
		if next := c.at(n); next == ':' && isDigit(c.at(n+1)) || century && separates(next) {
			return Look(field) == None
		}
		c.i += n - 1
	}
	return false
}
