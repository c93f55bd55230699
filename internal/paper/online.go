package paper

import (
	"context"
	"slices"
	"strings"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/score"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// onlineRuns are the classifiers of a setup after every score.AssessEvery steps of
// the schedule: F1 on the test recording, by seed.
type onlineRuns struct {
	steps   []int
	macro   [][]float64         // [assessment][seed]
	classes map[int][][]float64 // of the test's classes
	// mistakes are the parts of each class's windows that were taken for another:
	// [assessment][seed][class][as], in the order of labels.
	mistakes  [][][][]float64
	assessors []*score.Assessor
	labels    []int // of the test, in order of their numbers
	// taught is what the layer saw of each window of the field, standardising
	// aside, in the order of the schedule: [seed][windows][features].
	taught       [][]float32
	taughtLabels []int
}

// teach runs the schedule over every network of a setup, once.
func (p *maker) teach(ctx context.Context, s *setup) (*onlineRuns, error) {
	if r := p.online[s]; r != nil {
		return r, nil
	}
	seeds := len(s.models)
	r := &onlineRuns{classes: map[int][][]float64{}, assessors: make([]*score.Assessor, seeds), taught: make([][]float32, seeds)}
	classifiers, err := p.classifiers(ctx, s)
	if err != nil {
		return nil, err
	}
	rows := newSchedule(p.teacher, len(p.channels)).rows(s.models[0].FrontEnd.Window(), s.spec.Stride)
	err = p.play(ctx, s, rows, s.spec.Stride, func(seed int, b *tinyol.Base, label int) (bool, error) {
		classifiers[seed].step(b, label)
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	for _, u := range classifiers {
		if u.end(); u.curve == nil {
			return nil, tooFew("the recording that teaches", s.spec.Window)
		}
	}
	for seed, u := range classifiers {
		r.assessors[seed], r.taught[seed] = u.assessor, u.taught
	}
	r.labels, r.taughtLabels = classifiers[0].order, classifiers[0].labels
	for _, a := range classifiers[0].curve {
		r.steps = append(r.steps, int(a.Updates))
	}
	for i := range r.steps {
		of := func(value func(*result.Assessment) float64) []float64 {
			values := make([]float64, seeds)
			for seed := range values {
				values[seed] = value(&classifiers[seed].curve[i])
			}
			return values
		}
		mistakes := make([][][]float64, seeds)
		for seed := range mistakes {
			mistakes[seed] = classifiers[seed].mistakes[i]
		}
		r.mistakes = append(r.mistakes, mistakes)
		r.macro = append(r.macro, of(func(a *result.Assessment) float64 { return a.MacroF1 }))
		for _, label := range r.labels {
			r.classes[label] = append(r.classes[label], of(func(a *result.Assessment) float64 { return a.F1[label] }))
		}
	}
	p.online[s] = r
	return r, nil
}

// taughtClassifier is one that the schedule has taught.
type taughtClassifier struct {
	device   *tinyol.Device
	assessor *score.Assessor
	order    []int // labels of the test, in order of their numbers
	curve    []result.Assessment
	mistakes [][][]float64 // [assessment][class][as], in that order
	taught   []float32
	labels   []int // of what was taught
}

// assess adds an assessment with its mistakes.
func (u *taughtClassifier) assess() {
	u.curve = append(u.curve, u.assessor.Assessment(0, u.device.Updates(), u.device))
	counts := u.assessor.Counts()
	matrix := counts.Matrix(u.order...)
	shares := make([][]float64, len(u.order))
	for i, class := range u.order {
		shares[i] = make([]float64, len(u.order))
		for k := range shares[i] {
			shares[i][k] = float64(matrix[i][k]) / float64(counts.Support(class))
		}
	}
	u.mistakes = append(u.mistakes, shares)
}

// end makes the last assessment stand for the end, whatever the number of steps.
func (u *taughtClassifier) end() {
	if u.device.Updates()%score.AssessEvery != 0 {
		u.assess()
	}
}

// step teaches a window.
func (u *taughtClassifier) step(b *tinyol.Base, label int) {
	u.device.StepOn(b, label)
	u.taught = b.Encode(u.taught)
	u.labels = append(u.labels, label)
	if u.device.Updates()%score.AssessEvery == 0 {
		u.assess()
	}
}

// classifiers makes one for each network of a setup, to be taught.
func (p *maker) classifiers(ctx context.Context, s *setup) ([]*taughtClassifier, error) {
	assessors, err := p.assessors(ctx, s)
	if err != nil {
		return nil, err
	}
	var all []*taughtClassifier
	for seed, m := range s.models {
		program := p.program(s, tinyol.Supervised, m)
		program.MaxClasses = max(program.MaxClasses, len(labelsIn(p.teacher)))
		d, err := tinyol.New(program)
		if err != nil {
			return nil, err
		}
		t := assessors[seed]
		all = append(all, &taughtClassifier{device: d, assessor: t, order: slices.Compact(slices.Sorted(slices.Values(t.Labels())))})
	}
	return all, nil
}

// assessors take in the test recording with every network of a setup.
func (p *maker) assessors(ctx context.Context, s *setup) ([]*score.Assessor, error) {
	rows := &replay.Rows{}
	channels := len(p.channels)
	for segment, part := range p.test {
		for at := 0; at < len(part.values); at += channels {
			rows.Add(&stream.Row{Label: part.label, Segment: segment, Values: part.values[at : at+channels]})
		}
	}
	all := make([]*score.Assessor, len(s.models))
	for i, m := range s.models {
		all[i] = score.NewAssessor(m.Network, learner.Embedding, p.labels.Len())
	}
	return all, bench.Assess(ctx, replay.Title(p.spec.Test), rows, s.models[0].FrontEnd, s.spec.Stride, all)
}

// onlineCurves is figure 8a: F1 of each class and macro-F1 on the test
// recording while the field's classes are taught one after the other.
func (p *maker) onlineCurves(ctx context.Context, f *result.Figure) error {
	p.stage(f.Name)
	var rows []result.OnlineRow
	for _, s := range p.setups {
		r, err := p.teach(ctx, s)
		if err != nil {
			return err
		}
		line := func(class string, values [][]float64) {
			for i, steps := range r.steps {
				row := result.OnlineRow{FrontEnd: s.name(), Class: class, Steps: steps}
				row.Mean, row.Low, row.High = interval(values[i])
				rows = append(rows, row)
			}
		}
		line("", r.macro)
		for _, label := range r.labels {
			line(p.labels.Name(label), r.classes[label])
		}
		p.onlineNumbers(f, s, r)
	}
	constant(f, result.UnitCount, "", "turn", scheduleTurn)
	constant(f, result.UnitCount, "", "assessed_every", score.AssessEvery)
	constant(f, "", "", "learning_rate", p.spec.RateIn(tinyol.Supervised))
	f.Facts["teacher"] = p.teacherName()
	return save(p, f, rows)
}

func (p *maker) teacherName() string {
	if p.spec.Teach != "" {
		return p.spec.Teach
	}
	return strings.Join(p.spec.Streams, ", ")
}

func (p *maker) onlineNumbers(f *result.Figure, s *setup, r *onlineRuns) {
	end := len(r.steps) - 1
	number(f, result.UnitScore, "macro_f1.first."+s.name(), r.macro[0])
	number(f, result.UnitScore, "macro_f1.end."+s.name(), r.macro[end])
	// The mean over the last round of turns does not hang on which class was
	// taught last.
	round := min(scheduleTurn*len(labelsIn(p.teacher))/score.AssessEvery, len(r.steps))
	number(f, result.UnitScore, "macro_f1.last_round."+s.name(), meanOverLast(r.macro, round))
	for _, label := range r.labels {
		number(f, result.UnitScore, "f1.end."+p.labels.Name(label)+"."+s.name(), r.classes[label][end])
		number(f, result.UnitScore, "f1.last_round."+p.labels.Name(label)+"."+s.name(), meanOverLast(r.classes[label], round))
	}
	p.mistakeNumbers(f, s, r, round)
	constant(f, result.UnitCount, "", "test_windows."+s.name(), float64(r.assessors[0].Windows()))
}

// mistakeNumbers say for each class what it is taken for most often, over the
// last assessments.
func (p *maker) mistakeNumbers(f *result.Figure, s *setup, r *onlineRuns, last int) {
	for i, label := range r.labels {
		var worst []float64
		as, most := 0, 0.0
		for k := range r.labels {
			if k == i {
				continue
			}
			values := make([][]float64, len(r.mistakes))
			for a, seeds := range r.mistakes {
				for _, shares := range seeds {
					values[a] = append(values[a], shares[i][k])
				}
			}
			shares := meanOverLast(values, last)
			if mean, _, _ := interval(shares); worst == nil || mean > most {
				worst, as, most = shares, k, mean
			}
		}
		if worst == nil {
			continue
		}
		name := "mistaken." + p.labels.Name(label) + "." + s.name()
		f.Facts[name] = p.labels.Name(r.labels[as])
		number(f, result.UnitFraction, name, worst)
	}
}

// meanOverLast is each seed's mean over the last assessments.
func meanOverLast(values [][]float64, n int) []float64 {
	out := make([]float64, len(values[0]))
	for _, v := range values[len(values)-n:] {
		for seed := range v {
			out[seed] += v[seed] / float64(n)
		}
	}
	return out
}
