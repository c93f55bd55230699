package stack

import (
	"cmp"
	"slices"
	"strings"

	"tinyol-sim/internal/mcu/program"
)

// stretch is RAM that a stack may use, and what is below it.
type stretch struct {
	low, high uint32
	below     string
}

// stretches is RAM without what the program occupies, and of that the objects,
// in which it may have made room for stacks.
func stretches(image *program.Image, low, high uint32) []stretch {
	if image == nil || low == high {
		return nil
	}
	free, below := low, ""
	var all []stretch
	for _, a := range image.Areas {
		begins, ends := max(a.Address, low), min(a.Address+a.Size, high)
		if begins >= ends || strings.Contains(a.Name, "stack") {
			continue // a section of this name reserves what the stack may use
		}
		if begins > free {
			all = append(all, stretch{free, begins, below})
		}
		if ends > free {
			free, below = ends, Occupant(image, a, ends)
		}
	}
	if free < high {
		all = append(all, stretch{free, high, below})
	}
	for address, size := range image.Objects() {
		if address >= low && size >= minimumStack && uint64(address)+uint64(size) <= uint64(high) {
			all = append(all, stretch{address, address + size, ""})
		}
	}
	// The smaller one that holds an address comes later and counts.
	slices.SortStableFunc(all, func(a, b stretch) int { return cmp.Compare(b.high-b.low, a.high-a.low) })
	return all[:min(len(all), maxStretches)]
}

const (
	minimumStack = 32   // an exception's frame; what is smaller is no stack
	maxStretches = 4096 // the largest are kept: they are looked through when SP is set
)

// Occupant names a section by itself and its last object.
func Occupant(image *program.Image, a program.Area, ends uint32) string {
	if object, ok := image.Object(ends - 1); ok {
		return a.Name + " (" + object + ")"
	}
	return a.Name
}
