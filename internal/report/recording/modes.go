package recording

import "tinyol-sim/internal/result"

// Frozen is the mode that learns nothing, as bench writes it to Run.Mode.
const Frozen = string(result.Frozen)
