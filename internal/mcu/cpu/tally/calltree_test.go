package tally

import (
	"runtime"
	"slices"
	"testing"
)

// TestRecursionIsFolded calls from one place over and over: the chain ends at
// the eighth call, and goes on from there.
func TestRecursionIsFolded(t *testing.T) {
	tree := newCallTree()
	node := tree.child(Root, 0x100)
	for range 1000 {
		node = tree.child(node, 0x200)
	}
	want := append(slices.Repeat([]uint32{0x200}, maxRecursion), 0x100)
	if got := tree.chain(nil, node); !slices.Equal(got, want) {
		t.Errorf("the chain is %x, want %x", got, want)
	}
	leaf := tree.child(node, 0x300)
	if got := tree.chain(nil, leaf); !slices.Equal(got, append([]uint32{0x300}, want...)) {
		t.Errorf("behind the recursion the chain is %x", got)
	}
	if n := len(tree.nodes); n != 3+maxRecursion {
		t.Errorf("%d nodes", n)
	}
}

// TestChainsAreBounded calls from ever new places: as deep as may be, and in
// more chains than there may be.
func TestChainsAreBounded(t *testing.T) {
	tree := newCallTree()
	node := uint32(Root)
	for i := range uint32(1000) {
		node = tree.child(node, 0x1000+2*i)
	}
	if n := len(tree.chain(nil, node)); n != maxChain {
		t.Errorf("a chain of %d calls, want %d", n, maxChain)
	}
	for i := range uint32(4 * maxCallNodes) {
		tree.child(tree.child(Root, 0x10000+2*(i%1000)), 0x20000+2*i)
	}
	if len(tree.nodes) > maxCallNodes || len(tree.children) > 2*maxCallNodes {
		t.Errorf("%d nodes, %d children", len(tree.nodes), len(tree.children))
	}
}

// TestSamplesAreBounded counts more places than samples take memory for. What
// is told is exact all the same, and of an outer call where it can be.
func TestSamplesAreBounded(t *testing.T) {
	s := &Samples{tree: newCallTree()}
	outer := s.tree.child(Root, 0x100)
	s.add(outer, 0x2000, count{5, 1})
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	total := count{5, 1}
	for i := range uint32(1 << 21) {
		node := s.tree.child(outer, 0x200+2*(i%512))
		one := count{uint64(i), 1}
		s.add(node, 0x100000+16*i, one)
		total.add(one)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if mb := (after.HeapAlloc - before.HeapAlloc) >> 20; mb > 64 {
		t.Errorf("the samples take %d MiB", mb)
	}
	inner := s.tree.child(s.tree.child(Root, 0x100), 0x200)
	s.add(inner, 0x2000, count{7, 1}) // is known of outer alone
	total.add(count{7, 1})
	var sum count
	for one := range s.All() {
		sum.add(count{one.Cycles, one.Instructions})
		if len(one.Stack) > 0 && one.Stack[0] == 0x2000 && (one.Cycles != 12 || !slices.Equal(one.Stack, []uint32{0x2000, 0x100})) {
			t.Errorf("%+v", one)
		}
	}
	if sum != total || s.beyond == (count{}) {
		t.Errorf("the samples hold %+v of %+v, %+v of it without a place", sum, total, s.beyond)
	}
}
