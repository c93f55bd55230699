package cli

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// recast FORMAT IN.csv OUT writes a recording again in another format: npy, parquet,
// arff, jsonl, or wav, which takes the numbers but for the time, as float32.
func recast(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: recast FORMAT IN.csv OUT")
	}
	rows, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[1]))).ReadAll()
	ts.Check(err)
	t := castTable{names: rows[0], rows: rows[1:]}
	write := map[string]func(castTable) []byte{"npy": castTable.npy, "parquet": castTable.parquet, "arff": castTable.arff, "jsonl": castTable.jsonLines, "wav": castTable.wav}[args[0]]
	if write == nil {
		ts.Fatalf("unknown format %s", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), write(t), 0o666))
}

// castTable is a recording as text.
type castTable struct {
	names []string
	rows  [][]string
}

// number reports a column of numbers, and is the value of a field in one.
func (t castTable) number(row, column int) (value float64, ok bool) {
	value, err := strconv.ParseFloat(t.rows[row][column], 64)
	return value, err == nil
}

func little(b []byte, v any) []byte {
	b, err := binary.Append(b, binary.LittleEndian, v)
	if err != nil {
		panic(err)
	}
	return b
}

// npy is an array of structures: doubles, and texts of up to eight characters.
func (t castTable) npy() []byte {
	const longest = 8
	var fields []string
	var data []byte
	for i, name := range t.names {
		kind := fmt.Sprintf("<U%d", longest)
		if _, ok := t.number(0, i); ok {
			kind = "<f8"
		}
		fields = append(fields, fmt.Sprintf("('%s', '%s')", name, kind))
	}
	for r, row := range t.rows {
		for i, text := range row {
			if v, ok := t.number(r, i); ok {
				data = little(data, v)
				continue
			}
			letters := make([]int32, longest)
			copy(letters, []rune(text))
			data = little(data, letters)
		}
	}
	header := fmt.Sprintf("{'descr': [%s], 'fortran_order': False, 'shape': (%d,), }\n", strings.Join(fields, ", "), len(t.rows))
	file := little([]byte("\x93NUMPY\x01\x00"), uint16(len(header)))
	return append(append(file, header...), data...)
}

func (t castTable) wav() []byte {
	var data []byte
	channels := 0
	for r := range t.rows {
		channels = 0
		for i := 1; i < len(t.names); i++ {
			if v, ok := t.number(r, i); ok {
				data = little(data, float32(v))
				channels++
			}
		}
	}
	first, _ := t.number(0, 0)
	second, _ := t.number(1, 0)
	rate := uint32(math.Round(1 / (second - first)))
	file := little([]byte("RIFF"), uint32(36+len(data)))
	file = append(file, "WAVEfmt "...)
	file = little(file, uint32(16))
	file = little(file, []uint16{3, uint16(channels)})
	file = little(file, []uint32{rate, rate * uint32(4*channels)})
	file = little(file, []uint16{uint16(4 * channels), 32})
	return append(little(append(file, "data"...), uint32(len(data))), data...)
}

func (t castTable) arff() []byte {
	var b bytes.Buffer
	b.WriteString("% recast\n@relation machine\n")
	for i, name := range t.names {
		kind := "string"
		if _, ok := t.number(0, i); ok {
			kind = "numeric"
		}
		fmt.Fprintf(&b, "@attribute '%s' %s\n", name, kind)
	}
	b.WriteString("@data\n")
	for _, row := range t.rows {
		b.WriteString(strings.Join(row, ",") + "\n")
	}
	return b.Bytes()
}

func (t castTable) jsonLines() []byte {
	var b bytes.Buffer
	for r, row := range t.rows {
		for i, text := range row {
			value, _ := json.Marshal(text)
			if _, ok := t.number(r, i); ok {
				value = []byte(text)
			}
			fmt.Fprintf(&b, "%c%q:%s", "{,"[min(i, 1)], t.names[i], value)
		}
		b.WriteString("}\n")
	}
	return b.Bytes()
}

// parquet is one row group of plain pages: doubles (type 5) and texts (type 6, converted
// type 0). The numbers are those of Thrift's compact protocol.
func (t castTable) parquet() []byte {
	file := []byte("PAR1")
	var schema, chunks []byte
	zigzag := func(b []byte, head byte, n int) []byte { return binary.AppendVarint(append(b, head), int64(n)) }
	name := func(b []byte, text string) []byte { return append(append(b, byte(len(text))), text...) }
	for i, column := range t.names {
		kind, page := 5, []byte(nil)
		for r, row := range t.rows {
			if v, ok := t.number(r, i); ok {
				page = little(page, v)
			} else {
				kind = 6
				page = append(little(page, uint32(len(row[i]))), row[i]...)
			}
		}
		header := zigzag(zigzag(zigzag(nil, 0x15, 0), 0x15, len(page)), 0x15, len(page))
		header = append(zigzag(zigzag(header, 0x2c, 0)[:len(header)+1], 0x15, len(t.rows)), 0x15, 0, 0x15, 6, 0x15, 6, 0, 0)
		begin := len(file)
		file = append(append(file, header...), page...)
		schema = append(name(append(zigzag(zigzag(schema, 0x15, kind), 0x25, 0), 0x18), column), 0x25, 0, 0)
		meta := append(zigzag(nil, 0x15, kind), 0x19, 0x15, 0, 0x19, 0x18)
		meta = zigzag(zigzag(name(meta, column), 0x15, 0), 0x16, len(t.rows))
		meta = zigzag(zigzag(zigzag(meta, 0x16, len(file)-begin), 0x16, len(file)-begin), 0x26, begin)
		chunks = append(append(append(chunks, 0x3c), meta...), 0, 0)
	}
	footer := append(zigzag(nil, 0x15, 1), 0x19, byte((len(t.names)+1)<<4|12), 0x48)
	footer = append(zigzag(name(footer, "schema"), 0x15, len(t.names)), 0)
	footer = append(zigzag(append(footer, schema...), 0x16, len(t.rows)), 0x19, 1<<4|12, 0x19, byte(len(t.names)<<4|12))
	footer = append(append(footer, chunks...), zigzag(zigzag(nil, 0x16, len(file)), 0x16, len(t.rows))...)
	footer = append(footer, 0, 0)
	return append(little(append(file, footer...), uint32(len(footer))), "PAR1"...)
}
