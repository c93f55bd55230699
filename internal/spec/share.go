package spec

import (
	"strconv"
	"strings"
)

// Share reads a part of a whole, 5% or 0.05; nothing is all of it.
func Share(text string) (part float64, ok bool) {
	if text == "" {
		return 1, true
	}
	number, percent := strings.CutSuffix(strings.TrimSpace(text), "%")
	part, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if percent {
		part /= 100
	}
	return part, err == nil && part >= 0 && part <= 1
}
