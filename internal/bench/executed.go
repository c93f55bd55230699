package bench

import (
	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/result"
)

// executedWindows is how many windows the emulated core executed, nil where the host is
// the engine.
func (l *lane) executedWindows() *int64 {
	if l.engine == engine.NameHost {
		return nil
	}
	n := l.executed
	return &n
}

// sample is what the lane's cycles rest on where not all windows were executed.
func (l *lane) sample() *result.Sample {
	if l.auto == nil {
		return nil
	}
	return l.auto.Sample()
}
