package moment

// plain reads yyyy-mm-dd hh:mm:ss with a fraction or without, the form that most
// recordings have, in a third of the time that scan takes; ok is false for all else.
func plain(s []byte, sep byte) (t Instant, ok bool) {
	const length = len("2006-01-02 15:04:05")
	if len(s) < length || s[4] != sep || s[7] != sep || s[10] != ' ' && s[10] != 'T' || s[13] != ':' || s[16] != ':' {
		return t, false
	}
	var bad byte
	two := func(i int) int {
		a, b := s[i]-'0', s[i+1]-'0'
		if a > 9 || b > 9 {
			bad = 1
		}
		return int(a)*10 + int(b)
	}
	year, month, day := two(0)*100+two(2), two(5), two(8)
	hours, minutes, seconds := two(11), two(14), two(17)
	if bad != 0 || !validDate(year, month, day) || hours > 23 || minutes > 59 || seconds > 60 {
		return t, false
	}
	if rest := s[length:]; len(rest) > 0 {
		if len(rest) < 2 || len(rest) > exactDigits+1 || rest[0] != '.' {
			return t, false
		}
		v := 0
		for _, c := range rest[1:] {
			if !isDigit(c) {
				return t, false
			}
			v = v*10 + int(c-'0')
		}
		t.Part = float64(v) / powers[len(rest)-1]
	}
	t.Whole = int64(86400*civilDays(year, month, day) + 3600*hours + 60*minutes + seconds)
	return t, true
}
