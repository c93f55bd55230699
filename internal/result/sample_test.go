package result

import (
	"reflect"
	"testing"
)

func pointer(x float64) *float64 { return &x }

func whole(n int) *int { return &n }

func wide(n int64) *int64 { return &n }

var sampleDist = Dist{Mean: 2, Median: 2, Min: 1, Max: 3}

// fullSummary has something in every field there is; TestFullSummaryIsFull
// keeps it so.
func fullSummary() *Summary {
	return &Summary{
		Version: Version,
		Stream: Stream{
			Name: "fan <field> & more.csv", More: []string{"second.csv"}, Rows: 1000, Skipped: 1, Segments: 2, Windows: 90, Mixed: 3,
			Columns: []string{"ax", "ay"}, Label: "label", Normal: "normal", PeriodS: pointer(1.0 / 119),
			Drift: []string{"gain:factor=1.2"},
			Changes: []Change{{Drift: "gain:factor=1.2", To: ToDrifted, Start: ChangePlace{Row: 1, Seconds: pointer(0.25), Window: wide(5)},
				End: &ChangePlace{Row: 1, Seconds: pointer(0.25), Window: wide(5)}}},
			LeftOut:   3,
			TrainName: "train.csv", TrainRows: 500, TestName: "test.csv", Classes: []string{"normal", "stuck"},
			Loss: []float64{0.5, 0.25},
		},
		Program: Program{
			FrontEnd: "spectrum", Window: 64, Stride: 10, Layers: []int{96, 16, 4, 16, 96}, Embedding: 4,
			Activation: "relu", Loss: "mse", LearningRate: 0.02, LearningRateSupervised: 0.1, Policy: "first",
		},
		Runs: []Run{fullRun()},
		Seeds: []Spread{{Mode: "supervised", Engine: "host", Seeds: 3,
			Figures: map[string]Interval{"anomaly.auc": {Mean: 0.9, Low: 0.8, High: 1}}}},
		Boards: []BoardCosts{{
			Board: "pico", Core: "cortex-m0plus", Mode: "supervised", Seed: 1, Fits: true, MissingFlash: 5, MissingRAM: 6, MaxRowRate: pointer(900),
			Cycles: fullRun().Cycles, TimeUS: fullRun().TimeUS, Deadline: fullRun().Deadline, EnergyUJ: fullRun().EnergyUJ,
			Memory: BoardMemory{FlashBytes: 1, RAMBytes: 2, FlashLimit: 3, RAMLimit: 4, FlashReserved: 5, RAMReserved: 6, Provenance: Modelled},
		}},
		Warnings:    []string{"one"},
		Interrupted: true,
		Progress:    &Progress{Seeds: 1, StepsBytes: 2, AssessmentsBytes: 3},
	}
}

func fullRun() Run {
	phases := map[string]Dist{}
	for _, name := range Phases {
		phases[name] = sampleDist
	}
	f1 := []ClassF1{{Label: "normal", F1: 0.5, Support: 9}}
	baselines := []Baseline{{Name: "majority", Accuracy: pointer(0.5), MacroF1: pointer(0.3), AUC: pointer(0.5), FalseAlarmRate: pointer(0.1)}}
	executed := int64(12)
	return Run{
		Mode: "supervised", Engine: "host", Board: "nano33ble", Seed: 1, Windows: 90, Learn: 2000, Updates: 80, NonFinite: 1, Executed: &executed, Classes: []string{"normal"},
		Cycles: &Cycles{Provenance: Modelled, Source: "closed forms", Phases: phases, Inference: sampleDist, Online: &sampleDist, Frozen: &sampleDist,
			Sample: &Sample{Executed: 12, Compared: 5, Windows: 90, Phases: map[string]float64{"base": 0.01}, Inference: 0.02, Online: pointer(0.03)}},
		TimeUS:   &Times{Provenance: Modelled, Phases: phases, Inference: sampleDist, Online: &sampleDist, Frozen: &sampleDist},
		Deadline: &Deadline{Provenance: Modelled, PeriodUS: 84000, StepUS: 900, Utilisation: 0.01, Met: true},
		EnergyUJ: &Energy{Provenance: Modelled, Inference: 10, Online: pointer(12), Frozen: pointer(9.5), Source: "data sheet"},
		Memory: &Memory{FlashBytes: 1, RAMBytes: 2, FlashLimit: 3, RAMLimit: 4, Provenance: Modelled, FlashBytesFrozen: whole(7), RAMBytesFrozen: whole(8),
			Regions: []Region{{Name: "weights", Kind: "flash", Bytes: 1}}, HighWater: []PhaseRAM{{Phase: "base", Bytes: 2}}},
		Loss: &Loss{Windows: 9, First: 0.5, Last: 0.1, Frozen: pointer(0.5)},
		Anomaly: &Anomaly{
			Basis: BasisAfterLearning, Threshold: 0.1, ThresholdQuantile: 0.99, ThresholdStep: 0.05, ThresholdLast: pointer(0.2), Windows: 50, NormalWindows: 20,
			FalseAlarmRateFrozen: pointer(0.9), FalseAlarmRate: pointer(0.01),
			FalseAlarmsPerHourFrozen: pointer(900), FalseAlarmsPerHour: pointer(1),
			DetectionRateFrozen: pointer(1), DetectionRate: pointer(0.9),
			AUCFrozen: pointer(0.5), AUC: pointer(0.99), AveragePrecisionFrozen: pointer(0.5), AveragePrecision: pointer(0.99),
			DetectionDelayS: pointer(0.2), Onsets: 2, OnsetsDetected: 1,
			ByLabel:   []LabelRates{{Label: "stuck", Windows: 30, AlarmRateFrozen: 1, AlarmRate: 0.9, AUCFrozen: pointer(0.5), AUC: pointer(0.9)}},
			Baselines: baselines,
		},
		Classification: &Classification{
			Windows: 80, Accuracy: 0.9, Kappa: pointer(0.8), KappaTemporal: pointer(-0.5), MacroF1: 0.8, F1: f1,
			Confusion: [][]int64{{9}}, Baselines: baselines,
			Test: &Test{Windows: 10, Accuracy: 0.9, MacroF1: 0.8, F1: f1, Confusion: [][]int64{{9}}, Baselines: baselines},
		},
		Warnings: []string{"two"},
	}
}

func TestFullSummaryIsFull(t *testing.T) {
	requireFull(t, reflect.ValueOf(fullSummary()), "summary")
}

func requireFull(t *testing.T, v reflect.Value, path string) {
	if v.IsZero() {
		t.Errorf("%s is zero: give it a value in fullSummary", path)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		requireFull(t, v.Elem(), path)
	case reflect.Slice:
		requireFull(t, v.Index(0), path)
	case reflect.Struct:
		for field, member := range v.Fields() {
			requireFull(t, member, path+"."+field.Name)
		}
	}
}
