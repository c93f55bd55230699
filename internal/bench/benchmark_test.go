package bench

import (
	"bytes"
	"context"
	"os"
	"testing"

	"tinyol-sim/internal/fixture"
	"tinyol-sim/internal/needs"
)

// One mode from CSV to steps.csv on raw windows: reading, stepping, writing;
// training is done once, beforehand.
func BenchmarkUnsupervisedRows(b *testing.B) { benchmarkRows(b, "unsupervised") }
func BenchmarkSupervisedRows(b *testing.B)   { benchmarkRows(b, "supervised") }

// The same on a public recording, where TINYOL_DATA names its folder.
func BenchmarkFanRows(b *testing.B) {
	files := map[string][]byte{}
	for name, file := range map[string]string{"stream": "stream_fan1_to_fan3_drift.csv", "train": "fan1_train.csv"} {
		var err error
		if files[name], err = os.ReadFile(needs.Recording(b, "nxp_fan/"+file)); err != nil {
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
	benchmarkFiles(b, spec, mode, map[string][]byte{"stream": fixture.Vibration(200_000), "train": fixture.Vibration(4000)})
}

func benchmarkFiles(b *testing.B, spec Spec, mode string, files map[string][]byte) {
	spec.Train, spec.Epochs = []string{"train"}, 5
	m, err := Train(context.Background(), spec, fixture.Opener(files), Silent{})
	if err != nil {
		b.Fatal(err)
	}
	var model bytes.Buffer
	if err := m.Save(&model); err != nil {
		b.Fatal(err)
	}
	files["model"] = model.Bytes()
	spec.Train = nil
	spec.Streams, spec.Model, spec.Mode, spec.Out = []string{"stream"}, "model", mode, b.TempDir()
	rows := bytes.Count(files["stream"], []byte("\n")) - 1
	for b.Loop() {
		if _, err := Run(context.Background(), spec, fixture.Opener(files), Silent{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
