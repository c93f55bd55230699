package tinyol

import (
	"testing"

	"tinyol-sim/internal/stream"
)

// Every slice of the device has to be in the list of regions, and the list
// must name nothing else: the device's own lengths are the other source.
func TestRegionsMatchTheDevice(t *testing.T) {
	for _, kind := range stream.Kinds() {
		for _, mode := range []Mode{Frozen, Unsupervised, Supervised} {
			p := testProgram(t, mode, kind)
			d := newDevice(t, p)
			floats := len(d.ring.values) + len(d.window) + len(d.scratch) + len(d.input) + len(d.features) + len(d.scaled)
			for _, a := range d.acts {
				floats += len(a)
			}
			switch mode {
			case Unsupervised:
				// The replaced layer's output is the online layer's.
				floats -= len(d.acts[len(d.acts)-1])
				floats += (d.online.In() + 1) * d.online.Out() // weights and bias
				floats += 2 * d.online.Out()                   // output, gradient
			case Supervised:
				floats += d.online.In() * d.online.Capacity()
				floats += 2 * d.online.Capacity() // output, gradient
				floats += cap(d.classes)
				floats += 1 + len(d.statistics.Mean) + len(d.statistics.M2)
			}
			if bytes := bytesOfRAM(p); bytes != 4*floats {
				t.Errorf("%s %s: regions have %d bytes of RAM, the device %d", kind, mode, bytes, 4*floats)
			}
		}
	}
}

func TestFlashHoldsTheWholeModel(t *testing.T) {
	p := testProgram(t, Unsupervised, stream.Raw)
	// 16-8-3-8-16 with biases: 16·8+8 + 8·3+3 + 3·8+8 + 8·16+16 = 339 floats.
	// raw: mean and axis of two channels, one low, one scale: 6 floats.
	want := imageHeaderBytes + 4*imageLayerBytes + 4*339 + 4*6
	got := 0
	for _, r := range p.Regions() {
		if r.Flash {
			got += r.Bytes
		}
	}
	if got != want {
		t.Errorf("flash %d bytes, want %d", got, want)
	}
}
