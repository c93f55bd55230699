package moment

import (
	"math"
	"strings"
	"testing"
	"time"
)

func fields(texts ...string) (list [][]byte) {
	for _, t := range texts {
		list = append(list, []byte(t))
	}
	return list
}

// Every form that is read, beside what package time makes of its fields.
func TestFormsAgreeWithPackageTime(t *testing.T) {
	for _, c := range []struct{ layout, words, texts string }{
		{"2006-01-02 15:04:05", "year-month-day hours:minutes:seconds", "2013-12-02 21:15:00|2000-02-29 23:59:59"},
		{time.RFC3339Nano, "year-month-day hours:minutes:seconds", "1970-01-01T00:00:00Z|1999-12-31T23:59:59.123456789Z|2024-03-01T00:00:00+05:30"},
		{"2006-01-02T15:04:05-0700", "year-month-day hours:minutes:seconds", "2024-03-01T00:00:00-0800|2020-12-31T23:59:59.999999+0000"},
		{"2006-01-02 15:04:05-07", "year-month-day hours:minutes:seconds", "2024-03-01 06:07:08+02"},
		{"2006-01-02t15:04:05z", "year-month-day hours:minutes:seconds", "0001-01-01t00:00:00z"},
		{"2006-01-02T15:04", "year-month-day hours:minutes:seconds", "2026-07-04T12:30"},
		{time.DateOnly, "year-month-day", "1900-03-01|2024-02-29"},
		{"2006/01/02", "year/month/day", "2100/02/28"},
		{"2006.1.2 15:04:05", "year.month.day hours:minutes:seconds", "2023.1.5 09:05:00"},
		{"2006-1-2 15:4:5", "year-month-day hours:minutes:seconds", "2023-1-5 9:05:00|2023-1-5 9:5:7"},
		{"2006-01-02 15:04:05 UTC", "year-month-day hours:minutes:seconds", "2023-01-05 12:00:00 UTC"},
		{"2006-01-02T15:04:05Z07:00[Europe/Berlin]", "year-month-day hours:minutes:seconds", "2023-01-05T12:00:00+01:00[Europe/Berlin]"},
		{"2006/1/2-15:04:05", "year/month/day hours:minutes:seconds", "2023/1/5-12:00:00"},
		{"2.1.2006", "day.month.year", "5.1.2023|31.12.2023"},
		{"02.01.2006 15:04", "day.month.year hours:minutes:seconds", "05.01.2023 12:00"},
		{"2/1/2006 15:04:05", "day/month/year hours:minutes:seconds", "13/3/2004 0:00:00|10/03/2004 18:00:00"},
		{"1/2/2006 3:04:05 PM", "month/day/year hours:minutes:seconds", "1/13/2023 9:05:00 AM|1/13/2023 12:05:00 AM|1/13/2023 12:05:00 PM|2/1/2023 1:05:00 PM"},
		{"1/2/2006, 3:04:05 PM", "month/day/year hours:minutes:seconds", "1/13/2023, 9:05:00 PM"},
		{"1/2/06 15:04", "month/day/year hours:minutes:seconds", "1/13/23 9:05|2/28/68 9:05|2/28/69 9:05"},
		{"2.1.06 15:04", "day.month.year hours:minutes:seconds", "13.1.23 9:05"},
		{"06-01-02 15:04", "year-month-day hours:minutes:seconds", "23-01-31 9:05|23-02-01 9:05"},
		{"02-Jan-2006", "day, month's name and year", "05-Jan-2023|29-FEB-2024"},
		{"2 January 2006 15:04:05", "day, month's name and year hours:minutes:seconds", "5 September 2023 1:02:03"},
		{"02Jan2006", "day, month's name and year", "05Jan2023"},
		{"02Jan06:15:04:05", "day, month's name and year hours:minutes:seconds", "05Jan23:12:00:01"},
		{"02/Jan/2006:15:04:05 -0700", "day, month's name and year hours:minutes:seconds", "10/Oct/2000:13:55:36 -0700"},
		{"Jan 2 2006", "day, month's name and year", "Jan 5 2023|Dec 31 1999"},
		{"January 2, 2006 3:04 PM", "day, month's name and year hours:minutes:seconds", "January 5, 2023 9:05 PM"},
		{"Jan-02-2006", "day, month's name and year", "Jan-05-2023"},
		{"2006-Jan-02 15:04:05", "day, month's name and year hours:minutes:seconds", "2023-Jan-05 12:00:00"},
		{time.ANSIC, "day, month's name and year hours:minutes:seconds", "Thu Jan  5 12:00:00 2023|Thu Jan 12 12:00:00 2023"},
		{time.RFC1123, "day, month's name and year hours:minutes:seconds", "Thu, 05 Jan 2023 12:00:00 UTC"},
		{"Monday, 2 January 2006", "day, month's name and year", "Thursday, 5 January 2023"},
		{"15:04:05 2/1/2006", "day/month/year hours:minutes:seconds", "12:00:01 13/1/2023"},
		{"20060102T150405", "year-month-day hours:minutes:seconds", "20230105T120001"},
		{"20060102 150405.000Z", "year-month-day hours:minutes:seconds", "20230105 120001.250Z"},
		{"2.1.2006 15.04.05", "day.month.year hours:minutes:seconds", "14.5.2023 08.00.00|14.5.2023 23.59.59"},
		{"2.1.2006 15.04", "day.month.year hours:minutes:seconds", "14.5.2023 08.00|14.5.2023 23.59"},
		{"2006-01-02_15-04-05", "year-month-day hours:minutes:seconds", "2023-05-04_08-00-00|2023-12-31_23-59-59"},
		{"2006-01-02-15-04-05.000", "year-month-day hours:minutes:seconds", "2023-05-04-08-00-00.250"},
		{"2006-01-02_15_04_05", "year-month-day hours:minutes:seconds", "2023-05-04_08_00_00"},
		{"02-01-2006-15-04-05", "day-month-year hours:minutes:seconds", "14-05-2023-08-00-00"},
		{"20060102_15:04", "year-month-day hours:minutes:seconds", "20230105_12:01"},
	} {
		texts := strings.Split(c.texts, "|")
		f, ok := Detect(fields(texts...))
		if !ok || f.String() != c.words || f.Doubt() != "" {
			t.Errorf("%q: %v, %q, doubt %q; want %q", texts, ok, f.String(), f.Doubt(), c.words)
		}
		for _, text := range texts {
			want, err := time.Parse(c.layout, text)
			if err != nil {
				t.Fatal(err)
			}
			got, ok := f.Instant([]byte(text))
			if exact := float64(want.Nanosecond()) / 1e9; !ok || got.Whole != want.Unix() || math.Abs(got.Part-exact) > 1e-15 {
				t.Errorf("%s: %+v %v, want %d %v", text, got, ok, want.Unix(), exact)
			}
			if kind := Look([]byte(text)); kind != f.Kind() && kind != ShortDate {
				t.Errorf("%s: looks like %d, its column is %d", text, kind, f.Kind())
			}
		}
	}
}

