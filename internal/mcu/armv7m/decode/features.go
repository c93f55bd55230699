package decode

// Features are what an instruction may need of a core.
type Features uint8

const (
	V6 Features = 0
	V7 Features = 1 << iota
	WithDSP
	WithFP
)
