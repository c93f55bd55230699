package compare

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
)

// settings lists in words what the results differ in. What decides the windows
// is the same, or check would have refused.
func settings(results []*Result) []result.ComparedSetting {
	var list []result.ComparedSetting
	add := func(name string, of func(*Result) string) {
		values := make([]string, len(results))
		for i, r := range results {
			values[i] = of(r)
		}
		if slices.ContainsFunc(values, func(v string) bool { return v != values[0] }) {
			list = append(list, result.ComparedSetting{Name: name, Values: values})
		}
	}
	for _, s := range settingTexts {
		add(s.name, s.of)
	}
	if slices.ContainsFunc(results, func(r *Result) bool { return r.manifest.Settings == nil }) {
		return list // of an earlier version, which did not keep them
	}
	for _, f := range spec.Fields() {
		if f.Compared != "" {
			add(f.Compared, func(r *Result) string { return recorded(r, f.Name) })
		}
	}
	return list
}

// recorded is what a result's manifest says of a field.
func recorded(r *Result, name string) string {
	switch v := r.manifest.Settings[name].(type) {
	case nil:
		return "as found"
	case bool:
		return map[bool]string{true: "yes", false: "no"}[v]
	case []any:
		words := make([]string, len(v))
		for i, w := range v {
			words[i] = fmt.Sprint(w)
		}
		return strings.Join(words, ", ")
	default:
		return fmt.Sprint(v)
	}
}

var settingTexts = []struct {
	name string
	of   func(*Result) string
}{
	{"front end", func(r *Result) string { return r.summary.Program.FrontEnd }},
	{"layers", func(r *Result) string { return joined(r.summary.Program.Layers) }},
	{"activation", func(r *Result) string { return r.summary.Program.Activation }},
	{"trained on", trainedOn},
	{"epochs", func(r *Result) string { return strconv.Itoa(len(r.summary.Stream.Loss)) }},
	{"threshold quantile", thresholdQuantile},
	{"threshold", thresholdRule},
	{"loss", func(r *Result) string { return r.summary.Program.Loss }},
	{"learning rate", func(r *Result) string { return number(r.summary.Program.LearningRate) }},
	{"learning rate, supervised", func(r *Result) string { return number(r.summary.Program.LearningRateSupervised) }},
	{"policy", func(r *Result) string { return r.summary.Program.Policy }},
	{"updates allowed, unsupervised", func(r *Result) string { return learn(r, unsupervised) }},
	{"updates allowed, supervised", func(r *Result) string { return learn(r, supervised) }},
	{"tested on", func(r *Result) string { return orNone(r.summary.Stream.TestName) }},
	{"modes", func(r *Result) string { return distinct(r, func(x *result.Run) string { return x.Mode }) }},
	{"engine", func(r *Result) string { return distinct(r, func(x *result.Run) string { return x.Engine }) }},
	{"board", board},
	{"firmware", func(r *Result) string { return orNone(r.manifest.Firmware) }},
	{"tool", func(r *Result) string { return r.manifest.Tool }},
}

func joined(layers []int) string {
	words := make([]string, len(layers))
	for i, n := range layers {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, "-")
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}

// trainedOn names the recording; with its checksum where it is a file of its
// own, for two files may have one name.
func trainedOn(r *Result) string {
	s := &r.summary.Stream
	text := fmt.Sprintf("%s, %d rows", s.TrainName, s.TrainRows)
	if sums := append(r.inputs("train"), r.inputs("model")...); len(sums) > 0 {
		text += " (" + short(sums) + ")"
	}
	return text
}

// board names the boards; with its checksum where the profile is a file of the
// user's.
func board(r *Result) string {
	text := distinct(r, func(x *result.Run) string { return filepath.Base(x.Board) })
	if sums := r.inputs("board"); len(sums) > 0 {
		text += " (" + short(sums) + ")"
	}
	return text
}

func thresholdQuantile(r *Result) string {
	for i := range r.summary.Runs {
		if a := r.summary.Runs[i].Anomaly; a != nil {
			return number(a.ThresholdQuantile)
		}
	}
	return "none"
}

// thresholdRule says whether the threshold moves, and how fast.
func thresholdRule(r *Result) string {
	for i := range r.summary.Runs {
		if a := r.summary.Runs[i].Anomaly; a != nil && a.ThresholdStep > 0 {
			return "running, step " + number(a.ThresholdStep)
		}
	}
	return "fixed"
}

func learn(r *Result, mode string) string {
	for i := range r.summary.Runs {
		if run := &r.summary.Runs[i]; run.Mode == mode {
			if run.Learn == 0 {
				return "no limit"
			}
			return strconv.FormatInt(run.Learn, 10)
		}
	}
	return "not run"
}

// distinct joins the different values of the runs.
func distinct(r *Result, of func(*result.Run) string) string {
	var values []string
	for i := range r.summary.Runs {
		if v := of(&r.summary.Runs[i]); !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	return strings.Join(values, ", ")
}
