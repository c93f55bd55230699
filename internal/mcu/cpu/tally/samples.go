// Package tally counts what an observed run has executed, by address and by the
// calls that led there.
package tally

import (
	"cmp"
	"iter"
	"slices"
)

// Samples counts cycles and instructions by address and by the calls that led
// there. Every instruction is counted, none is estimated: the samples add up to
// all that was executed. The zero value is ready.
//
// It takes memory for at most 65536 chains of calls, and for as many samples as
// take 64 MiB where they are written. Recursion is told apart to a depth of
// eight calls from one place, deeper calls being counted with the eighth.
// Beyond these bounds an instruction is counted with an outer call of the same
// function, else without its callers.
type Samples struct {
	tree   *callTree
	pages  []page
	index  map[pageKey]uint32
	recent [recentPages]uint32 // pages, by their slot: the map is asked for others
	spent  int                 // of maxProfile
	beyond count
}

// Sample is what one address has taken under one chain of calls.
type Sample struct {
	// Stack begins with the address of the instructions that were executed;
	// behind it are the addresses of the calls, the innermost first. It is
	// empty for what there were too many addresses to tell apart.
	Stack        []uint32
	Exception    int // number of the exception whose handler began the chain; 0: none
	Cycles       uint64
	Instructions uint64
}

// page is the counts of pageBytes of code under one chain.
type page struct {
	pageKey
	counts [pageBytes / 2]count
}

// pageKey is a chain and an address in pages.
type pageKey struct{ node, number uint32 }

func (k pageKey) slot() uint32 { return (k.node*5 + k.number) % recentPages }

func (p *page) at(pc uint32) *count { return &p.counts[pc%pageBytes/2] }

type count struct{ cycles, instructions uint64 }

func (c *count) add(n count) {
	c.cycles += n.cycles
	c.instructions += n.instructions
}

const (
	pageBytes   = 16
	recentPages = 256

	// What a page takes, a sample with its place, and each of its calls, the
	// latter where all are written at once, as google/pprof does; and how much
	// all may take together. Samples without callers may take as much again.
	pageCost    = 192
	sampleBytes = 384
	frameBytes  = 32
	maxProfile  = 64 << 20
)

func (s *Samples) begin() {
	if s.tree == nil {
		s.tree = newCallTree()
	}
}

// Call is the chain of calls with one more, from an address.
func (s *Samples) Call(node, site uint32) uint32 {
	s.begin()
	return s.tree.child(node, site)
}

// Exception is the chain that the handler of an exception begins.
func (s *Samples) Exception(number int) uint32 {
	child := s.Call(Root, exceptionSite+uint32(number))
	if child != Root {
		s.tree.nodes[child].exception = uint16(number)
	}
	return child
}

// Add counts instructions at an address in a chain of calls.
func (s *Samples) Add(node, pc uint32, cycles, instructions uint64) {
	if n := (count{cycles, instructions}); n != (count{}) {
		s.add(node, pc, n)
	}
}

func (s *Samples) add(node, pc uint32, n count) {
	s.begin()
	key := pageKey{node, pc / pageBytes}
	if i := s.recent[key.slot()]; int(i) < len(s.pages) {
		p := &s.pages[i]
		if at := p.at(pc); p.pageKey == key && *at != (count{}) {
			at.add(n)
			return
		}
	}
	at := s.find(node, pc)
	for at == nil && node != Root {
		node = s.tree.nodes[node].parent
		if i, ok := s.index[pageKey{node, pc / pageBytes}]; ok && *s.pages[i].at(pc) != (count{}) {
			at = s.pages[i].at(pc)
		}
	}
	if at == nil {
		at = s.find(Root, pc)
	}
	if at == nil {
		at = &s.beyond
	}
	at.add(n)
}

// find is where an instruction is counted, nil where there is no memory for
// another sample.
func (s *Samples) find(node, pc uint32) *count {
	key := pageKey{node, pc / pageBytes}
	i, known := s.index[key]
	if !known || *s.pages[i].at(pc) == (count{}) {
		if !s.spend(node, !known) {
			s.tree.full = true
			return nil
		}
	}
	if !known {
		if s.index == nil {
			s.index = map[pageKey]uint32{}
		}
		i = uint32(len(s.pages))
		s.pages = append(s.pages, page{pageKey: key})
		s.index[key] = i
	}
	s.recent[key.slot()] = i
	return s.pages[i].at(pc)
}

// spend reports whether there may be another sample.
func (s *Samples) spend(node uint32, onNewPage bool) bool {
	cost, most := sampleBytes+frameBytes*int(s.tree.nodes[node].depth), maxProfile
	if onNewPage {
		cost += pageCost
	}
	if node == Root {
		most *= 2
	}
	if s.spent+cost > most {
		return false
	}
	s.spent += cost
	return true
}

// All gives the samples in an order that is the same on every run. The stack is
// good until the next.
func (s *Samples) All() iter.Seq[Sample] {
	return func(yield func(Sample) bool) {
		var stack []uint32
		for _, i := range s.order() {
			p := &s.pages[i]
			for k, n := range p.counts {
				if n == (count{}) {
					continue
				}
				stack = s.tree.chain(append(stack[:0], p.number*pageBytes+uint32(2*k)), p.node)
				if !yield(Sample{stack, int(s.tree.nodes[p.node].exception), n.cycles, n.instructions}) {
					return
				}
			}
		}
		if s.beyond != (count{}) {
			yield(Sample{Cycles: s.beyond.cycles, Instructions: s.beyond.instructions})
		}
	}
}

// order is that of the chains' first instructions, and for each of the
// addresses.
func (s *Samples) order() []uint32 {
	first := map[uint32]int{}
	pages := make([]uint32, len(s.pages))
	for i := range s.pages {
		pages[i] = uint32(i)
		if _, ok := first[s.pages[i].node]; !ok {
			first[s.pages[i].node] = i
		}
	}
	slices.SortFunc(pages, func(a, b uint32) int {
		p, q := s.pages[a].pageKey, s.pages[b].pageKey
		return cmp.Or(cmp.Compare(first[p.node], first[q.node]), cmp.Compare(p.number, q.number))
	})
	return pages
}
