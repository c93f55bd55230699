// Package stream brings sensor recordings to the device program: it replays
// files row by row and cuts the stream into windows.
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
// What each column is, [role.Decide] says of a survey: a sample of the rows at the
// head and, where Options.Again opens the recording once more, in places that are
// spread over all of it. Sensors become channels; a column in doubt is asked about
// where Options.Ask finds somebody, and left out elsewhere.
//
// A new segment starts where time runs backwards, where it jumps by more than
// 3.5 periods, and where a session column changes. No window spans two
// segments.
package stream
