package role

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// sensors and what is wrong with each: kind and value.
var sensors = map[string]struct {
	cell at
	kind Kind
	at   float64
}{
	"nothing":               {noise(1, 0, 1), "", 0},
	"ADC":                   {rounded(1, noise(2, 2048, 300)), "", 0},
	"8 bits":                {rounded(1, noise(3, 26, 1.2)), "", 0},
	"sine":                  {rounded(1, func(i int) any { return 100.4 * math.Sin(float64(i)*0.37) }), "", 0},
	"heavy tails":           {func() at { n := noise(4, 0, 1); return func(i int) any { x := n(i).(float64); return x * x * x } }(), "", 0},
	"-999":                  {but(noise(5, 20, 5), every(100), -999), Sentinel, -999},
	"-200 of air quality":   {but(func() at { n := noise(6, 5, 1); return func(i int) any { return 2 + math.Exp(n(i).(float64)) } }(), between(1000, 1600), -200), Sentinel, -200},
	"65535":                 {but(rounded(1, noise(7, 900, 50)), between(10, 300), 65535), Sentinel, 65535},
	"85 degrees":            {but(rounded(0.0625, slow(8, 30, 20, 0.1)), every(512), 85), Sentinel, 85},
	"-127 of few values":    {but(rounded(1, noise(9, 26, 1)), every(200), -127), Sentinel, -127},
	"dropouts to 0":         {but(noise(10, 9.8, 0.3), every(64), 0), Sentinel, 0},
	"distance that is lost": {but(rounded(0.1, noise(22, 30, 4)), every(100), 0), Sentinel, 0},
	"speed that stops":      {func() at { n := noise(23, 3, 1.2); return func(i int) any { return max(n(i).(float64), 0) } }(), "", 0},
	"pulses counted":        {rounded(1, func() at { n := noise(24, 4, 1.5); return func(i int) any { return math.Abs(n(i).(float64)) } }()), "", 0},
	"-9999 once":            {but(noise(25, 3, 0.2), func(i int) bool { return i == 777 }, -9999), Sentinel, -9999},
	"9.9 once":              {but(noise(26, 3, 0.2), func(i int) bool { return i == 777 }, 9.9), "", 0},
	"off for long":          {but(noise(11, 5, 0.1), between(1000, 2000), 0), Frozen, 0},
	"-127 twice":            {but(noise(12, 26, 1), between(500, 502), -127), "", 0},
	"impacts":               {impacts(13), Saturated, 32767},
	"clipped":               {clipped(-2, 2, rounded(0.01, noise(14, 0, 1.5))), Saturated, 2},
	"clipped sine":          {clipped(-100, 80, rounded(1, func(i int) any { return 100 * math.Sin(float64(i)*0.37) })), Saturated, 80},
	"rain":                  {rain(15), "", 0},
	"frozen":                {but(noise(16, 0, 1), between(700, 800), 0.25), Frozen, 0.25},
	"slow, so it rests":     {rounded(1, slow(17, 26, 3, 0.05)), "", 0},
	"32 bits":               {rounded(1, noise(18, 1431655765, 15)), Precision, 1431655800},
	"24 bits":               {rounded(1, noise(19, 8388000, 15)), "", 0},
	"pressure in Pa":        {noise(20, 101325, 3), "", 0},
	"offset and no noise":   {noise(21, 1e6, 0.01), Precision, 1e6},
}

// impacts swing a little, and reach a rail at times, with values on the way there:
// what stands at the rail is measured, and no missing value.
func impacts(seed uint64) at {
	n := noise(seed, 0, 100)
	return func(i int) any {
		if i%200 < 6 {
			return math.Min(32767, math.Round(float64(i%200+1)*9000+n(i).(float64)))
		}
		return math.Round(n(i).(float64))
	}
}

// rain is nothing at most times.
func rain(seed uint64) at {
	n := noise(seed, 0, 3)
	return func(i int) any {
		if i/300%3 > 0 {
			return 0.0
		}
		return math.Round(5*math.Abs(n(i).(float64))) / 5
	}
}

func TestRemarks(t *testing.T) {
	for name, s := range sensors {
		f := findingsOf(makeColumn(name, testRows, s.cell))[0]
		if f.Role != Sensor {
			t.Errorf("%s is %s: %s", name, f.Role, f.Evidence)
			continue
		}
		if s.kind == "" {
			if len(f.Remarks) > 0 {
				t.Errorf("%s: %+v, want nothing", name, f.Remarks)
			}
			continue
		}
		if len(f.Remarks) == 0 {
			t.Errorf("%s: nothing is said, want %s at %g", name, s.kind, s.at)
		} else if r := f.Remarks[0]; r.Kind != s.kind || r.Value != s.at || r.Rows == 0 || r.Text == "" {
			t.Errorf("%s: %+v, want %s at %g", name, r, s.kind, s.at)
		}
	}
}

