// Command learners runs every learner on the bundled recordings, and on the public ones
// where TINYOL_DATA names their folder, in every front end, and writes the table of
// docs/RESULTS-LEARNERS.md:
//
//	go run ./scripts/learners docs/RESULTS-LEARNERS.md
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"tinyol-sim/datasets"
	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/choices"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
)

// seeds behind every mean.
const seeds = 10

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "learners: name the file to write, such as docs/RESULTS-LEARNERS.md")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "learners:", err)
		os.Exit(1)
	}
}

func run(path string) error {
	d := &document{}
	for _, r := range recordings(os.Getenv("TINYOL_DATA")) {
		for _, frontEnd := range spec.Find("frontend").Values() {
			summary, err := measure(r, frontEnd)
			if err != nil {
				d.leftOut(r.name, frontEnd, err)
				continue
			}
			d.add(r.name, frontEnd, summary)
			fmt.Fprintf(os.Stderr, "%s, %s\n", r.name, frontEnd)
		}
	}
	return os.WriteFile(path, []byte(d.text()), 0o644)
}

// open reads bundled recordings by the name of their data set, others as files.
func open(name string) (io.ReadCloser, error) {
	if strings.ContainsRune(name, filepath.Separator) {
		return replay.OpenFile(name)
	}
	return datasets.Open(name)
}

// named is a list of one name, none where that is empty.
func named(name string) []string {
	if name == "" {
		return nil
	}
	return []string{name}
}

func measure(r recording, frontEnd string) (*result.Summary, error) {
	s := bench.Default()
	s.Streams, s.Train, s.Test = named(r.files["stream"]), named(r.files["train"]), named(r.files["test"])
	s.FrontEnd, s.Learners, s.Seeds, s.Engine = frontEnd, []string{choices.AllLearners}, seeds, "host"
	r.set(&s)
	return bench.Run(context.Background(), s, open, bench.Silent{})
}
