package mcu

import (
	_ "embed"
	"fmt"
	"maps"
	"math"
	"slices"
	"sync"

	devicekernel "tinyol-sim/internal/kernel"
)

// mix counts instructions per class, or calls of the functions in
// kernels.yaml.
type mix map[string]float64

// part is a mix with how often it runs.
type part struct {
	Times string `yaml:"times"`
	Mix   mix    `yaml:"mix"`
}

// kernel is one function of the firmware.
type kernel struct {
	Dims  string `yaml:"dims"`
	Plan  string `yaml:"plan"`
	Parts []part `yaml:"parts"`
	Soft  []part `yaml:"soft"` // in place of Parts where floats are computed in software
}

type kernelTable struct {
	Functions map[string]mix    `yaml:"functions"`
	Kernels   map[string]kernel `yaml:"kernels"`
}

//go:embed kernels.yaml
var kernelFile []byte

var kernels = sync.OnceValue(func() *kernelTable {
	t := &kernelTable{}
	mustEmbed(decodeStrict(kernelFile, t))
	for _, c := range devicekernel.Cards() {
		t.add(c)
	}
	return t
})

// add takes the draft of a card that has one. It counts nothing for the forms
// beside the first.
func (t *kernelTable) add(c *devicekernel.Card) {
	if c.Draft == nil {
		return
	}
	k := kernel{Dims: "as its card says", Plan: c.Text}
	for _, p := range c.Draft {
		k.Parts = append(k.Parts, part{p.Times, p.Mix})
	}
	for _, f := range c.Forms[1:] {
		t.Kernels[f.Name] = kernel{Dims: k.Dims, Plan: k.Plan}
	}
	t.Kernels[c.Name] = k
}

// Kernels returns the names of all kernels in order.
func Kernels() []string { return slices.Sorted(maps.Keys(kernels().Kernels)) }

// Costs are held in thousandths and products of two of them in millionths, so
// that every platform sums the same integers.
const milli = 1000

// thousandths converts a figure of at most three decimals.
func thousandths(v float64) (int64, error) {
	exact := float64(v * milli)
	scaled := math.Round(exact)
	if !(v >= 0 && v <= 1e6) || math.Abs(exact-scaled) > 1e-6 {
		return 0, fmt.Errorf("%g is not a number of 0 to 1e6 with at most three decimals", v)
	}
	return int64(scaled), nil
}

// price sums a mix at a core's costs, in millionths of a cycle. A function
// counts with the price of its own mix, cut off behind thousandths.
func (t *kernelTable) price(m mix, cost map[string]int64) (int64, error) {
	var sum int64
	for name, count := range m {
		times, err := thousandths(count)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", name, err)
		}
		if f, ok := t.Functions[name]; ok {
			each, err := t.price(f, cost)
			if err != nil {
				return 0, fmt.Errorf("%s: %w", name, err)
			}
			sum += each / milli * times
			continue
		}
		each, ok := cost[name]
		if !ok {
			return 0, fmt.Errorf("%s is neither a class of instruction nor a function", name)
		}
		sum += each * times
	}
	return sum, nil
}
