package compared

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/reporttest"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

func comparisonTable(t *testing.T, c *result.Comparison, o columns.Options) string {
	t.Helper()
	var b bytes.Buffer
	reporttest.Must(t, Table(&b, c, o))
	return b.String()
}

func TestComparisonGolden(t *testing.T) {
	for name, f := range fakeComparisons() {
		t.Run(name, func(t *testing.T) {
			c, _ := f.made(t)
			reporttest.Golden(t, "compare-"+name+".golden", comparisonTable(t, c, columns.Options{}))
			if name == "two" || name == "short" {
				reporttest.Golden(t, "compare-"+name+".tex.golden", string(comparisonTeX(c)))
			}
		})
	}
}

func TestComparisonKeepsToItsWidth(t *testing.T) {
	for name, f := range fakeComparisons() {
		c, _ := f.made(t)
		for _, width := range []int{48, 60, 80, 100} {
			for i, line := range strings.Split(comparisonTable(t, c, columns.Options{Width: width}), "\n") {
				if n := utf8.RuneCountInString(line); n > width {
					t.Errorf("%s, width %d: line %d has %d columns: %s", name, width, i+1, n, line)
				}
			}
		}
	}
}

func TestComparisonHasNoColourUnlessAsked(t *testing.T) {
	c, _ := fakeComparisons()["two"].made(t)
	if got := comparisonTable(t, c, columns.Options{}); strings.Contains(got, "\x1b") {
		t.Error("an escape sequence without Colour")
	}
	if got := comparisonTable(t, c, columns.Options{Colour: true}); !strings.Contains(got, columns.Bold) || !strings.Contains(got, columns.Yellow) {
		t.Error("no escape sequence with Colour")
	}
}

