package bench

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"testing"

	"tinyol-sim/internal/replay"
)

// vibrationCSV is a labelled recording of three axes at 100 Hz, in turns of
// 500 rows of a normal and a faulty machine, whose second harmonic is stronger.
func vibrationCSV(rows int) []byte {
	var b bytes.Buffer
	b.WriteString("t,ax,ay,az,label\n")
	for i := range rows {
		label, harmonic := "normal", 0.2
		if i/500%2 == 1 {
			label, harmonic = "faulty", 0.9
		}
		fmt.Fprintf(&b, "%.2f", float64(i)/100)
		for axis := range 3 {
			phase := 0.61*float64(i) + float64(axis)
			noise := float64(i*7919%1009)/1009 - 0.5
			fmt.Fprintf(&b, ",%.4f", math.Sin(phase)+harmonic*math.Sin(2*phase)+0.1*noise)
		}
		fmt.Fprintf(&b, ",%s\n", label)
	}
	return b.Bytes()
}

// opener serves named recordings from memory.
func opener(files map[string][]byte) replay.OpenFunc {
	return func(name string) (io.ReadCloser, error) {
		data, ok := files[name]
		if !ok {
			return nil, fmt.Errorf("%s: no such recording", name)
		}
		return io.NopCloser(bytes.NewReader(data)), nil
	}
}

// One mode from CSV to steps.csv on raw windows: reading, stepping, writing;
// training is done once, beforehand.
func BenchmarkUnsupervisedRows(b *testing.B) { benchmarkRows(b, "unsupervised") }
func BenchmarkSupervisedRows(b *testing.B)   { benchmarkRows(b, "supervised") }

// The same on a public recording, where TINYOL_DATA names its folder.
func BenchmarkFanRows(b *testing.B) {
	dir := os.Getenv("TINYOL_DATA")
	if dir == "" {
		b.Skip("TINYOL_DATA does not name the folder of recordings")
	}
	files := map[string][]byte{}
	for name, file := range map[string]string{"stream": "stream_fan1_to_fan3_drift.csv", "train": "fan1_train.csv"} {
		var err error
		if files[name], err = os.ReadFile(filepath.Join(dir, "nxp_fan", file)); err != nil {
			b.Fatal(err)
		}
	}
	spec := Default()
	spec.Normal, spec.Columns = "FAN-ON", []string{"ax", "ay", "az"}
	benchmarkFiles(b, spec, "unsupervised", files)
}

func benchmarkRows(b *testing.B, mode string) {
	spec := Default()
	spec.Normal = "normal"
	benchmarkFiles(b, spec, mode, map[string][]byte{"stream": vibrationCSV(200_000), "train": vibrationCSV(4000)})
}

func benchmarkFiles(b *testing.B, spec Spec, mode string, files map[string][]byte) {
	spec.Train, spec.Epochs = "train", 5
	m, err := Train(context.Background(), spec, opener(files), Silent{})
	if err != nil {
		b.Fatal(err)
	}
	var model bytes.Buffer
	if err := m.Save(&model); err != nil {
		b.Fatal(err)
	}
	files["model"] = model.Bytes()
	spec.Train = ""
	spec.Streams, spec.Model, spec.Mode, spec.Out = []string{"stream"}, "model", mode, b.TempDir()
	rows := bytes.Count(files["stream"], []byte("\n")) - 1
	for b.Loop() {
		if _, err := Run(context.Background(), spec, opener(files), Silent{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
