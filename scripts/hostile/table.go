package main

import (
	"fmt"
	"io"
	"sync"
	"text/tabwriter"
	"time"
)

// counts are what a try has measured.
type counts struct {
	failed             bool
	done               bool // the tool took the input, or brought what was stopped to an end
	longest, processor time.Duration
	memory             int64
	extras             map[string]int
}

func (n *counts) count(what string) {
	if n.extras == nil {
		n.extras = map[string]int{}
	}
	n.extras[what]++
}

// row is an area's line of the table.
type row struct {
	mu                  sync.Mutex
	tried, failed, done int
	longest, processor  time.Duration
	memory              int64
	note                string
	extras              map[string]int
}

func (r *row) add(t *try) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tried++
	if t.failed {
		r.failed++
	}
	if t.done {
		r.done++
	}
	r.longest, r.processor, r.memory = max(r.longest, t.longest), max(r.processor, t.processor), max(r.memory, t.memory)
	if r.extras == nil {
		r.extras = map[string]int{}
	}
	for what, n := range t.extras {
		r.extras[what] += n
	}
}

// printTable says what was tried. "took" are the
// tries whose input the tool took, or that came to a good end.
func printTable(out io.Writer, areas []*area) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "area\ttried\tof\tfailed\ttook\tlongest\tprocessor\tmemory\t")
	for _, a := range areas {
		note := a.note
		for _, what := range sortedKeys(a.extras) {
			note += fmt.Sprintf("%s %d; ", what, a.extras[what])
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%.2f s\t%.2f s\t%d MB\t%s\n",
			a.about, a.tried, a.want, a.failed, a.done, a.longest.Seconds(), a.processor.Seconds(), a.memory/1_000_000, note)
	}
	w.Flush()
}
