package pprof

import (
	"io"
	"path/filepath"

	"github.com/google/pprof/profile"

	"tinyol-sim/internal/mcu/cpu/tally"
	"tinyol-sim/internal/mcu/program"
)

// Run describes what was profiled.
type Run struct {
	Program string // path of the ELF file
	Board   string
	ClockHz int64
	Mark    string // what the cycles are, such as "emulated"
	Cycles  uint64

	ExceptionName func(number int) string // of the core
}

// Write writes a compressed profile. Its bytes depend on its arguments alone.
// Every sample is exact: its unit is one cycle, not a period of sampling. It
// takes memory for the samples, which are bounded (tally.Samples), and for
// 16 MiB of the names of functions and files; beyond these places are addresses
// alone.
func Write(w io.Writer, image *program.Image, samples *tally.Samples, run Run) error {
	b := newBuilder(image, run)
	for s := range samples.All() {
		b.add(s)
	}
	if err := b.profile.CheckValid(); err != nil {
		return err
	}
	return b.profile.Write(w)
}

// builder gives every function and address its number once.
type builder struct {
	image     *program.Image
	run       Run
	profile   *profile.Profile
	locations map[uint32]*profile.Location
	functions map[function]*profile.Function
	cycles    uint64 // of the samples so far
	names     int    // bytes that names may still take
	stacks    []*profile.Location
	values    []int64
}

const maxNames = 16 << 20

type function struct{ name, file string }

func newBuilder(image *program.Image, run Run) *builder {
	const everything = 1 << 32
	cycles := &profile.ValueType{Type: "cycles", Unit: "count"}
	return &builder{
		image: image, run: run, names: maxNames, locations: map[uint32]*profile.Location{}, functions: map[function]*profile.Function{},
		profile: &profile.Profile{
			SampleType:        []*profile.ValueType{{Type: "instructions", Unit: "count"}, {Type: "time", Unit: "nanoseconds"}, cycles},
			DefaultSampleType: cycles.Type,
			PeriodType:        cycles,
			Period:            1,
			DurationNanos:     nanoseconds(run.Cycles, run.ClockHz),
			Comments:          []string{"board " + run.Board, "cycles are " + run.Mark},
			// The mapping says that names are known: nobody has to look for the
			// file's symbols with tools for another machine.
			Mapping: []*profile.Mapping{{
				ID: 1, Limit: everything, File: filepath.Base(run.Program),
				HasFunctions: true, HasFilenames: true, HasLineNumbers: true, HasInlineFrames: true,
			}},
		},
	}
}

func nanoseconds(cycles uint64, hz int64) int64 {
	return int64(float64(cycles) / float64(hz) * 1e9)
}

func (b *builder) add(s tally.Sample) {
	// The times of all samples together are that of all their cycles, whatever
	// is rounded.
	before := nanoseconds(b.cycles, b.run.ClockHz)
	b.cycles += s.Cycles
	time := nanoseconds(b.cycles, b.run.ClockHz) - before
	sample := &profile.Sample{Value: b.valuesOf(int64(s.Instructions), time, int64(s.Cycles)), Location: b.stackOf(s.Stack)}
	if s.Exception != 0 {
		sample.Label = map[string][]string{"exception": {b.run.ExceptionName(s.Exception)}}
	}
	b.profile.Sample = append(b.profile.Sample, sample)
}

// valuesOf and stackOf cut their slices from long ones: there are very many.
func (b *builder) valuesOf(v ...int64) []int64 {
	if cap(b.values)-len(b.values) < len(v) {
		b.values = make([]int64, 0, 1<<12)
	}
	n := len(b.values)
	b.values = append(b.values, v...)
	return b.values[n:len(b.values):len(b.values)]
}

func (b *builder) stackOf(addresses []uint32) []*profile.Location {
	if cap(b.stacks)-len(b.stacks) < len(addresses)+1 {
		b.stacks = make([]*profile.Location, 0, 1<<12+len(addresses))
	}
	n := len(b.stacks)
	for _, a := range addresses {
		b.stacks = append(b.stacks, b.location(a))
	}
	if len(addresses) == 0 {
		b.stacks = append(b.stacks, b.elsewhere())
	}
	return b.stacks[n:len(b.stacks):len(b.stacks)]
}

// elsewhere is the place of what was not told apart.
func (b *builder) elsewhere() *profile.Location {
	const elsewhere = "(in more places than a profile holds)"
	l := b.newLocation(0)
	l.Line = []profile.Line{{Function: b.function(program.Location{Function: elsewhere, Readable: elsewhere})}}
	return l
}

func (b *builder) newLocation(a uint32) *profile.Location {
	l := &profile.Location{ID: uint64(len(b.profile.Location) + 1), Mapping: b.profile.Mapping[0], Address: uint64(a)}
	b.profile.Location = append(b.profile.Location, l)
	return l
}

func (b *builder) location(a uint32) *profile.Location {
	if l := b.locations[a]; l != nil {
		return l
	}
	l := b.newLocation(a)
	b.locations[a] = l
	if b.names < 0 {
		return l
	}
	places := b.image.Locations(a)
	if len(places) == 0 {
		if name, _, ok := b.image.Function(a); ok {
			places = []program.Location{{Function: name, Readable: b.image.Readable(name)}}
		}
	}
	for _, p := range places {
		if p.Function != "" {
			l.Line = append(l.Line, profile.Line{Function: b.function(p), Line: int64(p.Line)})
		}
	}
	return l
}

// function keeps the name as it is in the file beside the readable one, by
// which pprof recognises that it is readable already.
func (b *builder) function(at program.Location) *profile.Function {
	key := function{at.Function, at.File}
	if f := b.functions[key]; f != nil {
		return f
	}
	f := &profile.Function{ID: uint64(len(b.functions) + 1), Name: at.Readable, SystemName: at.Function, Filename: at.File}
	b.names -= len(at.Readable) + len(at.Function) + len(at.File)
	b.functions[key] = f
	b.profile.Function = append(b.profile.Function, f)
	return f
}
