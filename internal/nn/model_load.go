package nn

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"math"
)

const remedyDamaged = "copy it again or train anew"

// LoadModel reads a model file. Lengths are checked against what the file holds
// before anything is allocated for them, and no more than 16 MiB is read: with
// the padding of its weights a model takes up to five times the bytes of its file.
// The error is a *ModelError.
func LoadModel(r io.Reader) (*Model, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxModelBytes+1))
	if err != nil {
		return nil, &ModelError{Name: fileName(r), Problem: "it cannot be read", Err: err}
	}
	m, problem := decodeModel(data)
	if problem != nil {
		problem.Name = fileName(r)
		return nil, problem
	}
	return m, nil
}

// decodeModel checks the frame of the file and takes it apart.
func decodeModel(data []byte) (*Model, *ModelError) {
	if len(data) > maxModelBytes {
		return nil, &ModelError{Problem: fmt.Sprintf("it is larger than %d bytes", maxModelBytes), Remedy: "give a file that train has written"}
	}
	if !bytes.HasPrefix(data, []byte(modelMagic)) {
		return nil, &ModelError{Problem: "it does not begin like a model file", Remedy: "give a file that train has written"}
	}
	if len(data) < headerBytes+sha256.Size {
		return nil, damaged("it ends after %d bytes", len(data))
	}
	if version := binary.LittleEndian.Uint32(data[len(modelMagic):]); version != modelVersion {
		return nil, &ModelError{Problem: fmt.Sprintf("its version is %d, this program reads version %d", version, modelVersion),
			Remedy: "train anew or use the program's version that wrote it"}
	}
	body, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if actual := sha256.Sum256(body); !bytes.Equal(actual[:], sum) {
		return nil, damaged("its checksum does not match its content")
	}
	return decodeSections(&cursor{rest: body[len(modelMagic)+4:]})
}

func damaged(format string, arguments ...any) *ModelError {
	return &ModelError{Problem: fmt.Sprintf(format, arguments...), Remedy: remedyDamaged}
}

// section is an entry of the table.
type section struct {
	name   string
	length uint32
}

// decodeSections reads the table and the contents.
func decodeSections(c *cursor) (*Model, *ModelError) {
	table, problem := decodeTable(c)
	if problem != nil {
		return nil, problem
	}
	m := &Model{Sections: map[string][]byte{}}
	for _, s := range table {
		content, ok := c.take(uint64(s.length))
		if !ok {
			return nil, damaged("section %q claims %d bytes, %d are left", s.name, s.length, len(c.rest))
		}
		if s.name != networkSection {
			m.Sections[s.name] = bytes.Clone(content)
			continue
		}
		if m.Network, problem = decodeNetwork(&cursor{rest: content}); problem != nil {
			return nil, problem
		}
	}
	if len(c.rest) != 0 {
		return nil, damaged("%d bytes follow the last section", len(c.rest))
	}
	if m.Network == nil {
		return nil, damaged("it has no section %q", networkSection)
	}
	return m, nil
}

// decodeTable reads the names and lengths of the sections.
func decodeTable(c *cursor) ([]section, *ModelError) {
	count, _ := c.uint32() // the length of the file has been checked
	if count > maxSections {
		return nil, damaged("it claims %d sections, the limit is %d", count, maxSections)
	}
	table := make([]section, 0, count)
	for k := range int(count) {
		length, ok1 := c.take(1)
		if !ok1 {
			return nil, damaged("it ends inside entry %d of the section table", k)
		}
		name, ok2 := c.take(uint64(length[0]))
		size, ok3 := c.uint32()
		if !ok2 || !ok3 {
			return nil, damaged("it ends inside entry %d of the section table", k)
		}
		s := section{string(name), size}
		if s.name == "" || len(s.name) > maxName || k > 0 && s.name <= table[k-1].name {
			return nil, damaged("the name %q of section %d is out of place", s.name, k)
		}
		table = append(table, s)
	}
	return table, nil
}

// decodeNetwork reads the section "network".
func decodeNetwork(c *cursor) (*Network, *ModelError) {
	layers, ok1 := c.uint32()
	embedding, ok2 := c.uint32()
	if !ok1 || !ok2 || layers > maxLayers || embedding > maxLayers {
		return nil, damaged("its network claims %d layers and layer %d as the embedding, the limit is %d", layers, embedding, maxLayers)
	}
	n := &Network{Embedding: int(embedding)}
	for l := range int(layers) {
		layer, problem := decodeLayer(c, l, n.Layers)
		if problem != nil {
			return nil, problem
		}
		n.Layers = append(n.Layers, layer)
	}
	if len(c.rest) != 0 {
		return nil, damaged("%d bytes follow the last layer of its network", len(c.rest))
	}
	if err := n.Validate(); err != nil {
		return nil, &ModelError{Problem: "its network is not sound", Remedy: remedyDamaged, Err: err}
	}
	return n, nil
}

// decodeLayer reads a layer behind those before it. Narrow layers are padded, so
// that wide and narrow ones which do not fit each other are refused here already.
func decodeLayer(c *cursor, index int, before []*Dense) (*Dense, *ModelError) {
	in, ok1 := c.uint32()
	out, ok2 := c.uint32()
	activation, ok3 := c.uint32()
	if !ok1 || !ok2 || !ok3 {
		return nil, damaged("it ends inside layer %d", index)
	}
	if in < 1 || out < 1 || in > maxWidth || out > maxWidth {
		return nil, damaged("layer %d claims %d inputs and %d outputs, the limit is %d", index, in, out, maxWidth)
	}
	if index > 0 && int(in) != before[index-1].Out {
		return nil, damaged("layer %d takes %d values, layer %d gives %d", index, in, index-1, before[index-1].Out)
	}
	if activation >= uint32(len(activationNames)) {
		return nil, damaged("layer %d has the unknown activation %d", index, activation)
	}
	if need := 4 * (uint64(in) + 1) * uint64(out); need > uint64(len(c.rest)) {
		return nil, damaged("layer %d claims %d bytes of parameters, %d are left", index, need, len(c.rest))
	}
	d := NewDense(int(in), int(out), Activation(activation))
	for i := range d.In {
		c.floats(d.Weights[i*Stride(d.Out):][:d.Out])
	}
	c.floats(d.Bias[:d.Out])
	return d, nil
}

// cursor reads from the front of a byte slice and never beyond its end.
type cursor struct{ rest []byte }

func (c *cursor) take(n uint64) ([]byte, bool) {
	if n > uint64(len(c.rest)) {
		return nil, false
	}
	taken := c.rest[:n]
	c.rest = c.rest[n:]
	return taken, true
}

func (c *cursor) uint32() (uint32, bool) {
	b, ok := c.take(4)
	if !ok {
		return 0, false
	}
	return binary.LittleEndian.Uint32(b), true
}

// floats fills dst; the caller has checked that the bytes are there.
func (c *cursor) floats(dst []float32) {
	for i := range dst {
		bits, _ := c.uint32()
		dst[i] = math.Float32frombits(bits)
	}
}
