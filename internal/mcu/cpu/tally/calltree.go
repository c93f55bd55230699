package tally

// callTree is the chains of calls that a profile tells apart.
type callTree struct {
	nodes    []callNode // the first is the root
	children map[callSite]uint32
	full     bool // no further chain is told apart
}

// callNode is a chain of calls: those of its parent, and one from site.
type callNode struct {
	parent, site uint32
	depth        uint16
	exception    uint16 // that began the chain; 0: the program itself
}

type callSite struct{ parent, site uint32 }

// Root is the chain without a call.
const Root = 0

// Bounds, so that no program makes a profile large. A call from a place from
// which the chain holds maxRecursion calls already is folded: it is counted as
// the last of these. Calls beyond the other bounds are counted with the last
// call of the chain that came from the same place, and where there is none with
// their callers.
const (
	maxRecursion  = 8
	maxChain      = 128
	maxCallNodes  = 1 << 16
	exceptionSite = 0xFFFFFF00 // of a chain that an exception began, its number added
)

func newCallTree() *callTree {
	return &callTree{nodes: make([]callNode, 1), children: map[callSite]uint32{}}
}

// child is the chain with one more call.
func (t *callTree) child(node, site uint32) uint32 {
	at := callSite{node, site}
	if next, ok := t.children[at]; ok {
		return next
	}
	next, seen := t.fold(node, site)
	switch {
	case seen >= maxRecursion:
	case t.full || len(t.nodes) == maxCallNodes || t.nodes[node].depth == maxChain:
		if seen == 0 {
			next = node
		}
	default:
		next = uint32(len(t.nodes))
		t.nodes = append(t.nodes, callNode{node, site, t.nodes[node].depth + 1, t.nodes[node].exception})
	}
	if len(t.children) < 2*maxCallNodes {
		t.children[at] = next
	}
	return next
}

// fold is the last call from site in a chain, and how many there are.
func (t *callTree) fold(node, site uint32) (last uint32, seen int) {
	for ; node != Root; node = t.nodes[node].parent {
		if t.nodes[node].site == site {
			if seen++; seen == 1 {
				last = node
			}
		}
	}
	return last, seen
}

// chain appends the addresses of the calls, the innermost first.
func (t *callTree) chain(stack []uint32, node uint32) []uint32 {
	for ; node != Root; node = t.nodes[node].parent {
		if site := t.nodes[node].site; site < exceptionSite {
			stack = append(stack, site)
		}
	}
	return stack
}
