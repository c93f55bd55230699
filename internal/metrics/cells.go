package metrics

import (
	"cmp"
	"slices"
)

// cells counts what was seen in a block, by arm and value: a hash table with
// linear probing, a power of two long, that grows as values come. The zero value
// is ready to use.
type cells struct {
	slots []cell
	used  int
}

// cell is free where its count is 0.
type cell struct {
	key   cellKey
	count int64
}

// cellKey is a block, an arm and a value: 16, 16 and 32 bits.
type cellKey uint64

func keyOf(block, arm int, value uint32) cellKey {
	return cellKey(block)<<48 | cellKey(arm)<<32 | cellKey(value)
}

func (k cellKey) block() int    { return int(k >> 48) }
func (k cellKey) arm() int      { return int(k >> 32 & 0xffff) }
func (k cellKey) value() uint32 { return uint32(k) }

// cellsMin is how many slots the first cell takes.
const cellsMin = 256

// add counts n more of a key, n at least 1.
func (c *cells) add(key cellKey, n int64) {
	if c.used >= len(c.slots)/4*3 {
		c.rebuild(max(cellsMin, 2*len(c.slots)), func(k cellKey) cellKey { return k })
	}
	s := c.find(key)
	if s.count == 0 {
		s.key = key
		c.used++
	}
	s.count += n
}

// find returns the slot of a key, or the free one where it belongs.
func (c *cells) find(key cellKey) *cell {
	mask := uint64(len(c.slots) - 1)
	// The finalizer of MurmurHash3 (A. Appleby, 2011) lets every bit of a key
	// reach every bit of its place.
	h := uint64(key)
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	for i := h ^ h>>33; ; i++ {
		if s := &c.slots[i&mask]; s.count == 0 || s.key == key {
			return s
		}
	}
}

// rebuild gives every cell the key that rename makes of its own; cells that then
// have one are added up.
func (c *cells) rebuild(slots int, rename func(cellKey) cellKey) {
	old := c.slots
	c.slots, c.used = make([]cell, slots), 0
	for _, s := range old {
		if s.count > 0 {
			c.add(rename(s.key), s.count)
		}
	}
}

// reset forgets all cells and keeps the memory.
func (c *cells) reset() {
	clear(c.slots)
	c.used = 0
}

// table is the cells of one arm in the order in which replicates add them up.
type table struct {
	values []uint32 // that occur, ascending
	starts []int    // [blocks+1] where the entries of a block begin
	entry  []entry
}

type entry struct {
	value int // index into values
	count int64
}

// table returns the cells of one arm of blocks 0 to blocks-1.
func (c *cells) table(arm, blocks int) *table {
	var own []cell
	t := &table{}
	for _, s := range c.slots {
		if s.count > 0 && s.key.arm() == arm {
			own = append(own, s)
			t.values = append(t.values, s.key.value())
		}
	}
	slices.SortFunc(own, func(a, b cell) int { return cmp.Compare(a.key, b.key) })
	slices.Sort(t.values)
	t.values = slices.Compact(t.values)
	t.starts = make([]int, blocks+1)
	for _, s := range own {
		at, _ := slices.BinarySearch(t.values, s.key.value())
		t.entry = append(t.entry, entry{at, s.count})
		t.starts[s.key.block()+1]++
	}
	for block := range blocks {
		t.starts[block+1] += t.starts[block]
	}
	return t
}

// times returns the entries of a block that is in a sample so many times: none
// for 0.
func (t *table) times(weight int64, block int) []entry {
	if weight == 0 {
		return nil
	}
	return t.entry[t.starts[block]:t.starts[block+1]]
}