func TestEveryDayOfFourCenturies(t *testing.T) {
	f, _ := Detect(fields("1801-01-01"))
	day := time.Date(1801, 1, 1, 0, 0, 0, 0, time.UTC)
	for range 400*365 + 97 {
		if got, ok := f.Seconds([]byte(day.Format(time.DateOnly))); !ok || got != float64(day.Unix()) {
			t.Fatalf("%s: %f %v, want %d", day.Format(time.DateOnly), got, ok, day.Unix())
		}
		day = day.AddDate(0, 0, 1)
	}
}

// Times without a date, in seconds: 3600 h + 60 min + s.
func TestClocks(t *testing.T) {
	for text, want := range map[string]float64{
		"00:00:00": 0, "21:15:00.25": 76500.25, "9:05:00": 32700, "9:5:7": 32707,
		"12:00:00:123": 43200.123, "12:00:00,123": 43200.123, "12:00:00:5": 43200.005, "12:00:00:000250": 43200.00025, "12:00:00.": 43200,
		"9:05:00 AM": 32700, "9:05 PM": 75900, "12:00:30 am": 30, "12:00:30 p.m.": 43230, "1:00:00PM": 46800,
		"25:00:00": 90000, "100:00:00.5": 360000.5, "9999:59:59": 35999999,
		"02:03.5": 123.5, "75:00.25": 4500.25, "12:00:00Z": 43200, "12:00:00+02:00": 36000,
	} {
		f, ok := Detect(fields(text))
		got, read := f.Seconds([]byte(text))
		if !ok || !read || got != want || f.Kind() != Clock || f.Doubt() != "" {
			t.Errorf("%s: %v %v %v, kind %d, doubt %q; want %v", text, got, ok, read, f.Kind(), f.Doubt(), want)
		}
	}
}

