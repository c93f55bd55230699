package cpu

import "tinyol-sim/internal/mcu/program"

// Core is an emulated processor with its memory map and peripherals. Whatever a
// program does, a core answers with a value. It is not for concurrent use.
type Core interface {
	// Load puts an image's segments into memory and keeps its symbols. The error
	// names a segment for which there is no memory.
	Load(*program.Image) error
	// Reset puts the processor where it begins to execute. Memory stays as it is.
	Reset() error

	// Run executes until the program ends, fails, or a limit is met. Behind a
	// resumable stop the next Run goes on with the next instruction.
	Run(Limits) Stop
	// RequestStop ends the run behind the instruction that is being executed, with
	// StopRequested. Peripherals call it, where they hand over to the host.
	RequestStop()

	Cycles() uint64       // since Reset
	Instructions() uint64 // that were executed since Reset
	Mark() string         // what the cycles are, such as "emulated"

	// PC is the address of the next instruction, SP the stack pointer, and
	// ReturnAddress, at a function's first instruction, where its caller goes on.
	PC() uint32
	SP() uint32
	ReturnAddress() uint32
	// Argument reads an integer or pointer argument, from 0, at a function's first
	// instruction, by the procedure call standard. It is an error where the
	// argument lies on a stack that cannot be read.
	Argument(n int) (uint32, error)

	// ReadMemory and WriteMemory copy a program's memory, flash included, without
	// side effects. They are an error where no one memory has all the bytes.
	ReadMemory(address uint32, into []byte) error
	WriteMemory(address uint32, data []byte) error

	// Observe watches all further runs, until a nil ends it. A fault then comes
	// with the calls that were seen.
	Observe(*Observation)
	// GuardStack makes a stack overflow a fault, by the image that was loaded. It
	// follows Reset.
	GuardStack()
	// StackPeak is the most that the main stack has used since GuardStack, in
	// bytes.
	StackPeak() uint32
	// ExceptionName is what the core calls an exception or interrupt by number.
	ExceptionName(number int) string
}

// Limits end a run. Both count from reset; zero is none.
type Limits struct {
	Cycles       uint64
	Instructions uint64
}

// StopReason says why Run came back.
type StopReason uint8

// The reasons.
const (
	StopExit         StopReason = iota // the program ended itself
	StopCycles                         // Limits.Cycles
	StopInstructions                   // Limits.Instructions
	StopFault
	StopAsleep    // the core waits for an interrupt, and none can come
	StopRequested // RequestStop; Run goes on from there
)

func (r StopReason) String() string {
	return [...]string{"exit", "cycle limit", "instruction limit", "fault", "asleep with no interrupt to come", "request"}[r]
}

// Resumable reports reasons after which Run may go on.
func (r StopReason) Resumable() bool {
	return r == StopCycles || r == StopInstructions || r == StopRequested
}

// Stop is how a run ended.
type Stop struct {
	Reason   StopReason
	ExitCode int    // of StopExit
	Fault    *Fault // of StopFault
}
