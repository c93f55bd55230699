package wording

import (
	"testing"

	"tinyol-sim/internal/result"
)

func TestUnits(t *testing.T) {
	for _, c := range []struct {
		got, want string
	}{
		{Share.Text(0.5), "50.0 %"},
		{Share.Text(0.0004), "0.04 %"},
		{Share.Text(0.00004), "0.004 %"},
		{Share.Text(0.9997), "99.97 %"},
		{Share.Text(0), "0.0 %"},
		{Share.Text(1), "100.0 %"},
		{Score.Text(-0.0001), "0.000"},
		{Quantity.Text(0.00312), "0.00312"},
		{Quantity.Text(0.0000312), "3.12e-05"},
		{Quantity.Text(1234.5), "1,234"},
		{Count.Text(42034), "42,034"},
		{Count.Text(3.5), "3.5"},
		{Count.Text(-1234), "-1,234"},
		{Microseconds.Text(324.4), "324 µs"},
		{Microseconds.Text(84033.6), "84.0 ms"},
		{Microseconds.Text(2.5e6), "2.50 s"},
		{Microseconds.Interval(result.Interval{Mean: 20000, Low: 9000, High: 31000}), "20.0 [9.00, 31.0] ms"},
		{Rate.Interval(result.Interval{Mean: 0.5, Low: 0.4, High: 0.6}), "50.0 [40.0, 60.0] %"},
		{Rate.Interval(result.Interval{Mean: 0.95, Low: 0.8, High: 1.1}), "95.0 [80.0, 100.0] %"},
		{Coefficient.Interval(result.Interval{Mean: -3, Low: -9, High: 3}), "-3.000 [-9.000, 1.000]"},
		{Quantity.Interval(result.Interval{Mean: 0.1, Low: -0.1, High: 0.3}), "0.100 [0, 0.300]"},
		{Share.Spread(0.006, 0.015), "0.6 to 1.5 %"},
		{BytesOf(1), "1 byte"},
		{BytesOf(1024 * 1024), "1,024 KiB"},
		{BytesOf(1536), "1.5 KiB"},
		{Thousands("1234567.891"), "1,234,567.891"},
		{ShellLine([]string{"a", "b c", "it's", ""}), `a 'b c' 'it'\''s' ''`},
		{Squeeze("fault number 11", 9), "faul…r 11"},
		{Clean("a\x1b[31m\x00b\xff"), "a\ufffd[31m\ufffdb\ufffd"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// A label called after a measure does not change how its own are written.
func TestUnitForGoesByTheMeasure(t *testing.T) {
	below := result.Interval{Low: -0.5}
	for key, want := range map[string]float64{"classification.kappa": -0.5, "anomaly.auc.kappa": 0, "no measure": 0} {
		if got := UnitFor(key, result.UnitScore).Within(below).Low; got != want {
			t.Errorf("%s is cut at %g, want %g", key, got, want)
		}
	}
	above := result.Interval{High: 1.5}
	for key, want := range map[string]float64{"deadline.utilisation": 1.5, "anomaly.false_alarm_rate": 1} {
		if got := UnitFor(key, result.UnitFraction).Within(above).High; got != want {
			t.Errorf("%s is cut at %g, want %g", key, got, want)
		}
	}
}

func TestInteger(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 107100: "107,100", 1234567: "1,234,567"} {
		if got := Integer(n); got != want {
			t.Errorf("Integer(%d) = %q, want %q", n, got, want)
		}
	}
}
