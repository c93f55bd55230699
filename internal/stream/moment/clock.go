package moment

// compactDigits is yyyymmddHHMMSS with milliseconds.
const compactDigits = 17

// mostHours is the longest time that has gone by, a year and more.
const mostHours = 9999

// clockOf reads h:mm, h:mm:ss, m:ss.s with fraction, half of the day and zone.
func (c *scanner) clockOf(p *parts) bool {
	n := c.digits()
	if n == 0 || n > 4 || c.at(n) != ':' {
		return false
	}
	p.clock = true
	p.hours = c.number(n)
	c.i++
	n = c.digits()
	if n == 0 || n > 2 {
		return false
	}
	p.minutes = c.number(n)
	if p.minutes > 59 {
		return false
	}
	switch b := c.at(0); {
	case b == ':':
		c.i++
		if !c.secondsOf(p) {
			return false
		}
	case n == 1:
		return false // 12:3 is a ratio or a score
	default:
		p.two = true
		if (b == '.' || b == ',') && isDigit(c.at(1)) {
			c.i++
			c.fractionOf(p)
		}
	}
	return c.halfOf(p) && c.zone(p)
}

// secondsOf reads ss, ss.fff, ss,fff and ss:fff.
func (c *scanner) secondsOf(p *parts) bool {
	n := c.digits()
	if n == 0 || n > 2 {
		return false
	}
	p.seconds = c.number(n)
	if p.seconds > 60 {
		return false // 60 is a leap second
	}
	switch b := c.at(0); {
	case (b == '.' || b == ',') && isDigit(c.at(1)):
		c.i++
		c.fractionOf(p)
	case b == '.': // 12:00:00. is what a formatted 12:00:00.000 may be left with
		c.i++
	case b == ':':
		c.i++
		n := c.digits()
		if n == 0 {
			return false
		}
		if n > 3 {
			c.fractionOf(p)
			break
		}
		// Milliseconds that a board printed as a number, with or without zeros.
		p.fraction, p.fraced = float64(c.number(n))/1000, true
	}
	return true
}

// exactDigits of a fraction are read: 10^15 is exact in a float64.
const exactDigits = 15

var powers = [exactDigits + 1]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

func (c *scanner) fractionOf(p *parts) {
	n := c.digits()
	k := min(n, exactDigits)
	p.fraction, p.fraced = float64(c.number(k))/powers[k], true
	c.i += n - k
}

// halfOf reads AM, p.m. and a.
func (c *scanner) halfOf(p *parts) bool {
	from := c.i
	c.spaces()
	b := c.at(0) | 0x20
	if b != 'a' && b != 'p' {
		c.i = from
		return true
	}
	n := 1
	if c.at(n) == '.' {
		n++
	}
	if c.at(n)|0x20 != 'm' || isLetter(c.at(n+1)) {
		c.i = from
		return true
	}
	n++
	if c.at(n) == '.' {
		n++
	}
	c.i += n
	p.half = b
	return p.hours >= 1 && p.hours <= 12
}

// zone reads Z, UTC, GMT+2, +02, +0200 and +02:00, and any other name, which it
// marks as one. [Europe/Berlin] may follow.
func (c *scanner) zone(p *parts) bool {
	from := c.i
	c.spaces()
	n := 0
	for isLetter(c.at(n)) {
		n++
	}
	switch word := c.rest()[:n]; {
	case n == 0:
	case n > 5:
		return false
	case n == 1 && word[0]|0x20 == 'z', sameName(word, "utc"), sameName(word, "gmt"):
		p.zoned = true
		c.i += n
	case n == 1:
		return false
	case monthOf(word) > 0:
		c.i = from // a date follows
		return true
	default:
		p.namedZone = true
		c.i += n
	}
	if b := c.at(0); (b == '+' || b == '-') && isDigit(c.at(1)) {
		if !c.offset(p) {
			return false
		}
	} else if n == 0 {
		c.i = from
		return true
	}
	if c.at(0) == '[' && c.s[len(c.s)-1] == ']' {
		c.i = len(c.s)
	}
	return true
}

func sameName(word []byte, name string) bool { return len(word) == len(name) && sameFold(word, name) }

// offset reads +2, +02, +0200 and +02:00.
func (c *scanner) offset(p *parts) bool {
	sign := 1
	if c.at(0) == '-' {
		sign = -1
	}
	c.i++
	hours, minutes := 0, 0
	switch n := c.digits(); {
	case n == 4:
		hours, minutes = c.number(2), c.number(2)
	case n > 2, n == 1 && !p.zoned: // 12:00+5 is a sum
		return false
	default:
		hours = c.number(n)
		if c.at(0) == ':' {
			c.i++
			if c.digits() != 2 {
				return false
			}
			minutes = c.number(2)
		}
	}
	p.east, p.zoned = sign*(hours*3600+minutes*60), true
	return hours <= 24 && minutes <= 59
}

// compactClock reads HHMM, HHMMSS, HHMMSSmmm and HHMMSS.fff behind a compact date.
func (c *scanner) compactClock(p *parts) bool {
	n := c.digits()
	if n != 4 && n != 6 && n != 9 {
		return false
	}
	p.clock = true
	p.hours, p.minutes = c.number(2), c.number(2)
	if n >= 6 {
		p.seconds = c.number(2)
	}
	if n == 9 {
		c.fractionOf(p)
	} else if b := c.at(0); n == 6 && (b == '.' || b == ',') && isDigit(c.at(1)) {
		c.i++
		c.fractionOf(p)
	}
	return p.hours <= 24 && p.minutes <= 59 && p.seconds <= 60
}
