package cut

import "testing"

func BenchmarkCutter(b *testing.B) {
	c := New(40, 10)
	for b.Loop() {
		c.Push(0, 1)
	}
}
