package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// document gathers the tables.
type document struct {
	detectors, classifiers strings.Builder
	left                   []string
	sums                   map[string]*sum // by learner
	order                  []string
}

// sum is a learner's quality over all recordings and front ends, against the paper's
// learner on the same.
type sum struct {
	n              int
	quality, above float64
}

// figure is a measure over the seeds of a learner.
type figure struct{ mean, half float64 }

func of(runs []*result.Run, key string) (f figure, ok bool) {
	t, name := result.TermOf(key)
	var values []float64
	for _, r := range runs {
		if v := t.Value(r, name); v != nil {
			values = append(values, *v)
		}
	}
	if len(values) == 0 {
		return f, false
	}
	i := metrics.StudentInterval(values)
	return figure{i.Mean, (i.High - i.Low) / 2}, true
}

// text is the mean with half its 95 % interval over the seeds.
func (f figure) text(u func(float64) string) string {
	if f.half < 5e-4 {
		return u(f.mean)
	}
	return u(f.mean) + " ± " + u(f.half)
}

func score(v float64) string   { return wording.Fixed(v, 3) }
func percent(v float64) string { return wording.Fixed(100*v, 1) }

func cell(runs []*result.Run, key string, u func(float64) string) string {
	f, ok := of(runs, key)
	if !ok {
		return ""
	}
	return f.text(u)
}

// byLearner gathers the runs of each.
func byLearner(s *result.Summary) (names []string, runs map[string][]*result.Run) {
	runs = map[string][]*result.Run{}
	for i := range s.Runs {
		names = wording.AppendNew(names, s.Runs[i].Mode)
		runs[s.Runs[i].Mode] = append(runs[s.Runs[i].Mode], &s.Runs[i])
	}
	return names, runs
}

func (d *document) add(name, frontEnd string, s *result.Summary) {
	names, runs := byLearner(s)
	d.rows(name, frontEnd, names, runs, "anomaly.auc", &d.detectors, func(r []*result.Run) []string {
		return []string{
			cell(r, "anomaly.auc", score), cell(r, "anomaly.auc_frozen", score),
			cell(r, "anomaly.detection_at_1_percent", percent), cell(r, "anomaly.detection_at_1_percent_frozen_running_threshold", percent),
			cell(r, "anomaly.false_alarm_rate", percent), cell(r, "anomaly.false_alarm_rate_frozen_running_threshold", percent),
			cell(r, "anomaly.forgetting.false_alarm_rate_after_running", percent),
		}
	})
	key := "classification.macro_f1"
	if s.Stream.TestName != "" {
		key = "classification.test.macro_f1"
	}
	d.rows(name, frontEnd, names, runs, key, &d.classifiers, func(r []*result.Run) []string {
		return []string{
			cell(r, "classification.test.macro_f1", score), cell(r, "classification.macro_f1", score),
			cell(r, "classification.baselines.no-change.macro_f1", score),
		}
	})
}

// paper are the learners that others are set against.
var paper = map[string]bool{"unsupervised": true, "supervised": true}

// rows writes the learners that have a measure, best first, and takes them into the
// sums.
func (d *document) rows(name, frontEnd string, names []string, runs map[string][]*result.Run, key string, to *strings.Builder, cells func([]*result.Run) []string) {
	type entry struct {
		learner string
		quality float64
	}
	var list []entry
	reference := 0.0
	for _, learner := range names {
		if f, ok := of(runs[learner], key); ok {
			list = append(list, entry{learner, f.mean})
			if paper[learner] {
				reference = f.mean
			}
		}
	}
	slices.SortStableFunc(list, func(a, b entry) int { return cmp.Compare(b.quality, a.quality) })
	for _, e := range list {
		r := runs[e.learner]
		fmt.Fprintf(to, "| %s | %s | %s | %s |\n", name, frontEnd, e.learner, strings.Join(append(cells(r), costs(r)...), " | "))
		if d.sums == nil {
			d.sums = map[string]*sum{}
		}
		if d.sums[e.learner] == nil {
			d.sums[e.learner], d.order = &sum{}, append(d.order, e.learner)
		}
		d.sums[e.learner].n++
		d.sums[e.learner].quality += e.quality
		d.sums[e.learner].above += e.quality - reference
	}
}

// costs are those of a step that learns on the default board.
func costs(runs []*result.Run) []string {
	cycles := ""
	if f, ok := of(runs, "cycles.online.mean"); ok {
		cycles = wording.Thousands(wording.Fixed(f.mean, 0))
	}
	return []string{cycles, wording.Integer(runs[0].Memory.RAMBytes)}
}

func (d *document) leftOut(name, frontEnd string, err error) {
	text := strings.ReplaceAll(err.Error(), os.Getenv("TINYOL_DATA")+"/", "")
	d.left = append(d.left, fmt.Sprintf("- %s, %s: %s", name, frontEnd, text))
}

func (d *document) text() string {
	var b strings.Builder
	b.WriteString(`# What each learner does

Written by ` + "`make learners`" + ` (scripts/learners): every learner with its defaults, in every
front end, on the bundled recordings and on the public ones of [RESULTS.md](RESULTS.md),
` + fmt.Sprint(seeds) + ` seeds, host engine, cycles modelled for the nano33ble. A figure is the mean over the
seeds ± half its 95 % interval. Learning stops at half of the windows that may teach;
labels come late until no window shares a row with the one that is predicted;
detectors are measured on the windows after the last update.

## In the mean

Over all recordings and front ends of which the learner has figures; above: the mean
difference to the paper's learner (unsupervised, supervised) on the same.

| learner | combinations | AUC or macro-F1 | above the paper's |
|---|---|---|---|
`)
	for _, name := range d.order {
		s := d.sums[name]
		fmt.Fprintf(&b, "| %s | %d | %s | %s |\n", name, s.n, score(s.quality/float64(s.n)), wording.Signed(score(s.above/float64(s.n))))
	}
	b.WriteString(`
## Detectors

Frozen is the same detector that learns nothing; at 1 % is the share of faults detected
where 1 % of the healthy windows raise alarms; alarms are the false ones, of what learns
and of what learns nothing, both with a threshold that runs; at home are the false
alarms afterwards on the machine that trained the model.

| recording | front end | learner | AUC | frozen | at 1 %, % | frozen, running, % | alarms, % | frozen, running, % | at home, % | cycles | RAM, bytes |
|---|---|---|---|---|---|---|---|---|---|---|---|
`)
	b.WriteString(d.detectors.String())
	b.WriteString(`
## Classifiers

Macro-F1 on the test recording, where there is one, and on the stream, each window before
its label; last label repeats the one that arrived last.

| recording | front end | learner | test | stream | last label | cycles | RAM, bytes |
|---|---|---|---|---|---|---|---|
`)
	b.WriteString(d.classifiers.String())
	if len(d.left) > 0 {
		b.WriteString("\n## Left out\n\n" + strings.Join(d.left, "\n") + "\n")
	}
	return b.String()
}
