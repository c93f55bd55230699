package main

import (
	"path/filepath"

	"tinyol-sim/internal/bench"
)

// recording is a stream with what it is trained and tested on.
type recording struct {
	name  string
	files map[string]string // by role: stream, train, test; of the bundled ones the data set
	set   func(*bench.Spec) // what the recording needs beside its files
}

// recordings are the bundled ones, and the public ones where a folder has them.
func recordings(folder string) []recording {
	all := []recording{
		{"another fan", map[string]string{"stream": "fan_other", "train": "fan_training"}, func(*bench.Spec) {}},
		{"the same fan, mounted again", map[string]string{"stream": "fan_field", "train": "fan_training", "test": "fan_test"}, func(*bench.Spec) {}},
	}
	if folder == "" {
		return all
	}
	in := func(path string) string { return filepath.Join(folder, filepath.FromSlash(path)) }
	axes := func(s *bench.Spec) { s.Columns, s.Normal = []string{"ax", "ay", "az"}, "FAN-ON" }
	fan := map[string]string{"stream": in("nxp_fan/stream_fan1_to_fan3_drift.csv"), "train": in("nxp_fan/fan1_train.csv"), "test": in("nxp_fan/fan1_test.csv")}
	return append(all,
		recording{"nxp_fan, another fan", fan, axes},
		recording{"nxp_fan, the same fan", map[string]string{"stream": in("nxp_fan/fan1_test.csv"), "train": in("nxp_fan/fan1_train.csv")}, axes},
		recording{"machine_temperature", map[string]string{"stream": in("nab_temperature/machine_temperature.csv")}, func(*bench.Spec) {}},
		recording{"exercise", map[string]string{"stream": in("emlearn_motion/exercise.csv")}, func(*bench.Spec) {}},
		recording{"gestures", map[string]string{"stream": in("emlearn_motion/gestures.csv")}, func(*bench.Spec) {}},
	)
}
