package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"tinyol-sim/internal/needs"
)

// event is a line of go test -json (go doc test2json).
type event struct {
	Action      string
	Package     string
	ImportPath  string // of a package that is built
	Test        string // empty: the package's
	Output      string
	FailedBuild string
}

// name is a test of a package.
type name struct{ pkg, test string }

func (n name) String() string { return n.pkg + " " + n.test }

type report struct {
	out      io.Writer
	all      bool            // no test may be skipped but for want of recordings
	running  map[string]bool // packages that have begun and not ended
	ended    int             // packages
	failed   bool
	outputs  map[name]*strings.Builder
	skipped  map[string]map[string]int // tests, by what they said and by package
	unlawful []string
}

func newReport(out io.Writer, all bool) *report {
	return &report{out: out, all: all, running: map[string]bool{}, outputs: map[name]*strings.Builder{}, skipped: map[string]map[string]int{}}
}

// read takes every line of a run. One that is no event, such as what go says
// about the flags, is passed on.
func (r *report) read(in io.Reader) error {
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadString('\n')
		if line != "" {
			var e event
			if json.Unmarshal([]byte(line), &e) == nil {
				r.take(e)
			} else {
				fmt.Fprint(r.out, line)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (r *report) take(e event) {
	n := name{e.Package, e.Test}
	switch e.Action {
	case "start":
		r.running[e.Package] = true
	case "build-output":
		fmt.Fprint(r.out, e.Output)
	case "build-fail":
		r.failed = true
	case "output":
		if r.outputs[n] == nil {
			r.outputs[n] = &strings.Builder{}
		}
		r.outputs[n].WriteString(e.Output)
	case "pass", "fail", "skip":
		r.finish(n, e.Action)
	}
}

// noise are the lines that tell when a test runs.
var noise = regexp.MustCompile(`(?m)^=== (RUN|PAUSE|CONT|NAME|ATTR) .*\n`)

func (r *report) finish(n name, how string) {
	output := ""
	if r.outputs[n] != nil {
		output = noise.ReplaceAllString(r.outputs[n].String(), "")
		delete(r.outputs, n)
	}
	if how == "fail" {
		r.failed = true
	}
	switch {
	case n.test == "":
		delete(r.running, n.pkg)
		r.ended++
		fmt.Fprint(r.out, strings.TrimPrefix(output, "PASS\n"))
	case how == "fail":
		fmt.Fprint(r.out, output)
	case how == "skip":
		reason := skipReason(output)
		if r.skipped[reason] == nil {
			r.skipped[reason] = map[string]int{}
		}
		r.skipped[reason][n.pkg]++
		if !needs.WantsRecordings(output) {
			r.unlawful = append(r.unlawful, n.String())
		}
	}
}

var place = regexp.MustCompile(`(?m)^\s*\S+\.go:\d+: (.*)$`)

// skipReason is the first thing that a skipped test said; testscript adds a log.
func skipReason(output string) string {
	found := place.FindStringSubmatch(output)
	if found == nil {
		return "no reason given"
	}
	return found[1]
}

func counts(byPackage map[string]int) string {
	var parts []string
	for _, pkg := range slices.Sorted(maps.Keys(byPackage)) {
		parts = append(parts, fmt.Sprintf("%d in %s", byPackage[pkg], pkg))
	}
	return strings.Join(parts, ", ")
}

// end prints what was skipped and says whether all is well. A run that broke off
// is not.
func (r *report) end() bool {
	for _, reason := range slices.Sorted(maps.Keys(r.skipped)) {
		fmt.Fprintf(r.out, "skipped, %s: %s\n", reason, counts(r.skipped[reason]))
	}
	well := !r.failed
	if r.all && len(r.unlawful) > 0 {
		fmt.Fprintf(r.out, "FAIL: CI=true, where no test may be skipped but for want of the public recordings:\n\t%s\n", strings.Join(r.unlawful, "\n\t"))
		well = false
	}
	for _, pkg := range slices.Sorted(maps.Keys(r.running)) {
		fmt.Fprintf(r.out, "FAIL: %s did not end\n", pkg)
		well = false
	}
	if r.ended == 0 {
		fmt.Fprintln(r.out, "FAIL: no package was tested")
		well = false
	}
	return well
}
