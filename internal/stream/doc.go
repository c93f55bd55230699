// Package stream brings sensor recordings to the device program: it replays
// files row by row, cuts the stream into windows, and injects drift for
// experiments.
//
// # Reading
//
// A [Reader] is used like a bufio.Scanner; its row is reused, and reading a row
// does not allocate. Memory is bounded whatever the file holds: a record of
// more than 1 MiB is an error.
//
// The dialect is found in the first rows: the delimiter (comma, semicolon or
// tab), decimal commas where the delimiter leaves room for them, quoted fields
// as in RFC 4180, LF or CRLF, comment lines that begin with #, and whether there
// is a header (without one the columns are c1, c2, ...). Gzip is recognised by
// its content.
//
// Names and labels are valid UTF-8, whatever the file is written in: UTF-8 and
// UTF-16 with or without a byte order mark, or Windows-1252, which has ISO 8859-1
// in it. The first character beyond ASCII decides between UTF-8 and
// Windows-1252; a row that does not fit what was decided is a bad one.
//
// Columns are found by name and content:
//
//   - time: the first column named t, time, timestamp, datetime, millis or
//     micros, or whose values are ISO 8601 date-times. Numbers are seconds
//     unless the name ends in a unit (t_ms, time[us], timestamp (ns)); values
//     without a named unit that can only be Unix time in milli-, micro- or
//     nanoseconds are taken as that.
//   - label: the first column named label, class, target or mode, else the
//     first one named anomaly.
//   - session: every column named session, file or recording.
//   - channels: the remaining columns whose values are numbers, except columns
//     that annotate the data (anomaly_point, recorded_label, ...) or count the
//     rows (index, or no name).
//
// A new segment starts where time runs backwards, where it jumps by more than
// 3.5 periods, and where a session column changes. No window spans two
// segments.
package stream
