package table

// headRecord is what a record of the head looks like.
type headRecord struct {
	before, after Mark
	line          int
	fields        int  // 0 where it cannot be split
	values, texts int  // of them; without the time that a form puts before the row
	outside       bool // not of the file's form
	blank         bool // a blank line is above it
	fault         *Fault
}

// allText reports a record that may be a header.
func (h *headRecord) allText() bool { return h.fields > 0 && h.values == 0 && h.texts > 0 }

// row reports a record of so many fields that may be a row.
func (h *headRecord) row(width int) bool { return h.fields == width && !h.outside }

// survey reads the head.
func (t *finder) survey() {
	from := t.r.Mark()
	for n := 0; !t.r.Peeked(from, n); n++ {
		h := headRecord{before: t.r.Mark()}
		t.r.Blank = false
		err := t.r.Next()
		f, bad := err.(*Fault)
		if err != nil && (!bad || f.TooLong) {
			break
		}
		h.line, h.after, h.blank = t.r.Line, t.r.Mark(), t.r.Blank
		if bad && !f.Outside {
			h.fault = f
		} else {
			h.outside = bad
			h.look(t.r.Fields, t.formTime())
		}
		t.head = append(t.head, h)
	}
	t.r.Blank = false
}

// formTime is how many fields the form puts before a row's own.
func (t *finder) formTime() int { return formTime(t.r) }

func formTime(r *Records) int {
	if r.form != nil && r.form.HasTime() {
		return 1
	}
	return 0
}

func (h *headRecord) look(fields [][]byte, skip int) {
	h.fields = len(fields)
	for _, field := range fields[min(skip, len(fields)):] {
		switch cellOf(Trim(field)) {
		case numberCell, commaCell, momentCell:
			h.values++
		case unitCell, textCell:
			h.texts++
		}
	}
}

// fieldsOf reads a record of the head again.
func (t *finder) fieldsOf(i int) [][]byte {
	t.r.Rewind(t.head[i].before)
	t.r.Next() // what is wrong with it is known
	return t.r.Fields
}
