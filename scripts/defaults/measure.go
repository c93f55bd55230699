package main

import (
	"context"
	"fmt"
	"slices"

	"tinyol-sim/internal/frontend"
)

// measured is all that the rules go by.
type measured struct {
	kinds   []frontend.Kind
	names   []string   // of the recordings
	judged  [][]judged // [kind][recording]
	leftOut []string   // recordings that cannot train, and why

	frontEnd frontend.Kind // by the rule; what follows is measured with it
	longer   []trainedLonger
	rises    [][]learnedAt // [recording][rate]
	spreads  []float64     // between the seeds
	followed [][]followed  // [recording][step]; nil where too few windows are apart
}

// measure takes the measurements on recordings below dir.
func measure(ctx context.Context, dir string, sources []source) (*measured, error) {
	m := &measured{kinds: frontend.Kinds()}
	m.judged = make([][]judged, len(m.kinds))
	var all []*recording
	for _, s := range sources {
		r, err := s.read(dir)
		if err != nil {
			return nil, err
		}
		if err := m.frontEnds(ctx, r); err != nil {
			return nil, err
		}
		if slices.Contains(m.names, r.name) {
			all = append(all, r)
		}
	}
	m.frontEnd = chooseFrontEnd(m.kinds, m.judged)
	for _, r := range all {
		if err := m.learning(ctx, r); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// frontEnds judges every front end on a recording.
func (m *measured) frontEnds(ctx context.Context, r *recording) error {
	of := make([]judged, len(m.kinds))
	for i, kind := range m.kinds {
		f, err := fit(ctx, string(kind), fewEpochs, r.name, &r.taught)
		if err != nil {
			m.leftOut = append(m.leftOut, fmt.Sprintf("%s, %s", kind, err))
			return nil
		}
		if of[i], err = r.judge(f); err != nil {
			return err
		}
	}
	m.names = append(m.names, r.name)
	for i := range of {
		m.judged[i] = append(m.judged[i], of[i])
	}
	return nil
}

// learning measures what is chosen with the front end that was.
func (m *measured) learning(ctx context.Context, r *recording) error {
	longer, err := r.longer(ctx, string(m.frontEnd))
	if err != nil {
		return err
	}
	f, err := fit(ctx, string(m.frontEnd), fewEpochs, r.name, &r.taught)
	if err != nil {
		return err
	}
	rises, spread, err := r.rises(f)
	if err != nil {
		return err
	}
	var follows []followed
	if r.apart(f) >= leastApart {
		if follows, err = r.follow(f); err != nil {
			return err
		}
	}
	m.longer = append(m.longer, longer...)
	m.rises, m.spreads = append(m.rises, rises), append(m.spreads, spread)
	m.followed = append(m.followed, follows)
	return nil
}

// rate is the rule's answer: that of the recording which bears least.
func (m *measured) rate() float64 {
	least := rates[len(rates)-1]
	for i := range m.names {
		least = min(least, chooseRate(m.rises[i], m.spreads[i]))
	}
	return least
}

// step is the rule's answer, in the same way.
func (m *measured) step() float64 {
	least := steps[len(steps)-1]
	for _, f := range m.followed {
		if f != nil {
			least = min(least, chooseStep(f))
		}
	}
	return least
}
