package replay

import "testing"

func TestRatesOfRecordings(t *testing.T) {
	for _, c := range []struct {
		first, other float64 // Hz; 0: unknown
		note, err    string
		doubt        string // about the other
	}{
		{
			first: 100, other: 0.1, doubt: "the unit of time is not known: 0.1 Hz if seconds, 100 Hz if milliseconds",
			err: "b.csv: rows come at 0.1 Hz, those of a.csv at 100 Hz, and of b.csv the unit of time is not known: 0.1 Hz if seconds, 100 Hz if milliseconds; name its time column with the unit, such as time_ms, or pass --rate 100 if both come like that",
		},
		{first: 100, other: 100},
		{first: 100, other: 100.05},
		{first: 0, other: 0},
		{first: 100, other: 104, note: "b.csv: rows come at 104 Hz, those of a.csv at 100 Hz; they go together as if the rates were equal, --resample makes them so"},
		{first: 100, other: 50, err: "b.csv: rows come at 50 Hz, those of a.csv at 100 Hz, so that a window of both is not the same time; pass --resample 50, or --rate where the time is wrong"},
		{first: 0, other: 50, note: "a.csv does not say how fast its rows come: they are taken to come as those of b.csv, at 50 Hz"},
		{first: 100, other: 0, note: "b.csv does not say how fast its rows come: they are taken to come as those of a.csv, at 100 Hz"},
	} {
		var said string
		in := NewInputs(nil, func(text string) { said += text })
		period := func(hertz float64) float64 {
			if hertz == 0 {
				return 0
			}
			return 1 / hertz
		}
		err := in.SameRate(Rate{"a.csv", period(c.first), ""}, Rate{"b.csv", period(c.other), c.doubt})
		text := ""
		if err != nil {
			text = err.Error()
		}
		if said != c.note || text != c.err {
			t.Errorf("%v and %v Hz: note %q, error %q", c.first, c.other, said, text)
		}
	}
}
