package recording

// guesses are what compete over a labelled window, in the order of
// sliding.values.
const (
	GuessOnline = iota
	GuessNoChange
	GuessMajority
	GuessCount
)

// GuessNames are the guesses in words.
var GuessNames = [GuessCount]string{"online", "no change", "majority"}

// sliding measures accuracy and macro-F1 of the learner and its trivial
// competitors over the last labelled windows. The competitors are what
// anybody could do: repeat the label before, or name the label that was most
// frequent so far. A guess that was not made counts as wrong.
type sliding struct {
	Ring  []verdict // the last len(ring) windows
	next  int
	count int

	tallies  [GuessCount][]tally // per class, over the ring
	support  []int64             // per class, over the ring
	seen     []int64             // per class, over all windows, for majority
	majority int
	previous int
}

// verdict is small, for the ring of each seed may hold thousands.
type verdict struct {
	label   int32
	guesses [GuessCount]int32
}

// tally counts how often a class was guessed, and how often rightly.
type tally struct{ guessed, right int64 }

func newSliding(windows, classes int) *sliding {
	s := &sliding{Ring: make([]verdict, windows), previous: -1, majority: -1}
	s.grow(classes)
	return s
}

// grow makes room for classes.
func (s *sliding) grow(classes int) {
	for len(s.seen) < classes {
		s.support, s.seen = append(s.support, 0), append(s.seen, 0)
		for i := range s.tallies {
			s.tallies[i] = append(s.tallies[i], tally{})
		}
	}
}

// add takes a labelled window and the learner's prediction, -1 for none.
func (s *sliding) add(label, prediction int) {
	s.grow(max(label, prediction) + 1)
	if s.count == len(s.Ring) {
		s.enter(s.Ring[s.next], -1)
	} else {
		s.count++
	}
	v := verdict{label: int32(label)}
	v.guesses[GuessOnline] = int32(prediction)
	v.guesses[GuessNoChange] = int32(s.previous)
	v.guesses[GuessMajority] = int32(s.majority)
	s.enter(v, +1)
	s.Ring[s.next] = v
	s.next = (s.next + 1) % len(s.Ring)

	s.previous = label
	s.seen[label]++
	if s.majority < 0 || s.seen[label] > s.seen[s.majority] {
		s.majority = label
	}
}

// enter counts a window in (+1) or out (-1).
func (s *sliding) enter(v verdict, sign int64) {
	s.support[v.label] += sign
	for g, guess := range v.guesses {
		if guess < 0 {
			continue
		}
		t := &s.tallies[g][guess]
		t.guessed += sign
		if guess == v.label {
			t.right += sign
		}
	}
}

// accuracy is the share of right guesses.
func (s *sliding) accuracy(guess int) float64 {
	var right int64
	for _, t := range s.tallies[guess] {
		right += t.right
	}
	return float64(right) / float64(s.count)
}

// macroF1 is the mean of F1 = 2 right / (guessed + support) over the classes
// that occur among the windows.
func (s *sliding) macroF1(guess int) float64 {
	sum, classes := 0.0, 0
	for c, t := range s.tallies[guess] {
		if s.support[c] == 0 {
			continue
		}
		sum += 2 * float64(t.right) / float64(t.guessed+s.support[c])
		classes++
	}
	return sum / float64(classes)
}
