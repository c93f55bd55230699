// Command mutants asks what the tests would notice: it makes small mistakes in
// the code, one at a time, and runs the tests on each. Run it from the root of
// the module.
//
//	go run ./scripts/mutants -n 60 -targets timing,nn -seed 7
//
// A survivor is a mistake that no test noticed, or a change that makes no
// difference, such as a bound that is never reached: that is for a person to
// judge. The checkout is not touched.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

func main() {
	n := flag.Int("n", 200, "changes to try, shared evenly by the targets")
	seed := flag.Uint64("seed", 1, "which changes")
	names := flag.String("targets", "", "of metrics, stream, tinyol, nn, timing, compare, result; separated by commas (default all)")
	workers := flag.Int("workers", 2, "tests that run at a time")
	timeout := flag.Duration("timeout", 2*time.Minute, "time for the tests of a package")
	verbose := flag.Bool("v", false, "tell about each change when it was tried")
	flag.Parse()
	if err := run(os.Stdout, *n, *seed, *names, *workers, *timeout, *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, n int, seed uint64, names string, workers int, timeout time.Duration, verbose bool) error {
	some, err := chosen(names)
	if err != nil {
		return err
	}
	if n < len(some) || workers < 1 {
		return fmt.Errorf("-n %d, -workers %d: at least one change for each of %d targets, and one worker", n, workers, len(some))
	}
	var samples []*sample
	for i, t := range some {
		s, err := newSample(t, n/len(some)+min(1, max(0, n%len(some)-i)), seed)
		if err != nil {
			return err
		}
		samples = append(samples, s)
	}
	dir, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	t := tester{dir, timeout}
	if err := t.baseline(some); err != nil {
		return err
	}
	notice := func(_ *sample, c change, how outcome) {
		if verbose {
			fmt.Fprintf(out, "%-10s %s\n", [...]string{"survived", "caught", "timed out", "not built"}[how], c)
		}
	}
	if err := newCrew(t.try, samples, notice).work(workers); err != nil {
		return err
	}
	return table(out, samples)
}

// table prints a line for each target and one for every survivor.
func table(out io.Writer, samples []*sample) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "target\tchanges there are\ttried\tcaught\ttimed out\tsurvived\tcaught of tried\tnot built\t")
	var all sample
	for _, s := range samples {
		line(w, s)
		all.sites += s.sites
		for i, k := range s.tally {
			all.tally[i] += k
		}
	}
	all.name = "all"
	line(w, &all)
	if err := w.Flush(); err != nil {
		return err
	}
	for _, s := range samples {
		slices.SortFunc(s.survived, func(a, b change) int { return strings.Compare(a.String(), b.String()) })
		for _, c := range s.survived {
			fmt.Fprintln(out, "survived", c)
		}
	}
	return nil
}

// line counts a change that hangs the tests as caught: it would be noticed.
func line(w io.Writer, s *sample) {
	share := 100 * float64(s.tally[caught]+s.tally[timedOut]) / float64(max(s.counted(), 1))
	fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%.1f %%\t%d\t\n",
		s.name, s.sites, s.counted(), s.tally[caught], s.tally[timedOut], s.tally[survived], share, s.tally[notBuilt])
}