// Sixteen rows of four values, of which one is -9999 and one -999: both stand for
// missing values, and the deviation is that of the others, 1 and 2, six each: 0.5.
func TestSentinelsAreLeftOutOfTheDeviation(t *testing.T) {
	f := findingsOf(makeColumn("x", 18, cycle(1, 1.0, 2.0, 3.0, -999.0, -9999.0, 2.0)))[0]
	if len(f.Remarks) != 2 || f.Remarks[0].Value != -9999 || f.Remarks[1].Value != -999 || f.Remarks[1].Rows != 3 {
		t.Fatalf("%+v", f)
	}
	// 1, 2, 3, 2 three times: squares of 1, 0, 1, 0 from the mean of 2.
	if want := math.Sqrt(0.5); math.Abs(f.Deviation-want) > 1e-12 {
		t.Errorf("deviation %g, want %g", f.Deviation, want)
	}
}

func TestPrecisionCountsValues(t *testing.T) {
	// float32 has neighbours 128 apart from 2^30 to 2^31.
	values := []any{1431655765.0, 1431655766.0, 1431655700.0, 1431655800.0}
	f := findingsOf(makeColumn("load", 64, cycle(1, values...)))[0]
	if len(f.Remarks) != 1 || !strings.HasPrefix(f.Remarks[0].Text, "4 different values become 2 as float32") ||
		!strings.Contains(f.Remarks[0].Text, "less than 128 apart") {
		t.Errorf("%+v", f.Remarks)
	}
}

func TestScale(t *testing.T) {
	pressure, air := noise(1, 101325, 300), noise(2, 20, 1)
	f := findingsOf(makeColumn("p [Pa]", testRows, pressure), makeColumn("air [K]", testRows, air),
		makeColumn("q [Pa]", testRows, noise(3, 0, 20)), makeColumn("v [V]", testRows, noise(4, 0, 20)))
	kinds := func(f Finding) (kinds []Kind) {
		for _, r := range f.Remarks {
			kinds = append(kinds, r.Kind)
		}
		return kinds
	}
	if len(f[0].Remarks) > 0 || len(f[2].Remarks) > 0 {
		t.Errorf("%+v, %+v", f[0].Remarks, f[2].Remarks)
	}
	if got := kinds(f[1]); !slices.Equal(got, []Kind{Scale}) || math.Abs(f[1].Remarks[0].Value-300) > 20 {
		t.Errorf("air: %+v", f[1].Remarks)
	}
	if got := kinds(f[3]); !slices.Equal(got, []Kind{Scale}) || f[3].Remarks[0].Value != 0 || f[3].Unit != "V" {
		t.Errorf("v: %+v", f[3].Remarks)
	}
}

// What inspect shows: 8 rows, of which two have no number, 1 to 4 in the others.
func TestFigures(t *testing.T) {
	f := findingsOf(makeColumn("Torque [Nm]", 8, cycle(1, 1.0, "", 4.0, 2.0, 1.0, "n/a", 4.0, 1.5)))[0]
	if f.Role != Sensor || f.Unit != "Nm" || f.Rows != 8 || f.Missing != 2 || f.Distinct != 4 || f.Low != 1 || f.High != 4 {
		t.Errorf("%+v", f)
	}
	f = findingsOf(makeColumn("label", 6, cycle(1, "a", "", "b")))[0]
	if f.Role != Label || f.Rows != 6 || f.Missing != 2 || f.Distinct != 2 || f.Flag[1] != "label" {
		t.Errorf("%+v", f)
	}
	named := makeColumn("Torque (raw)", 8, noise(1, 0, 1))
	named.Unit = "mV"
	if f := findingsOf(named)[0]; f.Unit != "mV" {
		t.Errorf("unit %q, want that of the units row", f.Unit)
	}
}

// A program writes the same for a missing value of any sensor: of the second alone -200
// could not be told from a reading, for one of -120 stands between.
func TestCodesAreShared(t *testing.T) {
	first := but(noise(1, 20, 5), every(100), -200)
	second := but(but(noise(2, 100, 40), every(90), -200), func(i int) bool { return i == 60 }, -120)
	if f := findingsOf(makeColumn("b", testRows, second))[0]; slices.ContainsFunc(f.Remarks, func(r Remark) bool { return r.Kind == Sentinel }) {
		t.Errorf("alone: %+v", f.Remarks)
	}
	for _, f := range findingsOf(makeColumn("a", testRows, first), makeColumn("b", testRows, second)) {
		if len(f.Remarks) != 1 || f.Remarks[0].Kind != Sentinel || f.Remarks[0].Value != -200 {
			t.Errorf("%+v", f.Remarks)
		}
	}
}

// The value of a sentinel is no number that has to fit float32.
func TestASentinelCostsNoPrecision(t *testing.T) {
	f := findingsOf(makeColumn("p", testRows, but(rounded(0.001, noise(1, 3, 0.2)), every(50), -1e31)))[0]
	if len(f.Remarks) != 1 || f.Remarks[0].Kind != Sentinel {
		t.Errorf("%+v", f.Remarks)
	}
}

func TestHexadecimalIsNamed(t *testing.T) {
	for _, c := range []struct {
		form string
		want bool
	}{{"%04X", true}, {"%04xh", true}, {"id%04x", false}, {"%d", false}} {
		f := findingsOf(makeColumn("raw", 600, func(i int) any { return fmt.Sprintf(c.form, 30000+i*7919%4000) }))[0]
		if got := strings.Contains(f.Evidence, "hexadecimal"); got != c.want {
			t.Errorf("%s: %s", c.form, f.Evidence)
		}
	}
}
