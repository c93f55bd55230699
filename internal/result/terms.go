package result

import "slices"

var runTerms = []Term{
	{Key: "windows", Unit: UnitCount, About: "windows stepped through"},
	{Key: "updates", Unit: UnitCount, About: "windows that were learned from"},
}

// notInRun is the Path of what a run has under another key.
const notInRun = "-"

var lossTerms = []Term{
	{Key: "loss.first", Unit: UnitLoss, Better: Lower, Scaled: true, Supervised: "cross_entropy.first", About: "first windows"},
	{Key: "loss.last", Unit: UnitLoss, Better: Lower, Scaled: true, Supervised: "cross_entropy.last", About: "last windows",
		Table: Losses, On: InComparison, Title: "reconstruction error, normal windows"},
	{Key: "loss.frozen", Base: "loss.last", Model: Frozen, About: "the frozen model over the same last windows"},
	{Key: "cross_entropy.first", Path: notInRun, Unit: UnitLoss, Better: Lower},
	{Key: "cross_entropy.last", Path: notInRun, Unit: UnitLoss, Better: Lower, Table: Losses, On: InComparison, Title: "cross-entropy, labelled windows"},
}

var besideFrozen = []Model{Frozen}

// ofArm is the term of a model that has no field of its own: it stands among the arms.
func ofArm(key, field, arm string, m Model) Term {
	return Term{Key: key + "_" + keyWords.Replace(string(m)), Path: "anomaly.arms." + arm + "." + field, Base: key, Model: m, About: byHand}
}

var anomalyTerms = slices.Concat([]Term{
	{Key: "anomaly.windows", Unit: UnitCount, About: "windows behind every figure below"},
	{Key: "anomaly.normal_windows", Unit: UnitCount, About: "those of them labelled normal; all of them where there are no labels"},
	{Key: "anomaly.threshold", Unit: UnitLoss, Scaled: true, About: "score above which a window is an anomaly"},
	{Key: "anomaly.threshold_last", Unit: UnitLoss, Scaled: true, About: "running threshold alone: the one in force for the last window"},
	{Key: "anomaly.false_alarm_rate", Unit: UnitFraction, Better: Lower, Models: besideFrozen, About: "share of normal windows above the threshold",
		Table: Detector, On: OnPage | InComparison | InFigure, Title: "false alarms (normal windows)", Long: "false alarms, part of the normal windows"},
	ofArm("anomaly.false_alarm_rate", "false_alarm_rate", ArmFrozenRunning, FrozenRunning),
	{Key: "anomaly.false_alarms_per_hour", Unit: UnitPerHour, Better: Lower, Models: besideFrozen, About: "false alarms per hour of normal operation",
		Table: Detector, On: OnPage, Title: "false alarms per hour"},
	{Key: "anomaly.detection_rate", Unit: UnitFraction, Better: Higher, Models: besideFrozen, About: "share of anomalous windows above the threshold",
		Table: Detector, On: OnPage | InComparison | InFigure, Title: "detected (all other windows)", Long: "detected, part of all other windows"},
	ofArm("anomaly.detection_rate", "detection_rate", ArmFrozenRunning, FrozenRunning),
	{Key: "anomaly.detection_at_1_percent", Unit: UnitFraction, Better: Higher, About: "share of anomalous windows above the threshold that lets 1 % of the normal ones through, online model",
		Table: Detector, On: OnPage | InComparison | InFigure, Title: "detected at 1 % false alarms",
		Note: "Detected at 1 % false alarms: above the threshold that lets one normal window in a hundred through, whatever the device's own is."},
	ofArm("anomaly.detection_at_1_percent", "detection_at_1_percent", ArmFrozen, Frozen),
	ofArm("anomaly.detection_at_1_percent", "detection_at_1_percent", ArmFrozenRunning, FrozenRunning),
	{Key: "anomaly.detection_at_5_percent", Unit: UnitFraction, Better: Higher, About: "the same at 5 %, online model",
		Table: Detector, On: OnPage, Title: "detected at 5 % false alarms"},
	ofArm("anomaly.detection_at_5_percent", "detection_at_5_percent", ArmFrozen, Frozen),
	ofArm("anomaly.detection_at_5_percent", "detection_at_5_percent", ArmFrozenRunning, FrozenRunning),
	{Key: "anomaly.auc", Unit: UnitScore, Better: Higher, Models: besideFrozen, About: "area under the ROC curve",
		Table: Detector, On: OnPage | InComparison | InFigure, Title: "AUC",
		Note: "AUC: 1 tells every other window from a normal one, 0.5 is chance, below 0.5 the others score lower than normal."},
	{Key: "anomaly.average_precision", Unit: UnitScore, Better: Higher, Models: besideFrozen, About: "average precision",
		Table: Detector, On: OnPage, Title: "average precision"},
	{Key: "anomaly.detection_delay_s", Unit: UnitSeconds, Better: Lower, About: "mean time from onset to alarm over the detected onsets, seconds",
		Table: Detector, Title: "detection delay"},
	{Key: "anomaly.onsets", Unit: UnitCount, About: "changes from normal to anomalous"},
	{Key: "anomaly.onsets_detected", Unit: UnitCount, Needs: "anomaly.onsets", About: "those that raised an alarm"},
	{Key: "anomaly.windows.*", Path: "anomaly.by_label.*.windows", Unit: UnitCount, About: "its windows",
		Table: ByLabel, On: OnPage, Title: "windows"},
	{Key: "anomaly.alarm_rate.*", Path: "anomaly.by_label.*.alarm_rate", Unit: UnitFraction, Models: besideFrozen, About: "share above the threshold",
		Table: ByLabel, On: OnPage}, // the table's name is its title
	{Key: "anomaly.auc.*", Path: "anomaly.by_label.*.auc", Unit: UnitScore, Better: Higher, Models: besideFrozen,
		About: "area under the ROC curve of this label against normal", Table: ByLabel, On: OnPage, Title: "AUC"},
}, baselineTerms("anomaly."), armTerms, forgettingTerms)

