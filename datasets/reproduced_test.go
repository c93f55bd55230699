//go:build !race

package datasets

import "tinyol-sim/internal/stream/fan"

// reproduced returns the recordings that the tests generate anew: all.
func reproduced() []fan.Recording { return fan.Recordings() }
