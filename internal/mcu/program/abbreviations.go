package program

import (
	"cmp"
	"slices"
)

// abbreviations are a table of .debug_abbrev: what entries of the debug
// information consist of, by their codes.
type abbreviations struct {
	entries    []abbreviation // in order of code
	attributes []attributeForm
}

type abbreviation struct {
	code, tag   uint32
	children    bool
	first, last uint32 // of its attributes
}

type attributeForm struct {
	attribute, form uint16
	constant        int32 // of formImplicitConst
}

// readAbbreviations reads the table at the beginning of what is given, and says
// how many bytes it has.
func readAbbreviations(b string) (t *abbreviations, size int) {
	t = &abbreviations{}
	r := sectionReader{b: b}
	for {
		code := r.unsigned()
		if code == 0 || r.failed {
			break
		}
		one := abbreviation{code: code, tag: r.unsigned(), children: r.byte() != 0, first: uint32(len(t.attributes))}
		for {
			a := attributeForm{uint16(min(r.unsigned(), 0xFFFF)), uint16(min(r.unsigned(), 0xFFFF)), 0}
			if a.attribute == 0 && a.form == 0 || r.failed {
				break
			}
			if a.form == formImplicitConst {
				a.constant = r.signed()
			}
			t.attributes = append(t.attributes, a)
		}
		one.last = uint32(len(t.attributes))
		t.entries = append(t.entries, one)
	}
	slices.SortStableFunc(t.entries, func(a, b abbreviation) int { return cmp.Compare(a.code, b.code) })
	return t, len(b) - len(r.b)
}

func (t *abbreviations) find(code uint32) *abbreviation {
	i, ok := slices.BinarySearchFunc(t.entries, code, func(a abbreviation, code uint32) int { return cmp.Compare(a.code, code) })
	if !ok {
		return nil
	}
	return &t.entries[i]
}
