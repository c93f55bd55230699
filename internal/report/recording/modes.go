package recording

// Modes, as bench writes them to Run.Mode.
const (
	Unsupervised = "unsupervised"
	Supervised   = "supervised"
	Frozen       = "frozen"
)
