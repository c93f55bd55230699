package main

import (
	"fmt"
	"go/build"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// target is code to be changed and what has to notice, one after the other:
// arguments of go test. What is quick and near comes first.
type target struct {
	name  string
	files []string // patterns, from the root of the module
	tests []string
}

var targets = []target{
	{"metrics", []string{"internal/metrics/*.go"}, []string{"./internal/metrics", "./internal/compare"}},
	{"stream", []string{"internal/stream/*.go", "internal/stream/*/*.go", "internal/inject/*.go", "internal/frontend/*.go"}, []string{"./internal/stream", "./internal/frontend", "./internal/bench"}},
	{"tinyol", []string{"internal/tinyol/*.go"}, []string{"./internal/tinyol", "./internal/mcu/device"}},
	{"nn", []string{"internal/nn/*.go"}, []string{"./internal/nn", "./internal/tinyol"}},
	{"timing", []string{"internal/mcu/armv7m/timing/*.go", "internal/mcu/armv7m/block.go"}, []string{"-run=Timing|Pairs|Loop|Flash|Blocks ./internal/mcu/armv7m", "./internal/mcu/armv7m", "./internal/mcu/device"}},
	{"compare", []string{"internal/compare/*.go"}, []string{"./internal/compare"}},
	{"result", []string{"internal/result/*.go"}, []string{"./internal/result", "./internal/report"}},
}

// chosen are the targets with these names, or all.
func chosen(names string) ([]target, error) {
	if names == "" {
		return targets, nil
	}
	var some []target
	for name := range strings.SplitSeq(names, ",") {
		i := slices.IndexFunc(targets, func(t target) bool { return t.name == name })
		if i < 0 {
			var known []string
			for _, t := range targets {
				known = append(known, t.name)
			}
			return nil, fmt.Errorf("-targets: there is no %q; choose of %s", name, strings.Join(known, ", "))
		}
		some = append(some, targets[i])
	}
	return some, nil
}

// changes lists those of the target's files that this machine builds.
func (t target) changes() ([]change, error) {
	var all []change
	for _, pattern := range t.files {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			built, err := build.Default.MatchFile(filepath.Split(path))
			if err != nil {
				return nil, err
			}
			if !built { // it is for another machine
				continue
			}
			source, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			found, err := changes(path, source)
			if err != nil {
				return nil, err
			}
			all = append(all, found...)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: nothing to change in %s; run this from the root of the module", t.name, strings.Join(t.files, ", "))
	}
	return all, nil
}