// armTerms are the figures of each arm, and what learning bought.
var armTerms = func() (terms []Term) {
	for _, f := range []struct {
		name  string
		unit  Unit
		gains bool
	}{
		{"false_alarm_rate", UnitFraction, true}, {"false_alarms_per_hour", UnitPerHour, false}, {"detection_rate", UnitFraction, true}, {"auc", UnitScore, true},
		{"detection_at_1_percent", UnitFraction, true}, {"detection_at_5_percent", UnitFraction, true},
		{"threshold_first", UnitLoss, false}, {"threshold_last", UnitLoss, false},
	} {
		terms = append(terms, Term{Key: "anomaly.arms.*." + f.name, Unit: f.unit, About: byHand})
		if f.gains {
			terms = append(terms, Term{Key: "anomaly.gains.*.of." + f.name + ".value", Unit: f.unit, Signed: true, Open: true, About: byHand})
		}
	}
	return terms
}()

// byHand is the About of what the schema describes once for several terms.
const byHand = "-"

var forgettingTerms = []Term{
	{Key: "anomaly.forgetting.windows", Unit: UnitCount, About: "of the healthy machine"},
	{Key: "anomaly.forgetting.fault_windows", Unit: UnitCount, About: "of other labels, where the recording has any"},
	{Key: "anomaly.forgetting.false_alarm_rate_before", Unit: UnitFraction, Better: Lower, About: "against the threshold as trained, before the stream"},
	{Key: "anomaly.forgetting.false_alarm_rate_after", Unit: UnitFraction, Better: Lower, About: "the same after it"},
	{Key: "anomaly.forgetting.false_alarm_rate_after_running", Unit: UnitFraction, Better: Lower, About: "after it, against the running threshold as it ended"},
	{Key: "anomaly.forgetting.auc_before", Unit: UnitScore, Better: Higher, About: "area under the ROC curve, before the stream"},
	{Key: "anomaly.forgetting.auc_after", Unit: UnitScore, Better: Higher, About: "the same after it"},
}

