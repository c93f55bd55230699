package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"tinyol-sim/datasets"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/stream"
)

// source is a training recording and how it is read. The rules look at its healthy
// rows alone.
type source struct {
	name       string
	file       string   // below the folder of recordings; empty: the data set of that name
	columns    []string // nil: found
	label      string   // column; empty: found
	normal     string   // label of the healthy rows
	rows       int64    // that are the training recording; 0: all
	everyOther bool     // segment, from the first
}

// sources are the training recordings of docs/RESULTS.md, cut as there: the first
// afternoon of the exercises, every other of the gestures' files, and the rows that
// train where a recording has no other.
var sources = []source{
	{name: "fan_training", normal: "normal"},
	{name: "nxp_fan", file: "nxp_fan/fan1_train.csv", columns: []string{"ax", "ay", "az"}, normal: "FAN-ON"},
	{name: "exercise", file: "emlearn_motion/exercise.csv", columns: []string{"x", "y", "z"}, normal: "other", rows: 75_200},
	{name: "gestures", file: "emlearn_motion/gestures.csv", columns: []string{"x", "y", "z"}, normal: "idle", everyOther: true},
	{name: "temperature", file: "nab_temperature/machine_temperature.csv", columns: []string{"value"}, label: "anomaly", normal: "0", rows: 2000},
	{name: "weather", file: "noaa_weather/noaa_weather.csv", normal: "0", rows: 6000},
}

// open opens the recording; dir holds those that are not bundled.
func (s *source) open(dir string) (io.ReadCloser, error) {
	if s.file == "" {
		return datasets.Open(s.name)
	}
	return os.Open(filepath.Join(dir, filepath.FromSlash(s.file)))
}

// recording is the healthy rows of a source: the first four fifths, from which
// networks learn, and the last one, which says what came of it.
type recording struct {
	source
	taught, held frontend.Recording
}

// heldPart is the part of the rows that the rules hold out. bench's own hold-out,
// for the threshold, is a fifth of what is left.
const heldPart = 0.2

func (s source) read(dir string) (*recording, error) {
	file, err := s.open(dir)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	r, err := stream.NewReader(file, s.name, stream.Options{Columns: s.columns, Label: s.label})
	if err != nil {
		return nil, err
	}
	all := frontend.Recording{Channels: len(r.Columns())}
	normal, segment := r.Labels().Index(s.normal), -1
	for r.Scan() && (s.rows == 0 || r.Row().Number <= s.rows) {
		row := r.Row()
		if row.Label != normal || s.everyOther && row.Segment%2 == 1 {
			segment = -1
			continue
		}
		if row.Segment != segment {
			segment = row.Segment
			all.Runs = append(all.Runs, nil)
		}
		run := &all.Runs[len(all.Runs)-1]
		*run = append(*run, row.Values...)
	}
	if err := r.Err(); err != nil {
		return nil, err
	}
	if all.Rows() == 0 {
		return nil, fmt.Errorf("%s: no row is labelled %s", s.name, s.normal)
	}
	rec := &recording{source: s}
	rec.taught, rec.held = all.Cut(int((1 - heldPart) * float64(all.Rows())))
	return rec, nil
}
