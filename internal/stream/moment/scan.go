package moment

// order is in which order a date is written.
type order uint8

const (
	noDate    order = iota
	yearFirst       // 2023-01-05, 20230105, 2023-Jan-05
	yearLast        // 05/01/2023: day and month, or month and day
	shortYear       // 05/01/23: any order of the three
	named           // 05-Jan-2023, Jan 5 2023: the name says which is the month
)

// parts are what a field says, before it is decided what its numbers mean.
type parts struct {
	order   order
	numbers [3]int // of the date as written; of named and yearFirst: year, month, day
	sep     byte   // between them
	compact bool   // the date is eight digits in a row

	clock    bool
	two      bool // of two numbers: hours and minutes, or minutes and seconds
	hours    int  // or minutes, of two
	minutes  int  // or seconds, of two
	seconds  int
	fraction float64 // of a second
	fraced   bool    // a fraction was written
	half     byte    // 'a' or 'p' of AM and PM; 0: neither

	east      int  // seconds east of Greenwich
	zoned     bool // a zone with a number, or UTC
	namedZone bool // a zone by name, which is not looked up
}

// scanner goes through a field.
type scanner struct {
	s []byte
	i int
}

func (c *scanner) rest() []byte { return c.s[c.i:] }
func (c *scanner) end() bool    { return c.i == len(c.s) }

// at is the byte n further on; 0 where there is none.
func (c *scanner) at(n int) byte {
	if c.i+n < len(c.s) {
		return c.s[c.i+n]
	}
	return 0
}

func (c *scanner) spaces() (n int) {
	for c.at(0) == ' ' {
		c.i++
		n++
	}
	return n
}

func isDigit(b byte) bool  { return b-'0' <= 9 }
func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// digits is how many digits follow.
func (c *scanner) digits() (n int) {
	for isDigit(c.at(n)) {
		n++
	}
	return n
}

// number reads the next n digits.
func (c *scanner) number(n int) (v int) {
	for _, d := range c.s[c.i : c.i+n] {
		v = v*10 + int(d-'0')
	}
	c.i += n
	return v
}

// longest is the longest field that is looked at: "Wednesday, September 05, 2023
// 12:00:00.123456789 PM +02:00" with room to spare.
const longest = 64

// scan takes a field apart. bare allows a date of digits alone, which elsewhere is a
// number.
func scan(field []byte, bare bool) (p parts, ok bool) {
	if len(field) < 4 || len(field) > longest {
		return p, false
	}
	c := scanner{s: field}
	c.weekday()
	if c.looksLikeClock() {
		if !c.clockOf(&p) {
			return p, false
		}
		if c.end() {
			return p, true
		}
		return p, c.separator(&p) && c.date(&p) && c.end()
	}
	if !c.date(&p) {
		return p, false
	}
	if c.end() {
		return p, bare || !p.compact
	}
	if p.compact && isDigit(c.at(0)) {
		return p, bare && c.compactClock(&p) && c.end()
	}
	if !c.separator(&p) {
		return p, false
	}
	if p.order == named && p.numbers[0] < 0 { // Jan 5 12:00:00 2023
		return p, c.clockOf(&p) && c.spaces() > 0 && c.yearAfter(&p) && c.end()
	}
	if p.compact && c.digits() >= 4 {
		return p, c.compactClock(&p) && c.zone(&p) && c.end()
	}
	if !c.looksLikeClock() {
		return p, c.partedClock(&p) && c.end()
	}
	return p, c.clockOf(&p) && c.end()
}

// partedClock reads 08.00.00, 08-00-00 and 08.00 behind a date, where nothing else can
// be meant, and milliseconds behind the seconds.
func (c *scanner) partedClock(p *parts) bool {
	n := c.digits()
	if n == 0 || n > 2 {
		return false
	}
	p.clock, p.hours = true, c.number(n)
	sep := c.at(0)
	if sep != '.' && sep != '-' && sep != '_' {
		return false
	}
	if c.i++; c.digits() != 2 {
		return false
	}
	p.minutes = c.number(2)
	if c.end() && sep == '.' {
		p.two = true
		return p.minutes <= 59
	}
	if c.at(0) != sep {
		return false
	}
	if c.i++; c.digits() != 2 {
		return false
	}
	p.seconds = c.number(2)
	if b := c.at(0); (b == sep || b == '.' || b == ',') && isDigit(c.at(1)) {
		c.i++
		c.fractionOf(p)
	}
	return p.minutes <= 59 && p.seconds <= 60 && c.halfOf(p)
}

// stopped reports a short date, as 18.00.00 is taken apart, that may be a time of day
// with full stops.
func (p *parts) stopped() bool {
	return p.order == shortYear && p.sep == '.' && !p.clock && p.numbers[0] < 24 && p.numbers[1] <= 59 && p.numbers[2] <= 60
}

// asClock makes it one.
func (p *parts) asClock() {
	p.order, p.clock = noDate, true
	p.hours, p.minutes, p.seconds = p.numbers[0], p.numbers[1], p.numbers[2]
}

// looksLikeClock reports digits and a colon.
func (c *scanner) looksLikeClock() bool {
	n := c.digits()
	return n > 0 && c.at(n) == ':'
}

// separator goes on to the time of day behind a date, or the other way round.
func (c *scanner) separator(p *parts) bool {
	from := c.i
	switch b := c.at(0); {
	case b == ',':
		c.i++
		c.spaces()
	case b == ' ':
		c.spaces()
		if b := c.at(0); (b == '-' || b|0x20 == 't') && c.at(1) == ' ' {
			c.i++
			c.spaces()
		}
	case b|0x20 == 't', b == '_', b == '-', b == ':' && p.order == named:
		c.i++
	}
	return c.i > from
}

// weekday skips Mon, Monday and what follows it.
func (c *scanner) weekday() {
	n := 0
	for isLetter(c.at(n)) {
		n++
	}
	if n < 3 || n == len(c.s) || !isWeekday(c.s[:n]) {
		return
	}
	c.i = n
	if b := c.at(0); b == ',' || b == '.' {
		c.i++
	}
	c.spaces()
}
