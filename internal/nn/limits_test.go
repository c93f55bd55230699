package nn

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"testing"
)

// What is exactly as large as the limit is written and read; one more is not.
func TestModelLimits(t *testing.T) {
	// Magic, version and count of sections; the checksum; network and "a" with a
	// byte and a word in the table.
	rest := maxModelBytes - (8 + 4 + 4) - 32 - (len("network") + 1 + 4) - (len("a") + 1 + 4)
	for name, test := range map[string]struct {
		fits, exceeds func(m *Model)
	}{
		"bytes": {
			func(m *Model) {
				m.Sections = map[string][]byte{"a": make([]byte, rest-len(encodeNetwork(m.Network)))}
			},
			func(m *Model) {
				m.Sections = map[string][]byte{"a": make([]byte, rest-len(encodeNetwork(m.Network))+1)}
			},
		},
		"sections": {func(m *Model) { fillSections(m, 63) }, func(m *Model) { fillSections(m, 64) }},
		"name": {
			func(m *Model) { m.Sections[strings.Repeat("x", 64)] = nil },
			func(m *Model) { m.Sections[strings.Repeat("x", 65)] = nil },
		},
		"width": {
			func(m *Model) { m.Network = &Network{Layers: []*Dense{NewDense(1, 1<<16, Linear)}} },
			func(m *Model) { m.Network = &Network{Layers: []*Dense{NewDense(1, 1<<16+1, Linear)}} },
		},
		"layers": {
			func(m *Model) { m.Network.Layers = manyLayers()[:64] },
			func(m *Model) { m.Network.Layers = manyLayers()[:65] },
		},
	} {
		m := sampleModel()
		test.fits(m)
		var file bytes.Buffer
		if err := m.Save(&file); err != nil {
			t.Errorf("%s at the limit: %v", name, err)
		} else if _, err := LoadModel(&file); err != nil {
			t.Errorf("%s at the limit, read: %v", name, err)
		}
		m = sampleModel()
		test.exceeds(m)
		if m.Save(io.Discard) == nil {
			t.Errorf("%s beyond the limit is written", name)
		}
	}
}

// fillSections gives a model n sections beside its network.
func fillSections(m *Model, n int) {
	m.Sections = map[string][]byte{}
	for i := range n {
		m.Sections[fmt.Sprint("s", i)] = nil
	}
}

// A sound file with a section, none of which is a network.
func TestModelWithoutNetwork(t *testing.T) {
	file := append([]byte("TINYOL\r\n"), binary.LittleEndian.AppendUint32(nil, 1)...)
	file = binary.LittleEndian.AppendUint32(file, 1) // one section
	file = append(file, 1, 'a', 0, 0, 0, 0)
	_, err := LoadModel(bytes.NewReader(sealed(append(file, make([]byte, 32)...))))
	if err == nil || !strings.Contains(err.Error(), `it has no section "network"`) {
		t.Errorf("%v", err)
	}
}

// The least of everything trains: one neuron, one epoch, one window at a time.
func TestLeastTraining(t *testing.T) {
	n, _, err := TrainAutoencoder(context.Background(), []float32{0.5, 0.2, 0.4, 0.1}, 2, TrainOptions{
		Hidden: []int{1}, Embedding: 1, OutputActivation: SigmoidActivation, Epochs: 1, Batch: 1, LearningRate: 0.001,
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(n.Sizes()); got != "[2 1 1 1 2]" {
		t.Errorf("sizes %s", got)
	}
}
