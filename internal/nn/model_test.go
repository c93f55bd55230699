package nn

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func sampleModel() *Model {
	random := newRandom()
	return &Model{
		Network: &Network{Embedding: 1, Layers: []*Dense{
			randomDense(random, 5, 3, ReLU), randomDense(random, 3, 2, Linear), randomDense(random, 2, 5, SigmoidActivation),
		}},
		Sections: map[string][]byte{"program": []byte(`{"loss":"mse"}`), "frontend": {0, 1, 2}, "a": {}},
	}
}

func encoded(t testing.TB, m *Model) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := m.Save(&file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// sealed replaces the checksum of a changed file by the right one.
func sealed(file []byte) []byte {
	body := file[:max(0, len(file)-sha256.Size)]
	sum := sha256.Sum256(body)
	return append(bytes.Clone(body), sum[:]...)
}

func TestModelRoundTrip(t *testing.T) {
	m := sampleModel()
	file := encoded(t, m)
	if !bytes.Equal(file, encoded(t, sampleModel())) {
		t.Error("the same model gives other bytes")
	}
	loaded, err := LoadModel(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if loaded.Network.Embedding != 1 || len(loaded.Network.Layers) != 3 {
		t.Errorf("embedding %d of %d layers", loaded.Network.Embedding, len(loaded.Network.Layers))
	}
	for l, want := range m.Network.Layers {
		got := loaded.Network.Layers[l]
		if got.In != want.In || got.Out != want.Out || got.Activation != want.Activation ||
			!sameVectors(got.Weights, want.Weights) || !sameVectors(got.Bias, want.Bias) {
			t.Errorf("layer %d differs", l)
		}
	}
	if len(loaded.Sections) != 3 {
		t.Errorf("%d sections, want 3", len(loaded.Sections))
	}
	for name, content := range m.Sections {
		if !bytes.Equal(loaded.Sections[name], content) {
			t.Errorf("section %s: %q, want %q", name, loaded.Sections[name], content)
		}
	}
}

// TestModelLayout computes the size by hand: magic 8, version and count 8; the
// table 4·(1+4) + 1 + 8 + 7 + 7 for "a", "frontend", "network", "program"; the
// contents 0 + 3 + 14 and the network 8 + 3·12 + 4·((5+1)·3 + (3+1)·2 + (2+1)·5);
// the checksum 32.
func TestModelLayout(t *testing.T) {
	file := encoded(t, sampleModel())
	const want = 16 + 20 + 23 + 17 + 8 + 36 + 4*(18+8+15) + 32
	if len(file) != want {
		t.Errorf("%d bytes, want %d", len(file), want)
	}
}

// TestModelDamage flips every bit of a file: nothing may load.
func TestModelDamage(t *testing.T) {
	file := encoded(t, sampleModel())
	for k := range len(file) * 8 {
		file[k/8] ^= 1 << (k % 8)
		_, err := LoadModel(bytes.NewReader(file))
		var modelError *ModelError
		if !errors.As(err, &modelError) {
			t.Fatalf("bit %d flipped: %v, want a *ModelError", k, err)
		}
		file[k/8] ^= 1 << (k % 8)
	}
	for n := range file {
		if _, err := LoadModel(bytes.NewReader(file[:n])); err == nil {
			t.Fatalf("the first %d bytes loaded", n)
		}
	}
}

// TestModelLies gives files with a right checksum and wrong content, and checks
// what the message says.
func TestModelLies(t *testing.T) {
	file := encoded(t, sampleModel())
	table := len(modelMagic) + 8
	network := bytes.Index(file, encodeNetwork(sampleModel().Network))
	put := func(offset int, value uint32) func([]byte) []byte {
		return func(f []byte) []byte {
			binary.LittleEndian.PutUint32(f[offset:], value)
			return f
		}
	}
	insert := func(f []byte) []byte { // a byte between the last section and the checksum
		return append(f[:len(f)-sha256.Size:len(f)-sha256.Size], make([]byte, 1+sha256.Size)...)
	}
	cases := []struct {
		name, message string
		change        func([]byte) []byte
	}{
		{"magic", "does not begin like a model file", func(f []byte) []byte { f[0]++; return f }},
		{"version", "its version is 7, this program reads version 1", put(8, 7)},
		{"sections", "claims 4294967295 sections", put(12, 1<<32-1)},
		{"one section more", "out of place", put(12, 5)},
		{"name length", "out of place", func(f []byte) []byte { f[table] = 0; return f }},
		{"name order", "out of place", func(f []byte) []byte { f[table+1] = 'z'; return f }},
		{"section length", "claims 4294967295 bytes", put(table+2, 1<<32-1)},
		{"trailing bytes", "1 bytes follow the last section", insert},
		{"layers", "claims 1000 layers", put(network, 1000)},
		{"no layers", "follow the last layer", put(network, 0)},
		{"embedding", "the embedding is layer 3 of 3", put(network+4, 3)},
		{"inputs", "claims 1048576 inputs", put(network+8, 1<<20)},
		{"outputs", "parameters", put(network+12, 1<<16)},
		{"activation", "unknown activation 4", put(network+16, 4)},
		{"chain", "layer 1 takes 7 values, layer 0 gives 3", func(f []byte) []byte {
			second := network + 8 + 12 + 18*4
			return put(second+4, 1)(put(second, 7)(f)) // (7+1)·1 parameters, as many as (3+1)·2
		}},
		{"not finite", "NaN", put(network+20, 0x7fc00000)},
	}
	for _, c := range cases {
		_, err := LoadModel(bytes.NewReader(sealed(c.change(bytes.Clone(file)))))
		var modelError *ModelError
		if !errors.As(err, &modelError) || !strings.Contains(err.Error(), c.message) {
			t.Errorf("%s: %v, want a *ModelError with %q", c.name, err, c.message)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: the message has more than one line: %q", c.name, err)
		}
	}
}

// endless gives zeros after a right beginning and counts what was read.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	clear(p)
	if e.read == 0 {
		copy(p, modelMagic)
	}
	e.read += len(p)
	return len(p), nil
}

func TestModelTooLarge(t *testing.T) {
	stream := &endless{}
	_, err := LoadModel(stream)
	if err == nil || !strings.Contains(err.Error(), "larger than") {
		t.Errorf("an endless file: %v", err)
	}
	if stream.read > 2*maxModelBytes {
		t.Errorf("%d bytes were read", stream.read)
	}
}

func TestModelRefusesToSave(t *testing.T) {
	cases := map[string]func(*Model){
		"no network":      func(m *Model) { m.Network = nil },
		"broken network":  func(m *Model) { m.Network.Layers = nil },
		"reserved name":   func(m *Model) { m.Sections["network"] = nil },
		"empty name":      func(m *Model) { m.Sections[""] = nil },
		"long name":       func(m *Model) { m.Sections[strings.Repeat("x", maxName+1)] = nil },
		"too large":       func(m *Model) { m.Sections["x"] = make([]byte, maxModelBytes) },
		"layer too wide":  func(m *Model) { m.Network = &Network{Layers: []*Dense{NewDense(1, maxWidth+1, Linear)}} },
		"too many layers": func(m *Model) { m.Network.Layers = manyLayers() },
	}
	for name, spoil := range cases {
		m := sampleModel()
		spoil(m)
		var modelError *ModelError
		if err := m.Save(io.Discard); !errors.As(err, &modelError) {
			t.Errorf("%s: %v, want a *ModelError", name, err)
		}
	}
}

func manyLayers() []*Dense {
	layers := make([]*Dense, maxLayers+1)
	for l := range layers {
		layers[l] = NewDense(1, 1, Linear)
	}
	return layers
}

// TestModelErrorsNameTheFile: files say who they are, and causes stay visible.
func TestModelErrorsNameTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fan.model")
	if err := os.WriteFile(path, []byte("t,ax,ay,az\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = LoadModel(file)
	want := "model " + path + ": it does not begin like a model file; give a file that train has written"
	if err == nil || err.Error() != want {
		t.Errorf("message %q, want %q", err, want)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadModel(file); !errors.Is(err, os.ErrClosed) {
		t.Errorf("reading a closed file: %v", err)
	}
	if err := sampleModel().Save(file); !errors.Is(err, os.ErrClosed) {
		t.Errorf("writing a closed file: %v", err)
	}
}

// FuzzLoadModel feeds arbitrary files, as they are and with their checksum put
// right so that the parser behind it is reached. A file either fails with a
// *ModelError or is the one file of its model.
func FuzzLoadModel(f *testing.F) {
	file := encoded(f, sampleModel())
	f.Add(file)
	f.Add(file[:len(file)/2])
	f.Add(encoded(f, &Model{Network: &Network{Layers: []*Dense{NewDense(1, 1, Linear)}}}))
	f.Add([]byte(modelMagic))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, candidate := range [][]byte{data, sealed(data)} {
			m, err := LoadModel(bytes.NewReader(candidate))
			if err != nil {
				var modelError *ModelError
				if !errors.As(err, &modelError) {
					t.Fatalf("%v is not a *ModelError", err)
				}
				continue
			}
			if !bytes.Equal(encoded(t, m), candidate) {
				t.Fatal("the loaded model saves to other bytes")
			}
		}
	})
}
