package format_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const sensors = `"sensors": [{"name": "ax", "units": "m/s2"}, {"units": "N/A", "name": "a\"y,"}]`

func TestAcquisitionJSON(t *testing.T) {
	file := `{"protected": {"ver": "v1"}, "signature": "00", "payload": {"device_name": "x", "interval_ms": 12.5, ` + sensors +
		`, "values": [[1, -0.50], [16777217, 1e-3], [NaN, null], [true, -Infinity]]}}` + "\n"
	table := want(t, []byte(file), "ax,\"a\"\"y,\"\n1,-0.50\n16777217,1e-3\n,\n1,-inf\n")
	if table.Rate != 80 || !slices.Equal(table.Units, []string{"m/s2", "N/A"}) || table.Place(3) != "row 2" {
		t.Errorf("rate %g, units %q, place %q", table.Rate, table.Units, table.Place(3)) // 1000 / 12.5 = 80
	}
}

func TestJSON(t *testing.T) {
	for name, c := range map[string]struct{ file, text string }{
		"values alone":        {`{"values": [[1,2],[3,4]]}`, "c1,c2\n1,2\n3,4\n"},
		"one sensor":          {`{"payload": {"sensors": [{"name": "mic"}], "values": [1, 2]}}`, "mic\n1\n2\n"},
		"a label of the file": {`{"label": "off, cold", "values": [[1],[2]]}`, "c1,label\n1,\"off, cold\"\n2,\"off, cold\"\n"},
		"values as objects":   {`{"values": [{"a": 1}, {"b": 2}]}`, "a,b\n1,\n,2\n"},
		"array of rows":       {"\xef\xbb\xbf[[1, \"on\"],\n [2, \"\\u00f6ff\"]]", "c1,c2\n1,on\n2,öff\n"},
		"array of numbers":    {"[1, 2.5]\n", "c1\n1\n2.5\n"},
		"array of objects":    {`[{"t": 0, "acc": {"x": 1, "y": 2}}, {"acc": {"y": 4, "x": 3}, "t": 1}]`, "t,acc.x,acc.y\n0,1,2\n1,3,4\n"},
		"lines":               {"{\"t\":0,\"ax\":1}\n\n{\"ax\":null,\"t\":1}\r\n{\"t\":2,\"on\":true}", "t,ax,on\n0,1,\n\n1,,\n2,,1\n"},
		"a broken line":       {"{\"t\":0,\"ax\":1}\n{\"t\":1,\n{\"t\":2,\"ax\":3}\n", "t,ax\n0,1\n\"{\"\"t\"\":1,\"\n2,3\n"},
		"arrays in lines":     {"{\"t\":0,\"acc\":[1,2],\"q\":{\"v\":[3]}}\n{\"acc\":[4,5],\"q\":{\"v\":[6]},\"t\":1}\n", "t,acc.1,acc.2,q.v.1\n0,1,2,3\n1,4,5,6\n"},
		"arrays in objects":   {`[{"t": 0, "acc": [[1, 2], [3]]}, {"t": 1, "acc": [[4, 5], [6]]}]`, "t,acc.1.1,acc.1.2,acc.2.1\n0,1,2,3\n1,4,5,6\n"},
		"a cut last line":     {"{\"t\":0}\n{\"t\":1}\n{\"t\":", "t\n0\n1\n\"{\"\"t\"\":\""},
		"one line":            {"{\"t\":0,\"ax\":1}", "t,ax\n0,1\n"},
		"a row of all nulls":  {"[[null],[1]]", "c1\n\"\"\n1\n"},
	} {
		t.Run(name, func(t *testing.T) { want(t, []byte(c.file), c.text) })
	}
	table := want(t, []byte("{\"t\":0}\n{\"t\":1}\n"), "t\n0\n1\n")
	if place := table.Place(3); place != "line 2" {
		t.Errorf("the second object is in %q", place)
	}
}

// Lines in brackets are what a serial monitor shows, and a log's are no JSON either.
func TestTextInBrackets(t *testing.T) {
	for _, text := range []string{"[1,2,3]\n[4,5,6]\n", "[INFO] boot\n1,2\n", "[12:00:01] 1,2\n", "{1,2,3}\n{4,5,6}\n", "{ax:1,ay:2}\n", "[1.5] 2\n"} {
		if table, found, err := open([]byte(text)); found || err != nil || table != nil {
			t.Errorf("%q: found %v, %v", text, found, err)
		}
	}
}

