package mcu

import (
	"embed"
	"fmt"
	"maps"
	"path"
	"slices"
	"sync"
)

//go:embed cores/*.yaml
var coreFiles embed.FS

// coreTable is one file of cores/: cycles per class of instruction.
type coreTable struct {
	Core          string             `yaml:"core"`
	Title         string             `yaml:"title"`
	Inherits      string             `yaml:"inherits"` // table whose cycles fill the gaps
	Float         string             `yaml:"float"`    // hardware or software
	Provenance    Provenance         `yaml:"provenance"`
	Source        string             `yaml:"source"`
	ExpectedError float64            `yaml:"expected_error"`
	ErrorReason   string             `yaml:"error_reason"`
	Cycles        map[string]sourced `yaml:"cycles"`
}

// sourced is what a class of instructions takes, and who says so.
type sourced struct {
	Value  float64 `yaml:"value"`
	Source string  `yaml:"source"`
}

var cores = sync.OnceValue(func() map[string]*coreTable {
	all := map[string]*coreTable{}
	entries, err := coreFiles.ReadDir("cores")
	mustEmbed(err)
	for _, entry := range entries {
		data, err := coreFiles.ReadFile(path.Join("cores", entry.Name()))
		mustEmbed(err)
		c := &coreTable{}
		if err := decodeStrict(data, c); err != nil {
			mustEmbed(fmt.Errorf("%s: %w", entry.Name(), err))
		}
		all[c.Core] = c
	}
	for _, c := range all {
		c.fillGaps(all)
	}
	return all
})

// fillGaps takes from the inherited table, which inherits nothing itself, what
// the core's own leaves out.
func (c *coreTable) fillGaps(all map[string]*coreTable) {
	if c.Inherits == "" {
		return
	}
	if c.Cycles == nil {
		c.Cycles = map[string]sourced{}
	}
	for class, f := range all[c.Inherits].Cycles {
		if _, own := c.Cycles[class]; !own {
			f.Source = "as on the " + all[c.Inherits].Title + ": " + f.Source
			c.Cycles[class] = f
		}
	}
}

// Cores returns the names of the cores with a table of cycles, in order.
func Cores() []string { return slices.Sorted(maps.Keys(cores())) }

// FloatInHardware reports that the core has an FPU.
func (b *Board) FloatInHardware() bool { return cores()[b.Core].Float == "hardware" }

// costs returns the core's cycles per class in thousandths.
func (c *coreTable) costs() (map[string]int64, error) {
	out := map[string]int64{}
	for class, f := range c.Cycles {
		v, err := thousandths(f.Value)
		if err != nil {
			return nil, fmt.Errorf("core %s: %s: %w", c.Core, class, err)
		}
		out[class] = v
	}
	return out, nil
}
