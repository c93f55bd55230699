// Package format turns recordings that are not text tables into one: WAV, npy
// and npz, Parquet, ARFF, and Edge Impulse's data acquisition format in JSON
// and CBOR become lines of comma-separated values. What holds a recording in
// another form is refused by name, with the command that converts it.
//
// A file is told by its content, never by its name. Rows are read while they
// are asked for, and no length that a file states is believed before it is
// checked: memory stays below 64 MiB whatever the file holds.
//
// The text of a table is UTF-8 in lines that end in LF: a header, then a row a
// line. Numbers are the shortest decimals that give the value back, integers are
// written in full. A value that is missing (null, ?, NaN) is an empty field,
// infinity is inf. An empty line is a break: the rows above and below it do not
// follow each other in time.
package format
