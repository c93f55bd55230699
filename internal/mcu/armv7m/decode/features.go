package decode

// Features are what an instruction may need of a core, as a set.
type Features uint8

// The features.
const (
	V6      Features = 0         // ARMv6-M, which every core has
	V7      Features = 1 << iota // ARMv7-M
	WithDSP                      // the DSP extension of ARMv7E-M
	WithFP                       // FPv4-SP
)