func TestHoursAndMinutesOrMinutesAndSeconds(t *testing.T) {
	for _, c := range []struct {
		name    string
		texts   []string
		want    float64 // of the last
		doubted bool
	}{
		{"turns at 24", []string{"22:50", "23:50", "00:50"}, 50 * 60, false},
		{"turns at 60", []string{"58:50", "59:50", "00:50"}, 50, false},
		{"a fraction", []string{"00:49", "00:49.5"}, 49.5, false},
		{"half of the day", []string{"1:50 PM"}, 13*3600 + 50*60, false},
		{"nothing tells", []string{"00:49", "00:50"}, 50 * 60, true},
		{"both go on", []string{"75:00", "76:00"}, 76 * 60, true},
	} {
		f, ok := Detect(fields(c.texts...))
		got, _ := f.Seconds([]byte(c.texts[len(c.texts)-1]))
		if !ok || got != c.want || f.RateInDoubt() != c.doubted || f.Doubt() != "" != c.doubted {
			t.Errorf("%s: %v, doubt %q; want %v, %v", c.name, got, f.Doubt(), c.want, c.doubted)
		}
	}
}

func TestDayOrMonth(t *testing.T) {
	for _, c := range []struct {
		name, texts, words string
		doubted            bool
	}{
		{"above 12", "01/02/2023|13/02/2023", "day/month/year", false},
		{"second above 12", "01/02/2023|01/13/2023", "month/day/year", false},
		// As days 86400 s each, as months 31, 28, 31 days.
		{"even as days", "01/02/2023|02/02/2023|03/02/2023|04/02/2023", "day/month/year", false},
		{"even as months", "02/01/2023|02/02/2023|02/03/2023|02/04/2023", "month/day/year", false},
		// As days the second is a month before the first.
		{"rising", "01/12/2023|02/11/2023", "month/day/year", false},
		// A day's step, or one of a month.
		{"denser", "01/02/2023|02/02/2023", "day/month/year", false},
		{"one day", "03/04/2023|03/04/2023", "day/month/year", true},
		{"one day, AM", "03/04/2023 9:00 AM", "month/day/year hours:minutes:seconds", true},
		{"dots", "03.04.2023", "day.month.year", false},
		{"dots of the month", "03.14.2023", "month.day.year", false},
		{"short", "03/04/05", "day/month/year", true},
		{"short year first", "31-01-05", "day-month-year", true},
		{"short, even", "23-01-05|23-01-06|23-01-07|23-01-08", "year-month-day", false},
	} {
		f, ok := Detect(fields(strings.Split(c.texts, "|")...))
		if !ok || f.String() != c.words || f.Doubt() != "" != c.doubted || f.RateInDoubt() {
			t.Errorf("%s: %v, %q, doubt %q; want %q, %v", c.name, ok, f.String(), f.Doubt(), c.words, c.doubted)
		}
	}
}

