package armv7m

import (
	"fmt"

	"tinyol-sim/internal/mcu/armv7m/decode"
	"tinyol-sim/internal/mcu/armv7m/timing"
)

// Profile names a core: which instructions it has.
type Profile uint8

// The cores.
const (
	CortexM0Plus Profile = iota // ARMv6-M
	CortexM3                    // ARMv7-M
	CortexM4                    // ARMv7E-M: with the DSP extension
	CortexM4F                   // ARMv7E-M with FPv4-SP
)

var profileNames = [...]string{"cortex-m0plus", "cortex-m3", "cortex-m4", "cortex-m4f"}

func (p Profile) String() string {
	if int(p) < len(profileNames) {
		return profileNames[p]
	}
	return fmt.Sprintf("Profile(%d)", uint8(p))
}

// ParseProfile finds a core by its name, such as "cortex-m4f".
func ParseProfile(name string) (Profile, error) {
	for i, n := range profileNames {
		if n == name {
			return Profile(i), nil
		}
	}
	return 0, fmt.Errorf("core %q is not emulated; choose one of %v", name, profileNames)
}

func (p Profile) features() decode.Features {
	return [...]decode.Features{decode.V6, decode.V7, decode.V7 | decode.WithDSP, decode.V7 | decode.WithDSP | decode.WithFP}[p]
}

func (p Profile) timing() *timing.Rules {
	return [...]*timing.Rules{timing.CortexM0Plus, timing.CortexM3, timing.CortexM4, timing.CortexM4}[p]
}

// cpuid is the reset value of CPUID (ARM ARM B3.2.3 and the cores' manuals).
func (p Profile) cpuid() uint32 {
	return [...]uint32{0x410CC601, 0x412FC231, 0x410FC241, 0x410FC241}[p]
}

// interrupts is how many external interrupt lines the core's NVIC has.
func (p Profile) interrupts() int {
	if p == CortexM0Plus {
		return 32
	}
	return maxInterrupts
}

// priorityMask holds the implemented bits of an 8-bit priority: two on
// ARMv6-M, three as on most Cortex-M3 and M4 chips elsewhere unless the
// machine says otherwise.
func (p Profile) priorityMask() uint8 {
	if p == CortexM0Plus {
		return 0xC0
	}
	return 0xE0
}
