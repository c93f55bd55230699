package compare

import "tinyol-sim/internal/result"

// pair is a difference to take: arm less against, indices of arms.
type pair struct{ arm, against int }

// pairs lists which of the arms that have a measure are set against which: each
// against what came before it with one thing changed.
//
//   - within a result: against the same mode on another machine, if that came
//     first, and against the first mode of its own machine, which is the frozen
//     model where it has the measure;
//   - across results: against the same mode in the first result that has it.
func pairs(arms []*arm, m *result.ComparedMeasure) []pair {
	var list []pair
	for k, v := range m.Values {
		a := arms[v.Arm]
		before := m.Values[:k]
		first := func(is func(*arm) bool) {
			for _, w := range before {
				if is(arms[w.Arm]) {
					list = append(list, pair{v.Arm, w.Arm})
					return
				}
			}
		}
		first(func(b *arm) bool { return b.Result == a.Result && b.machine() == a.machine() })
		first(func(b *arm) bool { return b.Result == a.Result && b.machine() != a.machine() && b.Mode == a.Mode })
		if other := sameMode(arms, before, a); other >= 0 {
			list = append(list, pair{v.Arm, other})
		}
	}
	return list
}

// sameMode finds the arm of a's mode in the first result before a's that has
// it: on the same machine, or else on any.
func sameMode(arms []*arm, before []result.ArmValue, a *arm) int {
	found := -1
	for _, w := range before {
		b := arms[w.Arm]
		if b.Result == a.Result || b.Mode != a.Mode || found >= 0 && b.Result != arms[found].Result {
			continue
		}
		if b.machine() == a.machine() {
			return w.Arm
		}
		if found < 0 {
			found = w.Arm
		}
	}
	return found
}
