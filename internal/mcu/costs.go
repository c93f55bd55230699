package mcu

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Provenance says how a cycle count came about; none is printed without it.
type Provenance string

// The marks of a cost table.
const (
	Modelled  Provenance = "modelled"  // closed forms, fitted on the emulated firmware or counted
	Published Provenance = "published" // figures of others
	Estimated Provenance = "estimated" // scaled from a related core, or assumed in part
)

// Costs prices kernels on one core with closed forms: per kernel a sum of
// terms, each a cost in cycles times a function of the dimensions.
type Costs struct {
	Core       string
	Provenance Provenance
	Source     string // one line: where the cycles come from, and the error to expect
	// ExpectedError is the relative error to expect of a whole step: 0.15 is
	// 15 %. Of fitted costs it is the standard deviation of a phase's residual
	// against the emulation.
	ExpectedError float64

	forms map[string]form
}

// form is the closed form of a kernel.
type form []term

type term struct {
	times string
	count func(n, m int64) int64
	micro int64 // millionths of a cycle
}

// CostsFor returns the costs of a core whose memory answers without wait
// states.
//
// Those of an emulated core are fitted on the emulated firmware (make costs).
// Where floats are computed in hardware they say the same as an emulation, but
// for the steps named in docs/RATIONALE.md; where libgcc computes them, cycles
// depend on the operands and the costs are those of an average. How near the
// emulation is to silicon is another question (docs/TIMING.md).
//
// The costs of cores that are not emulated are drafts: mixes of instructions in
// kernels.yaml over a table of cycles. They are good for an order of magnitude,
// with the error to expect in ExpectedError.
//
// Interrupts and radio are in none of them.
func CostsFor(core string) (*Costs, error) {
	return costsWith(core, 0)
}

// Costs returns the costs of the board's core, with what the board's flash takes
// for words that are read as data.
func (b *Board) Costs() (*Costs, error) {
	return costsWith(b.Core, b.FlashReadWait)
}

func costsWith(core string, flashWait float64) (*Costs, error) {
	if f, ok := fitted()[core]; ok {
		return f.Costs(flashWait)
	}
	return draft(core, flashWait)
}

// draft prices the mixes of kernels.yaml.
func draft(core string, flashWait float64) (*Costs, error) {
	table, ok := cores()[core]
	if !ok {
		return nil, fmt.Errorf("core %q has no table of cycles; use one of %s", core, strings.Join(Cores(), ", "))
	}
	cost, err := table.costs()
	if err != nil {
		return nil, err
	}
	cost["flash_word"] = int64(math.Round(flashWait * milli))
	c := &Costs{
		Core: core, Provenance: table.Provenance, ExpectedError: table.ExpectedError,
		Source: oneLine(table.Source) + fmt.Sprintf("; expected error %.0f %%", 100*table.ExpectedError),
		forms:  map[string]form{},
	}
	for name, k := range kernels().Kernels {
		parts := k.Parts
		if table.Float == "software" && k.Soft != nil {
			parts = k.Soft
		}
		if c.forms[name], err = compile(parts, cost); err != nil {
			return nil, fmt.Errorf("core %s: kernel %s: %w", core, name, err)
		}
	}
	return c, nil
}

func compile(parts []part, cost map[string]int64) (form, error) {
	var f form
	for _, p := range parts {
		count, ok := repeats[p.Times]
		if !ok {
			return nil, fmt.Errorf("times %q is not known", p.Times)
		}
		micro, err := kernels().price(p.Mix, cost)
		if err != nil {
			return nil, err
		}
		f = append(f, term{p.Times, count, micro})
	}
	return f, nil
}

// Cycles returns what one call of a kernel takes, rounded to whole cycles. n
// and m are its dimensions, as listed in kernels.yaml. It panics on a kernel
// that is not listed, on dimensions outside 0 to 2^24 and on a product above
// 2^32.
func (c *Costs) Cycles(kernel string, n, m int) int64 {
	checkDimensions(kernel, n, m)
	var micro int64
	for _, t := range c.form(kernel) {
		micro += t.micro * t.count(int64(n), int64(m))
	}
	return (micro + milli*milli/2) / (milli * milli)
}

// Formula writes a kernel's closed form: "27 + 11·n". Divisions in it round
// down, and % is the remainder.
func (c *Costs) Formula(kernel string) string {
	var terms []string
	for _, t := range c.form(kernel) {
		if t.micro == 0 {
			continue
		}
		s := strconv.FormatFloat(float64(t.micro)/(milli*milli), 'f', -1, 64)
		switch {
		case len(t.times) > 1:
			s += "·(" + t.times + ")"
		case t.times != "1":
			s += "·" + t.times
		}
		terms = append(terms, s)
	}
	if terms == nil {
		return "0"
	}
	return strings.Join(terms, " + ")
}

func (c *Costs) form(kernel string) form {
	f, ok := c.forms[kernel]
	if !ok {
		panic(fmt.Sprintf("mcu: kernel %q is not in kernels.yaml; there are %s", kernel, strings.Join(Kernels(), ", ")))
	}
	return f
}
