package result

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
)

// readHeader returns the first line's fields as texts.
func (c *csvReader) readHeader() ([]string, error) {
	fields, err := c.read()
	if err == io.EOF {
		return nil, &Error{c.file, 1, "", "the file is empty", "name a file written by bench --out"}
	}
	if err != nil {
		return nil, err
	}
	names := make([]string, len(fields))
	for i, field := range fields {
		names[i] = string(field)
	}
	return names, nil
}

// unknownRun blames the run columns of a line.
func (c *csvReader) unknownRun(fields [][]byte) error {
	problem := fmt.Sprintf("%s lists no run of mode %q on engine %q with seed %q", SummaryFile, clip(string(fields[0])), clip(string(fields[1])), clip(string(fields[2])))
	return c.fault(problem, "keep the files of one run together")
}

// fieldParser takes the fields of a line one after the other and keeps the
// first fault.
type fieldParser struct {
	csv    *csvReader
	fields [][]byte
	header []string
	next   int
	err    error
}

func (p *fieldParser) take() []byte {
	p.next++
	return p.fields[p.next-1]
}

// fail blames the field taken last.
func (p *fieldParser) fail(problem string) {
	if p.err != nil {
		return
	}
	p.err = &Error{p.csv.file, p.csv.line, p.header[p.next-1], problem, "delete this line to read the rest"}
}

// count is a whole number from 0.
func (p *fieldParser) count() int64 {
	text := p.take()
	n, err := strconv.ParseInt(string(text), 10, 64)
	switch {
	case errors.Is(err, strconv.ErrRange):
		p.fail(fmt.Sprintf("%q is out of range", clip(string(text))))
	case err != nil:
		p.fail(fmt.Sprintf("%q is not a whole number", clip(string(text))))
	case n < 0:
		p.fail(fmt.Sprintf("%q is below zero", clip(string(text))))
	}
	return n
}

func (p *fieldParser) float(bits int) float64 {
	text := p.take()
	x, err := strconv.ParseFloat(string(text), bits)
	if err != nil {
		p.fail(fmt.Sprintf("%q is not a number", clip(string(text))))
	}
	return x
}

func (p *fieldParser) float32() float32 { return float32(p.float(32)) }

// optionalFloat returns NaN for an empty field.
func (p *fieldParser) optionalFloat() float64 {
	if len(p.fields[p.next]) == 0 {
		p.next++
		return math.NaN()
	}
	return p.float(64)
}

func (p *fieldParser) flag() bool {
	text := p.take()
	switch string(text) {
	case "0":
		return false
	case "1":
		return true
	}
	p.fail(fmt.Sprintf("%q is neither 0 nor 1", clip(string(text))))
	return false
}

func (p *fieldParser) class(index map[string]int) int {
	text := p.take()
	class, known := index[string(text)]
	if !known {
		p.fail(fmt.Sprintf("%q is not a class in %s", clip(string(text)), SummaryFile))
		return NoLabel
	}
	return class
}
