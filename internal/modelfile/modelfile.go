// Package modelfile is a trained autoencoder with all that a device needs to run it,
// and the file that it is kept in.
package modelfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/stream"
)

// Sections that this package adds to a model file.
const (
	sectionFrontEnd = "frontend"
	sectionTraining = "training"
)

// Training is what a model file remembers of its making, and what a stream
// has to match.
type Training struct {
	Name    string   `json:"name"`
	Rows    int64    `json:"rows"`
	Windows int      `json:"windows"`
	Columns []string `json:"columns"`
	Normal  string   `json:"normal,omitempty"`
	PeriodS float64  `json:"row_period_s,omitempty"` // 0: not known, or an older file
	// Treatments are what was done to the values of channels, by name.
	Treatments map[string]stream.Treatment `json:"treatments,omitempty"`
	Stride     int                         `json:"stride"`
	Seed       uint64                      `json:"seed"`
	Quantile   float64                     `json:"threshold_quantile"`
	Threshold  float32                     `json:"threshold"`
	// HeldOut is how many windows that share no row the threshold rests on, of the
	// rows that trained nothing; 0: it is a quantile of the training errors.
	HeldOut int `json:"held_out_windows,omitempty"`
	// HeldOutRate is the share of those rows' windows above what the threshold would
	// have been by the training errors.
	HeldOutRate float64 `json:"held_out_rate,omitempty"`
	// R2 is the share of the variance of the training windows that the network
	// explains; 0 where a model file does not say.
	R2   float64   `json:"r2,omitempty"`
	Loss []float64 `json:"loss"` // per epoch
}

// Model is a trained autoencoder with all that the device needs to run it.
type Model struct {
	Network  *nn.Network
	FrontEnd *frontend.FrontEnd
	Training Training
}

// Save writes the model file.
func (m *Model) Save(w io.Writer) error {
	file := nn.Model{Network: m.Network, Sections: map[string][]byte{}}
	for name, v := range map[string]any{sectionFrontEnd: m.FrontEnd, sectionTraining: m.Training} {
		data, err := json.Marshal(v)
		if err != nil {
			return err
		}
		file.Sections[name] = data
	}
	return file.Save(w)
}

// Load reads a model file; name appears in its errors.
func Load(r io.Reader, name string) (*Model, error) {
	file, err := nn.LoadModel(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	m := &Model{Network: file.Network}
	for _, s := range []struct {
		name string
		into any
	}{{sectionFrontEnd, &m.FrontEnd}, {sectionTraining, &m.Training}} {
		data, ok := file.Sections[s.name]
		if !ok {
			return nil, fmt.Errorf("%s: no section %q; write the model with tinyol-sim train", name, s.name)
		}
		if err := decodeSection(data, s.into); err != nil {
			return nil, fmt.Errorf("%s: section %q: %w; train the model again", name, s.name, err)
		}
	}
	return m, m.check(name)
}

// maxSection is above what a front end of the widest network takes, and the
// losses of 100000 epochs. A list of empty texts takes five times its section in
// memory, and as much again while it grows.
const maxSection = 4 << 20

func decodeSection(data []byte, into any) error {
	if len(data) > maxSection {
		return fmt.Errorf("%d bytes are more than the %d that are read", len(data), maxSection)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if d.More() {
		return errors.New("text after the JSON value")
	}
	return nil
}

func (m *Model) check(name string) error {
	t := &m.Training
	if t.Stride > spec.MaxStride || !(t.Quantile > 0 && t.Quantile < 1) || t.Threshold < 0 || t.HeldOut < 0 || t.Rows < 0 || t.Windows < 0 {
		return fmt.Errorf("%s: what it says of its training is out of range; train the model again", name)
	}
	if m.FrontEnd == nil || m.FrontEnd.Features() != m.Network.Sizes()[0] || m.Training.Stride < 1 ||
		len(m.Training.Columns) != m.FrontEnd.Channels() {
		return fmt.Errorf("%s: its parts do not fit each other; train the model again", name)
	}
	return nil
}

// Matches refuses a stream that the model was not trained for.
func (m *Model) Matches(name, streamName string, columns []string) error {
	if slices.Equal(columns, m.Training.Columns) {
		return nil
	}
	return fmt.Errorf("%s: trained on columns %v, but %s has %v; choose them with --columns", name, m.Training.Columns, streamName, columns)
}
