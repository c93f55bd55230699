package table

import "bytes"

// commentHeader returns the names in the remark right above the first row, where
// they are as many as its fields and none of them is a number.
func (t *finder) commentHeader() []string {
	remark := t.remark()
	if problem, _ := t.r.src.Unreadable(remark); remark == nil || problem != "" {
		return nil
	}
	for _, delimiter := range []byte{t.Delimiter, ' ', ',', ';', '\t'} {
		var fields [][]byte
		if delimiter == ' ' {
			fields = splitSpaces(remark, nil)
		} else {
			fields = splitAt(remark, delimiter, nil)
		}
		fields = append(make([][]byte, t.formTime()), fields...)
		var h headRecord
		h.look(fields, t.formTime())
		if h.fields == t.width && h.allText() && h.texts == h.fields-t.formTime() && !repeated(fields) {
			return t.namesIn(fields)
		}
	}
	return nil
}

// remark is the text of the remark right above the first row.
func (t *finder) remark() []byte {
	r := t.r
	r.Rewind(t.head[t.data].before)
	var remark []byte
	for {
		n, err := r.lineLength()
		if err != nil {
			return nil
		}
		line := withoutEnd(r.buf[r.start : r.start+n])
		if !blank(line) && line[0] != '#' {
			break
		}
		if !blank(line) {
			remark = line
		}
		r.consume(n)
	}
	switch {
	case remark != nil:
	case t.data > 0:
		r.Rewind(t.head[t.data-1].before)
		n, _ := r.lineLength()
		remark = withoutEnd(r.buf[r.start : r.start+n])
	default:
		remark = withoutEnd(t.comment)
	}
	return Trim(uncommented(Trim(remark)))
}

// commentMarks are what a line of remarks may begin with.
var commentMarks = [][]byte{[]byte("#"), []byte("//"), []byte("%")}

// uncommented returns the text of a remark; nil where it is none.
func uncommented(line []byte) []byte {
	for _, mark := range commentMarks {
		if bytes.HasPrefix(line, mark) {
			return bytes.TrimLeft(line, "#/% ")
		}
	}
	return nil
}
