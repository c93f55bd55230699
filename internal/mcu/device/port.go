package device

import (
	"encoding/binary"
	"math"

	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/tinyol"
)

// The replay port: where the firmware takes rows and commands and leaves its
// results. src/hw_replay.c of the firmware is the other side. Most of it is
// plain memory, so that the firmware's accesses cost the emulator nothing; only
// the two registers that make something happen are a peripheral.
const (
	portBase = 0x4F000000

	// What the host writes.
	portID       = portBase + 0x000
	portRAMEnd   = portBase + 0x004
	portCommand  = portBase + 0x008 // and the argument behind it
	portHost     = 16               // bytes of these
	portFlashEnd = portBase + 0x01C
	portRow      = portBase + 0x1000
	portRowBytes = 0x1000

	// What the firmware writes: STATUS and PHASE, then DETAIL, and behind the
	// flash's end SCORE, CLASS and FLAGS.
	portMarks    = portBase + 0x010
	portStatus   = 0x0 // from portMarks
	portPhase    = 0x4
	portReport   = portBase + 0x018
	reportBytes  = 20
	reportScore  = 8 // from portReport
	reportClass  = 12
	reportFlags  = 16
	reportDetail = 0

	portMagic = 0x314C4F54 // "TOL1"
)

type command uint32

// Commands of the host.
const (
	commandNone command = iota // from reset to the first
	commandInit
	commandRow
	commandStep
	commandReset
)

func (c command) String() string {
	return [...]string{"start", "initialise", "row", "step", "reset"}[c]
}

// Flags of a step.
const (
	flagUpdated = 1 << iota
	flagGrown
	flagFull
	flagDrift = 1 << 4 // times a bit for each drift detector that fired
)

// phaseIdle is the mark behind the work's: waiting for the host.
const (
	phaseIdle = tinyol.PhaseCount
	markCount = phaseIdle + 1

	running = math.MaxUint32 // no status yet
)

// port holds the registers that act, and counts the cycles between marks.
type port struct {
	core   cpu.Core
	status uint32 // of the last command, running while there is none
	phase  tinyol.Phase
	since  uint64 // cycle at which the phase began
	cycles [markCount]uint64
	ended  func(tinyol.Phase) // is told of a phase at its end; nil: nobody looks
	words  [reportBytes]byte  // on the way from or to the core, here so that nothing is allocated
}

// memories of the port.
func (p *port) memories() []cpu.Memory {
	return []cpu.Memory{
		{Name: "replay port's rows", Base: portRow, Size: portRowBytes},
		{Name: "replay port's commands", Base: portBase, Size: portHost},
		{Name: "replay port's report", Base: portReport, Size: reportBytes, Writable: true},
	}
}

func (p *port) mapping() cpu.Mapping {
	return cpu.Mapping{Base: portMarks, Size: 8, Peripheral: p}
}

// Read: both registers are write-only.
func (p *port) Read(uint32, int) (uint32, bool) { return 0, false }

// Write takes a mark or ends the command.
func (p *port) Write(offset uint32, size int, v uint32) bool {
	switch {
	case size == 4 && offset == portStatus:
		p.status = v
		p.core.RequestStop()
		return true
	case size == 4 && offset == portPhase && v < uint32(markCount):
		p.mark(tinyol.Phase(v))
		return true
	}
	return false
}

// mark begins a phase; the store that marks belongs to the phase that ends.
func (p *port) mark(phase tinyol.Phase) {
	now := p.core.Cycles()
	p.cycles[p.phase] += now - p.since
	if p.ended != nil {
		p.ended(p.phase)
	}
	p.phase, p.since = phase, now
}

// forget drops the cycles counted so far.
func (p *port) forget() {
	p.cycles = [markCount]uint64{}
	p.since = p.core.Cycles()
}

// describe tells the firmware one past the last byte of its flash and its RAM.
func (p *port) describe(flashEnd, ramEnd uint32) error {
	p.phase = phaseIdle
	for address, v := range map[uint32]uint32{portID: portMagic, portRAMEnd: ramEnd, portFlashEnd: flashEnd} {
		if err := p.core.WriteMemory(address, binary.LittleEndian.AppendUint32(nil, v)); err != nil {
			return err
		}
	}
	return nil
}

// begin writes a command and its argument.
func (p *port) begin(c command, argument int32) error {
	words := p.words[:8]
	binary.LittleEndian.PutUint32(words, uint32(c))
	binary.LittleEndian.PutUint32(words[4:], uint32(argument))
	p.status = running
	return p.core.WriteMemory(portCommand, words)
}

// report is what the firmware left of a step.
type report struct {
	detail uint32
	score  float32
	class  int
	flags  uint32
}

func (p *port) report() (r report, err error) {
	words := p.words[:]
	err = p.core.ReadMemory(portReport, words)
	r.detail = binary.LittleEndian.Uint32(words[reportDetail:])
	r.score = math.Float32frombits(binary.LittleEndian.Uint32(words[reportScore:]))
	r.class = int(int32(binary.LittleEndian.Uint32(words[reportClass:])))
	r.flags = binary.LittleEndian.Uint32(words[reportFlags:])
	return r, err
}
