package metrics

// moments are the running means of channels and their sums of squared
// differences from it (B. P. Welford, Note on a method for calculating corrected
// sums of squares and products, Technometrics 4, 1962).
type moments struct {
	count   float64
	mean    []float64 // [channels]
	squares []float64 // [channels]
}

func newMoments(channels int) moments {
	return moments{mean: make([]float64, channels), squares: make([]float64, channels)}
}

// add takes one value a channel.
func (m *moments) add(row []float32) {
	m.count++
	for i, mean := range m.mean {
		difference := float64(row[i]) - mean
		m.mean[i] = mean + difference/m.count
		m.squares[i] += float64(difference * (float64(row[i]) - m.mean[i]))
	}
}
