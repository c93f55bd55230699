package bench

import (
	"fmt"
	"os"
	"slices"

	"tinyol-sim/internal/usage"
)

// maxTogether is how many seeds may go over a stream that cannot be read twice:
// each takes some three megabytes a mode while it goes by.
const maxTogether = 100

// checkReplay refuses more seeds than such a stream allows.
func (s *Spec) checkReplay() error {
	if s.Seeds > maxTogether && !s.replayable() {
		return usage.New("seeds", fmt.Sprintf("save the recording in a file and name that, or use at most %d", maxTogether), "%d seeds need a recording that can be read again", s.Seeds)
	}
	return nil
}

// replayable reports whether all recordings can be read a second time: standard
// input and pipes cannot.
func (s *Spec) replayable() bool {
	for _, name := range slices.Concat([]string{s.Model}, s.Train, s.Test, s.Boards(), s.Streams) {
		info, err := os.Stat(name)
		if name == "-" || err == nil && !info.Mode().IsRegular() && !info.IsDir() {
			return false
		}
	}
	return true
}
