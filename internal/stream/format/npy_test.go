package format_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// npyFile is an array whose header is padded to a multiple of 64 bytes, as NumPy does
// it: 10 bytes before it, and a line end.
func npyFile(descr, order, shape string, data ...any) []byte {
	return npyOf("{'descr': "+descr+", 'fortran_order': "+order+", 'shape': "+shape+", }", data...)
}

func npyOf(dict string, data ...any) []byte {
	for (10+len(dict)+1)%64 != 0 {
		dict += " "
	}
	return joined("\x93NUMPY\x01\x00", uint16(len(dict)+1), dict, "\n", joined(data...))
}

func TestNPY(t *testing.T) {
	for name, c := range map[string]struct {
		file []byte
		text string
	}{
		"series":       {npyFile("'<i2'", "False", "(3,)", int16(1), int16(-2), int16(300)), "c1\n1\n-2\n300\n"},
		"rows":         {npyFile("'<f4'", "False", "(2, 2)", bits32(0.5), bits32(-1), bits32(2), bits32(1e-7)), "c1,c2\n0.5,-1\n2,1e-07\n"},
		"windows":      {npyFile("'|u1'", "False", "(2, 2, 1)", []byte{1, 2, 3, 255}), "c1\n1\n2\n\n3\n255\n"},
		"Fortran":      {npyFile("'|i1'", "True", "(2, 3)", []byte{1, 2, 3, 4, 5, 0xff}), "c1,c2,c3\n1,3,5\n2,4,-1\n"},
		"big endian":   {npyFile("'>u4'", "False", "(1, 2)", []byte{0, 0, 1, 0}, []byte{0xff, 0xff, 0xff, 0xff}), "c1,c2\n256,4294967295\n"},
		"64 bits":      {npyFile("'<u8'", "False", "(2,)", uint64(1<<63), uint64(1)), "c1\n9223372036854775808\n1\n"},
		"truth values": {npyFile("'|b1'", "False", "(2,)", []byte{0, 1}), "c1\n0\n1\n"},
		// 0x3c00 is 1, 0xc000 -2, 0x7bff 65504, 0x0001 2^-24, 0x7c00 infinity.
		"halves": {npyFile("'<f2'", "False", "(5,)", uint16(0x3c00), uint16(0xc000), uint16(0x7bff), uint16(1), uint16(0x7c00)),
			"c1\n1\n-2\n65504\n5.9604645e-08\ninf\n"},
		// 86,400,001 ms are a day and 1 ms.
		"dates": {npyFile("'<M8[ms]'", "False", "(2,)", int64(86400001), int64(-1)), "c1\n1970-01-02T00:00:00.001\n1969-12-31T23:59:59.999\n"},
		"structure": {npyFile("[('t', '<f8'), ('', '|V2'), ('acc', '<i2', (2,)), ('label', '<U2')]", "False", "(1,)",
			0.25, "xx", int16(7), int16(8), uint32('o'), uint32('ö')), "t,acc.1,acc.2,label\n0.25,7,8,oö\n"},
		"Python 2": {npyOf("{'descr': '<i2', 'fortran_order': False, 'shape': (1L,)}", int16(9)), "c1\n9\n"},
		// Of version 2 the length has four bytes: 55 characters and a line end.
		"version 2": {joined("\x93NUMPY\x02\x00", uint32(56), "{'descr': '<i2', 'fortran_order': False, 'shape': (1,)}", "\n", int16(9)), "c1\n9\n"},
	} {
		t.Run(name, func(t *testing.T) { want(t, c.file, c.text) })
	}
}

func TestPlacesOfWindows(t *testing.T) {
	table := want(t, npyFile("'|u1'", "False", "(2, 2, 1)", []byte{1, 2, 3, 4}), "c1\n1\n2\n\n3\n4\n")
	for line, place := range map[int]string{1: "", 2: "window 1, row 1", 3: "window 1, row 2", 5: "window 2, row 1", 6: "window 2, row 2"} {
		if got := table.Place(line); got != place {
			t.Errorf("line %d is %q, want %q", line, got, place)
		}
	}
}

func TestBadNPY(t *testing.T) {
	const (
		reshape = "; bring it into the shape [rows], [rows, channels] or [windows, rows, channels] with numpy.ascontiguousarray and reshape, and save it under another name"
		numbers = "; save it as numbers: numpy.save with a float32 array, under another name"
		again   = "is a NumPy array that cannot be read: its header is not that of an array; save it again with numpy.save, under another name"
	)
	for _, c := range []struct {
		file []byte
		text string
	}{
		{npyFile("'|O'", "False", "(3,)", "\x80\x04"), "is a NumPy array of Python objects" + numbers},
		{npyFile("'<c8'", "False", "(3,)"), "is a NumPy array of complex numbers" + numbers},
		{npyFile("'<f4'", "False", "()"), "is a NumPy array that has the shape []" + reshape},
		{npyFile("'<f4'", "False", "(1, 1, 1, 1)"), "is a NumPy array that has the shape [1 1 1 1]" + reshape},
		{npyFile("'<f4'", "False", "(3, 100000)"), "is a NumPy array that has the shape [3 100000], rows of more than 65536 values" + reshape},
		{npyFile("'<f4'", "True", "(2, 2, 2)"), "is a NumPy array that has the shape [2 2 2] in Fortran order, in which windows are not read" + reshape},
		{npyFile("'<f4'", "False", "(0, 3)"), "is a NumPy array that has the shape [0 3], in which there is no value" + reshape},
		{npyFile("'<f4'", "False", "(4611686018427387904, 4)"), again},
		{npyFile("'<f4'", "False", "(-1, 4)"), again},
		{npyFile("'<S0'", "False", "(1,)"), again},
		{joined("\x93NUMPY\x02\x00", uint32(0xffffffff), "{"), again},
		{npyOf(strings.Repeat("[", 500)), again},
		{[]byte("\x93NUMPY\x01\x00\x40\x00{'descr"), "is a NumPy array that ends in its header; copy it again"},
		{npyFile("'<f4'", "True", "(2, 2)", bits32(1)), "is a NumPy array that ends before its last column; copy it again"},
		{npyFile("'<i2'", "False", "(2,)", int16(1), []byte{2}), "row 2: the array ends here, before its time; copy it again, or pass --skip-bad-rows to keep the rows before"},
	} {
		wantError(t, c.file, c.text)
	}
}

