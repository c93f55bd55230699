//go:build !race

package datasets

import "tinyol-sim/datasets/fan"

// reproduced returns the recordings that the tests generate anew: all.
func reproduced() []fan.Recording { return fan.Recordings() }
