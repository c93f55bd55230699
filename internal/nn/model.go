package nn

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// Model is a trained network with what its users keep beside it.
type Model struct {
	Network  *Network
	Sections map[string][]byte // opaque to this package: front end, program
}

// The model file, all integers little-endian:
//
//	magic         8 bytes
//	version       uint32
//	sections      uint32, number of entries in the table
//	table         per section: uint8 length of the name, name, uint32 length
//	contents      of the sections, in the table's order
//	checksum      SHA-256 of everything before it
//
// Names ascend strictly. The section "network" is
//
//	layers        uint32
//	embedding     uint32, index of a layer
//	per layer     uint32 inputs, uint32 outputs, uint32 activation,
//	              float32 weights [inputs][outputs], float32 biases [outputs]
//
// Every model has exactly one file, byte for byte.
const (
	modelMagic     = "TINYOL\r\n" // the line end exposes a transfer as text
	modelVersion   = 1
	networkSection = "network"

	// Limits, far above any board: the largest in the profiles has 2 MB of
	// flash.
	maxModelBytes = 16 << 20
	maxSections   = 64
	maxName       = 64
	maxLayers     = 64
	maxWidth      = 1 << 16

	headerBytes = len(modelMagic) + 4 + 4
)

// ModelError tells why a model file cannot be read or a model not written.
type ModelError struct {
	Name    string // of the file, empty when the reader or writer has none
	Problem string
	Remedy  string
	Err     error // the cause, if there is one
}

func (e *ModelError) Error() string {
	text := "model"
	if e.Name != "" {
		text += " " + e.Name
	}
	text += ": " + e.Problem
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	if e.Remedy != "" {
		text += "; " + e.Remedy
	}
	return text
}

// Unwrap returns the cause.
func (e *ModelError) Unwrap() error { return e.Err }

// fileName returns the name that files have, empty for other streams.
func fileName(stream any) string {
	if named, ok := stream.(interface{ Name() string }); ok {
		return named.Name()
	}
	return ""
}

// Save writes the model file. The same model always gives the same bytes. The
// error is a *ModelError.
func (m *Model) Save(w io.Writer) error {
	data, err := m.encode()
	if err != nil {
		err.Name = fileName(w)
		return err
	}
	if _, err := w.Write(data); err != nil {
		return &ModelError{Name: fileName(w), Problem: "it cannot be written", Err: err}
	}
	return nil
}

// encode returns the whole file.
func (m *Model) encode() ([]byte, *ModelError) {
	contents, err := m.contents()
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(contents))
	for name := range contents {
		names = append(names, name)
	}
	slices.Sort(names)

	data := []byte(modelMagic)
	data = binary.LittleEndian.AppendUint32(data, modelVersion)
	data = binary.LittleEndian.AppendUint32(data, uint32(len(names)))
	for _, name := range names {
		data = append(data, byte(len(name)))
		data = append(data, name...)
		data = binary.LittleEndian.AppendUint32(data, uint32(len(contents[name])))
	}
	for _, name := range names {
		data = append(data, contents[name]...)
	}
	sum := sha256.Sum256(data)
	return append(data, sum[:]...), nil
}

// contents returns all sections, the network among them, after checking that
// they can be read again.
func (m *Model) contents() (map[string][]byte, *ModelError) {
	if m.Network == nil {
		return nil, &ModelError{Problem: "it has no network"}
	}
	if err := m.Network.Validate(); err != nil {
		return nil, &ModelError{Problem: "its network is not sound", Err: err}
	}
	if problem := m.Network.limitProblem(); problem != "" {
		return nil, &ModelError{Problem: problem}
	}
	all := map[string][]byte{networkSection: encodeNetwork(m.Network)}
	total := headerBytes + sha256.Size + len(all[networkSection])
	for name, content := range m.Sections {
		if name == networkSection || name == "" || len(name) > maxName {
			return nil, &ModelError{Problem: fmt.Sprintf("a section may not be called %q", name),
				Remedy: fmt.Sprintf("use 1 to %d bytes other than %q", maxName, networkSection)}
		}
		all[name] = content
		total += len(name) + 5 + len(content)
	}
	total += len(networkSection) + 5
	if len(all) > maxSections || total > maxModelBytes {
		return nil, &ModelError{Problem: fmt.Sprintf("%d sections of %d bytes exceed the limits of %d sections and %d bytes",
			len(all), total, maxSections, maxModelBytes)}
	}
	return all, nil
}

// limitProblem names the dimension that a model file cannot hold, if any.
func (n *Network) limitProblem() string {
	if len(n.Layers) > maxLayers {
		return fmt.Sprintf("%d layers exceed the limit of %d", len(n.Layers), maxLayers)
	}
	for l, layer := range n.Layers {
		if layer.In > maxWidth || layer.Out > maxWidth {
			return fmt.Sprintf("layer %d of %d inputs and %d outputs exceeds the limit of %d", l, layer.In, layer.Out, maxWidth)
		}
	}
	return ""
}

// encodeNetwork returns the content of the section "network".
func encodeNetwork(n *Network) []byte {
	data := binary.LittleEndian.AppendUint32(nil, uint32(len(n.Layers)))
	data = binary.LittleEndian.AppendUint32(data, uint32(n.Embedding))
	for _, layer := range n.Layers {
		data = binary.LittleEndian.AppendUint32(data, uint32(layer.In))
		data = binary.LittleEndian.AppendUint32(data, uint32(layer.Out))
		data = binary.LittleEndian.AppendUint32(data, uint32(layer.Activation))
		stride := Stride(layer.Out)
		for i := range layer.In {
			data = appendFloats(data, layer.Weights[i*stride:][:layer.Out])
		}
		data = appendFloats(data, layer.Bias[:layer.Out])
	}
	return data
}

func appendFloats(data []byte, values []float32) []byte {
	for _, v := range values {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
	}
	return data
}

// IsModel reports whether a file that begins with head is a model file.
func IsModel(head []byte) bool { return strings.HasPrefix(string(head), modelMagic) }
