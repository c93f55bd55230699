package mcu

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

var phaseNames = []string{"ingest", "frontend", "base", "normalise", "predict", "update"}

// program is the unsupervised 40-16-4-16-40 on raw windows.
func program() []Region {
	return []Region{
		{Name: "frozen weights", Kind: Flash, Bytes: 5936},
		{Name: "input ring", Kind: RAM, Bytes: 160},
		{Name: "window", Kind: RAM, Bytes: 160, Phases: []string{"frontend"}},
		{Name: "features", Kind: RAM, Bytes: 160, Phases: phaseNames[1:]},
		{Name: "activations", Kind: RAM, Bytes: 144, Phases: phaseNames[2:]},
		{Name: "online layer", Kind: RAM, Bytes: 2720},
		{Name: "online output", Kind: RAM, Bytes: 160, Phases: []string{"predict", "update"}},
		{Name: "gradient", Kind: RAM, Bytes: 160, Phases: []string{"update"}},
		{Name: "nothing", Kind: RAM},
	}
}

// plain is a built-in board with round figures for the firmware, which change
// with every build of it.
func plain(t *testing.T, name string) *Board {
	t.Helper()
	b := *board(t, name)
	b.VectorBytes, b.CodeBytes, b.StateBytes, b.StackBytes = 64, 6144, 128, 512
	return &b
}

func TestLedgerByHand(t *testing.T) {
	b := plain(t, "nano33ble")
	l := NewLedger(b, program(), phaseNames...)
	// Vector table 64, code 6144, bootloader 65536, weights 5936.
	if got := l.Flash(); got != 64+6144+65536+5936 {
		t.Errorf("flash %d", got)
	}
	// Always: data and bss 128, stack 512, ring 160, online layer 2720 = 3520.
	// Update: features 160, activations 144, output 160, gradient 160 = 624 on top.
	if got := l.RAM(); got != 3520+624 {
		t.Errorf("RAM %d", got)
	}
	want := []PhaseRAM{
		{"ingest", 3520}, {"frontend", 3520 + 320}, {"base", 3520 + 304},
		{"normalise", 3520 + 304}, {"predict", 3520 + 464}, {"update", 3520 + 624},
	}
	if got := l.HighWater(); !slices.Equal(got, want) {
		t.Errorf("high water %v, want %v", got, want)
	}
	for _, r := range l.Regions() {
		if r.Modelled {
			t.Errorf("%s is modelled on a board that is emulated", r.Name)
		}
		if r.Bytes == 0 {
			t.Errorf("the empty region %q is listed", r.Name)
		}
	}
	if err := l.Check(); err != nil {
		t.Error(err)
	}
}

// What the firmware takes is counted where it runs, and a model elsewhere.
func TestFootprint(t *testing.T) {
	for _, b := range Boards() {
		for _, r := range NewLedger(b, program()).Regions() {
			firmware := r.Name == "code" || r.Name == "stack" || r.Name == "data and bss"
			if r.Modelled != (firmware && !b.Emulated) {
				t.Errorf("%s: %s: modelled is %v", b.Name, r.Name, r.Modelled)
			}
		}
		if b.Emulated && !strings.HasPrefix(b.Sources["code_bytes"], "counted in firmware "+b.Firmware) {
			t.Errorf("%s: code has the source %q", b.Name, b.Sources["code_bytes"])
		}
	}
}

// Phases that nobody listed still count.
func TestLedgerWithoutPhaseOrder(t *testing.T) {
	l := NewLedger(plain(t, "pico"), program())
	if got := l.HighWater(); len(got) != 5 || got[0].Phase != "frontend" || got[4] != (PhaseRAM{"update", l.RAM()}) {
		t.Errorf("high water %v of %d", got, l.RAM())
	}
	bare := NewLedger(plain(t, "pico"), nil)
	if bare.RAM() != 128+512 || len(bare.HighWater()) != 0 || bare.Check() != nil {
		t.Errorf("a program without regions takes %d bytes", bare.RAM())
	}
}

