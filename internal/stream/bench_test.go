package stream

import "testing"

func BenchmarkCutter(b *testing.B) {
	c := NewCutter(40, 10)
	for b.Loop() {
		c.Push(0, 1)
	}
}
