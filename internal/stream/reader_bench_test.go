package stream

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"strconv"
	"testing"

	"tinyol-sim/internal/needs"
)

// fanLike makes rows like those of nxp_fan: ten columns, of which three are
// used.
func fanLike(rows int) []byte {
	var b bytes.Buffer
	b.WriteString("t,ax,ay,az,bx,by,bz,temp,label,session\n")
	for i := range rows {
		fmt.Fprintf(&b, "%.3f,%d,%d,%d,%d,%d,%d,%d,FAN-ON,fan1-vd2\n",
			float64(i)*0.005, i%173-80, i%91-18, 4095+i%59, i%40, i%33-7, i%61, 25+i%4)
	}
	return b.Bytes()
}

func benchmarkReader(b *testing.B, data []byte) {
	rows := 0
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		r, err := NewReader(bytes.NewReader(data), "fan.csv", Options{Columns: []string{"ax", "ay", "az"}})
		if err != nil {
			b.Fatal(err)
		}
		for r.Scan() {
			rows++
		}
		if r.Err() != nil {
			b.Fatal(r.Err())
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkReader(b *testing.B) { benchmarkReader(b, fanLike(50_000)) }

func BenchmarkReaderQuoted(b *testing.B) {
	data := fanLike(50_000)
	data = bytes.ReplaceAll(data, []byte("FAN-ON"), []byte(`"FAN-ON"`))
	benchmarkReader(b, data)
}

func BenchmarkReaderUTF8(b *testing.B) {
	benchmarkReader(b, bytes.ReplaceAll(fanLike(50_000), []byte("FAN-ON"), []byte("Lüfter")))
}

func BenchmarkReader1252(b *testing.B) {
	benchmarkReader(b, bytes.ReplaceAll(fanLike(50_000), []byte("FAN-ON"), []byte("L\xfcfter")))
}

func BenchmarkReaderFanDrift(b *testing.B) {
	data, err := os.ReadFile(needs.Recording(b, "nxp_fan/stream_fan1_to_fan3_drift.csv"))
	if err != nil {
		b.Fatal(err)
	}
	benchmarkReader(b, data)
}

// BenchmarkEncodingCSV is the same work with the standard library.
func BenchmarkEncodingCSV(b *testing.B) {
	data := fanLike(50_000)
	rows := 0
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		c := csv.NewReader(bytes.NewReader(data))
		c.ReuseRecord = true
		c.Read()
		for {
			record, err := c.Read()
			if err == io.EOF {
				break
			}
			for _, column := range []int{0, 1, 2, 3} {
				if _, err := strconv.ParseFloat(record[column], 64); err != nil {
					b.Fatal(err)
				}
			}
			rows++
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
