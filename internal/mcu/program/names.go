package program

import (
	"strings"
	"sync"

	"github.com/ianlancetaylor/demangle"

	"tinyol-sim/internal/plaintext"
)

// nameCache keeps the names that were read already: a trace asks for one again
// and again.
type nameCache struct {
	sync.Mutex
	known map[string]string
	kept  int // bytes
	work  int // see maxDemangling
}

// maxKeptNames is how many bytes of names are kept, with keptName for each.
const (
	maxKeptNames = 8 << 20
	keptName     = 64
)

// Readable takes the mangling off the names of C++ and Rust, as far as they are
// not longer than any that compilers make, and makes what is left fit for a
// terminal: 1024 bytes at most.
func (image *Image) Readable(name string) string {
	if len(name) <= keptName && !isMangled(name) {
		return shown(name)
	}
	names := &image.names
	names.Lock()
	defer names.Unlock()
	if readable, ok := names.known[name]; ok {
		return readable
	}
	readable := name
	if isMangled(name) {
		if names.work += len(name) * len(name); names.work <= maxDemangling {
			readable = demangled(name)
		}
	}
	readable = shown(readable)
	if names.known == nil {
		names.known = map[string]string{}
	}
	if names.kept += len(readable) + keptName; names.kept <= maxKeptNames {
		names.known[name] = readable
	}
	return readable
}

// linked is a name as the linker knows it, fit for a terminal. The mangling
// stays on.
func (image *Image) linked(name string) string {
	if isMangled(name) {
		return plaintext.Clean(name)
	}
	return image.Readable(name)
}

func isMangled(name string) bool {
	return len(name) < maxName && (strings.HasPrefix(name, "_Z") || strings.HasPrefix(name, "_R"))
}

func demangled(name string) (readable string) {
	defer func() {
		if recover() != nil { // the library was written for names that compilers made
			readable = name
		}
	}()
	return demangle.Filter(name, demangle.NoParams, demangle.NoTemplateParams, demangle.MaxLength(maxShownPower))
}

// shown is a name as far as it is shown.
func shown(name string) string {
	short := plaintext.Cut(name, maxShown)
	return plaintext.Cut(plaintext.Clean(short), maxShown)
}
