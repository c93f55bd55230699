package table

// splitAt appends the fields between delimiters.
func splitAt(line []byte, delimiter byte, fields [][]byte) [][]byte {
	from := 0
	for i, c := range line {
		if c == delimiter {
			fields = append(fields, line[from:i])
			from = i + 1
		}
	}
	return append(fields, line[from:])
}

// splitSpaces appends the fields between any number of spaces and tabs; there is
// none before the first and behind the last field.
func splitSpaces(line []byte, fields [][]byte) [][]byte {
	from := -1 // outside a field
	for i, c := range line {
		if space := c == ' ' || c == '\t'; space && from >= 0 {
			fields, from = append(fields, withoutMark(line[from:i])), -1
		} else if !space && from < 0 {
			from = i
		}
	}
	if from >= 0 {
		fields = append(fields, withoutMark(line[from:]))
	}
	return fields
}

// withoutMark drops the comma or semicolon behind a field that a space ends.
func withoutMark(field []byte) []byte {
	if n := len(field) - 1; n > 0 && (field[n] == ',' || field[n] == ';') {
		return field[:n]
	}
	return field
}
