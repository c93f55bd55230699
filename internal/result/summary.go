package result

// Version numbers the layout of everything this package writes. A reader
// refuses a file of another version instead of guessing.
const Version = 1

// Summary is what one invocation of bench found: summary.json, and what
// --json prints. A figure that does not apply is absent, never zero; pointers
// and omitempty carry that rule.
type Summary struct {
	Version  int          `json:"version"`
	Stream   Stream       `json:"stream"`
	Program  Program      `json:"program"`
	Runs     []Run        `json:"runs"`
	Seeds    []Spread     `json:"seeds,omitempty"`  // one per mode and engine, with --seeds
	Boards   []BoardCosts `json:"boards,omitempty"` // one per board and mode, with several boards
	Warnings []string     `json:"warnings,omitempty"`
	// Interrupted is set when Ctrl-C ended the run before the stream did.
	Interrupted bool `json:"interrupted,omitempty"`
	// Progress is set while seeds are missing that were asked for.
	Progress *Progress `json:"progress,omitempty"`
}

// Stream says what was read.
type Stream struct {
	Name     string   `json:"name"`
	More     []string `json:"more,omitempty"` // further files, replayed behind it
	Rows     int64    `json:"rows"`
	Skipped  int64    `json:"skipped_rows,omitempty"`
	Segments int      `json:"segments"`
	Windows  int64    `json:"windows"`
	Mixed    int64    `json:"mixed_windows,omitempty"` // windows that span two labels
	Columns  []string `json:"columns"`
	Label    string   `json:"label_column,omitempty"`
	Normal   string   `json:"normal,omitempty"`
	PeriodS  *float64 `json:"row_period_s,omitempty"`
	// PeriodDoubt says why PeriodS may be wrong by orders of magnitude, and with it
	// whatever rests on it; empty: nothing speaks against it.
	PeriodDoubt string    `json:"row_period_doubt,omitempty"`
	Drift       []string  `json:"drift,omitempty"` // injected into the rows, as --drift has it
	Changes     []Change  `json:"changes,omitempty"`
	LeftOut     int64     `json:"changes_left_out,omitempty"` // behind the last of Changes
	TrainName   string    `json:"train"`
	TrainRows   int64     `json:"train_rows"`
	TestName    string    `json:"test,omitempty"`
	Classes     []string  `json:"classes,omitempty"` // in order of first appearance
	Loss        []float64 `json:"training_loss,omitempty"`
}

// Program is the device program as it was run.
type Program struct {
	FrontEnd               string  `json:"frontend"`
	Window                 int     `json:"window"`
	Stride                 int     `json:"stride"`
	Layers                 []int   `json:"layers"` // neurons from input to output
	Embedding              int     `json:"embedding"`
	Activation             string  `json:"activation"`
	Loss                   string  `json:"loss"`
	LearningRate           float64 `json:"learning_rate"`            // unsupervised mode
	LearningRateSupervised float64 `json:"learning_rate_supervised"` // supervised mode
	Policy                 string  `json:"policy"`
	// Learners describe what the runs learn, one for each mode.
	Learners []Learner `json:"learners,omitempty"`
}

// Provenance says how a cycle count came about; none is printed without it.
type Provenance string

// The marks a cycle count can carry.
const (
	Modelled  Provenance = "modelled"  // closed forms per kernel, host engine
	Emulated  Provenance = "emulated"  // instructions executed
	Published Provenance = "published" // figures of others, cited in the profile
	Estimated Provenance = "estimated" // scaled from a related core
	Sampled   Provenance = "sampled"   // instructions of a sample of the windows executed; see Sample
)

