package figure

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot"

	"tinyol-sim/internal/wording"
)

// linearTicks returns marks at round distances, about as many as wanted, with
// labels that have no more decimals than the distance needs.
func linearTicks(low, high float64, wanted int) []plot.Tick {
	step := RoundStep((high - low) / float64(wanted))
	decimals := max(0, -int(math.Floor(float64(math.Log10(step)*(1+1e-12))+1e-9)))
	if shifted := float64(step * math.Pow10(decimals)); math.Abs(shifted-math.Round(shifted)) > 1e-6 {
		decimals++
	}
	var ticks []plot.Tick
	for i := math.Ceil(low/step - 1e-9); i*step <= high+float64(1e-9*step); i++ {
		v := i * step
		ticks = append(ticks, plot.Tick{Value: v, Label: wording.Thousands(wording.Fixed(v, decimals))})
	}
	return ticks
}

// RoundStep is the smallest of 1, 2, 2.5 and 5 times a power of ten that is
// not below v.
func RoundStep(v float64) float64 {
	power := math.Pow10(int(math.Floor(math.Log10(v))))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if m*power >= v*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// logTicks marks the decades, and numbers in between where the axis spans few
// of them; on an axis without room for two such numbers, round distances.
func logTicks(low, high float64) []plot.Tick {
	decades := math.Log10(high / low)
	first, last := int(math.Floor(math.Log10(low))), int(math.Ceil(math.Log10(high)))
	every := 1 + int(decades)/7
	var ticks []plot.Tick
	named := 0
	for e := first; e <= last; e++ {
		for m := 1; m < 10; m++ {
			t := plot.Tick{Value: float64(m) * math.Pow10(e)}
			if t.Value < low*(1-1e-9) || t.Value > high*(1+1e-9) {
				continue
			}
			if m == 1 && e%every == 0 || strings.ContainsRune(namedBetween(decades), rune('0'+m)) {
				t.Label = powerLabel(m, e, low >= shortestPlain && high <= longestPlain)
				named++
			}
			ticks = append(ticks, t)
		}
	}
	if named < 2 {
		return linearTicks(low, high, 4)
	}
	return ticks
}

// namedBetween are the digits that get a number between the decades.
func namedBetween(decades float64) string {
	switch {
	case decades < 1:
		return "2357"
	case decades < 2:
		return "25"
	}
	return ""
}

// An axis within these ends has plain numbers, any other one powers of ten.
const (
	shortestPlain = 5e-4
	longestPlain  = 2e4
)

// powerLabel writes m times ten to the e.
func powerLabel(m, e int, plain bool) string {
	if plain {
		return wording.Thousands(strconv.FormatFloat(float64(m)*math.Pow10(e), 'f', max(0, -e), 64))
	}
	exponent := strconv.Itoa(e)
	if e < 0 {
		exponent = "−" + strconv.Itoa(-e)
	}
	if m == 1 {
		return "10" + powerMark + exponent
	}
	return fmt.Sprintf("%d·10%s%s", m, powerMark, exponent)
}
