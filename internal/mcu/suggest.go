package mcu

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// nameKey is a name without case and punctuation: Nano-33-BLE is nano33ble.
func nameKey(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '+':
			return r
		}
		return -1
	}, name)
}

// unknownBoard finds what a name may have meant: the boards of a chip, or
// names a few letters away.
func unknownBoard(name string) error {
	e := &UnknownBoardError{Name: name, Profiles: len(boards())}
	if p := parentNamed(name); p != nil {
		e.Chip, e.Nearest = p.Title, boardsWith(p.Name)
		return e
	}
	names := make([]string, 0, len(boards()))
	for _, b := range boards() {
		names = append(names, b.Name)
	}
	e.Nearest = nearest(name, names)
	return e
}

func parentNamed(name string) *profile {
	for _, p := range profiles() {
		if p.Abstract && nameKey(p.Name) == nameKey(name) {
			return p
		}
	}
	return nil
}

// boardsWith lists the boards that inherit from a parent.
func boardsWith(parent string) []string {
	var names []string
	for _, b := range boards() {
		if slices.Contains(b.Chain, parent) {
			names = append(names, b.Name)
		}
	}
	return names
}

const (
	maxSuggestions = 3  // what still reads well in one line
	maxCompared    = 64 // letters: bounds the work on absurdly long names
)

// nearest returns the names within a third of the letters of the one given,
// or that contain it, the likeliest first.
func nearest(name string, names []string) []string {
	type scored struct {
		name     string
		distance int
	}
	key := nameKey(name)
	key = key[:min(len(key), maxCompared)]
	var found []scored
	for _, n := range names {
		d := levenshtein.ComputeDistance(key, nameKey(n))
		switch {
		case len(key) >= 3 && strings.Contains(nameKey(n), key):
			d = 0
		case d > max(1, len(key)/3):
			continue
		}
		found = append(found, scored{n, d})
	}
	slices.SortStableFunc(found, func(a, b scored) int { return cmp.Compare(a.distance, b.distance) })
	var out []string
	for _, s := range found[:min(maxSuggestions, len(found))] {
		out = append(out, s.name)
	}
	return out
}

func didYouMean(name string) string {
	all := slices.Sorted(maps.Keys(profiles()))
	if near := nearest(name, all); len(near) > 0 {
		return "did you mean " + strings.Join(near, " or ") + "?"
	}
	return "inherit one of " + strings.Join(all, ", ")
}
