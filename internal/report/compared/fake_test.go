package compared

import (
	"testing"

	"tinyol-sim/internal/compare"
	"tinyol-sim/internal/report/reporttest"
	"tinyol-sim/internal/result"
)

// fakeComparison is what compare makes of invented results, and their folders.
type fakeComparison struct {
	names   []string
	results []reporttest.Fake
	change  func(*result.Comparison) // nil: nothing
}

func (f fakeComparison) made(t testing.TB) (*result.Comparison, []string) {
	t.Helper()
	var results []*compare.Result
	var dirs []string
	for i, name := range f.names {
		dirs = append(dirs, f.results[i].Write(t))
		r, err := compare.Load(name, "results/"+name, dirs[i])
		reporttest.Must(t, err)
		results = append(results, r)
	}
	c, err := compare.Compare(results)
	reporttest.Must(t, err)
	c.Tool, c.Command = "tinyol-sim 0.1.0", []string{"tinyol-sim", "compare", "a", "b c"}
	if f.change != nil {
		f.change(c)
	}
	return c, dirs
}

// otherBoard moves the arms of the second result to a faster board whose cycles
// are emulated.
func otherBoard(c *result.Comparison) {
	for i := range c.Arms {
		if c.Arms[i].Result == 1 {
			c.Arms[i].Board = "teensy41"
		}
	}
	for i := range c.Measures {
		m := &c.Measures[i]
		for k := range m.Values {
			v := &m.Values[k]
			if c.Arms[v.Arm].Result == 1 && v.Mark != "" && m.Unit != result.UnitBytes {
				v.Mark = result.Emulated
			}
			if c.Arms[v.Arm].Result == 1 && m.Unit == result.UnitMicroseconds {
				v.Mean /= 10
			}
		}
		for k := range m.Differences {
			d := &m.Differences[k]
			d.Mean = m.Of(d.Arm).Mean - m.Of(d.Against).Mean
		}
	}
	c.Settings = append(c.Settings, result.ComparedSetting{Name: "board", Values: []string{"nano33ble", "teensy41"}})
}

func fakeComparisons() map[string]fakeComparison {
	all := reporttest.Fakes()
	seeds := all["seeds"]
	early := seeds
	early.Learn = 300
	bare := all["unlabeled"]
	return map[string]fakeComparison{
		"modes":     {names: []string{"fan"}, results: []reporttest.Fake{seeds}},
		"two":       {names: []string{"late", "early"}, results: []reporttest.Fake{seeds, early}},
		"boards":    {names: []string{"nano", "teensy"}, results: []reporttest.Fake{seeds, seeds}, change: otherBoard},
		"unlabeled": {names: []string{"a", "b"}, results: []reporttest.Fake{bare, bare}},
		"many":      {names: []string{"a", "b", "c", "d"}, results: []reporttest.Fake{all["many"], all["many"], all["many"], all["many"]}},
		"long": {names: []string{"results/of an experiment with a long name/one", "results/of an experiment with a long name/two"},
			results: []reporttest.Fake{all["long"], all["long"]}},
		"short": {names: []string{"s%_&$#1", "s\\{~^}2"}, results: []reporttest.Fake{all["short"], all["short"]}},
	}
}
