package metrics

import "math"

// ChannelSpread finds channels of mixed units: those that go through one
// projection together, where the one of the largest deviation drowns the others
// in every loss and score. Make it with NewChannelSpread.
type ChannelSpread struct{ rows moments }

// NewChannelSpread returns a ChannelSpread of rows with this many channels.
func NewChannelSpread(channels int) *ChannelSpread {
	if channels < 1 {
		panic("metrics: NewChannelSpread: channels must be at least one")
	}
	return &ChannelSpread{newMoments(channels)}
}

// Add takes a row, one value a channel.
func (s *ChannelSpread) Add(row []float32) { s.rows.add(row) }

// Deviation returns the standard deviation of a channel over the rows so far;
// NaN before the second.
func (s *ChannelSpread) Deviation(channel int) float64 {
	if s.rows.count < 2 {
		return math.NaN()
	}
	return math.Sqrt(s.rows.squares[channel] / (s.rows.count - 1))
}

// Ratio returns the largest deviation of a channel over the smallest, and which
// channels these are, the first of equals. Channels that never change have no
// scale and are left out; Constant counts them. With less than two channels
// that vary, or a value that is not finite, the ratio is NaN.
func (s *ChannelSpread) Ratio() (ratio float64, largest, smallest int) {
	varying := 0
	for channel := range s.rows.mean {
		d := s.Deviation(channel)
		switch {
		case math.IsNaN(d) || math.IsInf(d, 0):
			return math.NaN(), -1, -1
		case d == 0:
			continue
		case varying == 0:
			largest, smallest = channel, channel
		case d > s.Deviation(largest):
			largest = channel
		case d < s.Deviation(smallest):
			smallest = channel
		}
		varying++
	}
	if varying < 2 {
		return math.NaN(), -1, -1
	}
	return s.Deviation(largest) / s.Deviation(smallest), largest, smallest
}

// Constant returns how many channels never changed.
func (s *ChannelSpread) Constant() int {
	n := 0
	for _, squares := range s.rows.squares {
		if squares == 0 {
			n++
		}
	}
	return n
}
