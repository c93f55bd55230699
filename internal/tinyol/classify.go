package tinyol

import (
	"math"

	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/stream"
)

// classify is use case 2: the softmax layer on the embedding and the
// reconstruction error.
func (d *Device) classify(label int) Outcome {
	o := Outcome{Score: d.encode(), Loss: float32(math.NaN()), Class: stream.NoLabel}
	d.statistics.Update(d.features)
	d.statistics.Standardise(d.scaled, d.features)
	o.Class = d.predict(d.scaled)
	learns := d.decide(label, o.Score)
	if label < 0 {
		return o
	}
	neuron := d.neuron(label)
	if neuron < 0 && learns {
		if neuron = d.grow(label); neuron < 0 {
			o.Full = true
			return o
		}
		o.Grown = true
		// The new neuron takes its share of the softmax before the weights
		// move; the prediction above stays the one that counts.
		d.softmax(d.scaled)
	}
	if neuron < 0 {
		return o
	}
	o.Loss = nn.CrossEntropyOf(d.output, neuron)
	if learns {
		d.online.UpdateClass(d.scaled, d.output, neuron)
		d.updates++
		o.Updated = true
	}
	return o
}

// encode fills features with Z and the reconstruction error, which it returns.
func (d *Device) encode() float32 {
	y := d.base(len(d.acts))
	score := nn.MeanSquaredError(y, d.input)
	n := copy(d.features, d.acts[d.program.Network.Embedding])
	d.features[n] = score
	return score
}

// predict returns the label of the likeliest neuron, stream.NoLabel before any.
func (d *Device) predict(scaled []float32) int {
	if d.online.Out() == 0 {
		return stream.NoLabel
	}
	d.softmax(scaled)
	best := 0
	for i := range d.output {
		if d.output[i] > d.output[best] {
			best = i
		}
	}
	return d.classes[best]
}

// softmax predicts with the neurons that there are.
func (d *Device) softmax(scaled []float32) {
	d.output = d.output[:d.online.Out()]
	d.online.Predict(d.output, scaled)
}

// neuron returns the neuron of a label, -1 where there is none yet.
func (d *Device) neuron(label int) int {
	for i, c := range d.classes {
		if c == label {
			return i
		}
	}
	return -1
}

// grow adds a neuron for the label and returns its index, -1 when the layer
// is full.
func (d *Device) grow(label int) int {
	if d.online.Grow() != nil {
		return -1
	}
	d.classes = append(d.classes, label)
	return len(d.classes) - 1
}

// Classes returns the label of each neuron in order of growth. The slice is
// the device's own.
func (d *Device) Classes() []int { return d.classes }

// Encode appends what the online layer sees of the current window, before
// standardising: Z, then the reconstruction error. Nothing that learns is
// touched.
func (d *Device) Encode(dst []float32) []float32 {
	d.process()
	d.encode()
	return append(dst, d.features...)
}

// Assess predicts the label of features that Encode returned, with the layer
// and the statistics as they stand. It changes neither.
func (d *Device) Assess(features []float32) int {
	d.statistics.Standardise(d.scaled, features)
	return d.predict(d.scaled)
}
