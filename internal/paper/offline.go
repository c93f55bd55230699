package paper

import (
	"context"
	"fmt"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/score"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/workers"
)

// offlineEpochs is how far figure 8b goes.
const offlineEpochs = 200

// offlineWindows are the sizes of the data sets of figure 8b. The paper shows
// several and this page of ours cannot tell which.
var offlineWindows = []int{30, 100, 300, 1000, 3000}

// offlineCurves is figure 8b: macro-F1 of the offline classifier over the
// epochs, for several sizes of the data set, against the online one.
func (p *maker) offlineCurves(ctx context.Context, f *result.Figure) error {
	p.mon.Stage(bench.Stage{Name: f.Name, Total: p.offlineWork()})
	var rows []result.OfflineRow
	for _, s := range p.setups {
		online, err := p.teach(ctx, s)
		if err != nil {
			return err
		}
		round := min(scheduleTurn*len(labelsIn(p.teacher))/score.AssessEvery, len(online.steps))
		reference := meanOverLast(online.macro, round)
		number(f, result.UnitScore, "online."+s.name(), reference)
		for _, windows := range offlineWindows {
			if windows > len(online.taughtLabels) {
				continue
			}
			curves, err := p.offlineSize(ctx, s, online, windows)
			if err != nil {
				return err
			}
			rows = append(rows, offlineRows(s.name(), windows, curves)...)
			offlineNumbers(f, s.name(), windows, curves, reference)
		}
		p.offlineMemory(f, s, online)
	}
	constant(f, "", "", "learning_rate", p.spec.RateIn(tinyol.Supervised))
	constant(f, result.UnitCount, "", "batch", offlineBatch)
	f.Facts["teacher"] = p.teacherName()
	return save(p, f, rows)
}

// offlineWork counts the classifiers to train, and the networks to teach first
// where figure 8a has not.
func (p *maker) offlineWork() int64 {
	n := 0
	for _, s := range p.setups {
		n += len(s.models) * len(offlineWindows)
		if p.online[s] == nil {
			n += len(s.models)
		}
	}
	return int64(n) * seedParts
}

// offlineSize trains every seed on a data set of a size: [seed][epoch-1].
func (p *maker) offlineSize(ctx context.Context, s *setup, online *onlineRuns, windows int) ([][]float64, error) {
	curves := make([][]float64, len(s.models))
	return curves, workers.EachErr(len(s.models), func(i int) (err error) {
		defer p.mon.Advance(seedParts)
		t, seed := online.assessors[i], s.models[i].Training.Seed
		_, width := t.Features()
		o := newOffline(online.taught[i], width, online.taughtLabels, windows)
		curves[i], err = o.train(ctx, offlineEpochs, s.spec.RateIn(tinyol.Supervised), seed, t)
		return err
	})
}

// offlineRows thins the epochs as they grow: each of the first twenty, then
// every fifth.
func offlineRows(frontEnd string, windows int, curves [][]float64) []result.OfflineRow {
	var rows []result.OfflineRow
	values := make([]float64, len(curves))
	for epoch := 1; epoch <= offlineEpochs; epoch++ {
		if epoch > 20 && epoch%5 != 0 {
			continue
		}
		for seed := range curves {
			values[seed] = curves[seed][epoch-1]
		}
		r := result.OfflineRow{FrontEnd: frontEnd, Windows: windows, Epochs: epoch}
		r.Mean, r.Low, r.High = interval(values)
		rows = append(rows, r)
	}
	return rows
}

// offlineNumbers states the end of a curve, and from which epoch on its mean
// stays at or above the online layer's; that is left out where it never does.
func offlineNumbers(f *result.Figure, frontEnd string, windows int, curves [][]float64, online []float64) {
	name := fmt.Sprintf("%d.%s", windows, frontEnd)
	last := make([]float64, len(curves))
	for seed := range curves {
		last[seed] = curves[seed][offlineEpochs-1]
	}
	number(f, result.UnitScore, "end."+name, last)
	level, _, _ := interval(online)
	crossing := offlineEpochs + 1
	for ; crossing > 1; crossing-- {
		for seed := range curves {
			last[seed] = curves[seed][crossing-2]
		}
		if mean, _, _ := interval(last); mean < level {
			break
		}
	}
	if crossing <= offlineEpochs {
		constant(f, result.UnitCount, "", "crossing."+name, float64(crossing))
	}
}

// offlineMemory states what the board would have to keep for each data set, and
// what the online layer keeps instead.
func (p *maker) offlineMemory(f *result.Figure, s *setup, online *onlineRuns) {
	program := p.program(s, tinyol.Supervised, s.models[0])
	constant(f, result.UnitBytes, "", "memory.online."+s.name(), float64(layerBytes(program)))
	for _, windows := range offlineWindows {
		if windows <= len(online.taughtLabels) {
			constant(f, result.UnitBytes, "", fmt.Sprintf("memory.%d.%s", windows, s.name()), float64(layerBytes(program)+batchBytes(program, windows)))
		}
	}
}
