package mcu

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed fitted
var fittedFiles embed.FS

// Fitted is a table of closed forms that were fitted on the emulated firmware;
// one file of fitted/, written by make costs.
type Fitted struct {
	Core string `yaml:"core"`
	// LargestResidual is that of a phase over the programs of the fit, mean
	// over the steps of each: 0.01 is 1 %.
	LargestResidual float64 `yaml:"largest_residual"`
	// Spread is the standard deviation of these residuals.
	Spread float64 `yaml:"spread"`
	// Kernels holds the cycles of each term, by kernel and the name of what
	// the term repeats with (Repeats).
	Kernels map[string]map[string]float64 `yaml:"kernels"`
	// Words holds in the same way the words that are read from flash as data,
	// each of which waits as long as the board says.
	Words map[string]map[string]float64 `yaml:"words"`
}

var fitted = sync.OnceValue(func() map[string]*Fitted {
	all := map[string]*Fitted{}
	files, err := fs.Glob(fittedFiles, "fitted/*.yaml")
	mustEmbed(err)
	for _, name := range files {
		data, err := fittedFiles.ReadFile(name)
		mustEmbed(err)
		f := &Fitted{}
		if err := decodeStrict(data, f); err != nil {
			mustEmbed(fmt.Errorf("%s: %w", path.Base(name), err))
		}
		all[f.Core] = f
	}
	return all
})

// Costs are the table's closed forms where a word of data from flash waits so
// many cycles.
func (f *Fitted) Costs(wait float64) (*Costs, error) {
	c := &Costs{
		Core: f.Core, Provenance: Modelled, ExpectedError: f.Spread,
		Source: fmt.Sprintf("fitted on the emulated firmware, largest residual of a phase %.2g %%, standard deviation %.2g %%; data from flash waits %g cycles a word", 100*f.LargestResidual, 100*f.Spread, wait),
		forms:  map[string]form{},
	}
	for name := range f.Kernels {
		terms := map[string]float64{}
		maps.Copy(terms, f.Kernels[name])
		for times, words := range f.Words[name] {
			terms[times] += float64(wait * words)
		}
		var compiled form
		for _, times := range slices.Sorted(maps.Keys(terms)) {
			count, ok := repeats[times]
			if !ok {
				return nil, fmt.Errorf("core %s: kernel %s: term %q is not known", f.Core, name, times)
			}
			compiled = append(compiled, term{times, count, int64(math.Round(terms[times] * milli * milli))})
		}
		c.forms[name] = compiled
	}
	return c, f.addDrafts(c, wait)
}

// addDrafts prices kernels that were not there when the table was fitted.
func (f *Fitted) addDrafts(c *Costs, wait float64) error {
	var missing []string
	for name := range kernels().Kernels {
		if _, fitted := f.Kernels[name]; !fitted {
			missing = append(missing, name)
		}
	}
	if missing == nil {
		return nil
	}
	drafts, err := draft(f.Core, wait)
	if err != nil {
		return err
	}
	slices.Sort(missing)
	for _, name := range missing {
		c.forms[name] = drafts.forms[name]
	}
	c.Source += "; drafts for " + strings.Join(missing, ", ") + ", which are not fitted yet (make costs)"
	return nil
}

// YAML writes the table as fitted/ holds it.
func (f *Fitted) YAML() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# Written by make costs: cycles per term of each kernel of the firmware, and of the\n")
	fmt.Fprintf(&b, "# parts of its step between kernels, fitted on the emulated core; and the words that\n")
	fmt.Fprintf(&b, "# they read from flash as data.\n")
	fmt.Fprintf(&b, "core: %s\nlargest_residual: %g\nspread: %g\n", f.Core, f.LargestResidual, f.Spread)
	writeTerms(&b, "kernels", f.Kernels)
	writeTerms(&b, "words", f.Words)
	return []byte(b.String())
}

func writeTerms(b *strings.Builder, key string, kernels map[string]map[string]float64) {
	fmt.Fprintf(b, "%s:\n", key)
	for _, name := range slices.Sorted(maps.Keys(kernels)) {
		fmt.Fprintf(b, "  %s:\n", name)
		for _, times := range slices.Sorted(maps.Keys(kernels[name])) {
			fmt.Fprintf(b, "    %q: %g\n", times, kernels[name][times])
		}
	}
}
