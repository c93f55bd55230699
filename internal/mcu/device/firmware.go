package device

import (
	"crypto/sha256"
	"fmt"
	"io"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/firmware"
)

// maxFirmware is far above the flash of any board.
const maxFirmware = 16 << 20

// ReadFirmware reads an ELF file of the firmware that was built elsewhere; name
// stands in messages.
func ReadFirmware(r io.Reader, name string) (*firmware.Build, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFirmware))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	build, err := firmware.Parse(name, data)
	if err != nil {
		return nil, fmt.Errorf("%w; name a build of the firmware (make firmware)", err)
	}
	return build, nil
}

// withFirmware is a board with another build in the place of its own.
func withFirmware(b *mcu.Board, build *firmware.Build) *mcu.Board {
	own := *b
	own.Firmware = build.Name
	own.CodeBytes, own.VectorBytes, own.StateBytes, own.StackBytes = build.Code(), firmware.VectorBytes, build.State(), build.Stack()
	return &own
}

// FirmwareOf identifies the build that runs on an emulated board, for the
// record.
func FirmwareOf(b *mcu.Board) string {
	build, err := firmware.Load(b.Firmware)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%s, %s, %s", build.Name, firmware.Compiler(), Checksum(build))
}

// Checksum is that of a build's ELF file.
func Checksum(build *firmware.Build) string {
	return fmt.Sprintf("sha256 %x", sha256.Sum256(build.ELF))
}
