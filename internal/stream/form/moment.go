package form

import "strings"

// scanMoment returns the length of the time of day that s begins with, with or
// without a date before it; 0 where there is none. What a date means is for the
// reader to say: here it only has to look like one.
func scanMoment(s []byte) int {
	n := scanDate(s)
	if n > 0 {
		if n == len(s) || s[n] != ' ' && s[n] != 'T' && s[n] != 't' {
			return 0
		}
		n++
	}
	clock := scanClock(s[n:])
	if clock == 0 {
		return 0
	}
	return n + clock
}

// isMoment reports a time of day and nothing else, with or without a date before it.
func isMoment(s []byte) bool { return len(s) > 0 && scanMoment(s) == len(s) }

// scanDate scans three numbers with the same sign between them.
func scanDate(s []byte) int {
	n := scanDigits(s, 4)
	if n == 0 || n == len(s) || s[n] != '-' && s[n] != '/' && s[n] != '.' {
		return 0
	}
	sign := s[n]
	middle := scanDigits(s[n+1:], 2)
	n += 1 + middle
	if middle == 0 || n >= len(s) || s[n] != sign {
		return 0
	}
	last := scanDigits(s[n+1:], 4)
	if last == 0 {
		return 0
	}
	return n + 1 + last
}

// scanClock scans h:mm:ss, with a fraction, AM or PM, or a zone.
func scanClock(s []byte) int {
	n := scanDigits(s, 2)
	if n == 0 {
		return 0
	}
	for range 2 {
		if len(s) < n+3 || s[n] != ':' || !digit(s[n+1]) || !digit(s[n+2]) {
			return 0
		}
		n += 3
	}
	if len(s) > n+1 && (s[n] == '.' || s[n] == ',' || s[n] == ':') && digit(s[n+1]) {
		n += 1 + scanDigits(s[n+1:], 9)
	}
	return n + scanZone(s[n:])
}

func scanZone(s []byte) int {
	switch {
	case len(s) >= 3 && s[0] == ' ' && (s[1]|0x20 == 'a' || s[1]|0x20 == 'p') && s[2]|0x20 == 'm':
		return 3
	case len(s) >= 2 && (s[0]|0x20 == 'a' || s[0]|0x20 == 'p') && s[1]|0x20 == 'm':
		return 2
	case len(s) >= 1 && s[0]|0x20 == 'z':
		return 1
	case len(s) >= 6 && (s[0] == '+' || s[0] == '-') && s[3] == ':' && scanDigits(s[1:], 2) == 2 && scanDigits(s[4:], 2) == 2:
		return 6
	}
	return 0
}

// scanDigits returns how many digits s begins with, at most so many.
func scanDigits(s []byte, most int) int {
	n := 0
	for n < len(s) && n < most && digit(s[n]) {
		n++
	}
	return n
}

// scanDayOfMonth scans the date without a year that a system log begins its lines
// with, and the space behind it: "May  3 ". The time of day tells the rest.
func scanDayOfMonth(s []byte) int {
	const months = "janfebmaraprmayjunjulaugsepoctnovdec"
	if len(s) < 7 || s[3] != ' ' || s[0] > 'Z' {
		return 0
	}
	if at := strings.Index(months, strings.ToLower(string(s[:3]))); at < 0 || at%3 != 0 {
		return 0
	}
	n := 4
	if s[n] == ' ' {
		n++
	}
	day := scanDigits(s[n:], 2)
	if n += day; day == 0 || n >= len(s) || s[n] != ' ' {
		return 0
	}
	return n + 1
}
