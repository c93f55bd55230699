// Command hostile is the reliability campaign: it gives the built tool broken
// files, kills it at random moments, fills its disk and lets it race itself, and
// checks what docs/RELIABILITY.md promises. The same seed makes the same tries.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

func main() {
	c, err := newCampaign(os.Args[1:])
	if err == nil {
		err = c.run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "hostile:", err)
		os.Exit(1)
	}
}

// newCampaign reads the command line.
func newCampaign(args []string) (*campaign, error) {
	c := &campaign{}
	f := flag.NewFlagSet("hostile", flag.ExitOnError)
	f.StringVar(&c.tool, "tool", "bin/tinyol-sim", "the tool")
	f.Uint64Var(&c.seed, "seed", 1, "seed of everything that is random")
	f.DurationVar(&c.time, "time", 10*time.Minute, "end after this time, however many tries are left")
	f.IntVar(&c.workers, "workers", 2, "tries that run side by side")
	f.DurationVar(&c.limits.time, "limit", 10*time.Second, "a run that takes more time of a processor, or six times that by the clock, has failed")
	f.Int64Var(&c.limits.memory, "memory", 512, "a run with more resident memory, in MB, has failed")
	f.DurationVar(&c.limits.prompt, "prompt", 2*time.Second, "a run that takes more time of a processor behind an interrupt has failed")
	f.IntVar(&c.first, "first", 0, "number of the first try of each area")
	only := f.String("only", "", "areas to try, such as elf,kills (default: all)")
	f.StringVar(&c.work, "work", "", "new folder to work in, in which what failed is kept (default: a temporary one)")
	c.areas = areas()
	for _, a := range c.areas {
		f.IntVar(&a.want, a.name, a.want, "tries: "+a.about)
	}
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	if f.NArg() > 0 {
		return nil, fmt.Errorf("%s: there are no arguments; see -help", f.Arg(0))
	}
	c.limits.memory *= 1_000_000
	return c, c.choose(*only)
}

// areas are all that the campaign tries, in this order.
func areas() []*area {
	return []*area{
		{name: "kills", about: "killed at random moments", want: 150, share: 6, prepare: prepareKills},
		{name: "disk", about: "full disk", want: 40, share: 1, prepare: prepareDisk},
		{name: "pairs", about: "two writers in one folder", want: 40, share: 1, prepare: preparePairs},
		{name: "elf", about: "broken ELF files", want: 3000, share: 4, prepare: prepareELF},
		{name: "csv", about: "broken CSV files", want: 1000, share: 3, prepare: prepareCSV},
		{name: "yaml", about: "broken YAML files", want: 1000, share: 2, prepare: prepareYAML},
		{name: "models", about: "broken model files", want: 1500, share: 2, prepare: prepareModels},
		{name: "results", about: "broken result files", want: 1000, share: 3, prepare: prepareResults},
	}
}

// choose leaves the areas that were named, and makes the folder to work in.
func (c *campaign) choose(only string) error {
	if only != "" {
		names := strings.Split(only, ",")
		for _, name := range names {
			if !slices.ContainsFunc(c.areas, func(a *area) bool { return a.name == name }) {
				return fmt.Errorf("-only: there is no area %q", name)
			}
		}
		c.areas = slices.DeleteFunc(c.areas, func(a *area) bool { return !slices.Contains(names, a.name) })
	}
	var err error
	if c.tool, err = filepath.Abs(c.tool); err != nil {
		return err
	}
	if c.root, err = os.Getwd(); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(c.root, boardFolder)); err != nil {
		return fmt.Errorf("start it in the root of the repository: %w", err)
	}
	if c.work == "" {
		c.work, err = os.MkdirTemp("", "tinyol-hostile-")
		return err
	}
	if c.work, err = filepath.Abs(c.work); err != nil {
		return err
	}
	return os.Mkdir(c.work, 0o777)
}
