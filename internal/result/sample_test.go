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
			Columns: []string{"ax", "ay"}, Label: "label", Normal: "normal", PeriodS: pointer(1.0 / 119), PeriodDoubt: "seconds or milliseconds",
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
			Learners: []Learner{{Mode: "supervised", Text: "a layer", Aim: AimClassify, Score: "error", Loss: "cross-entropy", LearningRate: pointer(0.1), Warm: true}},
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
		Mode: "supervised", Engine: "host", Board: "nano33ble", Seed: 1, Windows: 90, Learn: 2000, LabelDelay: 3, Updates: 80, NonFinite: 1, Executed: &executed, Classes: []string{"normal"},
		Cycles: &Cycles{Provenance: Modelled, Source: "closed forms", Phases: phases, Inference: sampleDist, Online: &sampleDist, Frozen: &sampleDist,
			Sample: &Sample{Executed: 12, Compared: 5, Windows: 90, Phases: map[string]float64{"base": 0.01}, Inference: 0.02, Online: pointer(0.03)}},
		TimeUS:     &Times{Provenance: Modelled, Phases: phases, Inference: sampleDist, Online: &sampleDist, Frozen: &sampleDist},
		MaxRowRate: pointer(5000),
		Deadline:   &Deadline{Provenance: Modelled, PeriodUS: 84000, StepUS: 900, Utilisation: 0.01, Met: true},
		EnergyUJ:   &Energy{Provenance: Modelled, Inference: 10, Online: pointer(12), Frozen: pointer(9.5), Source: "data sheet"},
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
			ByLabel:      []LabelRates{{Label: "stuck", Windows: 30, AlarmRateFrozen: 1, AlarmRate: 0.9, AUCFrozen: pointer(0.5), AUC: pointer(0.9)}},
			Baselines:    baselines,
			DetectionAt1: pointer(0.8), DetectionAt5: pointer(0.9),
			Arms:  []DetectorArm{fullArm(ArmFrozen), fullArm(ArmFrozenRunning), fullArm(ArmOnline), fullArm(ArmOnlineRunning)},
			Gains: []Gain{{Arm: ArmOnline, Against: ArmFrozen, Of: *fullEstimates()}}, Blocks: &Blocks{Normal: 5, Anomalous: 12},
			Forgetting: &Forgetting{Windows: 9, FaultWindows: 8, FalseAlarmRateBefore: 0.1, FalseAlarmRateAfter: 0.2, FalseAlarmRateAfterRunning: pointer(0.3), AUCBefore: pointer(0.9), AUCAfter: pointer(0.8)},
			Recovery:   []Recovery{{Window: 4, Arms: []Recovered{{Name: ArmOnline, Windows: new(int64(7))}}}},
			Promised:   &Interval{Mean: 0.01, Low: 0.001, High: 0.03},
		},
		Classification: &Classification{
			Windows: 80, Accuracy: 0.9, Kappa: pointer(0.8), KappaTemporal: pointer(-0.5), MacroF1: 0.8, F1: f1,
			Confusion: [][]int64{{9}}, Baselines: baselines,
			OverNoChange: &ClassEstimates{Accuracy: fullEstimate(-0.1), MacroF1: fullEstimate(-0.2)}, Blocks: 9,
			Test:       &Test{Windows: 10, Accuracy: 0.9, MacroF1: 0.8, F1: f1, Confusion: [][]int64{{9}}, Baselines: baselines, AsDetector: fullAsDetector()},
			AsDetector: fullAsDetector(),
			Forgetting: &ClassForgetting{Recording: RecallTest, Window: 40, Classes: []ForgottenClass{{Label: "normal", Windows: 9, AccuracyBefore: 0.9, AccuracyAfter: 0.8}}},
		},
		Drift: []DriftDetector{{Name: "cusum", Limit: pointer(9), RunLength: 1000, Firings: 3, FaultFirings: 1, FiringsPerHour: pointer(2), At: []int64{7},
			Changes: wide(2), Detected: wide(1), Missed: wide(1), DelayWindows: pointer(4), DelayS: pointer(0.5), FalseFirings: wide(1), FalseFiringsPerHour: pointer(1),
			ByChange: []DetectedChange{{Window: 3, Delay: wide(4)}}}},
		Warnings: []string{"two"},
	}
}

func fullEstimate(v float64) *Estimate {
	return &Estimate{Value: v, Low: pointer(v - 0.25), High: pointer(v + 0.25)}
}

func fullEstimates() *DetectorEstimates {
	return &DetectorEstimates{FalseAlarmRate: fullEstimate(-0.1), DetectionRate: fullEstimate(0.1), AUC: fullEstimate(0.2), DetectionAt1: fullEstimate(0.3), DetectionAt5: fullEstimate(0.4)}
}

func fullAsDetector() *AsDetector {
	return &AsDetector{Windows: 9, NormalWindows: 4, AUC: pointer(0.9), DetectionAt1: pointer(0.8), DetectionAt5: pointer(0.9), ROC: fullArm(ArmOnline).ROC}
}

func fullArm(name string) DetectorArm {
	return DetectorArm{
		Name: name, FalseAlarmRate: pointer(0.1), FalseAlarmsPerHour: pointer(9), DetectionRate: pointer(0.9), AUC: pointer(0.9),
		DetectionAt1: pointer(0.8), DetectionAt5: pointer(0.9), ThresholdFirst: 0.1, ThresholdLast: pointer(0.2), Intervals: fullEstimates(),
		ROC: &ROC{FalseAlarms: []float64{0.25, 1}, Detections: []float64{0.5, 1}}, Thresholds: &Thresholds{Every: 4, Values: []float64{0.1, 0.2}},
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