func TestDigitsAlone(t *testing.T) {
	for texts, want := range map[string]int64{
		"20230105|20230106":                   time.Date(2023, 1, 6, 0, 0, 0, 0, time.UTC).Unix(),
		"202301051200|202301051201":           time.Date(2023, 1, 5, 12, 1, 0, 0, time.UTC).Unix(),
		"20230105120000|20230105120001.5":     time.Date(2023, 1, 5, 12, 0, 1, 0, time.UTC).Unix(),
		"20230105120000000|20230105120001250": time.Date(2023, 1, 5, 12, 0, 1, 0, time.UTC).Unix(),
	} {
		list := fields(strings.Split(texts, "|")...)
		f, ok := DetectBare(list)
		if got, _ := f.Instant(list[1]); !ok || got.Whole != want {
			t.Errorf("%s: %d %v, want %d", texts, got.Whole, ok, want)
		}
		if _, ok := Detect(list); ok || Look(list[0]) != None {
			t.Errorf("%s was taken for time where it may be a number", texts)
		}
	}
	for _, texts := range []string{
		"20230105|20230105", "20231305|20231306", "20230131|20230132", "12345678|12345679", "1|2", "1700000000000|1700000000010", "20230105|7",
	} {
		if f, ok := DetectBare(fields(strings.Split(texts, "|")...)); ok {
			t.Errorf("%s was taken for %s", texts, f.String())
		}
	}
}

func TestNoMoments(t *testing.T) {
	for _, text := range []string{
		"", "2013", "2013-13-01", "2013-00-01", "2013-02-29", "2013-01-32", "2013-01/02", "2013-01-01X00:00:00", "2013-01-01T",
		"2013-01-01T25:00:00", "2013-01-01T24:00:01", "2013-01-01T00:61:00", "2013-01-01T00:00:99", "2013-01-01T00:00:00Q", "12:3", "a2:30:00",
		"2013-01-01T00:00:00+", "2013-01-01T00:00:00+5", "2013-01-01T00:00:00+05:", "FAN-OFF", "00000:00:00", "12:61", "13:00 PM",
		"1.2.3", "1.2.3.4", "192.168.0.10", "10:4", "3.14", "-5", "1e5", "Jan", "May 5", "Jan 32 2023", "05-Foo-2023", "Mon", "12:00:00 horses",
		"aa:bb:cc:dd", "12:00:00:", "20230105T12", "2023-01-05 12", "5 Jan", "Jan 5 12:00:00", "5-Jan-202", "12:00:0005/01/2023", "v1.2-beta", "2023-W05-3", "+12:00:00",
		strings.Repeat("2023-01-05 ", 9),
	} {
		if k := Look([]byte(text)); k != None {
			t.Errorf("%q looks like %d", text, k)
		}
		if f, ok := Detect(fields(text)); ok {
			t.Errorf("%q was taken for %s", text, f.String())
		}
	}
}

func TestZonesByNameAreToldOf(t *testing.T) {
	f, ok := Detect(fields("2023-01-05 12:00:00 UTC", "2023-01-05 12:00:00 CET"))
	if got, _ := f.Seconds([]byte("1970-01-01 12:00:00 CET")); !ok || f.Zone() != "CET" || got != 43200 {
		t.Errorf("zone %q, %v; want CET, 43200", f.Zone(), got)
	}
}

// Of a column that most fields decide the others are refused, one by one.
func TestTheMajorityDecides(t *testing.T) {
	f, ok := Detect(fields("2023-01-05 12:00:00", "", "later", "2023-01-05 12:00:01"))
	if !ok || f.String() != "year-month-day hours:minutes:seconds" {
		t.Fatalf("%v, %q", ok, f.String())
	}
	for text, want := range map[string]bool{
		"later": false, "": false, "12:00:00": false, "05/01/2023 12:00:00": false, "2023-01-06": true, "6 Jan 2023 12:00": true,
	} {
		if _, ok := f.Instant([]byte(text)); ok != want {
			t.Errorf("%q: %v, want %v", text, ok, want)
		}
	}
	if _, ok := Detect(fields("2023-01-05", "a", "b")); ok {
		t.Error("one date in three was taken for a column of dates")
	}
	if _, ok := Detect(nil); ok {
		t.Error("nothing was taken for a column of dates")
	}
}

