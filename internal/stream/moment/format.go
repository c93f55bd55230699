package moment

import "strings"

// Look says what a field may be, whatever else is in its column. Digits alone are a
// number.
func Look(field []byte) Kind {
	p, ok := scan(field, false)
	if !ok || p.clock && !plausibleClock(&p) {
		return None
	}
	if p.order == noDate {
		return Clock
	}
	for _, r := range readings(p.order) {
		if y, m, d := r.of(&p); validDate(y, m, d) {
			return p.kind()
		}
	}
	if p.stopped() {
		return ShortClock
	}
	return None
}

func (p *parts) kind() Kind {
	switch {
	case p.order == noDate:
		return Clock
	case p.clock:
		return DateTime
	case p.order == shortYear:
		return ShortDate
	}
	return Date
}

// reading says which of a date's numbers is which, by index.
type reading struct {
	year, month, day uint8
	words            string
}

var (
	asWritten = []reading{{0, 1, 2, "year-month-day"}}
	longYears = []reading{{2, 1, 0, "day-month-year"}, {2, 0, 1, "month-day-year"}}
	// shortYears have the day first, where nothing tells them apart.
	shortYears = []reading{{2, 1, 0, "day-month-year"}, {2, 0, 1, "month-day-year"}, {0, 1, 2, "year-month-day"}}
)

// readings are those that an order of writing leaves open.
func readings(o order) []reading {
	switch o {
	case yearLast:
		return longYears
	case shortYear:
		return shortYears
	}
	return asWritten
}

func (r reading) of(p *parts) (year, month, day int) {
	year, month, day = p.numbers[r.year], p.numbers[r.month], p.numbers[r.day]
	if p.order == shortYear {
		year = fullYear(year)
	}
	return year, month, day
}

// Format says how the fields of a column are read. The zero value reads nothing.
type Format struct {
	kind    Kind
	order   order
	sep     byte
	reading reading
	bare    bool // digits alone are a date
	minutes bool // two numbers are minutes and seconds
	stops   bool // three numbers with full stops are a time of day

	doubt     string
	rateDoubt bool
	namedZone string
}

// Kind is Date where no field of the sample had a time of day, Clock where none had
// a date, and DateTime else.
func (f *Format) Kind() Kind { return f.kind }

// Doubt says what the sample left open and how it was taken; empty: nothing.
func (f *Format) Doubt() string { return f.doubt }

// RateInDoubt reports a doubt that is about the steps in time, not about the day.
func (f *Format) RateInDoubt() bool { return f.rateDoubt }

// Zone is a zone in the sample that is not looked up, such as CET: times are taken
// as they stand. Empty: there was none.
func (f *Format) Zone() string { return f.namedZone }

// TurnsAtMidnight reports times of day, which begin anew after 24 hours.
func (f *Format) TurnsAtMidnight() bool { return f.kind == Clock && !f.minutes }

// String says in words how fields are read.
func (f *Format) String() string {
	var words []string
	if f.kind != Clock {
		date := f.reading.words
		switch {
		case f.order == named:
			date = "day, month's name and year"
		case f.bare:
			date = "yyyymmdd"
		case f.sep != 0:
			date = strings.ReplaceAll(date, "-", string(f.sep))
		}
		words = append(words, date)
	}
	switch {
	case f.stops:
		words = append(words, "hours.minutes.seconds")
	case f.minutes:
		words = append(words, "minutes:seconds")
	case f.kind == Clock || f.kind == DateTime:
		words = append(words, "hours:minutes:seconds")
	}
	return strings.Join(words, " ")
}

// Seconds reads a field; see Instant. ok is false for what is not of the format.
func (f *Format) Seconds(field []byte) (seconds float64, ok bool) {
	t, ok := f.Instant(field)
	return t.Seconds(), ok
}

// Instant reads a field exactly. A date without a time of day stands for midnight,
// and a time without a zone for UTC.
func (f *Format) Instant(field []byte) (Instant, bool) {
	if f.order == yearFirst && separates(f.sep) {
		if t, ok := plain(field, f.sep); ok {
			return t, true
		}
	}
	p, ok := scan(field, f.bare)
	if f.stops && p.stopped() {
		p.asClock()
	}
	if !ok || f.kind == None || (p.order == noDate) != (f.kind == Clock) {
		return Instant{}, false
	}
	return f.instant(&p)
}

func (f *Format) instant(p *parts) (t Instant, ok bool) {
	if p.order != noDate {
		r := asWritten[0]
		if p.order == f.order {
			r = f.reading
		} else if p.order == yearLast || p.order == shortYear {
			return Instant{}, false
		}
		year, month, day := r.of(p)
		if !validDate(year, month, day) {
			return Instant{}, false
		}
		t.Whole = 86400 * int64(civilDays(year, month, day))
	}
	if !p.clock {
		return t, true
	}
	if !plausibleClock(p) {
		return Instant{}, false
	}
	hours, minutes, seconds := p.hours, p.minutes, p.seconds
	if p.two && (f.minutes || p.fraced) {
		hours, minutes, seconds = 0, hours, minutes
	}
	switch {
	case p.half == 'a' && hours == 12:
		hours = 0
	case p.half == 'p' && hours < 12:
		hours += 12
	}
	t.Whole += int64(3600*hours + 60*minutes + seconds - p.east)
	t.Part = p.fraction
	return t, true
}

// plausibleClock bounds the hours: beside a date they are those of a day.
func plausibleClock(p *parts) bool {
	if p.order == noDate || p.two && p.fraced {
		return p.hours <= mostHours
	}
	return p.hours < 24 || p.hours == 24 && p.minutes == 0 && p.seconds == 0 && p.fraction == 0
}
