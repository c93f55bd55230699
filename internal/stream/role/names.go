package role

import (
	"slices"
	"strings"
	"unicode"
)

// timeUnits are the units that may end the name of a time column.
var timeUnits = []string{
	"h", "min", "s", "sec", "seconds", "ms", "msec", "milliseconds", "us", "usec", "microseconds",
	"µs", "μs", // micro sign; Greek mu
	"ns", "nsec", "nanoseconds",
}

// timeNames are the names of time columns without their unit. A lone t is
// matched in lower case only: T is a temperature.
var timeNames = []string{
	"time", "timestamp", "datetime", "ts", "relativetime", "elapsedtime", "second", "seconds",
	"xvalue", // LabVIEW
}

// arduinoClocks are columns named after the function that filled them.
var arduinoClocks = map[string]string{"millis": "ms", "micros": "us"}

// TimeName reports whether a name is that of a time column, and the unit in it,
// "" where there is none.
func TimeName(name string) (unit string, ok bool) {
	if unit, ok := arduinoClocks[strings.ToLower(name)]; ok {
		return unit, true
	}
	base, unit := splitUnit(name)
	return unit, base == "t" || slices.Contains(timeNames, strings.ToLower(base))
}

// unitWords are units of time as words within names, such as millis_a, ts_us and
// uptimeMs; one letter says so at the end alone, after another word.
var unitWords = map[string]string{
	"ms": "ms", "msec": "ms", "millis": "ms", "millisecond": "ms", "milliseconds": "ms",
	"us": "us", "usec": "us", "micros": "us", "microsecond": "us", "microseconds": "us",
	"ns": "ns", "nsec": "ns", "nanos": "ns", "nanosecond": "ns", "nanoseconds": "ns",
	"sec": "s", "secs": "s", "second": "s", "seconds": "s", "sekunden": "s", "minutes": "min", "hours": "h",
}

// TimeUnit is the unit in which a column counts that was found to be a time, by its
// name; "" where that says none.
func TimeUnit(name string) string {
	if unit, _ := TimeName(name); unit != "" {
		return unit
	}
	for _, w := range splitWords(name) {
		if unit := unitWords[w]; unit != "" {
			return unit
		}
	}
	return ""
}

// Days is the unit of times that count days, as spreadsheets do since 1900.
const Days = "d"

// dateNames are those of columns in which numbers without a unit are days.
var dateNames = []string{"date", "datum", "datetime", "date time", "fecha", "data"}

// countsDays reports a spreadsheet's dates and times as numbers: 20000 is in 1954, 80000
// in 2119, and the time of day has decimals.
func (c *column) countsDays() bool {
	const first, last = 20000, 80000
	return slices.Contains(dateNames, c.plain) && !c.whole && c.Low >= first && c.High < last
}

// Named is the role that a name alone gives, "" where it gives none.
func Named(name string) Role {
	plain := strings.Join(splitWords(name), " ")
	if _, ok := TimeName(name); ok {
		return Time
	}
	switch {
	case slices.Contains(labelNames, plain), slices.Contains(anomalyNames, plain):
		return Label
	case slices.Contains(sessionNames, plain):
		return Session
	}
	return ""
}

// splitUnit separates a unit of time from a name: t_ms, time[ms], Timestamp (us).
func splitUnit(name string) (base, unit string) {
	words := strings.FieldsFunc(name, func(c rune) bool { return strings.ContainsRune(" _-.,/[](){}", c) })
	if n := len(words) - 1; n > 0 {
		if last := strings.ToLower(words[n]); slices.Contains(timeUnits, last) {
			unit, words = last, words[:n]
		}
	}
	return strings.Join(words, ""), unit
}

// Names in lower case, each list in the order in which they are believed.
var (
	labelNames   = []string{"label", "class", "target", "mode"}
	anomalyNames = []string{"anomaly", "is anomaly"}
	// stateNames are labels less plainly; content has to agree.
	stateNames = []string{
		"labels", "classes", "targets", "activity", "state", "status", "condition", "fault", "faults", "failure",
		"machine failure", "gt", "ground truth", "groundtruth", "truth", "y", "y true", "outcome", "category", "gesture",
		"event", "is fault", "is failure", "abnormal", "health", "defect", "alarm", "is alarm", "outlier", "is outlier", "attack",
		"zustand", "betriebszustand", "störung", "stoerung", "klasse",
	}
	// labelWords within a name make a label of a column that has few values.
	labelWords = []string{
		"label", "labels", "class", "anomaly", "annotation", "activity", "state", "status", "condition", "fault", "failure",
		"gesture", "defect", "truth", "category", "alarm", "outlier",
	}
	// annotationWords mark columns that describe the data: recorded_label,
	// anomaly_point.
	annotationWords = []string{"label", "labels", "class", "anomaly", "annotation", "changepoint"}
	// predictionWords mark answers of another program.
	predictionWords = []string{"predicted", "prediction", "pred", "score", "probability"}
	sessionNames    = []string{
		"session", "file", "recording", "filename", "subject", "participant", "person", "user", "trial", "run", "experiment",
		"repetition", "take", "batch",
	}
	sessionWords = []string{"session", "file", "recording", "subject", "participant", "user", "trial", "run", "experiment"}
	indexNames   = []string{"", "index", "unnamed 0"} // the last by pandas
	idWords      = []string{
		"id", "uid", "uuid", "udi", "guid", "serial", "mac", "device", "operator", "worker", "employee", "technician", "recipe",
		"lot", "barcode",
	}
	// windowWords name parts that a recording has been cut into, not recordings.
	windowWords = []string{
		"window", "frame", "packet", "block", "index", "idx", "cycle", "sample", "row", "count", "counter", "seq", "sequence",
	}
)

// splitWords returns the words of a name in lower case: "Machine failure",
// is_anomaly and isAnomaly have two.
func splitWords(name string) []string {
	var b strings.Builder
	before := ' '
	for _, c := range name {
		if unicode.IsUpper(c) && unicode.IsLower(before) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(c))
		before = c
	}
	return strings.FieldsFunc(b.String(), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}

// unitOf returns the unit in brackets at the end of a name: Torque [Nm].
func unitOf(name string) string {
	name = strings.TrimSpace(name)
	for _, pair := range []string{"[]", "()", "{}"} {
		if from := strings.LastIndexByte(name, pair[0]); from > 0 && name[len(name)-1] == pair[1] {
			return strings.TrimSpace(name[from+1 : len(name)-1])
		}
	}
	return ""
}
