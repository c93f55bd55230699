//go:build race

package datasets

import "tinyol-sim/datasets/fan"

// reproduced leaves the long recordings to runs without the race detector,
// which makes them ten times slower and finds nothing in one goroutine.
func reproduced() []fan.Recording { return []fan.Recording{fan.Test(), fan.OtherTest()} }
