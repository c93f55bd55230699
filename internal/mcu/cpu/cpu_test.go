package cpu_test

import (
	"bufio"
	"bytes"
	"errors"
	"strings"
	"testing"

	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/program"
)

// cause is that of a family of cores that the package knows nothing of.
type cause cpu.About

func (c cause) String() string   { return "load access fault" }
func (c cause) About() cpu.About { return cpu.About(c) }

var memories = []cpu.Memory{
	{Name: "flash", Base: 0x1000, Size: 0x1000, Aliases: []uint32{0x80000000}},
	{Name: "ram", Base: 0x20000000, Size: 0x100, Writable: true},
}

// TestFaultInWords says for each kind of cause where the access lies beside the
// memories.
func TestFaultInWords(t *testing.T) {
	for _, one := range []struct {
		about   cpu.About
		address uint32
		size    int
		want    string
	}{
		{cpu.AboutPC, 0x200000FE, 4, "load access fault; PC 0x00001234, cycle 7"},
		{cpu.AboutAddress, 0x20000001, 4, "load access fault at 0x20000001; PC 0x00001234, cycle 7"},
		{cpu.AboutAccess, 0x200000FE, 4, "load access fault at 0x200000fe: ram ends at 0x20000100, the access is 2 bytes after it; PC 0x00001234, cycle 7"},
		{cpu.AboutAccess, 0x7FFFFFFF, 1, "load access fault at 0x7fffffff: flash begins at 0x80000000, the access is 1 byte before it; PC 0x00001234, cycle 7"},
		{cpu.AboutAccess, 0x1800, 4, "load access fault at 0x00001800: it is in flash; PC 0x00001234, cycle 7"},
		{cpu.AboutAccess, 0x50000000, 4, "load access fault at 0x50000000; PC 0x00001234, cycle 7"},
		{cpu.AboutFetch, 0x2000, 2, "load access fault: flash ends at 0x00002000, the access is 2 bytes after it; PC 0x00001234, cycle 7"},
	} {
		f := &cpu.Fault{Cause: cause(one.about), PC: 0x1234, Address: one.address, Size: one.size, Cycle: 7}
		f.Locate(memories)
		if f.Error() != one.want {
			t.Errorf("%q, want %q", f, one.want)
		}
	}
}

// TestBacktraceInWords has recursion once, an exception by its core's name, and
// what is a guess.
func TestBacktraceInWords(t *testing.T) {
	f := &cpu.Fault{Cause: cause(cpu.AboutPC), First: cause(cpu.AboutPC), Encoding: 0x13, Backtrace: []cpu.Caller{
		{Address: 0x10, Symbol: "walk+4"}, {Address: 0x10, Symbol: "walk+4"},
		{Address: 0x20, Exception: 7, ExceptionName: "machine timer"},
		{Address: 0x30, Symbol: "main+2", Guess: true, Locations: []program.Location{{File: "/src/main.c", Line: 9}}},
	}}
	want := "load access fault after load access fault; PC 0x00000000, instruction 0x0013, cycle 0; called by walk+4 2 times, " +
		"by exception 7 (machine timer) in 0x00000020, by main+2 (main.c:9) (guess)"
	if f.Error() != want {
		t.Errorf("%q, want %q", f, want)
	}
}

// full takes some bytes, and then fails.
type full struct {
	bytes.Buffer
	room int
}

var errFull = errors.New("no room")

func (w *full) Write(p []byte) (int, error) {
	if w.room -= len(p); w.room < 0 {
		return 0, errFull
	}
	return w.Buffer.Write(p)
}

func TestSemihostingEndsAtAnError(t *testing.T) {
	out, other := &full{room: 3}, &full{room: 99}
	s := &cpu.Semihosting{Out: out, Err: other}
	s.Print([]byte("abc"))
	s.PrintError([]byte("x"))
	if err := s.Failed(); err != nil {
		t.Fatal(err)
	}
	s.Print([]byte("d"))
	s.PrintError([]byte("y"))
	if err := s.Failed(); !errors.Is(err, errFull) || out.String() != "abc" || other.String() != "x" {
		t.Errorf("%q and %q were printed, error %v", out, other, err)
	}
	together := &full{room: 99}
	(&cpu.Semihosting{Out: together}).PrintError([]byte("e"))
	(&cpu.Semihosting{}).Print([]byte("to nobody"))
	if together.String() != "e" {
		t.Errorf("without a second writer %q was printed", together)
	}
}

func TestObservationEndsAtAnError(t *testing.T) {
	w := &full{room: 20}
	o := &cpu.Observation{Trace: bufio.NewWriterSize(w, 16)}
	line := []byte(strings.Repeat("x", 9) + "\n")
	written := 0
	for written < 10 && o.Line(line) {
		written++
	}
	if written == 0 || written == 10 || !errors.Is(o.Err(), errFull) {
		t.Errorf("%d lines were taken, error %v", written, o.Err())
	}
	if err := (&cpu.Observation{}).Err(); err != nil {
		t.Error(err)
	}
}
