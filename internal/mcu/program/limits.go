package program

// What an image may make its reader keep. Nothing is taken at its word: a size
// in the file is compared with these limits, and with what the file really
// holds, before room is made for it. What is kept is then a multiple of the
// file, of at most
//
//	program, as it is loaded           1 byte for each
//	section headers                    64 bytes for each of 40
//	symbols                            32 bytes for each of 16, and 1 byte for each of their names
//	debug sections, not compressed     1 byte for each
//	compressed                         maxInflation bytes for each
//	rows, scopes, frames made of them  64 bytes for each of 1
//
// with a ceiling for each, which the constants are. A program that is larger is
// refused. Of what a program runs without, what goes beyond is left out, and
// the image has a note of it.
const (
	maxImage        = 64 << 20 // bytes to load
	maxAreas        = 1 << 16  // sections
	maxSectionNames = 4 << 20  // bytes of their names
	maxSymbols      = 1 << 20  // in the symbol table
	maxSymbolNames  = 32 << 20 // bytes of their names
	maxDebug        = 64 << 20 // bytes of debug sections
	maxInflation    = 64       // times that a compressed section may grow

	maxUnits         = 1 << 16 // compilation units
	maxAbbreviations = 4 << 20 // bytes of .debug_abbrev
	maxRows          = 1 << 21 // of line programs: a megabyte of flash has a few hundred thousand
	maxFiles         = 1 << 18 // in the headers of line programs
	maxScopes        = 1 << 19 // functions and inlined calls
	maxFrames        = 1 << 18 // of .debug_frame

	// maxName is how much of a name is read; one that is longer is cut, and
	// its mangling stays on. maxShown is how much of it is ever shown, which is
	// the longest that the demangler gives as well.
	maxName       = 4096
	maxShown      = 1 << maxShownPower
	maxShownPower = 10

	// maxDemangling bounds the time for taking the mangling off: the squares of
	// the names' lengths, as the library's time is. It is enough for 400 000
	// names of 100 bytes.
	maxDemangling = 1 << 32

	// maxWork bounds the time: attributes, items of lists and bytes by the
	// dozen that are looked at while the debug information is read. Entries may
	// refer to one another, and to the same lists, over and over.
	maxWork = 1 << 26
	// maxSearches bounds likewise the scopes that are looked through to place
	// addresses.
	maxSearches = 1 << 28
)