// Run is one mode on one engine with one seed.
type Run struct {
	Mode    string `json:"mode"`
	Engine  string `json:"engine"`
	Board   string `json:"board"`
	Seed    uint64 `json:"seed"`
	Windows int64  `json:"windows"`
	Updates int64  `json:"updates"`
	Learn   int64  `json:"learn,omitempty"` // updates allowed; absent: no limit
	// LabelDelay is how many windows a label came late to the device.
	LabelDelay int `json:"label_delay,omitempty"`
	// Executed counts the windows that an emulated core executed; absent on the host
	// engine.
	Executed *int64 `json:"executed_windows,omitempty"`
	// NonFinite counts the windows whose score was infinite or not a number.
	NonFinite int64    `json:"non_finite,omitempty"`
	Classes   []string `json:"classes,omitempty"` // in the order the layer grew, then those it never learned

	Cycles   *Cycles   `json:"cycles,omitempty"`
	TimeUS   *Times    `json:"time_us,omitempty"`
	Deadline *Deadline `json:"deadline,omitempty"`
	// MaxRowRate is the rows a second up to which the costliest step ends before the
	// next is due.
	MaxRowRate     *float64        `json:"max_row_rate,omitempty"`
	EnergyUJ       *Energy         `json:"energy_uj,omitempty"`
	Memory         *Memory         `json:"memory,omitempty"`
	Loss           *Loss           `json:"loss,omitempty"`
	Anomaly        *Anomaly        `json:"anomaly,omitempty"`
	Classification *Classification `json:"classification,omitempty"`
	Drift          []DriftDetector `json:"drift,omitempty"`
	Warnings       []string        `json:"warnings,omitempty"`
}

// Dist is a distribution over steps.
type Dist struct {
	Mean   float64 `json:"mean"`
	Median float64 `json:"median"`
	Min    float64 `json:"min"`
	Max    float64 `json:"max"`
}

// Cycles holds processor cycles per window step. Phases is keyed by phase
// name (ingest, frontend, base, normalise, predict, update); ingest is the sum
// over the stride's rows. Inference is front end to prediction; Online is the
// same plus the update, over the steps that updated. Frozen is the inference of
// the frozen model, which has no layer in RAM, on the same engine, over the first
// 1000 windows; one mode of a seed has it.
type Cycles struct {
	Provenance Provenance      `json:"provenance"`
	Source     string          `json:"source"`
	Phases     map[string]Dist `json:"phases"`
	Inference  Dist            `json:"inference"`
	Online     *Dist           `json:"online,omitempty"`
	Frozen     *Dist           `json:"frozen,omitempty"`
	Sample     *Sample         `json:"sample,omitempty"` // where not all windows were executed
}

// Sample is what cycles rest on where an emulated core executed some of the
// windows. Those of the others are the closed forms of the host engine times the
// ratio of executed to modelled cycles. The numbers are the standard deviation of
// that ratio over the executed windows, as a part of it: by phase, of an inference,
// and of a step that learns.
type Sample struct {
	Executed  int64              `json:"executed_windows"`
	Compared  int64              `json:"compared_windows"` // of them, computed on the host too, with the same bits
	Windows   int64              `json:"windows"`
	Phases    map[string]float64 `json:"phases"`
	Inference float64            `json:"inference"`
	Online    *float64           `json:"online,omitempty"`
}

// Times is Cycles at the board's clock, in microseconds.
type Times struct {
	Provenance Provenance      `json:"provenance"`
	Phases     map[string]Dist `json:"phases"`
	Inference  Dist            `json:"inference"`
	Online     *Dist           `json:"online,omitempty"`
	Frozen     *Dist           `json:"frozen,omitempty"`
}

// Deadline compares the costliest step, ingest included, with the time
// between two windows.
type Deadline struct {
	Provenance  Provenance `json:"provenance"` // of the cycles behind it
	PeriodUS    float64    `json:"period_us"`
	StepUS      float64    `json:"step_us"`     // costliest step seen
	Utilisation float64    `json:"utilisation"` // mean step over period
	Met         bool       `json:"met"`
}

// Energy is supply voltage x active current x time of one step, in
// microjoules; absent where the profile has no sourced current.
type Energy struct {
	Provenance Provenance `json:"provenance"` // of the cycles behind it
	Inference  float64    `json:"inference"`
	Online     *float64   `json:"online,omitempty"`
	Frozen     *float64   `json:"frozen,omitempty"`
	Source     string     `json:"source"`
}