// A board with precisely the reported bytes runs the program; one byte less of
// flash or RAM refuses it.
func TestLedgerIsExact(t *testing.T) {
	for _, b := range Boards() {
		exact := *b
		l := NewLedger(b, program(), phaseNames...)
		exact.FlashBytes, exact.RAMBytes = l.Flash(), l.RAM()
		if err := NewLedger(&exact, program(), phaseNames...).Check(); err != nil {
			t.Errorf("%s with the bytes it reported: %v", b.Name, err)
		}
		lessFlash, lessRAM := exact, exact
		lessFlash.FlashBytes--
		lessRAM.RAMBytes--
		for kind, short := range map[Kind]*Board{Flash: &lessFlash, RAM: &lessRAM} {
			err := NewLedger(short, program(), phaseNames...).Check()
			var fit *FitError
			if !errors.As(err, &fit) {
				t.Fatalf("%s short of a byte of %s: %v", b.Name, kind, err)
			}
			if fit.Kind != kind || fit.Missing != 1 || fit.Need-fit.Limit != 1 || fit.Board != b.Name {
				t.Errorf("%s short of a byte of %s: %+v", b.Name, kind, fit)
			}
			if strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), fit.Region) {
				t.Errorf("message %q", err)
			}
		}
	}
}

func TestFitErrorNamesCulpritAndBoard(t *testing.T) {
	regions := append(program(), Region{Name: "class table", Kind: RAM, Bytes: 40_000})
	var fit *FitError
	if err := NewLedger(plain(t, "bluepill"), regions, phaseNames...).Check(); !errors.As(err, &fit) {
		t.Fatal(err)
	}
	// 128 + 512 + 160 + 2720 + 624 + 40000 of 20480; the F401RE has the least RAM
	// that will do, 96 KB.
	if fit.Kind != RAM || fit.Region != "class table" || fit.RegionBytes != 40_000 || fit.Missing != 44_144-20_480 || fit.Smallest != "nucleo-f401re" {
		t.Errorf("%+v", fit)
	}
	want := `board bluepill: 23664 bytes of ram are missing (44144 needed, 20480 there); the largest region is "class table" with 40000 bytes; the smallest board that fits is nucleo-f401re`
	if fit.Error() != want {
		t.Errorf("got  %s\nwant %s", fit, want)
	}
	// What fills the fullest phase is to blame, not what is large in another.
	regions = append(program(),
		Region{Name: "wide", Kind: RAM, Bytes: 15_000, Phases: []string{"frontend"}},
		Region{Name: "one", Kind: RAM, Bytes: 9_000, Phases: []string{"update"}},
		Region{Name: "two", Kind: RAM, Bytes: 9_500, Phases: []string{"update"}})
	if err := NewLedger(plain(t, "bluepill"), regions, phaseNames...).Check(); !errors.As(err, &fit) || fit.Region != "two" {
		t.Errorf("%+v", fit)
	}
}

func TestFitErrorOfBothMemories(t *testing.T) {
	regions := []Region{{Name: "weights", Kind: Flash, Bytes: 1 << 20}, {Name: "heap", Kind: RAM, Bytes: 21_000}}
	var fit *FitError
	// 16 times too much flash, a little too much RAM: flash is the news.
	if err := NewLedger(plain(t, "bluepill"), regions).Check(); !errors.As(err, &fit) || fit.Kind != Flash || fit.Region != "weights" {
		t.Errorf("%+v", fit)
	}
	regions[1].Bytes = 1 << 30
	if err := NewLedger(plain(t, "bluepill"), regions).Check(); !errors.As(err, &fit) || fit.Kind != RAM || fit.Smallest != "" {
		t.Errorf("%+v", fit)
	}
	if !strings.HasSuffix(fit.Error(), "no built-in board is large enough") {
		t.Error(fit)
	}
}

