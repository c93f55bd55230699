package result

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Every number that a run holds is a measure, found under its path in
// summary.json and with its value; those left out are listed here.
func TestMeasuresHoldEveryNumber(t *testing.T) {
	run := fullRun()
	found := map[string]float64{}
	for _, m := range run.Measures() {
		if _, twice := found[m.Key]; twice {
			t.Errorf("%s comes twice", m.Key)
		}
		found[m.Key] = m.Value
	}
	left := []string{"seed", "learn", "non_finite", ".median", ".min", ".max", "loss.windows", "threshold_quantile", "threshold_step",
		// Of costs that are measures.
		"interval_95.auc.value", "interval_95.auc.low", // and the rest of them:
		"false_alarm_rate.low", "false_alarm_rate.high", "detection_rate.low", "detection_rate.high", "auc.high", "auc.low", "detection_at_1_percent.low", "detection_at_1_percent.high",
		"detection_at_5_percent.low", "detection_at_5_percent.high", "interval_95.detection_at_5_percent.value",
		"roc.false_alarms[0]", "roc.false_alarms[1]", "roc.detections[0]", "roc.detections[1]", "thresholds.every", "thresholds.values[0]", "thresholds.values[1]",
		"interval_95.false_alarm_rate.value", "interval_95.detection_rate.value", "interval_95.detection_at_1_percent.value",
		"promised_false_alarm_rate.mean", "accuracy.value", "accuracy.low", "accuracy.high", "macro_f1.value", "macro_f1.low", "macro_f1.high",
		"label_delay", "blocks", "blocks.normal", "blocks.anomalous",
		"executed_windows", "max_row_rate", "compared_windows", "sample.windows", "sample.inference", "sample.online", "sample.phases.base", "drift.cusum.limit", "drift.cusum.run_length", "drift.cusum.at[0]"}
	for key, value := range numbersOf(t, run) {
		if strings.Contains(key, "recovery.") || strings.Contains(key, "by_change.") {
			continue // places of the stream, and how long they were felt
		}
		if slices.ContainsFunc(left, func(l string) bool { return strings.HasSuffix(key, l) }) {
			if _, there := found[key]; there {
				t.Errorf("%s is said to be left out and is there", key)
			}
			continue
		}
		got, there := found[key]
		if !there || got != value {
			t.Errorf("%s: measure %v (%t), the run has %v", key, got, there, value)
		}
		delete(found, key)
	}
	for key, value := range found {
		// An arm's figure is a model's measure under another key.
		if term, _ := TermOf(key); !strings.HasPrefix(term.Path, "anomaly.arms.") || *term.Value(&run, "") != value {
			t.Errorf("%s is no number of the run", key)
		}
	}
}

// numbersOf walks the run's JSON: lists of records are told apart by name.
func numbersOf(t *testing.T, run Run) map[string]float64 {
	t.Helper()
	data, err := json.Marshal(run)
	if err != nil {
		t.Fatal(err)
	}
	var document any
	if err := json.Unmarshal(data, &document); err != nil {
		t.Fatal(err)
	}
	out := map[string]float64{}
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case float64:
			out[strings.TrimPrefix(path, ".")] = v
		case map[string]any:
			for key, member := range v {
				walk(path+"."+key, member)
			}
		case []any:
			for i, member := range v {
				record, isRecord := member.(map[string]any)
				if isRecord {
					walkRecord(path, record, walk)
					continue
				}
				walk(fmt.Sprintf("%s[%d]", path, i), member)
			}
		}
	}
	walk("", document)
	// A matrix has no names of its own: the classes beside it are its rows and
	// columns.
	for _, prefix := range []string{"classification.", "classification.test."} {
		if v, ok := out[prefix+"confusion[0][0]"]; ok {
			delete(out, prefix+"confusion[0][0]")
			out[prefix+"confusion.normal as normal"] = v
		}
	}
	return out
}

