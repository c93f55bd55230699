// Package layout finds out how the lines of a file make the rows of a table, and
// turns the one into the other: a row a line; a window a line (the archives of
// time series classification, ST's NanoEdge AI Studio); time, sensor and value,
// with a line for each sensor; or lines that are tagged by sensor, in turn.
//
// It stands between the records of a file and its columns: a [Table] reads
// records and gives those of a table with one sample of every channel a row, line
// by line and without keeping more than one row.
package layout
