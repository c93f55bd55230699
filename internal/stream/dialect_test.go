package stream

import (
	"bytes"
	"compress/gzip"
	"slices"
	"strings"
	"testing"
)

// All of these hold the same table.
var sameTable = map[string]string{
	"comma":                     "t,ax,ay,label\n0,1.5,-2,on\n1,3,4e1,off\n",
	"semicolon":                 "t;ax;ay;label\n0;1.5;-2;on\n1;3;4e1;off\n",
	"tab":                       "t\tax\tay\tlabel\n0\t1.5\t-2\ton\n1\t3\t4e1\toff\n",
	"decimal comma":             "t;ax;ay;label\n0;1,5;-2;on\n1;3,0;4e1;off\n",
	"decimal comma, tab":        "t\tax\tay\tlabel\n0\t1,5\t-2\ton\n1\t3,0\t4e1\toff\n",
	"CRLF":                      "t,ax,ay,label\r\n0,1.5,-2,on\r\n1,3,4e1,off\r\n",
	"no end of line":            "t,ax,ay,label\n0,1.5,-2,on\n1,3,4e1,off",
	"CR at the end":             "t,ax,ay,label\n0,1.5,-2,on\n1,3,4e1,off\r",
	"byte order mark":           "\xef\xbb\xbft,ax,ay,label\n0,1.5,-2,on\n1,3,4e1,off\n",
	"quoted":                    "\"t\",\"ax\",\"ay\",\"label\"\n\"0\",\"1.5\",\"-2\",\"on\"\n\"1\",3,\"4e1\",\"off\"\n",
	"quoted, CRLF":              "\"t\",\"ax\",\"ay\",\"label\"\r\n\"0\",\"1.5\",\"-2\",\"on\"\r\n1,\"3\",\"4e1\",\"off\"\r\n",
	"quoted, CRLF behind plain": "t,ax,ay,label\r\n\"0\",1.5,-2,on\r\n\"1\",3,4e1,off\r\n",
	"quoted line end, CRLF":     "t,\"note\r\nto self\",ax,ay,label\r\n0,\"a\r\nb\",1.5,-2,on\r\n1,c,3,4e1,off\r\n",
	"quoted, at the end":        "t,ax,ay,label\n0,1.5,-2,on\n1,3,4e1,\"off\"",
	"quoted decimal comma":      "t;ax;ay;label\n0;\"1,5\";-2;on\n1;\"3,0\";\"4e1\";off\n",
	"spaces":                    " t , ax, ay ,label \n 0 , 1.5,\t-2 , on\n 1, 3, \"4e1\",off  \n",
	"comments":                  "# fan\n#,;\n\nt,ax,ay,label\n# first\n0,1.5,-2,on\n\n   \n#\n1,3,4e1,off\n# end",
	"plus signs":                "t,ax,ay,label\n+0,+1.5,-2,on\n1,+3,4E+1,off\n",
	"quoted line end":           "t,\"note\nto self\",ax,ay,label\n0,\"a\nb\",1.5,-2,on\n1,\"c,\"\"d\"\"\",3,4e1,off\n",
	"empty last column":         "t,ax,ay,label,\n0,1.5,-2,on,\n1,3,4e1,off,\n",
}

func TestDialects(t *testing.T) {
	for name, text := range sameTable {
		t.Run(name, func(t *testing.T) { checkSameTable(t, text) })
	}
}

func TestGzip(t *testing.T) {
	pack := func(text string) string {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write([]byte(text))
		z.Close()
		return b.String()
	}
	whole := sameTable["byte order mark"]
	checkSameTable(t, pack(whole))
	cut := strings.Index(whole, "1.5")
	checkSameTable(t, pack(whole[:cut])+pack(whole[cut:])) // as cat a.gz b.gz makes it
}

func checkSameTable(t *testing.T, text string) {
	t.Helper()
	r, rows := readAll(t, text, Options{})
	if got := r.Columns(); !slices.Equal(got, []string{"ax", "ay"}) {
		t.Fatalf("channels %q", got)
	}
	if r.TimeColumn() != "t" || r.LabelColumn() != "label" || len(rows) != 2 {
		t.Fatalf("time %q, label %q, %d rows", r.TimeColumn(), r.LabelColumn(), len(rows))
	}
	if x, y := column(rows, 0), column(rows, 1); !slices.Equal(x, []float32{1.5, 3}) || !slices.Equal(y, []float32{-2, 40}) {
		t.Errorf("values %v and %v", x, y)
	}
	if rows[0].Time != 0 || rows[1].Time != 1 {
		t.Errorf("times %v, %v", rows[0].Time, rows[1].Time)
	}
	if got := labels(r, rows); !slices.Equal(got, []string{"on", "off"}) {
		t.Errorf("labels %q", got)
	}
}

func TestHeaders(t *testing.T) {
	for text, want := range map[string][]string{
		"1,2,3\n4,5,6\n":             {"c1", "c2", "c3"},
		"1,2,on\n4,5,off\n":          {"c1", "c2"},
		"nan,1\n2,3\n":               {"c1", "c2"}, // data, with a missing value
		"ax,ay\n1,2\n":               {"ax", "ay"},
		"ax,on\n1,on\n":              {"ax"},
		"1x,2x\n1,2\n":               {"1x", "2x"},
		"2024-01-01,5\n2024-01-02\n": nil, // ragged
		"7":                          {"c1"},
		"7;8":                        {"c1", "c2"},
		"1,5;2,5\n":                  {"c1", "c2"},
	} {
		r, err := NewReader(strings.NewReader(text), "fan.csv", Options{})
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		for r.Scan() {
		}
		if want == nil {
			if r.Err() == nil {
				t.Errorf("%q: no error", text)
			}
		} else if r.Err() != nil || !slices.Equal(r.Columns(), want) {
			t.Errorf("%q: %v, channels %q, want %q", text, r.Err(), r.Columns(), want)
		}
	}
}

func TestLineNumbers(t *testing.T) {
	_, rows := readAll(t, "# a\nx,note\n\n1,a\n2,\"b\nc\"\n#\n3,d\r\n\r\n4,e", Options{})
	want := []int{4, 5, 8, 10}
	for i, row := range rows {
		if row.Number != int64(i+1) || row.Line != want[i] {
			t.Errorf("row %d: number %d, line %d, want line %d", i+1, row.Number, row.Line, want[i])
		}
	}
}