var classificationTerms = slices.Concat([]Term{
	{Key: "classification.windows", Unit: UnitCount, About: "windows that were scored"},
	{Key: "classification.accuracy", Unit: UnitFraction, Better: Higher, About: aboutAccuracy, Table: Classifier, Title: "accuracy, stream"},
	{Key: "classification.macro_f1", Unit: UnitScore, Better: Higher, About: aboutMacroF1,
		Table: Classifier, On: OnPage | InComparison | InFigure, Title: "macro-F1, stream"},
	{Key: "classification.kappa", Unit: UnitScore, Better: Higher, Signed: true, About: "Cohen's kappa", Table: Classifier, On: OnPage, Title: "kappa, stream"},
	{Key: "classification.kappa_temporal", Unit: UnitScore, Better: Higher, Signed: true, About: "kappa against the no-change baseline",
		Table: Classifier, On: OnPage, Title: "temporal kappa, stream"},
}, asDetectorTerms("classification.", "stream"), classForgettingTerms, classTerms("classification."), baselineTerms("classification."), []Term{
	{Key: "classification.test.windows", Unit: UnitCount, About: "windows that were scored"},
	{Key: "classification.test.accuracy", Unit: UnitFraction, Better: Higher, About: aboutAccuracy, Table: Classifier, Title: "accuracy, test"},
	{Key: "classification.test.macro_f1", Unit: UnitScore, Better: Higher, About: aboutMacroF1,
		Table: Classifier, On: OnPage | InComparison | InFigure, Title: "macro-F1, test"},
}, asDetectorTerms("classification.test.", "test"), classTerms("classification.test."), baselineTerms("classification.test."))

const (
	aboutAccuracy = "share of right predictions"
	aboutMacroF1  = "mean F1 over the classes that occurred"
)

// classTerms are what belongs to a class, and how often each was taken for each.
func classTerms(prefix string) []Term {
	return []Term{
		{Key: prefix + "f1.*", Path: prefix + "f1.*.f1", Unit: UnitScore, Better: Higher, About: "F1 score"},
		{Key: prefix + "support.*", Path: prefix + "f1.*.support", Unit: UnitCount, About: "windows with this label"},
		{Key: prefix + "confusion.*", Unit: UnitCount, About: "windows, [label][prediction], classes in order of f1; a window without a prediction is in no column"},
	}
}

// baselineTerms are the figures that trivial competitors share with the model.
func baselineTerms(prefix string) []Term {
	at := prefix + "baselines.*."
	return []Term{
		{Key: at + "accuracy", Base: prefix + "accuracy", Unit: UnitFraction, Better: Higher, About: aboutAccuracy},
		{Key: at + "macro_f1", Base: prefix + "macro_f1", Unit: UnitScore, Better: Higher, About: aboutMacroF1},
		{Key: at + "auc", Base: prefix + "auc", Unit: UnitScore, Better: Higher, About: "area under the ROC curve"},
		{Key: at + "false_alarm_rate", Base: prefix + "false_alarm_rate", Unit: UnitFraction, Better: Lower, About: "share of normal windows above its threshold"},
	}
}

// baselineModels are the baselines that are a model of the run: the frozen
// autoencoder among the competitors of a classifier.
var baselineModels = map[string]Model{"frozen-autoencoder": Frozen}

