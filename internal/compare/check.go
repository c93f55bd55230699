package compare

import (
	"slices"
	"strconv"
	"strings"
)

// check refuses b beside a unless both saw the same windows.
func check(a, b *Result) error {
	for _, test := range []func(a, b *Result) error{checkStream, checkColumns, checkWindows, checkLabels, checkCounts, checkTest} {
		if err := test(a, b); err != nil {
			return err
		}
	}
	return nil
}

// checkStream wants the same rows: files by checksum, drift, rate.
func checkStream(a, b *Result) error {
	x, y := a.inputs("stream"), b.inputs("stream")
	s, t := &a.summary.Stream, &b.summary.Stream
	switch {
	case len(x) != len(y):
		return refusePair(a, b, "they replay %d and %d files; run both on the same stream", len(x), len(y))
	case !slices.Equal(x, y) && sameSet(x, y):
		return refusePair(a, b, "they replay the same files in another order; run both in one")
	case !slices.Equal(x, y):
		return refusePair(a, b, "their streams differ, %s (SHA-256 %s) and %s (%s); run both on the same recording",
			s.Name, short(x), t.Name, short(y))
	case !slices.Equal(s.Drift, t.Drift):
		return refusePair(a, b, "drift was injected into their streams differently, %s and %s; run both with the same --drift",
			driftText(s.Drift), driftText(t.Drift))
	case slices.ContainsFunc(s.Drift, drawn) && firstSeed(a) != firstSeed(b):
		return refusePair(a, b, "what is random in their drift was drawn with different seeds, %d and %d; run both with the same --seed", firstSeed(a), firstSeed(b))
	case period(s.PeriodS) != period(t.PeriodS):
		return refusePair(a, b, "the time between two rows differs, %s and %s; run both with the same --time and --rate",
			period(s.PeriodS), period(t.PeriodS))
	}
	return nil
}

func checkColumns(a, b *Result) error {
	s, t := a.summary.Stream.Columns, b.summary.Stream.Columns
	if !slices.Equal(s, t) {
		return refusePair(a, b, "they use different columns, %s and %s; run both with the same --columns", strings.Join(s, ","), strings.Join(t, ","))
	}
	return nil
}

func checkWindows(a, b *Result) error {
	s, t := &a.summary.Program, &b.summary.Program
	switch {
	case s.Window != t.Window:
		return refusePair(a, b, "their windows have %d and %d rows; run both with the same --window", s.Window, t.Window)
	case s.Stride != t.Stride:
		return refusePair(a, b, "their windows come every %d and every %d rows; run both with the same --stride", s.Stride, t.Stride)
	}
	return nil
}

func checkLabels(a, b *Result) error {
	s, t := &a.summary.Stream, &b.summary.Stream
	switch {
	case s.Label != t.Label:
		return refusePair(a, b, "their labels come from %s and %s; run both with the same --label", columnText(s.Label), columnText(t.Label))
	case s.Normal != t.Normal:
		return refusePair(a, b, "%q is normal in one and %q in the other; run both with the same --normal", s.Normal, t.Normal)
	}
	return nil
}

// checkCounts finds what no setting that is recorded explains: rows that were
// skipped, cut into other segments, or used up for training.
func checkCounts(a, b *Result) error {
	s, t := &a.summary.Stream, &b.summary.Stream
	for _, n := range []struct {
		what   string
		x, y   int64
		remedy string
	}{
		{"bad rows skipped", s.Skipped, t.Skipped, "run both with or without --skip-bad-rows"},
		{"rows after those that train", s.Rows, t.Rows, "run both with the same --train or --train-rows"},
		{"segments", int64(s.Segments), int64(t.Segments), "run both with the same --time"},
		{"windows", s.Windows, t.Windows, "run both with the same --train, --train-rows and --time"},
		{"windows across two labels", s.Mixed, t.Mixed, "run both with the same --label"},
	} {
		if n.x != n.y {
			return refusePair(a, b, "their streams have %d and %d %s; %s", n.x, n.y, n.what, n.remedy)
		}
	}
	return nil
}

// checkTest wants the same test recording where both have one.
func checkTest(a, b *Result) error {
	x, y := a.inputs("test"), b.inputs("test")
	if s, t := a.summary.Stream.TestName, b.summary.Stream.TestName; s != "" && t != "" && !slices.Equal(x, y) {
		return refusePair(a, b, "their classifiers were tested on different recordings, %s (SHA-256 %s) and %s (%s); run both with the same --test", s, short(x), t, short(y))
	}
	return nil
}

func sameSet(x, y []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(x)), slices.Sorted(slices.Values(y)))
}

// shortSum is how much of a checksum stands in a message.
const shortSum = 8

func short(sums []string) string {
	list := make([]string, len(sums))
	for i, s := range sums {
		list[i] = s[:min(len(s), shortSum)]
	}
	return strings.Join(list, ", ")
}

func driftText(drift []string) string {
	if len(drift) == 0 {
		return "none"
	}
	return strings.Join(drift, " ")
}

// drawn reports a drift with random numbers in it: noise, or the stretches of a
// gradual one.
func drawn(drift string) bool {
	kind, rest, _ := strings.Cut(drift, ":")
	if strings.TrimSpace(kind) == "noise" {
		return true
	}
	for part := range strings.SplitSeq(rest, ",") {
		key, value, _ := strings.Cut(part, "=")
		if strings.TrimSpace(key) == "shape" && strings.TrimSpace(value) == "gradual" {
			return true
		}
	}
	return false
}

// firstSeed is the seed that drift was drawn with.
func firstSeed(r *Result) uint64 {
	if len(r.manifest.Seeds) == 0 {
		return 0
	}
	return r.manifest.Seeds[0]
}

func period(s *float64) string {
	if s == nil {
		return "unknown"
	}
	return strconv.FormatFloat(*s, 'g', 6, 64) + " s"
}

func columnText(name string) string {
	if name == "" {
		return "no column"
	}
	return "column " + strconv.Quote(name)
}
