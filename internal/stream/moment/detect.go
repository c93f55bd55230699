package moment

import (
	"fmt"
	"slices"
)

// Detect finds how to read a column by a sample of its fields, in their order. ok is
// false where no format reads more than half of those that are not empty. Digits
// alone are numbers; see DetectBare.
func Detect(samples [][]byte) (f Format, ok bool) { return detect(samples, false) }

// DetectBare is Detect for a column that is known to hold time: yyyymmdd,
// yyyymmddHHMM and yyyymmddHHMMSS are read, where every field of the sample is a
// date of the years 1900 to 2099 and not all are the same.
func DetectBare(samples [][]byte) (f Format, ok bool) {
	f, ok = detect(samples, true)
	if !ok || !f.bare {
		return f, ok
	}
	differ := false
	for _, s := range samples {
		t, ok := f.Instant(s)
		if len(s) > 0 && (!ok || t.Whole < firstBare || t.Whole >= endBare) {
			return Format{}, false
		}
		differ = differ || string(s) != string(samples[0])
	}
	return f, differ
}

var firstBare, endBare = int64(civilDays(1900, 1, 1)) * 86400, int64(civilDays(2100, 1, 1)) * 86400

func detect(samples [][]byte, bare bool) (f Format, ok bool) {
	var seen []parts
	fields := 0
	for _, s := range samples {
		if len(s) == 0 {
			continue
		}
		fields++
		p, ok := scan(s, bare)
		if !ok || p.clock && !plausibleClock(&p) {
			continue
		}
		seen = append(seen, p)
		if p.namedZone && f.namedZone == "" {
			f.namedZone = zoneIn(s)
		}
	}
	if f.bare = bare && slices.ContainsFunc(seen, func(p parts) bool { return p.compact }); len(seen) == 0 {
		return Format{}, false
	}
	if f.stops = haveStops(seen); f.stops {
		for i := range seen {
			seen[i].asClock()
		}
	}
	f.kind, f.order = commonest(seen)
	seen = slices.DeleteFunc(seen, func(p parts) bool { return p.order != f.order })
	f.chooseTwo(seen)
	f.chooseReading(seen)
	read := 0
	for i := range seen {
		if _, ok := f.instant(&seen[i]); ok {
			read++
		}
	}
	return f, 2*read > fields
}

// haveStops reports times of day with full stops: all may be such, and one is no date.
func haveStops(seen []parts) bool {
	no := func(p parts) bool { return !p.stopped() }
	date := func(p parts) bool {
		return slices.ContainsFunc(readings(p.order), func(r reading) bool { return validDate(r.of(&p)) })
	}
	return !slices.ContainsFunc(seen, no) && slices.ContainsFunc(seen, func(p parts) bool { return !date(p) })
}

// zoneIn is the last word of letters.
func zoneIn(s []byte) string {
	end := len(s)
	for end > 0 && !isLetter(s[end-1]) {
		end--
	}
	start := end
	for start > 0 && isLetter(s[start-1]) {
		start--
	}
	return string(s[start:end])
}

// commonest is the way of writing that most of a sample has.
func commonest(seen []parts) (kind Kind, of order) {
	var count [named + 1]int
	for i := range seen {
		count[seen[i].order]++
	}
	for o, n := range count {
		if n > count[of] {
			of = order(o)
		}
	}
	if of == noDate {
		return Clock, of
	}
	if slices.ContainsFunc(seen, func(p parts) bool { return p.order == of && p.clock }) {
		return DateTime, of
	}
	return Date, of
}

// chooseTwo decides whether two numbers are hours and minutes, or minutes and
// seconds: a fraction is one of seconds, hours turn at 24, minutes at 60.
func (f *Format) chooseTwo(seen []parts) {
	two, most, turns := false, 0, false
	for i := range seen {
		p := &seen[i]
		if !p.two {
			continue
		}
		if two = true; p.fraced {
			f.minutes = true
		}
		if p.half != 0 {
			turns = true
		}
		if i > 0 && seen[i-1].hours == 23 && p.hours == 0 {
			turns = true
		}
		most = max(most, p.hours)
	}
	if !two || f.minutes || f.kind != Clock || turns && most <= 23 {
		return
	}
	if f.minutes = most > 24; f.minutes && most < 60 {
		return
	}
	f.rateDoubt = true
	f.doubt = "two numbers with a colon between are read as hours and minutes; write minutes and seconds as 00:mm:ss"
	if f.minutes {
		f.doubt = "two numbers with a colon between are read as minutes and seconds; write hours and minutes as hh:mm:00"
	}
}

// chooseReading decides which number of the dates is the day: as no other reading
// has only days that there are, else as the times rise in even steps.
func (f *Format) chooseReading(seen []parts) {
	if f.order == noDate {
		return
	}
	f.sep = seen[0].sep
	var best []reading
	var bestScore score
	for _, r := range readings(f.order) {
		trial := *f
		trial.reading = r
		s := trial.score(seen)
		if c := s.compare(bestScore); len(best) == 0 || c > 0 {
			best, bestScore = []reading{r}, s
		} else if c == 0 {
			best = append(best, r)
		}
	}
	f.reading = best[0]
	if len(best) == 1 || f.sep == '.' {
		return
	}
	// Where the day is halved into AM and PM, the month mostly comes first.
	if slices.Contains(best, longYears[1]) && slices.ContainsFunc(seen, func(p parts) bool { return p.half != 0 }) {
		f.reading = longYears[1]
	}
	f.doubt = fmt.Sprintf("dates are read as %s, and nothing tells them from %s; write them as year-month-day", f.words(f.reading), f.others(best))
}

func (f *Format) words(r reading) string {
	g := *f
	g.kind, g.reading = Date, r
	return g.String()
}

// others are the readings beside the one that was taken.
func (f *Format) others(best []reading) (text string) {
	for _, r := range best {
		if r == f.reading {
			continue
		}
		if text != "" {
			text += " or "
		}
		text += f.words(r)
	}
	return text
}

// score says how well a reading suits a sample.
type score struct {
	valid, falling, even int
	span                 float64 // of all steps, in seconds
}

// muchDenser is how many times longer a recording has to be by another reading, for
// the shorter one to be taken: a day's step is likelier than one of a year.
const muchDenser = 4

func (s score) compare(t score) int {
	switch {
	case s.valid != t.valid:
		return s.valid - t.valid
	case s.falling != t.falling:
		return t.falling - s.falling
	case s.even != t.even:
		return s.even - t.even
	case muchDenser*s.span < t.span:
		return 1
	case muchDenser*t.span < s.span:
		return -1
	}
	return 0
}

// nearlyEven is how far a step may be from the median one, as a part of it.
const nearlyEven = 0.01

func (f *Format) score(seen []parts) (s score) {
	var steps []float64
	var last Instant
	for i := range seen {
		t, ok := f.instant(&seen[i])
		if !ok {
			continue
		}
		if s.valid > 0 {
			step := t.Since(last)
			if step < 0 {
				s.falling++
			} else if step > 0 {
				steps = append(steps, step)
				s.span += step
			}
		}
		s.valid++
		last = t
	}
	slices.Sort(steps)
	for _, step := range steps {
		if d := step - steps[len(steps)/2]; d <= nearlyEven*step && -d <= nearlyEven*step {
			s.even++
		}
	}
	return s
}
