package report

import (
	"testing"

	"tinyol-sim/internal/result"
)

func TestUnits(t *testing.T) {
	for _, c := range []struct {
		got, want string
	}{
		{share.text(0.5), "50.0 %"},
		{share.text(0.0004), "0.04 %"},
		{share.text(0.00004), "0.004 %"},
		{share.text(0.9997), "99.97 %"},
		{share.text(0), "0.0 %"},
		{share.text(1), "100.0 %"},
		{score.text(-0.0001), "0.000"},
		{quantity.text(0.00312), "0.00312"},
		{quantity.text(0.0000312), "3.12e-05"},
		{quantity.text(1234.5), "1,234"},
		{count.text(42034), "42,034"},
		{count.text(3.5), "3.5"},
		{count.text(-1234), "-1,234"},
		{microseconds.text(324.4), "324 µs"},
		{microseconds.text(84033.6), "84.0 ms"},
		{microseconds.text(2.5e6), "2.50 s"},
		{microseconds.interval(result.Interval{Mean: 20000, Low: 9000, High: 31000}), "20.0 [9.00, 31.0] ms"},
		{rate.interval(result.Interval{Mean: 0.5, Low: 0.4, High: 0.6}), "50.0 [40.0, 60.0] %"},
		{rate.interval(result.Interval{Mean: 0.95, Low: 0.8, High: 1.1}), "95.0 [80.0, 100.0] %"},
		{coefficient.interval(result.Interval{Mean: -3, Low: -9, High: 3}), "-3.000 [-9.000, 1.000]"},
		{quantity.interval(result.Interval{Mean: 0.1, Low: -0.1, High: 0.3}), "0.100 [0, 0.300]"},
		{share.spread(0.006, 0.015), "0.6 to 1.5 %"},
		{bytesOf(1), "1 byte"},
		{bytesOf(1024 * 1024), "1,024 KiB"},
		{bytesOf(1536), "1.5 KiB"},
		{thousands("1234567.891"), "1,234,567.891"},
		{shellLine([]string{"a", "b c", "it's", ""}), `a 'b c' 'it'\''s' ''`},
		{squeeze("fault number 11", 9), "faul…r 11"},
		{clean("a\x1b[31m\x00b\xff"), "a\ufffd[31m\ufffdb\ufffd"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