// priceTerms are the costs that a run shares with BoardCosts.
var priceTerms = slices.Concat(stepTerms("cycles", "cycles", UnitCycles), stepTerms("time_us", "time", UnitMicroseconds), []Term{
	{Key: "deadline.period_us", Unit: UnitMicroseconds, Exact: true, Title: "time between windows", About: "time between two windows, microseconds"},
	{Key: "deadline.step_us", Unit: UnitMicroseconds, Better: Lower, About: "costliest step seen, ingest included, microseconds",
		Table: Board, On: OnPage, Title: "longest step"},
	{Key: "deadline.utilisation", Unit: UnitFraction, Kind: Cost, Open: true, Better: Lower, About: "mean step over period",
		Table: Board, On: OnPage, Title: "processor busy"},
	{Key: "energy_uj.inference", Unit: UnitMicrojoules, Better: Lower, About: "a step without update",
		Table: Board, On: OnPage | OnBoards | InComparison, Title: "energy, inference"},
	{Key: "energy_uj.online", Unit: UnitMicrojoules, Better: Lower, About: "a step with update",
		Table: Board, On: OnPage | OnBoards | InComparison, Title: "energy, online step", Short: "energy, online"},
	{Key: "energy_uj.frozen", Base: "energy_uj.inference", Model: Frozen, About: "a step of the frozen model"},
})

var costTerms = slices.Concat(priceTerms, []Term{
	{Key: "memory.flash_bytes", Unit: UnitBytes, Better: Lower, Limit: "memory.flash_limit", About: "flash in use", Table: Board, Title: "flash"},
	{Key: "memory.ram_bytes", Unit: UnitBytes, Better: Lower, Limit: "memory.ram_limit", About: "RAM in use at the high-water mark", Table: Board, Title: "RAM"},
	{Key: "memory.flash_bytes_frozen", Base: "memory.flash_bytes", Model: Frozen, About: "flash that the frozen model alone would use; in one mode of a seed"},
	{Key: "memory.ram_bytes_frozen", Base: "memory.ram_bytes", Model: Frozen, About: "RAM that the frozen model alone would use; in one mode of a seed"},
	{Key: "memory.high_water.*", Path: "memory.high_water.*.bytes", Unit: UnitBytes, About: "bytes in use"},
	{Key: "memory.flash_limit", Unit: UnitBytes, Exact: true, About: "flash of the board"},
	{Key: "memory.ram_limit", Unit: UnitBytes, Exact: true, About: "RAM of the board"},
	{Key: "memory.*", Path: "memory.regions.*.bytes", Unit: UnitBytes, About: "size"},
})

// stepTerms are the means of a distribution over steps, by phase and in all.
func stepTerms(section, what string, unit Unit) []Term {
	return []Term{
		{Key: section + ".phases.*.mean", Unit: unit, About: "per phase; ingest is the sum over the stride's rows"},
		{Key: section + ".inference.mean", Unit: unit, Better: Lower, About: "front end to prediction",
			Table: Board, On: OnPage | OnBoards | InComparison, Title: what + ", inference"},
		{Key: section + ".online.mean", Unit: unit, Better: Lower, About: "the same plus the update, over the steps that updated",
			Table: Board, On: OnPage | OnBoards | InComparison, Title: what + ", online step", Short: what + ", online"},
		{Key: section + ".frozen.mean", Base: section + ".inference.mean", Model: Frozen,
			About: "inference of the frozen model on the same engine, over the first 1000 windows; in one mode of a seed"},
	}
}

// boardTerms are what BoardCosts has.
var boardTerms = expanded(slices.Concat(priceTerms, []Term{
	{Key: "missing_flash_bytes", Unit: UnitBytes, Exact: true},
	{Key: "missing_ram_bytes", Unit: UnitBytes, Exact: true},
	{Key: "memory.flash_bytes", Unit: UnitBytes},
	{Key: "memory.ram_bytes", Unit: UnitBytes},
	{Key: "memory.flash_limit", Unit: UnitBytes, Exact: true},
	{Key: "memory.ram_limit", Unit: UnitBytes, Exact: true},
	{Key: "memory.flash_reserved", Unit: UnitBytes, Exact: true},
	{Key: "memory.ram_reserved", Unit: UnitBytes, Exact: true},
}))
