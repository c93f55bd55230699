package armv7m

import (
	"cmp"
	"iter"
	"maps"
	"slices"
)

// Samples counts cycles and instructions by address and by the calls that led
// there. Every instruction is counted, none is estimated. The zero value is
// ready; an Observation fills it.
type Samples struct {
	nodes []*callNode // with counts, in the order of their first
}

// Sample is what one address has taken under one chain of calls.
type Sample struct {
	// Stack begins with the address of the instructions that were executed;
	// behind it are the addresses of the calls, the innermost first.
	Stack        []uint32
	Exception    int // number of the exception whose handler began the chain; 0: none
	Cycles       uint64
	Instructions uint64
}

// counts are those of countsBytes of code.
type counts [countsBytes / 2]count

type count struct{ cycles, instructions uint64 }

const countsBytes = 128

func (s *Samples) add(node *callNode, pc uint32, cycles, instructions uint64) {
	if cycles == 0 && instructions == 0 {
		return
	}
	at := pc / countsBytes
	if node.recent == nil || node.recentAt != at {
		s.find(node, at)
	}
	n := &node.recent[pc%countsBytes/2]
	n.cycles += cycles
	n.instructions += instructions
}

func (s *Samples) find(node *callNode, at uint32) {
	if node.exact == nil {
		node.exact = map[uint32]*counts{}
		s.nodes = append(s.nodes, node)
	}
	found := node.exact[at]
	if found == nil {
		found = &counts{}
		node.exact[at] = found
	}
	node.recent, node.recentAt = found, at
}

// All gives the samples in an order that is the same on every run. The stack
// is the caller's to keep.
func (s *Samples) All() iter.Seq[Sample] {
	return func(yield func(Sample) bool) {
		for _, node := range s.nodes {
			chain := node.chain()
			for _, at := range slices.SortedFunc(maps.Keys(node.exact), cmp.Compare[uint32]) {
				for i, n := range node.exact[at] {
					if n == (count{}) {
						continue
					}
					stack := append([]uint32{at*countsBytes + uint32(2*i)}, chain...)
					if !yield(Sample{stack, node.exception, n.cycles, n.instructions}) {
						return
					}
				}
			}
		}
	}
}

// chain is the addresses of the calls, the innermost first.
func (n *callNode) chain() []uint32 {
	var sites []uint32
	for ; n.parent != nil; n = n.parent {
		if n.site < exceptionSite {
			sites = append(sites, n.site)
		}
	}
	return sites
}
