package result

import (
	"fmt"
	"io"
)

// recordReader is what StepReader and AssessmentReader have in common: lines
// that begin with the run they belong to, read until the end or an error.
type recordReader struct {
	csv    *csvReader
	file   io.Closer // nil when the caller owns the input
	runs   *runFinder
	header []string
	run    int // of the line that was read
	// executed says that its window was, on an emulated core.
	executed bool
	parse    func(p *fieldParser)
	parser   fieldParser // kept here, so that a line allocates nothing
	err      error
}

// Scan reads the next record; false at the end and at an error.
func (r *recordReader) Scan() bool {
	if r.err != nil {
		return false
	}
	fields, err := r.csv.read()
	if err == nil {
		err = r.line(fields)
	}
	r.err = err
	return err == nil
}

// line finds the run of a line and hands its other fields to parse.
func (r *recordReader) line(fields [][]byte) error {
	if len(fields) != len(r.header) {
		return r.csv.fault(fmt.Sprintf("%d fields, the header has %d", len(fields), len(r.header)), "delete this line to read the rest")
	}
	if r.run, r.executed = r.runs.find(fields[0], fields[1], fields[2]); r.run < 0 {
		return r.csv.unknownRun(fields)
	}
	r.parser = fieldParser{csv: r.csv, fields: fields, header: r.header, next: len(runColumns)}
	r.parse(&r.parser)
	return r.parser.err
}

// Err returns the first error, nil at the end of the file.
func (r *recordReader) Err() error {
	if r.err == io.EOF {
		return nil
	}
	return r.err
}

// Close closes the file, if the reader opened it.
func (r *recordReader) Close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}
