// Package moment reads dates and times as loggers, spreadsheets and boards write
// them. It knows nothing of tables: a caller hands it fields.
//
// [Look] says what one field may be. [Detect] finds the one reading of a column by a
// sample of it, among others which of 05/01/2023 is the day; the [Format] that it
// returns then reads field by field without allocating. An [Instant] keeps whole
// seconds apart from the part of one, so that the difference of two loses nothing.
package moment

// Forms are examples of what is read, for messages.
const Forms = "2023-01-05 12:00:00.5, 5.1.2023 12:00, 1/5/2023 9:00 AM, 5-Jan-2023 or 12:00:00.5"

// Kind is what a field on its own may be.
type Kind uint8

// The kinds.
const (
	None       Kind = iota
	Date            // a day
	ShortDate       // a day whose year has two digits, which a version number may be as well
	Clock           // a time of day, or a time that has gone by
	ShortClock      // a time of day with full stops, 18.00.00, which a version number may be as well
	DateTime        // both
)

// Instant is a point in time: seconds since 1970-01-01 00:00 UTC with a date, since
// midnight or since the start without. Part may be negative, or 1 and more.
type Instant struct {
	Whole int64
	Part  float64
}

// Seconds is the instant as one number, which in our day has steps of 0.24 us.
func (a Instant) Seconds() float64 { return float64(a.Whole) + a.Part }

// Since is the time from b to a in seconds, as exact as both were written.
func (a Instant) Since(b Instant) float64 { return float64(a.Whole-b.Whole) + (a.Part - b.Part) }
