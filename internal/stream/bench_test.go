package stream

import "testing"

func BenchmarkCutter(b *testing.B) {
	c := NewCutter(40, 10)
	for b.Loop() {
		c.Push(0, 1)
	}
}

func BenchmarkDrift(b *testing.B) {
	d := mustDrifter(b, 3, 1, "rotation:angle=20,axis=z,ramp=1000", "noise:sigma=3")
	row := Row{Values: []float32{1, 2, 3}}
	for b.Loop() {
		row.Number++
		d.Apply(&row)
	}
}
