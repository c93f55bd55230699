package plan

// The model image: little-endian 32-bit words, of which the firmware's header
// image.h is made. A program behind it in flash finds everything by the addresses
// in it, so that an image is for one place in flash and one in RAM.

// ImageMagic is "TYOL"; ImageVersion counts the layouts.
const (
	ImageMagic   = 0x4C4F5954
	ImageVersion = 5
)

// Word is a word of the image's header.
type Word struct {
	Name string
	Type string // in C
	Text string
}

// Header lists the words in front of the operations. Everything from Here on is
// an address, or counts as one.
var Header = []Word{
	{"magic", "uint32_t", ""},
	{"version", "uint32_t", ""},
	{"bytes", "uint32_t", "of the whole image"},
	{"checksum", "uint32_t", "CRC-32 of everything behind the words of checksums but the links"},
	{"links_checksum", "uint32_t", "CRC-32 of the links; 0 where a linker made them"},
	{"links_end", "uint32_t", "offset behind the links, which begin with `here`; tables follow"},
	{"channels", "uint32_t", "of a row"},
	{"window", "uint32_t", "rows"},
	{"stride", "uint32_t", "rows"},
	{"width", "uint32_t", "values that the ring keeps of a row"},
	{"ring", "uint32_t", "values of the ring"},
	{"room", "uint32_t", "neurons that a layer which grows has room for, else 0"},
	{"limit", "uint32_t", "updates after which learning stops; 0: never"},
	{"threshold", "float", "where it is fixed"},
	{"rise", "float", "of a running threshold, by a score above it; 0: fixed"},
	{"fall", "float", "the same for scores at or below it, not above 0"},
	{"learned_first", "int32_t", "labels from here on, so many, may be learned from"},
	{"learned_count", "uint32_t", ""},
	{"followed_first", "int32_t", "labels that move the threshold"},
	{"followed_count", "uint32_t", ""},
	{"open", "uint32_t", "1: scores above the threshold teach as well"},
	{"gated", "uint32_t", "1: only windows teach that come so soon after a drift detector has fired"},
	{"arena_bytes", "uint32_t", ""},
	{"here", "uint32_t", "address of the image"},
	{"arena", "uint32_t", "address of the RAM that the program may use"},
	{"score", "uint32_t", "address of the float that is reported"},
	{"decider", "uint32_t", "address of the score that decides"},
	{"labels", "uint32_t", "address of the class table [room], 0 without one"},
	{"moving", "uint32_t", "address of the running threshold, 0 where it is fixed"},
	{"alarm", "uint32_t", "address of two words, 0 without drift detectors: a bit for each that fired, and windows for which the gate stays open"},
}

// HeaderWords is the number of words in front of the operations: those of
// Header, and two for each list.
func HeaderWords() int { return len(Header) + 2*int(ListCount) }

// HeaderWord is the number of a word by its name.
func HeaderWord(name string) int {
	for i, w := range Header {
		if w.Name == name {
			return i
		}
	}
	panic("plan: the header has no word " + name)
}

// LinkWords is the number of words of all operations: for each the addresses of
// its arguments and of the call, and the arguments.
func (p *Plan) LinkWords() (n int) {
	for l := range p.Lists {
		for i := range p.Lists[l] {
			n += 2 + p.Lists[l][i].Words()
		}
	}
	return n
}

// ImageRegions are what the image has beside tables.
func (p *Plan) ImageRegions() []Region {
	return []Region{
		{Name: "model image header", Flash: true, Bytes: 4 * HeaderWords()},
		{Name: "operations", Flash: true, Bytes: 4 * p.LinkWords()},
	}
}

// Status is what the firmware answers a command with.
type Status struct {
	Name  string // in C behind STATUS_
	Value uint32
	Text  string // of the detail that comes with it
}

// The statuses. From StatusBadMagic on they are errors.
const (
	StatusOK             = 0
	StatusDue            = 1
	StatusBadMagic       = 0x101
	StatusBadVersion     = 0x102
	StatusBadSize        = 0x103
	StatusBadChecksum    = 0x104
	StatusBadDimension   = 0x105
	StatusBadOffset      = 0x106
	StatusArenaTooSmall  = 0x107
	StatusUnknownCommand = 0x108
	StatusNotInitialised = 0x109
	StatusUnknownCall    = 0x10A
)

// Statuses lists them for the firmware's header.
var Statuses = []Status{
	{"OK", StatusOK, ""},
	{"DUE", StatusDue, "the row completes a window"},
	{"BAD_MAGIC", StatusBadMagic, ""},
	{"BAD_VERSION", StatusBadVersion, "the version"},
	{"BAD_SIZE", StatusBadSize, "the size in the header"},
	{"BAD_CHECKSUM", StatusBadChecksum, "the checksum as computed"},
	{"BAD_DIMENSION", StatusBadDimension, "the image's word"},
	{"BAD_OFFSET", StatusBadOffset, "the same"},
	{"ARENA_TOO_SMALL", StatusArenaTooSmall, "the missing bytes"},
	{"UNKNOWN_COMMAND", StatusUnknownCommand, "the command"},
	{"NOT_INITIALISED", StatusNotInitialised, ""},
	{"UNKNOWN_CALL", StatusUnknownCall, "the image's word"},
}

// listNames are those of the lists in the firmware.
var listNames = [ListCount]string{"INGEST", "FRONT_END", "BASE", "NORMALISE", "PREDICT", "UPDATE", "START", "GROWTH", "RESET"}

// CName is the name of a list in the firmware, behind LIST_ or PHASE_.
func (l List) CName() string { return listNames[l] }
