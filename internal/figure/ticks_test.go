package figure

import (
	"strings"
	"testing"

	"gonum.org/v1/plot"
)

func labels(ticks []plot.Tick) string {
	var out []string
	for _, t := range ticks {
		if t.Label != "" {
			out = append(out, strings.ReplaceAll(t.Label, powerMark, "^"))
		}
	}
	return strings.Join(out, " ")
}

func TestLinearTicks(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		wanted    int
		want      string
	}{
		{0, 1, 4, "0.00 0.25 0.50 0.75 1.00"},
		{0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0"},
		{0, 10704, 5, "0 2,500 5,000 7,500 10,000"},
		{0, 15, 3, "0 5 10 15"},
		{0, 10, 4, "0.0 2.5 5.0 7.5 10.0"},
		{0, 0.004, 4, "0.000 0.001 0.002 0.003 0.004"},
		{0, 250, 5, "0 50 100 150 200 250"},
		{0.0201, 0.0212, 4, "0.0205 0.0210"},
	} {
		if got := labels(linearTicks(c.low, c.high, c.wanted)); got != c.want {
			t.Errorf("%g to %g: %q, want %q", c.low, c.high, got, c.want)
		}
	}
}

func TestLogTicks(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      string
	}{
		{0.0008, 0.3, "0.001 0.01 0.1"},
		{0.01, 0.5, "0.01 0.02 0.05 0.1 0.2 0.5"},
		{1e-6, 1e-2, "10^−6 10^−5 10^−4 10^−3 10^−2"},
		{2e-5, 9e-5, "2·10^−5 3·10^−5 5·10^−5 7·10^−5"},
		{0.0201, 0.0212, "0.0205 0.0210"},
	} {
		if got := labels(logTicks(c.low, c.high)); got != c.want {
			t.Errorf("%g to %g: %q, want %q", c.low, c.high, got, c.want)
		}
	}
}
