package format_test

import (
	"strings"
	"testing"
)

const fanARFF = `% a fan
@RELATION 'fan 1'

@attribute t date "dd.MM.yyyy HH:mm:ss"
@attribute 'a x' NUMERIC
@ATTRIBUTE ay real
@attribute class {off, 'on, fast'}
@data
`

func TestARFF(t *testing.T) {
	// The eighth line is @data: its place is the header's.
	const head = "\n\n\n\n\n\n\nt,a x,ay,class\n"
	for name, c := range map[string]struct{ rows, text string }{
		"rows":    {"'1.2.2024 03:04:05',1,?,off\n\"01.12.2024 13:04:05\" , -2.5e3 , 0x , 'on, fast'\n", "2024-02-01T03:04:05.000,1,,off\n2024-12-01T13:04:05.000,-2.5e3,0x,\"on, fast\"\n"},
		"between": {"% nothing\n\n?,1,2,off\r\n", "#\n#\n,1,2,off\n"},
		// What a sparse row leaves out is 0, or the first class.
		"sparse":     {"{1 5, 3 'on, fast'}\n{2 ?}\n{}\n", ",5,0,\"on, fast\"\n,0,,off\n,0,0,off\n"},
		"weights":    {"?,1,2,off,{0.5}\n", ",1,2,off\n"},
		"spaces":     {"? 1\t2 off\n", ",1,2,off\n"},
		"short rows": {"?,1\n", ",1\n"},
		"quotes":     {`?,1,2,'it\'s "on"'` + "\n", ",1,2,\"it's \"\"on\"\"\"\n"},
		"last empty": {"?,1,2,\n", ",1,2,\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if table := want(t, []byte(fanARFF+c.rows), head+c.text); table.Place != nil {
				t.Error("lines are not those of the file")
			}
		})
	}
}

func TestBadARFF(t *testing.T) {
	for _, c := range []struct{ file, text string }{
		{"@relation r\n@attribute a numeric\n", "is an ARFF file without @data; copy it again"},
		{"@relation r\n@data\n1\n", "line 2: no @attribute stands above @data; name the columns with @attribute lines"},
		{"@relation r\n@attribute a float\n", `line 2: "float" is no type of an attribute; write numeric, string, date or {the, names, of, classes}`},
		{"@relation r\n@attribute a\n", "line 2: the @attribute has no name or no type; write it as @attribute NAME numeric"},
		{"@relation r\n\n@attribute b relational\n", "line 3: the file has an attribute that is a table itself (relational); save one row a time step, without relational attributes"},
		{"@relation r\n1,2\n", `line 2: "1,2" is no @attribute; write each column as @attribute NAME numeric`},
		{"@relation r\n@attribute a numeric\n@data\n{1 5}\n", `line 4: "1" is not the number of an attribute, from 0; write a sparse row as {number value, ...}`},
		{"@relation r\n@attribute a numeric\n@data\n" + strings.Repeat("1", 1<<20+1), "line 4: the line is longer than 1 MiB; check that this is an ARFF file with one row a line"},
	} {
		wantError(t, []byte(c.file), c.text)
	}
}
