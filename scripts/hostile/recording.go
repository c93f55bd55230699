package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
)

// dialect is one of the ways in which recordings are written.
type dialect struct {
	delimiter, point, eol string
	header, quoted, label bool
	time                  func(row int) string // nil: no time column
	above                 string               // what stands above the header
}

var dialects = []dialect{
	{delimiter: ",", point: ".", eol: "\n", header: true, label: true, time: seconds},
	{delimiter: ";", point: ",", eol: "\r\n", header: true, label: true, time: milliseconds},
	{delimiter: "\t", point: ".", eol: "\n", header: true, label: true},
	{delimiter: ",", point: ".", eol: "\n", header: true, quoted: true, label: true, time: stamps},
	{delimiter: ",", point: ".", eol: "\n"},
	{delimiter: " ", point: ".", eol: "\n", header: true, time: seconds},
	{delimiter: ",", point: ".", eol: "\r\n", header: true, label: true, time: seconds, above: "\ufeff# sensor 7\n"},
}

func seconds(row int) string      { return fmt.Sprintf("%d.%02d", row/100, row%100) }
func milliseconds(row int) string { return fmt.Sprint(row * 10) }
func stamps(row int) string {
	return fmt.Sprintf("2024-05-01T10:%02d:%02d.%03dZ", row/6000, row/100%60, row%100*10)
}

// recording writes so many rows of a shaft that shakes three axes, in turns as
// it should and more strongly.
func (d dialect) recording(rows int) []byte {
	var b bytes.Buffer
	b.WriteString(d.above)
	var names []string
	if d.time != nil {
		names = append(names, "t")
	}
	names = append(names, "ax", "ay", "az")
	if d.label {
		names = append(names, "label")
	}
	if d.header {
		d.row(&b, names)
	}
	random := rand.New(rand.NewPCG(1, 0))
	for i := range rows {
		kind := i / 200 % 2
		var fields []string
		if d.time != nil {
			fields = append(fields, strings.ReplaceAll(d.time(i), ".", d.point))
		}
		for axis := range 3 {
			v := (1+0.4*float64(kind))*math.Sin(2*math.Pi*float64(7+3*kind)*float64(i)/100+float64(axis)) + 0.05*random.NormFloat64()
			fields = append(fields, strings.ReplaceAll(fmt.Sprintf("%.4f", v), ".", d.point))
		}
		if d.label {
			fields = append(fields, [...]string{"ok", "worn"}[kind])
		}
		d.row(&b, fields)
	}
	return b.Bytes()
}

func (d dialect) row(b *bytes.Buffer, fields []string) {
	for i, field := range fields {
		if i > 0 {
			b.WriteString(d.delimiter)
		}
		if d.quoted {
			field = `"` + field + `"`
		}
		b.WriteString(field)
	}
	b.WriteString(d.eol)
}

// csvWords are what readers of recordings know.
var csvWords = []string{
	`"`, `""`, `"a""b"`, ",", ",,,,", ";", "\t", "NaN", "inf", "t", "time", "label", "session", "ax", "normal", "#", "\r", "\n\n\n",
	"2024-05-01T10:00:00Z", "2024-13-41", "25:61:61", "1714550000", "1714550000000000000", "-t", "=1+1", "ok", "worn", "<html>", "PK\x03\x04", "\x1f\x8b",
}

// prepareCSV replays broken recordings.
func prepareCSV(*campaign) (func(*try) error, error) {
	seeds := make([][]byte, len(dialects))
	for i, d := range dialects {
		seeds[i] = d.recording(1500)
	}
	return func(t *try) error {
		r := t.random
		name, data := "broken.csv", breakText(r, one(r, seeds...), csvWords)
		if oneIn(r, 10) {
			name, data = "broken.csv.gz", packed(r, data)
		}
		if err := os.WriteFile(t.path(name), data, 0o666); err != nil {
			return err
		}
		args := []string{"bench", name}
		if oneIn(r, 4) {
			args = []string{"bench", machineCSV, one(r, "--train", "--test"), name}
		}
		args = append(args, "--epochs", "1", "--engine", "host")
		for _, more := range [][]string{{"--out", "out"}, {"--seeds", "2"}, {"--skip-bad-rows"}, {"--frontend", one(r, "demean", "spectrum")}, {"--quiet"}, {"--json"}} {
			if oneIn(r, 4) {
				args = append(args, more...)
			}
		}
		_, err := t.check(args...)
		return err
	}, nil
}

// packed compresses a recording, or what is small here and large when it is
// read, and may break that.
func packed(r *rand.Rand, data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	times := 1
	if oneIn(r, 8) {
		data, times = []byte(repeated(one(r, "0", "0,", "\n", "\"", "a,b\n"), maxText)), 50
	}
	for range times {
		z.Write(data) // a Buffer takes everything
	}
	z.Close()
	if oneIn(r, 2) {
		return breakBytes(r, b.Bytes())
	}
	return b.Bytes()
}
