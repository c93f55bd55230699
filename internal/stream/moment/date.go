package moment

// date reads a date, as far as its numbers go.
func (c *scanner) date(p *parts) bool {
	if isLetter(c.at(0)) {
		return c.monthNamed(p)
	}
	n := c.digits()
	switch {
	case n == 8 || n > 8 && n <= compactDigits:
		p.compact, p.order = true, yearFirst
		p.numbers = [3]int{c.number(4), c.number(2), c.number(2)}
		return true
	case n == 4:
		return c.yearNamed(p)
	case n == 1 || n == 2:
		return c.dayFirst(p, n)
	}
	return false
}

// yearNamed reads 2023-01-05 and 2023-Jan-05.
func (c *scanner) yearNamed(p *parts) bool {
	p.order = yearFirst
	p.numbers[0] = c.number(4)
	if p.sep = c.at(0); !separates(p.sep) && p.sep != ' ' {
		return false
	}
	c.i++
	if month, n := c.month(); n > 0 {
		p.order, p.numbers[1] = named, month
	} else if n := c.digits(); n == 0 || n > 2 || p.sep == ' ' {
		return false
	} else {
		p.numbers[1] = c.number(n)
	}
	if c.at(0) != p.sep {
		return false
	}
	c.i++
	n := c.digits()
	if n == 0 || n > 2 {
		return false
	}
	p.numbers[2] = c.number(n)
	return true
}

// dayFirst reads 05/01/2023, whichever of the two is the day, and 5 Jan 2023.
func (c *scanner) dayFirst(p *parts, n int) bool {
	first := c.number(n)
	p.sep = c.at(0)
	if isLetter(p.sep) || p.sep == ' ' && isLetter(c.at(1)) || separates(p.sep) && isLetter(c.at(1)) {
		if !isLetter(p.sep) {
			c.i++
		}
		month, length := c.month()
		if length == 0 {
			return false
		}
		p.order, p.numbers[1], p.numbers[2] = named, month, first
		c.between()
		return c.yearAfter(p)
	}
	if !separates(p.sep) {
		return false
	}
	c.i++
	n = c.digits()
	if n == 0 || n > 2 {
		return false
	}
	second := c.number(n)
	if c.at(0) != p.sep {
		return false
	}
	c.i++
	switch c.digits() {
	case 4:
		p.order, p.numbers = yearLast, [3]int{first, second, c.number(4)}
	case 2:
		p.order, p.numbers = shortYear, [3]int{first, second, c.number(2)}
	default:
		return false
	}
	return true
}

// monthNamed reads Jan 5 2023, Jan-05-2023 and January 5, 2023. Where a time of day
// comes before the year, the year is left at -1.
func (c *scanner) monthNamed(p *parts) bool {
	month, length := c.month()
	if length == 0 {
		return false
	}
	c.between()
	n := c.digits()
	if n == 0 || n > 2 {
		return false
	}
	p.order, p.numbers = named, [3]int{-1, month, c.number(n)}
	from := c.i
	if c.between(); c.looksLikeClock() {
		c.i = from
		return true
	}
	return c.yearAfter(p)
}

// month reads a month's name, of n letters; 0: there is none.
func (c *scanner) month() (month, n int) {
	for isLetter(c.at(n)) {
		n++
	}
	if month = monthOf(c.rest()[:n]); month == 0 {
		return 0, 0
	}
	c.i += n
	return month, n
}

// yearAfter reads a year of four digits, or of two.
func (c *scanner) yearAfter(p *parts) bool {
	switch c.digits() {
	case 4:
		p.numbers[0] = c.number(4)
	case 2:
		p.numbers[0] = fullYear(c.number(2))
	default:
		return false
	}
	return true
}

// between skips what stands between the parts of a date with a name.
func (c *scanner) between() {
	for b := c.at(0); b == ' ' || b == ',' || separates(b); b = c.at(0) {
		c.i++
	}
}

func separates(b byte) bool { return b == '-' || b == '/' || b == '.' }

// fullYear has the pivot of POSIX's strptime: 69 to 99 are of the last century.
func fullYear(short int) int {
	if short < 69 {
		return 2000 + short
	}
	return 1900 + short
}

// daysIn is the length of a month.
func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

func validDate(year, month, day int) bool {
	return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

// civilDays counts the days since 1970-01-01 in the Gregorian calendar: years
// begin in March, so that the leap day comes last.
func civilDays(year, month, day int) int {
	if month <= 2 {
		year, month = year-1, month+12
	}
	const marchToEpoch = 719468 // days from 0000-03-01 to 1970-01-01
	return 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day - 1 - marchToEpoch
}