// Every count of cycles, time and energy stands under its mark or beside it.
func TestComparisonMarksEveryCost(t *testing.T) {
	c, _ := fakeComparisons()["boards"].made(t)
	text := comparisonTable(t, c, columns.Options{Width: 100})
	for _, want := range []string{"15,530 modelled", "15,530 emulated", "emulated-modelled", "flash (modelled)"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	c, _ = fakeComparisons()["two"].made(t)
	if text := comparisonTable(t, c, columns.Options{}); !strings.Contains(text, "cycles, inference (modelled)") {
		t.Errorf("cycles without a mark:\n%s", text)
	}
}

// Read back, the CSV holds every number of the comparison.
func TestComparisonCSV(t *testing.T) {
	c, _ := fakeComparisons()["two"].made(t)
	data, err := comparisonCSV(c)
	reporttest.Must(t, err)
	lines, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	reporttest.Must(t, err)
	column := map[string]int{}
	for i, name := range lines[0] {
		column[name] = i
	}
	kinds := map[string]int{}
	for _, l := range lines[1:] {
		kinds[l[column["kind"]]]++
		if l[column["measure"]] == "cycles.inference.mean" && l[column["mark"]] != "modelled" {
			t.Errorf("cycles without a mark: %q", l)
		}
	}
	values, differences := 0, 0
	for _, m := range c.Measures {
		values, differences = values+len(m.Values), differences+len(m.Differences)
	}
	if kinds["value"] != values || kinds["seed"] != values*len(c.Seeds) || kinds["difference"] != differences {
		t.Errorf("%v lines, the comparison has %d values of %d seeds and %d differences", kinds, values, len(c.Seeds), differences)
	}
	for _, m := range c.Measures {
		for _, d := range m.Differences {
			found := false
			for _, l := range lines[1:] {
				mean, _ := strconv.ParseFloat(l[column["mean"]], 64)
				found = found || l[column["kind"]] == "difference" && l[column["measure"]] == m.Key &&
					l[column["arm"]] == c.Arms[d.Arm].Name && l[column["against"]] == c.Arms[d.Against].Name && mean == d.Mean
			}
			if !found {
				t.Errorf("%s: no line for %+v", m.Key, d)
			}
		}
	}
}

func TestComparisonMacros(t *testing.T) {
	for name, f := range fakeComparisons() {
		c, _ := f.made(t)
		values := reporttest.CheckMacros(t, string(comparisonMacros("rates", c)))
		numbers := 0
		for _, m := range c.Measures {
			numbers += len(m.Values) + len(m.Differences)
		}
		if len(values) < numbers {
			t.Errorf("%s: %d macros for %d numbers", name, len(values), numbers)
		}
	}
	c, _ := fakeComparisons()["two"].made(t)
	values := reporttest.CheckMacros(t, string(comparisonMacros("rates", c)))
	for name, want := range map[string]string{
		"RatesSeeds": "3", "RatesLateUnsupervisedCyclesInferenceMean": "15530", "RatesLateSupervisedClassificationMacroFOne": "0.928",
		"RatesLateSupervisedMinusLateFrozenCyclesInferenceMean": "-3730", "RatesEarlySupervisedMinusLateSupervisedClassificationAccuracyP": "1",
	} {
		if values[name] != want {
			t.Errorf("\\%s is %q, want %q", name, values[name], want)
		}
	}
}

// TeX stumbles over unbalanced braces, a special character that is not escaped,
// or a row with another number of cells.
func TestComparisonTeXIsSound(t *testing.T) {
	command := regexp.MustCompile(`\\[A-Za-z]+(\{\})?|\\.`)
	for name, f := range fakeComparisons() {
		c, _ := f.made(t)
		depth := 0
		for i, line := range strings.Split(strings.TrimSpace(string(comparisonTeX(c))), "\n") {
			if strings.HasPrefix(line, "%") {
				continue
			}
			if row, is := strings.CutSuffix(line, ` \\`); is && !strings.Contains(row, "multicolumn") {
				if n := strings.Count(strings.ReplaceAll(row, `\&`, ""), "&"); n != 6 {
					t.Errorf("%s:%d: %d cells: %s", name, i+1, n+1, line)
				}
			}
			bare := command.ReplaceAllString(line, "")
			depth += strings.Count(bare, "{") - strings.Count(bare, "}")
			if strings.ContainsAny(bare, "%#~\\") || strings.Count(bare, "$")%2 != 0 {
				t.Errorf("%s:%d: a special character: %s", name, i+1, line)
			}
		}
		if depth != 0 {
			t.Errorf("%s: braces are not balanced", name)
		}
	}
}

func TestTeXText(t *testing.T) {
	for in, want := range map[string]string{
		"-0.42 [-1.2, +3.4]": "$-$0.42 [$-$1.2, +3.4]", "1.23e-05": `$1.23\times10^{-5}$`, "4.5e+07 bytes": `$4.5\times10^{7}$ bytes`,
		"no-change": "no-change", "100.0 %": `100.0 \%`, "a_b & c": `a\_b \& c`, "(-9.6 %)": `($-$9.6 \%)`,
	} {
		if got := texText(in); got != want {
			t.Errorf("texText(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLetters(t *testing.T) {
	for arm, want := range map[int]string{0: "a", 25: "z", 26: "aa", 51: "az", 52: "ba", 701: "zz", 702: "aaa"} {
		if got := letters(arm); got != want {
			t.Errorf("letters(%d) = %q, want %q", arm, got, want)
		}
	}
}

func TestDifferencesAreSignedAndUnbounded(t *testing.T) {
	u := wording.DifferenceUnit("anomaly.auc", result.UnitScore)
	if got := u.Interval(result.Interval{Mean: -0.4, Low: -1.2, High: 0.4}); got != "-0.400 [-1.200, +0.400]" {
		t.Errorf("difference %s", got)
	}
	if got := wording.DifferenceUnit("anomaly.auc", result.UnitFraction).Text(0.5); got != "+50.0 points" {
		t.Errorf("difference %s", got)
	}
	if got := u.Text(0); got != "0.000" {
		t.Errorf("no difference is %s", got)
	}
}

func TestRelativeText(t *testing.T) {
	for part, want := range map[float64]string{0.345: "+34.5 %", -0.12: "-12.0 %", 8.9: "+890.0 %", 19.26: "20.3 times", 999: "1,000 times"} {
		if got := relativeText(part); got != want {
			t.Errorf("relativeText(%v) = %q, want %q", part, got, want)
		}
	}
}

func TestWriteComparisonTwiceGivesTheSameBytes(t *testing.T) {
	c, dirs := fakeComparisons()["two"].made(t)
	contents := func() map[string]string {
		out := t.TempDir()
		reporttest.Must(t, Write(out, "out", c, dirs))
		found := map[string]string{}
		entries, err := os.ReadDir(out)
		reporttest.Must(t, err)
		for _, e := range entries {
			data, err := os.ReadFile(filepath.Join(out, e.Name()))
			reporttest.Must(t, err)
			found[e.Name()] = string(data)
		}
		return found
	}
	first, second := contents(), contents()
	for _, want := range []string{"comparison.json", "comparison.csv", "comparison.tex", "numbers.tex",
		"compare-loss.svg", "compare-loss.png", "compare-loss.pdf", "compare-loss.txt", "compare-cross-entropy.svg", "compare-accuracy.svg", "compare-scores.svg", "compare-cycles.svg", "compare-memory.svg"} {
		if first[want] == "" {
			t.Errorf("no %s", want)
		}
	}
	for name, data := range first {
		if second[name] != data {
			t.Errorf("%s differs", name)
		}
	}
	if err := Write(filepath.Join(dirs[0], result.SummaryFile), "out", c, dirs); err == nil {
		t.Error("a file was taken for a folder")
	}
}