// Regions with a phase in common never overlap, and what the ledger reports
// holds the layout: checked on programs drawn at random.
func TestArenaNeverOverlaps(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	b := board(t, "esp32c3")
	for range 500 {
		var regions []Region
		for range 1 + r.IntN(12) {
			first := r.IntN(len(phaseNames))
			last := first + r.IntN(len(phaseNames)-first)
			regions = append(regions, Region{Name: "r", Kind: RAM, Bytes: 4 * (1 + r.IntN(300)), Phases: phaseNames[first : last+1]})
		}
		checkArena(t, b, regions)
	}
}

func checkArena(t *testing.T, b *Board, regions []Region) {
	t.Helper()
	a := newArena(regions)
	total := 0
	for i, p := range a.placed {
		total += p.Bytes
		if p.offset < 0 || p.offset+p.Bytes > a.size {
			t.Fatalf("%+v lies outside the arena of %d bytes", p, a.size)
		}
		for _, q := range a.placed[:i] {
			if conflict(&p.Region, &q.Region) && p.offset < q.offset+q.Bytes && q.offset < p.offset+p.Bytes {
				t.Fatalf("%+v overlaps %+v", p, q)
			}
		}
	}
	l := NewLedger(b, regions, phaseNames...)
	arenaBytes := l.RAM() - b.StateBytes - b.StackBytes - b.ReservedRAM
	if arenaBytes < a.size || arenaBytes > total {
		t.Fatalf("%d bytes charged for an arena of %d and regions of %d", arenaBytes, a.size, total)
	}
	if _, bytes := l.Arena(); bytes != arenaBytes {
		t.Fatalf("a layout of %d bytes, %d are charged", bytes, arenaBytes)
	}
	peak := 0
	for _, w := range l.HighWater() {
		peak = max(peak, w.Bytes)
	}
	if peak != l.RAM() {
		t.Fatalf("high water %d, RAM %d", peak, l.RAM())
	}
}

// What is always in use comes first, in the program's order.
func TestArenaPlacements(t *testing.T) {
	l := NewLedger(plain(t, "nano33ble"), program(), phaseNames...)
	placements, bytes := l.Arena()
	// Ring 160 and online layer 2720; then window, features, output, gradient of
	// 160 each, of which window and features meet, and window and the others not.
	want := []Placement{
		{"input ring", 0, 160}, {"online layer", 160, 2720},
		{"features", 2880, 160}, {"online output", 3040, 160}, {"window", 3040, 160}, {"gradient", 3200, 160},
		{"activations", 3360, 144},
	}
	if !slices.Equal(placements, want) || bytes != 3504 {
		t.Errorf("%d bytes: %v", bytes, placements)
	}
}

// Phase 1 needs 24 bytes, but wherever a, b and d lie in them, c finds at most
// the 10 of a free. The gap gets an owner, so that every byte has one.
func TestGapsHaveAnOwner(t *testing.T) {
	regions := []Region{
		{Name: "a", Kind: RAM, Bytes: 10, Phases: []string{"1"}},
		{Name: "b", Kind: RAM, Bytes: 8, Phases: []string{"1", "2"}},
		{Name: "c", Kind: RAM, Bytes: 12, Phases: []string{"2", "3"}},
		{Name: "d", Kind: RAM, Bytes: 6, Phases: []string{"3", "1"}},
	}
	b := plain(t, "pico")
	l := NewLedger(b, regions)
	checkArena(t, b, regions)
	owned := 0
	for _, r := range l.Regions() {
		if r.Kind == RAM && r.liveIn("1") {
			owned += r.Bytes
		}
	}
	// Data and bss 128, stack 512, the arena's best 26.
	if owned != l.RAM() || l.RAM() != 128+512+26 {
		t.Errorf("regions of the fullest phase sum up to %d, RAM is %d: %+v", owned, l.RAM(), l.Regions())
	}
}

func TestLedgerRefusesNegativeSizes(t *testing.T) {
	if !panics(func() { NewLedger(plain(t, "pico"), []Region{{Name: "x", Kind: RAM, Bytes: -1}}) }) {
		t.Error("a region of -1 bytes is accepted")
	}
}
