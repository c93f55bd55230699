package format_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// thriftList is the head of a list of up to 14 structs, and its fields' heads are the
// step of the id and the type: 5 and 6 are integers, 8 texts, 9 lists, 12 structs.
func thriftList(n int) string { return string([]byte{byte(n<<4 | 12)}) }

// zigzag writes an integer that fits a byte.
func zigzag(n int) string { return string([]byte{byte(n << 1)}) }

// handmade is a file of one INT32 column "ax" that may be null, in one page of version
// 1 without compression: 7, null, -2.
func handmade(path string, size, values, levels int) []byte {
	// The levels 1, 0, 1 are one group of eight bits (header 1<<1|1), lowest first: 0b101.
	page := joined(uint32(2), []byte{3, byte(levels)}, int32(7), int32(-2))
	header := "\x15" + zigzag(0) + "\x15" + zigzag(size) + "\x15" + zigzag(len(page)) + // kind, sizes
		"\x2c\x15" + zigzag(values) + "\x15" + zigzag(0) + "\x15" + zigzag(3) + "\x15" + zigzag(3) + "\x00\x00" // values, encodings
	chunk := "\x15" + zigzag(1) + "\x19\x15" + zigzag(0) + "\x19\x18\x02ax" + // type, encodings, path
		"\x15" + zigzag(0) + "\x16" + zigzag(3) + "\x16" + zigzag(40) + "\x16" + zigzag(len(header)+len(page)) +
		"\x26" + zigzag(4) + "\x00" // codec, values, sizes, and where the page is: after the magic
	group := "\x19" + thriftList(1) + path + "\x3c" + chunk + "\x00" + "\x16" + zigzag(40) + "\x16" + zigzag(3) + "\x00"
	if path != "" { // the step from field 1 to 3
		group = strings.Replace(group, path+"\x3c", path+"\x2c", 1)
	}
	footer := "\x15" + zigzag(1) + "\x19" + thriftList(2) +
		"\x48\x06schema\x15" + zigzag(1) + "\x00" + // name, number of columns
		"\x15" + zigzag(1) + "\x25" + zigzag(1) + "\x18\x02ax\x00" + // INT32, optional, name
		"\x16" + zigzag(3) + "\x19" + thriftList(1) + group + "\x00" // rows, groups
	return joined("PAR1", header, page, footer, uint32(len(footer)), "PAR1")
}

func TestParquetByHand(t *testing.T) {
	want(t, handmade("", 14, 3, 5), "ax\n7\n\"\"\n-2\n")
	for _, c := range []struct {
		file   []byte
		text   string
		before string
	}{
		{handmade("\x18\x01f", 14, 3, 5), `is a Parquet file that keeps the column "ax" in another file, or encrypted; python3 -c "import pandas; pandas.read_parquet('fan.dat').to_csv('fan-table.csv', index=False)"`, ""},
		{handmade("", 13, 3, 5), `row 1: is a Parquet file that cannot be read: the column "ax": it is damaged; copy it again`, "ax\n"},
		{handmade("", 14, 2, 5), `row 3: is a Parquet file that cannot be read: the column "ax": it has fewer values than there are rows; copy it again`, "ax\n7\n\"\"\n"},
		{handmade("", 14, 3, 7), `row 3: is a Parquet file that cannot be read: the column "ax": it is damaged; copy it again`, "ax\n7\n-2\n"},
	} {
		if before := wantError(t, c.file, c.text); before != c.before {
			t.Errorf("before it %q, want %q", before, c.before)
		}
	}
	whole := handmade("", 14, 3, 5)
	wantError(t, whole[:len(whole)-1], "is a Parquet file that ends before its time; copy it again")
	long := bytes.Clone(whole)
	binary.LittleEndian.PutUint32(long[len(long)-8:], 0xfffffff0)
	wantError(t, long, "is a Parquet file that cannot be read: it is damaged; copy it again")
}

// A list of 2^40 elements is refused before there is room for it.
func TestHostileFooter(t *testing.T) {
	footer := "\x15\x02\x19\xfc\x80\x80\x80\x80\x80\x20"
	file := joined("PAR1", footer, uint32(len(footer)), "PAR1")
	wantError(t, file, "is a Parquet file that cannot be read: it is damaged; copy it again")
}

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name+".parquet"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Files of DuckDB: the values by the arithmetic of the query.
func TestParquetOfDuckDB(t *testing.T) {
	var b strings.Builder
	b.WriteString("i,u,f,d,n,label,ts,day,price,long,even,s.x\n")
	for i := range 40 {
		half, label := "", ""
		if i%5 != 0 {
			half = fmt.Sprint(float64(i) / 2)
		}
		if i%3 != 0 {
			label = fmt.Sprint("l", i%4)
		}
		day, month := i+1, 1
		if day > 31 {
			day, month = day-31, 2
		}
		price := fmt.Sprintf("%.2f", float64(i)*-1.25)
		if i == 0 {
			price = "0.00"
		}
		fmt.Fprintf(&b, "%d,%d,%v,%v,%s,%s,2024-01-01T00:00:00.%02d0000Z,2024-%02d-%02dT00:00:00,%s,%.4f,%d,%d\n",
			i, i%3, float64(i)/4, float64(i)/8, half, label, i, month, day, price, float64(i)*1.5, 1-i%2, 2*i)
	}
	for _, name := range []string{"snappy", "zstd", "gzip", "lz4", "v2"} {
		t.Run(name, func(t *testing.T) { want(t, fixture(t, "duckdb-"+name), b.String()) })
	}
	convert := `; python3 -c "import pandas; pandas.read_parquet('fan.dat').to_csv('fan-table.csv', index=False)"`
	wantError(t, fixture(t, "duckdb-nested"), `is a Parquet file that has nested values in the column "l"`+convert)
	wantError(t, fixture(t, "duckdb-brotli"), "is a Parquet file that is compressed with Brotli"+convert)
}

// Files of arrow-rs: encodings by differences, by bytes, by lengths; small pages and
// groups.
func TestParquetOfArrow(t *testing.T) {
	var b strings.Builder
	b.WriteString("i,f,d,label\n")
	for k := range 300 {
		label := ""
		if k%3 != 0 {
			label = fmt.Sprint("label ", k%7)
		}
		fmt.Fprintf(&b, "%d,%v,%v,%s\n", k*k-300, float64(k)/4, float64(k)/8, label)
	}
	for _, name := range []string{"default", "delta", "pages"} {
		t.Run(name, func(t *testing.T) { want(t, fixture(t, "arrow-"+name), b.String()) })
	}
}