// walkRecord gives the members of a list's record the keys that Measures uses.
func walkRecord(path string, record map[string]any, walk func(string, any)) {
	section := path[:strings.LastIndex(path, ".")]
	if arm, ok := record["arm"]; ok {
		record["name"] = arm
	}
	for key, v := range record {
		switch {
		case key == "label" || key == "name" || key == "kind" || key == "phase":
		case record["label"] != nil: // by_label, f1
			walk(fmt.Sprintf("%s.%s.%s", section, key, record["label"]), v)
		case record["kind"] != nil:
			walk(fmt.Sprintf("%s.%s.%s", section, record["kind"], record["name"]), v)
		case record["phase"] != nil:
			walk(fmt.Sprintf("%s.%s", path, record["phase"]), v)
		default: // baselines
			walk(fmt.Sprintf("%s.%s.%s", path, record["name"], key), v)
		}
	}
}

func TestMeasuresNameTheirCounterparts(t *testing.T) {
	run := fullRun()
	run.Classification.Baselines = append(run.Classification.Baselines, Baseline{Name: "frozen-autoencoder", Accuracy: pointer(0.4), MacroF1: pointer(0.2)})
	keys := map[string]bool{}
	frozen := map[string]string{}
	for _, m := range run.Measures() {
		keys[m.Key] = true
		if m.Model != Online {
			frozen[m.Key] = m.Base
		}
	}
	want := map[string]string{
		"loss.frozen":                                             "loss.last",
		"memory.flash_bytes_frozen":                               "memory.flash_bytes",
		"memory.ram_bytes_frozen":                                 "memory.ram_bytes",
		"anomaly.false_alarm_rate_frozen":                         "anomaly.false_alarm_rate",
		"anomaly.false_alarms_per_hour_frozen":                    "anomaly.false_alarms_per_hour",
		"anomaly.detection_rate_frozen":                           "anomaly.detection_rate",
		"anomaly.auc_frozen":                                      "anomaly.auc",
		"anomaly.detection_at_1_percent_frozen":                   "anomaly.detection_at_1_percent",
		"anomaly.detection_at_1_percent_frozen_running_threshold": "anomaly.detection_at_1_percent",
		"anomaly.detection_at_5_percent_frozen":                   "anomaly.detection_at_5_percent",
		"anomaly.detection_at_5_percent_frozen_running_threshold": "anomaly.detection_at_5_percent",
		"anomaly.detection_rate_frozen_running_threshold":         "anomaly.detection_rate",
		"anomaly.false_alarm_rate_frozen_running_threshold":       "anomaly.false_alarm_rate",
		"anomaly.average_precision_frozen":                        "anomaly.average_precision",
		"anomaly.alarm_rate_frozen.stuck":                         "anomaly.alarm_rate.stuck",
		"anomaly.auc_frozen.stuck":                                "anomaly.auc.stuck",
		"classification.baselines.frozen-autoencoder.accuracy":    "classification.accuracy",
		"classification.baselines.frozen-autoencoder.macro_f1":    "classification.macro_f1",
		"cycles.frozen.mean":                                      "cycles.inference.mean",
		"time_us.frozen.mean":                                     "time_us.inference.mean",
		"energy_uj.frozen":                                        "energy_uj.inference",
	}
	if !reflect.DeepEqual(frozen, want) {
		t.Errorf("frozen measures %v\nwant %v", frozen, want)
	}
	for key, online := range frozen {
		if !keys[online] {
			t.Errorf("%s names %s, which is no measure", key, online)
		}
	}
}

func TestMeasuresCarryMarks(t *testing.T) {
	run := fullRun()
	run.Memory.Regions = []Region{{Name: "code", Kind: "flash", Bytes: 9}, {Name: "window", Kind: "ram", Bytes: 3}}
	for _, m := range run.Measures() {
		exact := m.Kind != Cost || m.Key == "memory.ram.window" || strings.HasSuffix(m.Key, "_limit") || m.Key == "deadline.period_us"
		if exact != (m.Mark == "") {
			t.Errorf("%s has the mark %q", m.Key, m.Mark)
		}
	}
	if got := (&Run{}).Measures(); len(got) != 2 {
		t.Errorf("an empty run has %v", got)
	}
}