// Memory is the ledger: every byte with its owner.
type Memory struct {
	FlashBytes int `json:"flash_bytes"`
	RAMBytes   int `json:"ram_bytes"`
	FlashLimit int `json:"flash_limit"`
	RAMLimit   int `json:"ram_limit"`
	// Of the frozen model, which has no layer in RAM; one mode of a seed has them.
	FlashBytesFrozen *int `json:"flash_bytes_frozen,omitempty"`
	RAMBytesFrozen   *int `json:"ram_bytes_frozen,omitempty"`
	// Provenance of the bytes of code, stack, data and bss; absent where they
	// were counted in the firmware's build. All others are exact.
	Provenance Provenance `json:"provenance,omitempty"`
	Regions    []Region   `json:"regions"`
	HighWater  []PhaseRAM `json:"high_water"`
}

// Region is a named part of flash or RAM.
type Region struct {
	Name  string `json:"name"`
	Kind  string `json:"kind"` // flash or ram
	Bytes int    `json:"bytes"`
}

// PhaseRAM is the RAM in use during one phase.
type PhaseRAM struct {
	Phase string `json:"phase"`
	Bytes int    `json:"bytes"`
}

// Loss is a mean over the first and over the last windows, each before its
// update. In unsupervised mode it is the reconstruction error (equation 1) of
// the normal windows (without labels, of all), whatever loss the updates
// descend; Frozen is the frozen model's over the same last windows. In
// supervised mode it is the cross-entropy (equation 7) of the labelled windows.
type Loss struct {
	Windows int64    `json:"windows"` // behind each of the three means
	First   float64  `json:"first"`
	Last    float64  `json:"last"`
	Frozen  *float64 `json:"frozen,omitempty"`
}

// What the rates of Anomaly are measured on.
const (
	BasisAfterLearning = "after-learning" // the windows after the last update
	BasisPrequential   = "prequential"    // all windows, each before its update
)

// Anomaly is the view of the model as a detector. Every figure is measured on
// the same windows for the frozen and the online model, those of Basis.
type Anomaly struct {
	Basis                    string       `json:"basis"`
	Threshold                float64      `json:"threshold"`
	ThresholdQuantile        float64      `json:"threshold_quantile"`
	ThresholdStep            float64      `json:"threshold_step,omitempty"` // running threshold: step in units of Threshold, where it begins
	ThresholdLast            *float64     `json:"threshold_last,omitempty"` // running threshold: where it ended
	Windows                  int64        `json:"windows"`                  // windows behind every figure below
	NormalWindows            int64        `json:"normal_windows"`
	FalseAlarmRateFrozen     *float64     `json:"false_alarm_rate_frozen,omitempty"`
	FalseAlarmRate           *float64     `json:"false_alarm_rate,omitempty"`
	FalseAlarmsPerHourFrozen *float64     `json:"false_alarms_per_hour_frozen,omitempty"`
	FalseAlarmsPerHour       *float64     `json:"false_alarms_per_hour,omitempty"`
	DetectionRateFrozen      *float64     `json:"detection_rate_frozen,omitempty"`
	DetectionRate            *float64     `json:"detection_rate,omitempty"`
	DetectionAt1             *float64     `json:"detection_at_1_percent,omitempty"`
	DetectionAt5             *float64     `json:"detection_at_5_percent,omitempty"`
	AUCFrozen                *float64     `json:"auc_frozen,omitempty"`
	AUC                      *float64     `json:"auc,omitempty"`
	AveragePrecisionFrozen   *float64     `json:"average_precision_frozen,omitempty"`
	AveragePrecision         *float64     `json:"average_precision,omitempty"`
	DetectionDelayS          *float64     `json:"detection_delay_s,omitempty"` // mean over detected onsets
	Onsets                   int64        `json:"onsets,omitempty"`
	OnsetsDetected           int64        `json:"onsets_detected,omitempty"`
	ByLabel                  []LabelRates `json:"by_label,omitempty"`
	Baselines                []Baseline   `json:"baselines,omitempty"` // running z-score, and the label that arrived last
	// Arms are the four ways to raise alarms, the one that the device runs among them.
	Arms []DetectorArm `json:"arms,omitempty"`
	// Gains are what learning bought: arms that learn against those that do not, on the
	// same windows. Blocks are what their intervals, over runs of one label, rest on.
	Gains      []Gain      `json:"gains,omitempty"`
	Blocks     *Blocks     `json:"blocks,omitempty"`
	Forgetting *Forgetting `json:"forgetting,omitempty"`
	// Recovery has an entry for each change that drift was injected at.
	Recovery []Recovery `json:"recovery,omitempty"`
	// Promised is the false alarm rate that the threshold was set for, with the 95 %
	// interval that the windows leave open which it was set by.
	Promised *Interval `json:"promised_false_alarm_rate,omitempty"`
}

