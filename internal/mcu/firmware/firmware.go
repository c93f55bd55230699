// Package firmware holds the device program in C: its sources, and the ELF
// files that build.sh makes of them for the emulated cores. It carries out the
// operations of a plan, kernel by kernel and bit by bit as the host does; headers
// and calls are generated from the kernels' cards.
package firmware

import (
	"embed"
	"fmt"
	"strings"
)

//go:generate go run ../../../scripts/ccode src

//go:embed elf
var files embed.FS

//go:embed src
var sources embed.FS

// Names returns the names of the builds: the core, and where flash begins
// elsewhere than at zero the chip.
func Names() []string {
	return []string{"cortex-m4f", "cortex-m3", "cortex-m0plus", "cortex-m0plus-rp2040"}
}

// ELF returns the ELF file of a build.
func ELF(name string) ([]byte, error) {
	data, err := files.ReadFile("elf/" + name + ".elf")
	if err != nil {
		return nil, unknown(name)
	}
	return data, nil
}

func unknown(name string) error {
	return fmt.Errorf("there is no firmware for %q; there is for %s", name, strings.Join(Names(), ", "))
}

// Compiler names what the ELF files were built with.
func Compiler() string {
	version, err := files.ReadFile("elf/compiler")
	if err != nil {
		panic(err) // embedded
	}
	return "arm-none-eabi-gcc " + strings.TrimSpace(string(version))
}

// Sources returns the C sources by name, for a project of one's own.
func Sources() embed.FS { return sources }
