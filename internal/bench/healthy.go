package bench

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/usage"
)

// span is a stretch of the stream, from its first row on.
type span struct {
	from, to float64 // the end is not in it
	seconds  bool    // else rows
}

func (s *span) has(row *replay.Row) bool {
	at := float64(row.Number - 1)
	if s.seconds {
		at = row.Since
	}
	return at >= s.from && at < s.to
}

func anySpan(all []span, row *replay.Row) bool {
	return slices.ContainsFunc(all, func(s span) bool { return s.has(row) })
}

// parseHealthy reads the stretches of --healthy; timed says that the stream has a time.
func (s *Spec) parseHealthy(timed bool) (all []span, err error) {
	for _, text := range s.Healthy {
		one, problem := parseSpan(text)
		if problem == "" && one.seconds && !timed {
			problem = "counts time, and the stream has none"
		}
		if problem != "" {
			return nil, usage.New("healthy", "write it as 0s..10m or, in rows, 0..5000", "%q %s", text, problem)
		}
		all = append(all, one)
	}
	return all, nil
}

func parseSpan(text string) (s span, problem string) {
	from, to, two := strings.Cut(text, "..")
	if !two {
		return s, "is no stretch"
	}
	var timed, timedToo, good, goodToo bool
	s.from, timed, good = parsePlace(from)
	s.to, timedToo, goodToo = parsePlace(to)
	s.seconds = timed || timedToo
	switch {
	case !good:
		return s, fmt.Sprintf("begins with %q, which is no place", from)
	case !goodToo:
		return s, fmt.Sprintf("ends with %q, which is no place", to)
	case timed != timedToo && s.from != 0:
		return s, "mixes time and rows"
	case s.from < 0 || s.to <= s.from:
		return s, "has no length"
	}
	return s, ""
}

// parsePlace reads 5000, a row, or 10m, a time.
func parsePlace(text string) (at float64, timed, ok bool) {
	text = strings.TrimSpace(text)
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return float64(n), false, true
	}
	d, err := time.ParseDuration(text)
	return d.Seconds(), true, err == nil
}