// npzFile is an archive of arrays; names and arrays alternate.
func npzFile(t *testing.T, method uint16, members ...any) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: members[i].(string) + ".npy", Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(members[i+1].([]byte)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestNPZ(t *testing.T) {
	rows := npyFile("'|u1'", "False", "(2, 2)", []byte{1, 2, 3, 4})
	windows := npyFile("'|u1'", "False", "(2, 2, 1)", []byte{1, 2, 3, 4})
	long := npyFile("'<f8'", "False", "(9,)", make([]byte, 72))
	labels := npyFile("'<U2'", "False", "(2,)", uint32('o'), uint32('k'), uint32('n'), uint32(0))
	codes := npyFile("'<i8'", "False", "(2, 1)", int64(0), int64(1))
	rate := npyFile("'<f8'", "False", "()", 62.5)
	series := npyFile("'<f8'", "False", "(2,)", 0.5, 1.0)
	other := npyFile("'|u1'", "True", "(2, 1)", []byte{7, 9})
	objects := npyFile("'|O'", "False", "(1,)", "\x80\x04")
	for name, c := range map[string]struct {
		members []any
		text    string
		rate    float64
		note    string
	}{
		"alone":                 {[]any{"x", rows}, "c1,c2\n1,2\n3,4\n", 0, ""},
		"rows over series":      {[]any{"t", long, "x", rows, "names", objects}, "c1,c2\n1,2\n3,4\n", 0, `reads the array "x" of 2`},
		"labels of rows":        {[]any{"y", labels, "x", rows, "fs", rate}, "c1,c2,label\n1,2,ok\n3,4,n\n", 62.5, `reads the array "x" with labels from "y"`},
		"series side by side":   {[]any{"t", series, "ax", other, "y", codes, "n", rate}, "t,ax,label\n0.5,7,0\n1,9,1\n", 0, `reads the array "t" with labels from "y"`},
		"a row and a column":    {[]any{"t", npyFile("'<f8'", "False", "(1, 2)", 0.5, 1.0), "ax", other}, "t,ax\n0.5,7\n1,9\n", 0, ""},
		"rows and their time":   {[]any{"x", rows, "time", series}, "c1,c2,time\n1,2,0.5\n3,4,1\n", 0, ""},
		"rows and another one":  {[]any{"x", rows, "z", series}, "c1,c2\n1,2\n3,4\n", 0, `reads the array "x" of 2`},
		"series of two lengths": {[]any{"z", series, "ax", long}, "c1\n0\n0\n0\n0\n0\n0\n0\n0\n0\n", 0, `reads the array "ax" of 2`},
		"labels of windows": {[]any{"X_train", windows, "y_train", codes},
			"c1,label\n1,0\n2,0\n\n3,1\n4,1\n", 0, `reads the array "X_train" with labels from "y_train"`},
	} {
		t.Run(name, func(t *testing.T) {
			for _, method := range []uint16{zip.Store, zip.Deflate} {
				table := want(t, npzFile(t, method, c.members...), c.text)
				if table.Rate != c.rate || strings.Join(table.Notes, "") != c.note {
					t.Errorf("rate %g, notes %q", table.Rate, table.Notes)
				}
			}
		})
	}
}

func TestBadNPZ(t *testing.T) {
	rows := npyFile("'|u1'", "False", "(1, 2)", []byte{1, 2})
	whole := npzFile(t, zip.Store, "x", rows)
	damaged := bytes.Replace(whole, []byte("\n\x01\x02"), []byte("\n\x01\x03"), 1)
	wantError(t, damaged, "is a NumPy archive that is damaged (zip: checksum error); copy it again")
	wantError(t, whole[:len(whole)-3], "is a NumPy archive that is damaged (zip: not a valid zip file); copy it again")
	wantError(t, npzFile(t, zip.Store, "x", npyFile("'|O'", "False", "(1,)")),
		"is a NumPy archive without an array of numbers; save the recording as an array of [rows, channels]")
	fortran := npyFile("'|u1'", "True", "(2, 2)", []byte{1, 2, 3, 4})
	wantError(t, npzFile(t, zip.Store, "x", fortran),
		`is a NumPy archive whose array "x" is in Fortran order; save it with numpy.ascontiguousarray, under another name`)
	var many []any
	for i := range 1025 {
		many = append(many, fmt.Sprint("a", i), rows)
	}
	wantError(t, npzFile(t, zip.Store, many...), "is a NumPy archive of 1025 arrays; save the recording and its labels alone")
}