// A nanosecond is 2^-9 of what a float64 of Unix time can tell.
func TestDifferencesAreExact(t *testing.T) {
	f, _ := Detect(fields("2023-11-14T22:13:20.000000001Z"))
	a, _ := f.Instant([]byte("2023-11-14T22:13:20.000000001Z"))
	b, _ := f.Instant([]byte("2023-11-14T22:13:20.000000002Z"))
	if got := b.Since(a); math.Abs(got-1e-9) > 1e-24 {
		t.Errorf("%v, want 1e-09", got)
	}
	if a.Seconds() != b.Seconds() {
		t.Error("the test shows nothing: one number tells the two apart, too")
	}
}

func TestReadingDoesNotAllocate(t *testing.T) {
	f, _ := Detect(fields("13/01/2023 9:05:00.250 PM"))
	field := []byte("13/01/2023 9:05:00.250 PM")
	if n := testing.AllocsPerRun(100, func() { f.Seconds(field) }); n != 0 {
		t.Errorf("%v allocations a field", n)
	}
}

func BenchmarkInstant(b *testing.B) {
	field := []byte("2023-01-05 09:05:00.250")
	f, _ := Detect([][]byte{field})
	for b.Loop() {
		f.Instant(field)
	}
}

// Whatever a field holds, nothing panics, a format reads what it was detected by in
// the same way at any time, and what looks like time can be read.
func FuzzDetect(f *testing.F) {
	for _, s := range []string{
		"2023-01-05 12:00:00.5Z", "5.1.23", "Thu Jan  5 12:00:00 2023", "12:00:00:123", "1/13/2023, 9:05 PM CET", "20230105120000", "45:00.5", "12:00+02:00[x]", "0:0:0 1-1-1",
	} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		list := fields(a, b)
		for _, s := range list {
			if quick, ok := plain(s, '-'); ok {
				slow := Format{kind: DateTime, order: yearFirst, reading: asWritten[0]}
				if got, ok := slow.Instant(s); !ok || got != quick {
					t.Errorf("%q is %v by the short way, and %v", s, quick, got)
				}
			}
		}
		for _, detect := range []func([][]byte) (Format, bool){Detect, DetectBare} {
			format, ok := detect(list)
			for _, s := range list {
				seconds, read := format.Seconds(s)
				if again, same := format.Seconds(s); again != seconds || same != read {
					t.Errorf("%q is %v and %v", s, seconds, again)
				}
				if read && (math.IsNaN(seconds) || math.Abs(seconds) > 1e12) {
					t.Errorf("%q is %v seconds", s, seconds)
				}
				if ok && format.String() == "" {
					t.Errorf("%q: a format without words", list)
				}
			}
		}
		if _, ok := Detect(fields(a)); ok != (Look([]byte(a)) != None) {
			t.Errorf("%q: looks like %d, detected: %v", a, Look([]byte(a)), ok)
		}
	})
}

// Three numbers with full stops are a time of day where all may be one and some are no
// date, and a date or a version elsewhere.
func TestTimesOfDayWithFullStops(t *testing.T) {
	for _, c := range []struct {
		texts, words string
		last         float64 // in seconds
	}{
		{"18.00.00|19.00.00|23.59.59", "hours.minutes.seconds", 86399},
		{"10.11.12|10.11.13|10.33.00", "hours.minutes.seconds", 37980}, // no month or day is 33
		{"1.2.03|31.12.03", "day.month.year", 1072828800},              // 2003-12-31
	} {
		f, ok := Detect(fields(strings.Split(c.texts, "|")...))
		last := c.texts[strings.LastIndexByte(c.texts, '|')+1:]
		if at, read := f.Seconds([]byte(last)); !ok || !read || f.String() != c.words || at != c.last {
			t.Errorf("%s: %v as %q, %s is %v", c.texts, ok, f.String(), last, at)
		}
	}
	if k := Look([]byte("18.00.00")); k != ShortClock {
		t.Errorf("18.00.00 looks like %d", k)
	}
	for _, text := range []string{"24.00.00", "1.60.00", "10.0.0.1", "2023-05-04-08", "2023-05-04_8-0-0", "04.05.2023 8.1"} {
		if k := Look([]byte(text)); k != None {
			t.Errorf("%s looks like %d", text, k)
		}
	}
}
