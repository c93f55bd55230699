package bench

import (
	"context"
	"fmt"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
)

// paperWindows is how many windows of a kind figures 6 and 7 and table I are
// about in the paper.
const paperWindows = 3000

// errorHistograms is figure 6: errors of held-out windows under the frozen
// network, normal against all others, as many of each.
func (p *paper) errorHistograms(ctx context.Context, f *result.Figure) error {
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

func (p *paper) errorsOf(ctx context.Context, f *result.Figure, s *setup) ([]result.HistogramRow, error) {
	normal, n := s.windows(p.recordingOf(p.held, p.normal), paperWindows)
	var faults []float32
	others := p.normalFirst(labelsIn(p.held))[1:]
	m := 0
	for i, label := range others {
		// The rest of the division goes to the first of them.
		share := paperWindows*(i+1)/len(others) - paperWindows*i/len(others)
		part, k := s.windows(p.recordingOf(p.held, label), share)
		faults, m = append(faults, part...), m+k
	}
	if n == 0 || m == 0 {
		return nil, tooFew(p.heldOut(), s.spec.Window)
	}
	normalShares, faultShares := make([][]float64, len(s.models)), make([][]float64, len(s.models))
	seeds := map[string][]float64{}
	for _, name := range []string{"auc", "overlap", "false_alarms", "detected", "threshold"} {
		seeds[name] = make([]float64, len(s.models))
	}
	err := p.eachSeed(ctx, s, func(seed int, m *Model) error {
		a, b := errorsOf(m.Network, normal), errorsOf(m.Network, faults)
		normalShares[seed], faultShares[seed] = histogram(a), histogram(b)
		t := m.Training.Threshold
		seeds["auc"][seed] = auc(a, b)
		seeds["overlap"][seed] = metrics.Overlap(normalShares[seed], faultShares[seed])
		seeds["false_alarms"][seed] = shareAbove(a, t)
		seeds["detected"][seed] = shareAbove(b, t)
		seeds["threshold"][seed] = float64(t)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"auc", "overlap", "false_alarms", "detected", "threshold"} {
		number(f, errorUnits[name], name+"."+s.name(), seeds[name])
	}
	constant(f, result.UnitCount, "", "normal_windows."+s.name(), float64(n))
	constant(f, result.UnitCount, "", "other_windows."+s.name(), float64(m))
	return append(
		histogramRows(s.name(), "", p.labels.Name(p.normal), normalShares),
		histogramRows(s.name(), "", p.otherNames(others), faultShares)...), nil
}

// otherNames names the classes that are not normal, together.
func (p *paper) otherNames(labels []int) string {
	if len(labels) > shownClasses {
		return fmt.Sprintf("%d other classes", len(labels))
	}
	text := ""
	for i, label := range labels {
		switch {
		case i == 0:
		case i == len(labels)-1:
			text += " and "
		default:
			text += ", "
		}
		text += p.labels.Name(label)
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