// LabelRates is the share of one label's windows above the threshold, and the
// AUC of that label alone against normal.
type LabelRates struct {
	Label           string   `json:"label"`
	Windows         int64    `json:"windows"`
	AlarmRateFrozen float64  `json:"alarm_rate_frozen"`
	AlarmRate       float64  `json:"alarm_rate"`
	AUCFrozen       *float64 `json:"auc_frozen,omitempty"`
	AUC             *float64 `json:"auc,omitempty"`
}

// Classification is the view of the online layer as a classifier. The
// top-level figures are prequential: each prediction before its update.
type Classification struct {
	Windows       int64      `json:"windows"`
	Accuracy      float64    `json:"accuracy"`
	Kappa         *float64   `json:"kappa,omitempty"`
	KappaTemporal *float64   `json:"kappa_temporal,omitempty"`
	MacroF1       float64    `json:"macro_f1"`
	F1            []ClassF1  `json:"f1"`
	Confusion     [][]int64  `json:"confusion"` // [label][prediction], classes as in F1; a window without prediction is in no column
	Baselines     []Baseline `json:"baselines"`
	Test          *Test      `json:"test,omitempty"`
	// OverNoChange is what the classifier has over the baseline that repeats the label
	// which arrived last, with intervals over so many Blocks of one label.
	OverNoChange *ClassEstimates `json:"over_no_change,omitempty"`
	AsDetector   *AsDetector     `json:"as_detector,omitempty"`

	Forgetting *ClassForgetting `json:"forgetting,omitempty"`
	Blocks     int              `json:"blocks,omitempty"`
}

// ClassEstimates are a classifier's figures, or the differences of two classifiers'.
type ClassEstimates struct {
	Accuracy *Estimate `json:"accuracy,omitempty"`
	MacroF1  *Estimate `json:"macro_f1,omitempty"`
}

// ClassF1 is one class's F1 score.
type ClassF1 struct {
	Label   string  `json:"label"`
	F1      float64 `json:"f1"`
	Support int64   `json:"support"`
}

// Baseline is a trivial competitor: majority, no-change, frozen-autoencoder,
// running-z-score. Figures that do not apply to it are absent.
type Baseline struct {
	Name           string   `json:"name"`
	Accuracy       *float64 `json:"accuracy,omitempty"`
	MacroF1        *float64 `json:"macro_f1,omitempty"`
	AUC            *float64 `json:"auc,omitempty"`
	FalseAlarmRate *float64 `json:"false_alarm_rate,omitempty"`
}

// Test is the assessment on --test of the layer as it stood at the end of the
// stream.
type Test struct {
	Windows   int64      `json:"windows"`
	Accuracy  float64    `json:"accuracy"`
	MacroF1   float64    `json:"macro_f1"`
	F1        []ClassF1  `json:"f1"`
	Confusion [][]int64  `json:"confusion"` // as Classification.Confusion
	Baselines []Baseline `json:"baselines"`

	AsDetector *AsDetector `json:"as_detector,omitempty"`
}

// Spread is one figure's mean and 95 % interval over seeds, per mode.
type Spread struct {
	Mode    string              `json:"mode"`
	Engine  string              `json:"engine"`
	Seeds   int                 `json:"seeds"`
	Figures map[string]Interval `json:"figures"` // keyed like "anomaly.auc"
}

// Interval is a mean with its two-sided 95 % Student-t interval.
type Interval struct {
	Mean float64 `json:"mean"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}
