package program

import (
	"bytes"
	"strings"
	"testing"

	"tinyol-sim/internal/mcu/elftest"
)

// programs is where the tests' programs are.
const programs = "../armv7m/testdata/programs"

// TestNamesAreFitForATerminal asks for all names of a program whose names would
// steer one.
func TestNamesAreFitForATerminal(t *testing.T) {
	image, err := ReadELF(bytes.NewReader(elftest.Steering(t, programs)))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, a := range image.Areas {
		object, _ := image.Object(a.Address)
		all = append(all, a.Name, object)
	}
	for a := uint32(8); a < 0x80; a += 2 {
		name, _, _ := image.Function(a)
		all = append(all, name, image.Readable(name), image.Symbol(a))
		for _, l := range image.Locations(a) {
			all = append(all, l.Function, l.Readable, l.File)
		}
	}
	elftest.FitForATerminal(t, all)
}

// TestLongNames looks at names that are longer than any that are shown.
func TestLongNames(t *testing.T) {
	image := &Image{}
	mangled := "_ZN" + strings.Repeat("1aI", 1300) + "i" + strings.Repeat("E", 1301)
	for _, name := range []string{strings.Repeat("n", maxName), mangled[:maxName], mangled, strings.Repeat("\x1b", 5000)} {
		if got := image.Readable(name); len(got) > maxShown || !strings.HasSuffix(got, "...") {
			t.Errorf("%.20q of %d bytes is shown in %d: %.20q", name, len(name), len(got), got)
		}
	}
	if got := image.Readable("_ZN3net5layer7forwardEif"); got != "net::layer::forward" {
		t.Errorf("a name of C++ is %q", got)
	}
	image.names.work = maxDemangling
	if got := image.Readable("_ZN3net5layer8backwardEif"); got != "_ZN3net5layer8backwardEif" {
		t.Errorf("with no time left a name of C++ is %q", got)
	}
}
