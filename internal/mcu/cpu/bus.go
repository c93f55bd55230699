package cpu

// Config is what a core of any family is built from.
type Config struct {
	Memories    []Memory // the first writable one is the main RAM
	Peripherals []Mapping
	Semihosting *Semihosting // nil: none
	ClockHz     uint64       // for the clock a program asks the debugger for; 0: 16 MHz
}

// Memory is flash or RAM. Aliases are further addresses of the same bytes.
type Memory struct {
	Name     string
	Base     uint32
	Size     uint32
	Aliases  []uint32
	Writable bool // by the guest's stores
	Wait     Wait
}

// Wait is what a memory costs on top of an access a cycle.
type Wait struct {
	Read   int // cycles that a read of data waits
	Fetch  int // cycles that fetching a line of code waits; 0 behind a cache that hits
	Flight int // cycles that a taken branch waits for the fetch under way
	Line   int // bytes of code that one fetch brings; 0: 4
}

// Peripheral is a device on the bus. Offsets are from its base; size is 1, 2
// or 4 bytes. It reports false where there is nothing to access, which the
// guest sees as a bus error.
type Peripheral interface {
	Read(offset uint32, size int) (value uint32, ok bool)
	Write(offset uint32, size int, value uint32) (ok bool)
}

// Mapping places a peripheral.
type Mapping struct {
	Base, Size uint32
	Peripheral Peripheral
}
