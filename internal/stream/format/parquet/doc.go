// Package parquet reads the rows of a Parquet file (github.com/apache/parquet-format)
// front to back, in memory that no length in the file decides. It takes flat
// tables: columns that may be null and may stand in groups, but not lists or maps.
//
// A page is the least that is unpacked at a time. Of each column one page and its
// dictionary are kept; together they may take [MostMemory] bytes.
package parquet
