package result

// Unit says what a number counts.
type Unit string

// The units of a Measure.
const (
	UnitFraction     Unit = "fraction" // a part of 1: rates and shares
	UnitScore        Unit = "score"    // F1, areas under curves, kappas
	UnitLoss         Unit = "loss"
	UnitCount        Unit = "count"
	UnitPerHour      Unit = "1/h"
	UnitBytes        Unit = "bytes"
	UnitCycles       Unit = "cycles"
	UnitMicroseconds Unit = "us"
	UnitMicrojoules  Unit = "uJ"
	UnitSeconds      Unit = "s"
)

// Kind sorts the measures of a run by what decides them.
type Kind uint8

// The kinds of a Measure.
const (
	Learned Kind = iota // by the weights, and so by the seed
	Cost                // by the program and the board
	Tally               // by the stream: how much there was of what
)

// Measure is one number of a run, with all that is needed to print it.
type Measure struct {
	Key   string // path in summary.json, with names in place of list positions: "anomaly.auc.stuck"
	Value float64
	Unit  Unit
	Mark  Provenance // how a cost came about; empty for what is exact or learned
	Kind  Kind
	// Online is set on a measure of the frozen model: the key of the same measure
	// of the layer that learns.
	Online string
}

// Measures lists every number of the run but its distributions over steps
// other than their mean, in a fixed order. What does not apply is absent.
func (r *Run) Measures() []Measure {
	l := &measures{kind: Tally, unit: UnitCount}
	l.count("windows", r.Windows)
	l.count("updates", r.Updates)
	l.loss(r.Loss)
	l.anomaly(r.Anomaly)
	l.classification(r.Classification)
	l.costs(r)
	return l.list
}

// measures gathers a list; kind, unit and mark are those of what comes next.
type measures struct {
	list []Measure
	kind Kind
	unit Unit
	mark Provenance
}

func (l *measures) is(kind Kind, unit Unit) *measures {
	l.kind, l.unit, l.mark = kind, unit, ""
	return l
}

func (l *measures) add(key string, v float64) {
	l.list = append(l.list, Measure{Key: key, Value: v, Unit: l.unit, Mark: l.mark, Kind: l.kind})
}

func (l *measures) optional(key string, v *float64) {
	if v != nil {
		l.add(key, *v)
	}
}

// frozen adds a measure of the frozen model.
func (l *measures) frozen(key, online string, v *float64) {
	if v != nil {
		l.add(key, *v)
		l.list[len(l.list)-1].Online = online
	}
}

// both adds the frozen model's value and the online one's.
func (l *measures) both(key string, frozen, online *float64) {
	l.frozen(key+"_frozen", key, frozen)
	l.optional(key, online)
}

func (l *measures) count(key string, n int64) {
	l.is(Tally, UnitCount).add(key, float64(n))
}

func (l *measures) loss(loss *Loss) {
	if loss == nil {
		return
	}
	l.is(Learned, UnitLoss)
	l.add("loss.first", loss.First)
	l.add("loss.last", loss.Last)
	l.frozen("loss.frozen", "loss.last", loss.Frozen)
}

func (l *measures) anomaly(a *Anomaly) {
	if a == nil {
		return
	}
	l.count("anomaly.windows", a.Windows)
	l.count("anomaly.normal_windows", a.NormalWindows)
	l.is(Learned, UnitLoss).add("anomaly.threshold", a.Threshold)
	l.is(Learned, UnitLoss).optional("anomaly.threshold_last", a.ThresholdLast)
	l.is(Learned, UnitFraction).both("anomaly.false_alarm_rate", a.FalseAlarmRateFrozen, a.FalseAlarmRate)
	l.is(Learned, UnitPerHour).both("anomaly.false_alarms_per_hour", a.FalseAlarmsPerHourFrozen, a.FalseAlarmsPerHour)
	l.is(Learned, UnitFraction).both("anomaly.detection_rate", a.DetectionRateFrozen, a.DetectionRate)
	l.is(Learned, UnitScore).both("anomaly.auc", a.AUCFrozen, a.AUC)
	l.both("anomaly.average_precision", a.AveragePrecisionFrozen, a.AveragePrecision)
	l.is(Learned, UnitSeconds).optional("anomaly.detection_delay_s", a.DetectionDelayS)
	if a.Onsets > 0 {
		l.count("anomaly.onsets", a.Onsets)
		l.count("anomaly.onsets_detected", a.OnsetsDetected)
	}
	for i := range a.ByLabel {
		l.label(&a.ByLabel[i])
	}
	l.baselines("anomaly.", a.Baselines)
}

func (l *measures) label(r *LabelRates) {
	l.count("anomaly.windows."+r.Label, r.Windows)
	l.is(Learned, UnitFraction)
	l.frozen("anomaly.alarm_rate_frozen."+r.Label, "anomaly.alarm_rate."+r.Label, &r.AlarmRateFrozen)
	l.add("anomaly.alarm_rate."+r.Label, r.AlarmRate)
	l.is(Learned, UnitScore)
	l.frozen("anomaly.auc_frozen."+r.Label, "anomaly.auc."+r.Label, r.AUCFrozen)
	l.optional("anomaly.auc."+r.Label, r.AUC)
}

func (l *measures) classification(c *Classification) {
	if c == nil {
		return
	}
	l.count("classification.windows", c.Windows)
	l.is(Learned, UnitFraction).add("classification.accuracy", c.Accuracy)
	l.is(Learned, UnitScore).add("classification.macro_f1", c.MacroF1)
	l.optional("classification.kappa", c.Kappa)
	l.optional("classification.kappa_temporal", c.KappaTemporal)
	l.classes("classification.", c.F1, c.Confusion)
	l.baselines("classification.", c.Baselines)
	if t := c.Test; t != nil {
		l.count("classification.test.windows", t.Windows)
		l.is(Learned, UnitFraction).add("classification.test.accuracy", t.Accuracy)
		l.is(Learned, UnitScore).add("classification.test.macro_f1", t.MacroF1)
		l.classes("classification.test.", t.F1, t.Confusion)
		l.baselines("classification.test.", t.Baselines)
	}
}

// classes adds what belongs to a class, and how often each was taken for each.
func (l *measures) classes(prefix string, scores []ClassF1, confusion [][]int64) {
	for i := range scores {
		l.is(Learned, UnitScore).add(prefix+"f1."+scores[i].Label, scores[i].F1)
		l.count(prefix+"support."+scores[i].Label, scores[i].Support)
	}
	for i, row := range confusion {
		for j, n := range row {
			if i < len(scores) && j < len(scores) {
				l.count(prefix+"confusion."+scores[i].Label+" as "+scores[j].Label, n)
			}
		}
	}
}

// frozenBaseline is the frozen autoencoder among the competitors of a
// classifier.
const frozenBaseline = "frozen-autoencoder"

func (l *measures) baselines(prefix string, list []Baseline) {
	for _, b := range list {
		add := func(name string, unit Unit, v *float64) {
			key := prefix + "baselines." + b.Name + "." + name
			if l.is(Learned, unit); b.Name == frozenBaseline {
				l.frozen(key, prefix+name, v)
				return
			}
			l.optional(key, v)
		}
		add("accuracy", UnitFraction, b.Accuracy)
		add("macro_f1", UnitScore, b.MacroF1)
		add("auc", UnitScore, b.AUC)
		add("false_alarm_rate", UnitFraction, b.FalseAlarmRate)
	}
}
