package mcu

import (
	"math"
	"slices"
	"strings"
	"testing"

	devicekernel "tinyol-sim/internal/kernel"
)

func costsOf(t *testing.T, core string) *Costs {
	t.Helper()
	c, err := CostsFor(core)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCyclesByHand(t *testing.T) {
	for _, test := range []struct {
		core, kernel string
		n, m         int
		want         int64
	}{
		// Two blocks of eight outputs, ten fours of inputs.
		//   once             call 6 + multiple 4 + words 18 + integer 10        =   38
		//   per block        multiple 2 + words 16 + integer 5 + branch 2 = 25  x  2 =   50
		//   per block, four  multiple 1 + words 4 + integer 1 + branch 2 = 8    x 20 =  160
		//   per block, input multiple 1 + words 8 + integer 1 + 8 + 8 = 26      x 80 = 2080
		{"cortex-m4f", "dense", 40, 16, 38 + 50 + 160 + 2080},
		// One block of four, four fours of inputs.
		//   once 38; block: 2 + 8 + 5 + 2 = 17; fours: 1 + 4 + 1 + 2 = 8 x 4;
		//   inputs: 1 + 4 + 1 + 4 + 4 = 14 x 16
		{"cortex-m4f", "dense", 16, 4, 38 + 17 + 8*4 + 14*16},
		// Three single outputs of five inputs.
		//   once 38; per output 2 + 2 + 4 + 2 = 10; per weight 4 + 1 + 1 + 2 + 2 = 10
		{"cortex-m4f", "dense", 5, 3, 38 + 10*3 + 10*15},
		// Eleven outputs are a block of eight and three single ones.
		{"cortex-m4f", "dense", 4, 11, 38 + 25 + 8*1 + 26*4 + 10*3 + 10*12},
		// exp: compares 4 + selects 4 + 11 + 11 + moves 3 + integer 6 + stalls 10 = 49;
		// sigmoid: 49 + integer 1 + move 1 + compare 2 + select 2 + multiply 1 + add 2
		// + divide 14 + stalls 3 = 75; element: 75 + load 2 + store 2 + integer 1
		// + branch 2 = 82; once: call 6 + multiple 2 + words 12 + loads 24 + integer 4 = 48
		{"cortex-m4f", "sigmoid", 40, 0, 48 + 82*40},
		// Five blocks of eight outputs, four fours of inputs.
		//   once 6 + 4 + 26 + 10 = 46; block: 1 + 8 + 5 + 2 = 16; fours: 8;
		//   inputs: 2 + 16 + 1 + 8 + 8 = 35
		{"cortex-m4f", "outer_update", 16, 40, 46 + 16*5 + 8*5*4 + 35*5*16},
		// once 6 + 2 + 20 + 20 + 4 + 2 + 4 = 58; bit reversal 8 + 4 + 4 + 2 = 18 x 32;
		// first stage 8 + 4 + 8 + 1 + 2 = 23 x 16; each of 4 more 10 + 4 + 2 + 2 = 18;
		// groups 6 + 2 = 8 x 15 (8 + 4 + 2 + 1); butterflies 12 + 4 + 6 + 8 + 5 + 2 = 37
		// x 16 x 4; split 12 + 8 + 10 + 8 + 4 + 2 = 44 x 16
		{"cortex-m4f", "rfft", 64, 0, 58 + 18*32 + 23*16 + 18*4 + 8*15 + 37*64 + 44*16},
		// Two points have one stage and no group of factors.
		{"cortex-m4f", "rfft", 4, 0, 58 + 18*2 + 23 + 44},
		// once: call 6 + integer 4 + moves 2 + divide 156 = 168; element: loads 4 + two
		// additions 122 + multiplication 43 + integer 1 + branch 2 = 172
		{"cortex-m3", "mse", 40, 0, 168 + 172*40},
		// once: call 5 + multiple 2 + words 18 + integer 8 = 33; output: load 2 + store 2
		// + integer 5 + branch 2 = 11; weight: loads 4 + 168 + 107 + integer 3 + branch 2
		// = 284
		{"cortex-m0plus", "dense", 40, 16, 33 + 11*16 + 284*640},
		// Half cycles: once call 4 + integer 1.5 + move 1 = 6.5; value: load 1 + compare 4
		// + select 1 + store 1 + integer 0.5 + branch 1 = 8.5; 6.5 + 8.5 x 3 = 32
		{"cortex-m7f", "relu", 3, 0, 32},
		{"cortex-m7f", "relu", 2, 0, 24}, // 23.5 rounds up
		{"cortex-m4f", "softmax", 0, 0, 60},
		{"cortex-m4f", "flash_read", 1000, 0, 0},
	} {
		if got := drafted(t, test.core).Cycles(test.kernel, test.n, test.m); got != test.want {
			t.Errorf("%s on %s, %d by %d: %d cycles, by hand %d", test.kernel, test.core, test.n, test.m, got, test.want)
		}
	}
}

// drafted prices the drafts of kernels.yaml, which emulated cores have no use
// for but to check them.
func drafted(t *testing.T, core string) *Costs {
	t.Helper()
	c, err := draft(core, 0)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// There is a price for each part of the device's own program, and for each form of
// each kernel.
func TestKernelNames(t *testing.T) {
	want := []string{
		"grow", "nothing", "operations", "phase_base", "phase_frontend", "phase_normalise", "phase_predict", "phase_update",
		"policy", "reset", "row", "search", "skip_update", "watch",
	}
	// Further forms of those that bring their draft have none of their own.
	drafts := map[string]bool{}
	for _, c := range devicekernel.Cards() {
		for i, f := range c.Forms {
			want, drafts[f.Name] = append(want, f.Name), c.Draft != nil && i > 0
		}
	}
	slices.Sort(want)
	if got := Kernels(); !slices.Equal(got, want) {
		t.Errorf("kernels are\n%v, want\n%v", got, want)
	}
	for name, k := range kernels().Kernels {
		if k.Dims == "" || k.Plan == "" || len(k.Parts) == 0 && !strings.HasPrefix(name, "rectified_") && !slices.Contains([]string{"unbiased", "grown_dense", "grown_bias", "grown_update", "skip_update"}, name) && !drafts[name] {
			t.Errorf("kernels.yaml: %s lacks dims, plan or parts", name)
		}
	}
	for core := range fitted() {
		if c := costsOf(t, core); len(c.forms) != len(want) {
			t.Errorf("%s: %d kernels are fitted, want %d", core, len(c.forms), len(want))
		}
	}
}

// Every core prices every class that any kernel uses, with a source, and says
// how far to trust it.
func TestCoreTables(t *testing.T) {
	marks := map[string]Provenance{
		"cortex-m0plus": Modelled, "cortex-m3": Modelled, "cortex-m4f": Modelled,
		"cortex-m33f": Estimated, "cortex-m7f": Estimated, "rv32imc": Estimated,
	}
	if len(Cores()) != len(marks) {
		t.Errorf("cores are %v, want %d of them", Cores(), len(marks))
	}
	classes := len(cores()["cortex-m4f"].Cycles)
	for name, table := range cores() {
		c := costsOf(t, name)
		if c.Provenance != marks[name] || c.Core != name {
			t.Errorf("%s: marked %q, want %q", name, c.Provenance, marks[name])
		}
		if !(c.ExpectedError >= 0 && c.ExpectedError < 1) || table.ErrorReason == "" {
			t.Errorf("%s: expected error %g with reason %q", name, c.ExpectedError, table.ErrorReason)
		}
		if strings.ContainsAny(c.Source, "\n\t") || !strings.Contains(c.Source, "expected error") && !strings.HasPrefix(c.Source, "fitted on the emulated firmware, largest residual") || len(c.Source) < 40 {
			t.Errorf("%s: source is %q", name, c.Source)
		}
		if len(table.Cycles) != classes {
			t.Errorf("%s: %d classes, cortex-m4f has %d", name, len(table.Cycles), classes)
		}
		if table.Float != "hardware" && table.Float != "software" {
			t.Errorf("%s: float is %q", name, table.Float)
		}
		for class, f := range table.Cycles {
			if f.Source == "" {
				t.Errorf("%s: %s has no source", name, class)
			}
		}
	}
}

// In a draft more work never costs less, and the largest sizes that the package accepts
// stay within int64.
func TestCyclesGrow(t *testing.T) {
	for _, core := range Cores() {
		c := drafted(t, core)
		for _, kernel := range Kernels() {
			last := int64(-1)
			for _, n := range []int{0, 1, 2, 8, 64, 1 << 10, 1 << 16} {
				got := c.Cycles(kernel, n, n)
				if got < last || got < 0 {
					t.Errorf("%s on %s: %d cycles for %d, fewer than before", kernel, core, got, n)
				}
				last = got
			}
			// The largest sizes against the same sum in float64.
			n, m := maxDimension, maxProduct/maxDimension
			sum := 0.0
			for _, term := range c.form(kernel) {
				sum += float64(term.micro) / (milli * milli) * float64(term.count(int64(n), int64(m)))
			}
			if got := float64(c.Cycles(kernel, n, m)); math.Abs(got-sum) > 0.51+1e-12*sum {
				t.Errorf("%s on %s: %g cycles at the bounds, want %g", kernel, core, got, sum)
			}
		}
	}
}

// Both a draft and a fitted table take the board's wait states for words read
// from flash as data.
func TestFlashWaits(t *testing.T) {
	without := drafted(t, "cortex-m33f")
	with, err := draft("cortex-m33f", 2)
	if err != nil {
		t.Fatal(err)
	}
	if got := with.Cycles("flash_read", 704, 0); got != 1408 {
		t.Errorf("704 words wait %d cycles, want 1408", got)
	}
	// Twelve constants from the literal pool.
	if got := with.Cycles("sigmoid", 1, 0) - without.Cycles("sigmoid", 1, 0); got != 24 {
		t.Errorf("sigmoid's constants wait %d cycles, want 24", got)
	}
	if with.Cycles("dense", 40, 16) != without.Cycles("dense", 40, 16) {
		t.Error("dense depends on the flash; its weights may lie in RAM, flash_read carries the difference")
	}
	nano, err := LoadBoard(DefaultBoard)
	if err != nil {
		t.Fatal(err)
	}
	c, err := nano.Costs()
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Cycles("flash_read", 704, 0); got != 1408 || !strings.Contains(c.Source, "data from flash waits 2 cycles a word") {
		t.Errorf("704 words wait %d cycles on an emulated board, want 1408: %s", got, c.Source)
	}
	// Two words for each of 40 channels, the mean and the axis, and two beside them:
	// zero, and where the live numbers are.
	if got := c.Cycles("project", 40, 1) - costsOf(t, "cortex-m4f").Cycles("project", 40, 1); got != 2*82 {
		t.Errorf("a projection of 40 channels waits %d cycles, want 164", got)
	}
}

// On a Cortex-M4F the dense kernel takes at most 3.5 cycles per multiplication and
// addition from 64 by 64 on. Package calibrate holds the costs to the emulation.
func TestDenseKernelIsFast(t *testing.T) {
	c := costsOf(t, "cortex-m4f")
	for _, n := range []int{64, 65, 67, 100, 128, 200, 256, 1000} {
		for _, m := range []int{64, 80, 128, 256, 1008} {
			if each := float64(c.Cycles("dense", n, m)) / float64(n*m); each > 3.5 || each < 3 {
				t.Errorf("%d by %d: %.2f cycles per multiplication", n, m, each)
			}
		}
	}
}

func TestFormula(t *testing.T) {
	for kernel, want := range map[string]string{
		"mse":             "27 + 11·n",
		"flash_read":      "0",
		"project":         "32 + 10·m + 14·(n*m)",
		"phase_normalise": "30",
	} {
		if got := drafted(t, "cortex-m4f").Formula(kernel); got != want {
			t.Errorf("%s: %s, want %s", kernel, got, want)
		}
	}
	if got := costsOf(t, "cortex-m7f").Formula("store"); got != "14 + 3.5·n" {
		t.Errorf("store on cortex-m7f: %s", got)
	}
}

func TestCostsMisuse(t *testing.T) {
	if _, err := CostsFor("z80"); err == nil || !strings.Contains(err.Error(), "cortex-m4f") {
		t.Errorf("unknown core: %v", err)
	}
	c := costsOf(t, "cortex-m4f")
	for name, call := range map[string]func(){
		"unknown kernel":     func() { c.Cycles("convolve", 1, 1) },
		"negative dimension": func() { c.Cycles("dense", -1, 1) },
		"absurd product":     func() { c.Cycles("dense", maxDimension, maxDimension) },
	} {
		if !panics(call) {
			t.Errorf("%s does not panic", name)
		}
	}
}

func panics(f func()) (did bool) {
	defer func() { did = recover() != nil }()
	f()
	return
}

func TestMixMistakes(t *testing.T) {
	cost := map[string]int64{"integer": milli}
	for name, m := range map[string]mix{
		"unknown class": {"intger": 1},
		"four decimals": {"integer": 0.1234},
		"negative":      {"integer": -1},
		"not a number":  {"integer": math.NaN()},
	} {
		if _, err := kernels().price(m, cost); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
	if _, err := compile([]part{{Times: "n^2", Mix: mix{"integer": 1}}}, cost); err == nil {
		t.Error("times n^2 is accepted")
	}
}

func TestCyclesDoNotAllocate(t *testing.T) {
	c := costsOf(t, "cortex-m4f")
	if n := testing.AllocsPerRun(100, func() { c.Cycles("dense", 40, 16) }); n != 0 {
		t.Errorf("Cycles allocates %.0f times", n)
	}
}

func BenchmarkCycles(b *testing.B) {
	c, err := CostsFor("cortex-m4f")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		c.Cycles("dense", 40, 16)
	}
}
