// Package stream brings sensor recordings to the device program: it replays
// files row by row and cuts the stream into windows.
//
// # Reading
//
// A [Reader] is used like a bufio.Scanner; its row is reused, and reading a row
// does not allocate. Memory is bounded whatever the file holds: a record of
// more than 1 MiB is an error.
//
// Recordings in other formats become text first (package format); Reader.Made says
// what they state beside their rows. Their rate holds where there is no time column.
//
// How a table is written is found in the first rows (package table): the delimiter
// (tab, semicolon, pipe, comma or spaces), decimal commas, quoted fields as in RFC
// 4180, LF or CRLF, comment lines that begin with #, what stands above the header, and
// whether there is one (without one the columns are c1, c2, ...). Lines as serial
// monitors and loggers write them are taken apart first (package form). Gzip is
// recognised by its content.
//
// A channel without a value, or with a word such as NA in its place, is what
// [Options.Missing] says.
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
// Times are dates and times of day in the forms of package moment, in one column or
// two, or numbers: seconds unless the name ends in a unit (t_ms, time[us], timestamp
// (ns)) or they can only be Unix time in milli-, micro- or nanoseconds. [Reader.Doubt]
// says where the unit of others is a guess.
//
// A new segment starts where time runs backwards, where it jumps by more than
// 3.5 periods, where a session column changes, after a row that was left out,
// after a blank line that parts recordings, and where a header stands again. No
// window spans two segments. Times of day go on at midnight.
//
// The period is the usual step from row to row. Where rows share a stamp, as in
// packets or with a clock of whole seconds, it is the time between two stamps over
// the rows of one, and the rows get times in between; so do rows in bursts that
// were stamped as they arrived. Steps are computed from what was written and not
// from Row.Time, which as a float64 cannot tell Unix times apart that are less
// than 0.24 microseconds apart.
package stream
