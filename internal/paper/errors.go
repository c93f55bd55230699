package paper

import (
	"context"
	"fmt"
	"strings"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/result"
)

// windowsOfAKind is how many windows of a kind figures 6 and 7 and table I are
// about in the paper.
const windowsOfAKind = 3000

// errorHistograms is figure 6: errors of held-out windows under the frozen
// network, normal against all others, as many of each.
func (p *maker) errorHistograms(ctx context.Context, f *result.Figure) error {
	p.stage(f.Name)
	var rows []result.HistogramRow
	for _, s := range p.setups {
		part, err := p.errorsOf(ctx, f, s)
		if err != nil {
			return err
		}
		rows = append(rows, part...)
	}
	return save(p, f, rows)
}

var errorUnits = map[string]result.Unit{
	"auc": result.UnitScore, "overlap": result.UnitFraction, "false_alarms": result.UnitFraction,
	"detected": result.UnitFraction, "threshold": result.UnitLoss,
}

// errorFigures are the scalars of figure 6, in the order of the caption.
var errorFigures = []string{"auc", "overlap", "false_alarms", "detected", "threshold"}

func (p *maker) errorsOf(ctx context.Context, f *result.Figure, s *setup) ([]result.HistogramRow, error) {
	normal, n := s.windows(p.recordingOf(p.held, p.normal), windowsOfAKind)
	others := p.normalFirst(labelsIn(p.held))[1:]
	faults, m := p.faultWindows(s, p.held, others, windowsOfAKind)
	if n == 0 || m == 0 {
		return nil, tooFew(p.heldOut(), s.spec.Window)
	}
	normalShares, faultShares := p.perSeed(s), p.perSeed(s)
	seeds := p.scalars(s, errorFigures)
	err := p.eachSeed(ctx, s, func(seed int, m *modelfile.Model) error {
		a, b := errorsOf(m.Network, normal), errorsOf(m.Network, faults)
		normalShares[seed], faultShares[seed] = histogram(a), histogram(b)
		t := m.Training.Threshold
		for i, v := range []float64{
			auc(a, b), metrics.Overlap(normalShares[seed], faultShares[seed]), shareAbove(a, t), shareAbove(b, t), float64(t),
		} {
			seeds[errorFigures[i]][seed] = v
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, name := range errorFigures {
		number(f, errorUnits[name], name+"."+s.name(), seeds[name])
	}
	constant(f, result.UnitCount, "", "normal_windows."+s.name(), float64(n))
	constant(f, result.UnitCount, "", "other_windows."+s.name(), float64(m))
	return append(
		histogramRows(s.name(), "", p.labels.Name(p.normal), normalShares),
		histogramRows(s.name(), "", p.otherNames(others), faultShares)...), nil
}

// faultWindows cuts about as many windows of each label, want in all.
func (p *maker) faultWindows(s *setup, all []stretch, labels []int, want int) (features []float32, n int) {
	for i, label := range labels {
		share := want*(i+1)/len(labels) - want*i/len(labels)
		part, k := s.windows(p.recordingOf(all, label), share)
		features, n = append(features, part...), n+k
	}
	return features, n
}

// scalars makes room for one value per seed under each name.
func (p *maker) scalars(s *setup, names []string) map[string][]float64 {
	values := map[string][]float64{}
	for _, name := range names {
		values[name] = make([]float64, len(s.models))
	}
	return values
}

// longestSeries is how many letters of a series' name a legend takes.
const longestSeries = 30

// otherNames names the classes that are not normal, together.
func (p *maker) otherNames(labels []int) string {
	var names []string
	for _, label := range labels {
		names = append(names, p.labels.Name(label))
	}
	text := strings.Join(names, ", ")
	if n := len(names); n > 1 {
		text = strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	if len(text) > longestSeries {
		return fmt.Sprintf("%d other classes", len(names))
	}
	return text
}

func auc(normal, faults []float32) float64 {
	r := metrics.NewRanking()
	for _, e := range normal {
		r.Add(e, false)
	}
	for _, e := range faults {
		r.Add(e, true)
	}
	return r.AUC()
}
