// Command bigcsv writes a labelled three-axis vibration CSV of at least the
// given number of bytes to standard output: the stream of `make memory`.
package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"strconv"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bigcsv:", err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) != 2 {
		return fmt.Errorf("usage: bigcsv BYTES")
	}
	limit, err := strconv.ParseInt(os.Args[1], 10, 64)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(os.Stdout, 1<<20)
	line := []byte("t,ax,ay,az,label\n")
	var written int64
	for row := int64(0); written < limit; row++ {
		if _, err := w.Write(line); err != nil {
			return err
		}
		written += int64(len(line))
		line = appendRow(line[:0], row)
	}
	return w.Flush()
}

// appendRow is a 27 Hz vibration with a second harmonic that is stronger in
// every fourth minute, at 100 rows a second.
func appendRow(b []byte, row int64) []byte {
	t := float64(row) / 100
	label, harmonic := "normal", 0.2
	if row/6000%4 == 3 {
		label, harmonic = "faulty", 0.8
	}
	noise := float64(row*7919%1009)/1009 - 0.5
	b = strconv.AppendFloat(b, t, 'f', 2, 64)
	for axis := range 3 {
		phase := 2*math.Pi*27*t + float64(axis)
		v := math.Sin(phase) + harmonic*math.Sin(2*phase) + 0.1*noise
		b = append(b, ',')
		b = strconv.AppendFloat(b, v, 'f', 4, 64)
	}
	b = append(b, ',')
	b = append(b, label...)
	return append(b, '\n')
}