func TestBadJSON(t *testing.T) {
	const (
		other = `is JSON in another layout; python3 -c "import pandas; pandas.read_json('fan.dat').to_csv('fan-table.csv', index=False)"; or hold a recording as {"payload": {"interval_ms": 10, "sensors": [{"name": "ax", "units": "g"}], "values": [[1], [2]]}}, as an array of rows, or as an object a line`
		rows  = "; write a row as an array of numbers, or as an object of them"
	)
	wide := "[" + strings.Repeat("1,", 1<<16) + "1]"
	for _, c := range []struct{ file, text string }{
		{`{"a": [1` + strings.Repeat(", 1", 64) + `]}`, other},
		{`{"ax": {"0": 1` + strings.Repeat(`, "1": 1, "2": 1`, 40) + `}, "ay": ` + "{" + manyMembers(65) + "}}", other},
		{"{\n \"a\": 1\n}\n", other},
		{"{}", other},
		{`{"payload": {"a": 1}}`, "has no values; " + other[strings.Index(other, "hold"):]},
		{`{"values": []}`, "holds no row; record some rows"},
		{`{"values": [[1], [[2]]]}`, "row 2: a value in the row is an array or an object itself" + rows},
		{`{"values": [[1], [2]`, "row 3: the file ends here, before its time; copy it again, or pass --skip-bad-rows to keep the rows before"},
		{`{"values": [[1], [2 3]]}`, "row 2: the file cannot be read on: it is damaged; write or copy it again"},
		{`{"values": [[1], [01]]}`, "row 2: the file cannot be read on: it is damaged; write or copy it again"},
		{`{"values": [[1]], "interval_ms": 10}`, "row 2: states its interval_ms after the values; write its members in the order of their names: jq -S . FILE > sorted.json"},
		{`{"interval_ms": -5, "values": [[1]]}`, `states "-5" as its interval_ms; state the milliseconds from one row to the next`},
		{"[" + wide + "]", "row 1: the row has more than 65536 values" + rows},
		{`[{"a": 1}, {"a": ` + strings.Repeat(" ", 1<<17) + `2, "b": 3}]`, `row 2: "b" is not among the names of the first rows (["a"]); write the same names in every row, null where there is no value`},
		{`{"payload": ` + strings.Repeat("[", 100), "is JSON that cannot be read: it is nested too deeply; write or copy it again"},
		{"{\"t\":[" + wide + "]}\n{\"t\":[1]}\n", other},
		{"{\"t\":0}\n{\"t\":1" + strings.Repeat(" ", 1<<20) + "}\n", "line 2: the line is longer than 1 MiB; check that it is an object a line"},
		{`{"values": [["` + strings.Repeat("x", 1<<20) + `"]]}`, "row 1: the file cannot be read on: a value in it is longer than 1 MiB; write or copy it again"},
	} {
		wantError(t, []byte(c.file), c.text)
	}
}

func manyMembers(n int) string {
	var members []string
	for i := range n {
		members = append(members, fmt.Sprintf("\"%d\": 1", i))
	}
	return strings.Join(members, ", ")
}

func TestAcquisitionCBOR(t *testing.T) {
	// RFC 8949, appendix A, has the bytes of the values.
	text := func(s string) string { return string([]byte{0x60 + byte(len(s))}) + s }
	name := func(s string) string { return "\xa1" + text("name") + text(s) } // a map of 1
	head := "\xa3" + text("protected") + "\xa0" + text("signature") + text("0") + text("payload") + "\xa3" +
		text("interval_ms") + "\x10" + text("sensors") + "\x82" + name("ax") + name("ay") + text("values")
	values := "\x9f" + // an array that a break ends
		"\x82\x00\x20" + // 0, -1
		"\x82\x18\x64\x38\x63" + // 100, -100
		"\x82\xf9\x3c\x00\xfa\x47\xc3\x50\x00" + // 1.0 in 16 bits, 100000.0 in 32
		"\x9f\xfb\x3f\xf1\x99\x99\x99\x99\x99\x9a\xf6\xff" + // 1.1 in 64 bits, null
		"\x82\xf5\x1b\xff\xff\xff\xff\xff\xff\xff\xff" + // true, 18446744073709551615
		"\x82\x7f\x62ab\x61c\xff\xf9\x7e\x00" + // a text in pieces, NaN
		"\xff"
	rows := "ax,ay\n0,-1\n100,-100\n1,100000\n1.1,\n1,18446744073709551615\nabc,\n"
	for _, prefix := range []string{"", "\xd9\xd9\xf7"} { // the tag of CBOR
		if table := want(t, []byte(prefix+head+values), rows); table.Rate != 62.5 { // 1000 / 16
			t.Errorf("rate %g", table.Rate)
		}
	}
	for _, c := range []struct{ file, text string }{
		{head + "\x81\x82\x00", "row 1: the file ends here, before its time; copy it again, or pass --skip-bad-rows to keep the rows before"},
		{head + "\x9b\xff\xff\xff\xff\xff\xff\xff\xff\x81\x01\x1c", "row 2: the file cannot be read on: it is damaged; write or copy it again"},
		{head + "\x81\x81\x5b\x7f\xff\xff\xff\xff\xff\xff\xff", "row 1: the file cannot be read on: a value in it is longer than 1 MiB; write or copy it again"},
		{head[:12], "is CBOR that ends before its first row; copy it again"},
		{"\xa1" + text("payload") + "\x01", "has no values; " + (`hold a recording as {"payload": {"interval_ms": 10, "sensors": [{"name": "ax", "units": "g"}], "values": [[1], [2]]}}, as an array of rows, or as an object a line`)},
	} {
		wantError(t, []byte(c.file), c.text)
	}
	wantError(t, []byte("\xd9\xd9\xf7\x01"), `is CBOR, but not in Edge Impulse's format; python3 -c "import cbor2, json; json.dump(cbor2.load(open('fan.dat', 'rb')), open('fan-table.json', 'w'))"`)
}
