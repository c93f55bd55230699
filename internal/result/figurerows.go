package result

// The rows of the figures' CSV files. Mean, Low and High are a mean over the
// seeds and the ends of its 95 % interval (Student's t).

// VibrationRow is one value of a sensor channel.
type VibrationRow struct {
	Label   string  `csv:"label"`
	Channel string  `csv:"channel"`
	Step    int     `csv:"step"`
	Value   float64 `csv:"value"`
}

// ReconstructionRow is one feature of a window, and what the autoencoder makes
// of it.
type ReconstructionRow struct {
	FrontEnd string  `csv:"frontend"`
	Label    string  `csv:"label"`
	Feature  int     `csv:"feature"`
	Input    float64 `csv:"input"`
	Mean     float64 `csv:"output_mean"`
	Low      float64 `csv:"output_low"`
	High     float64 `csv:"output_high"`
}

// HistogramRow is one bin of a distribution of errors: the share of the windows
// whose error lies from From up to To.
type HistogramRow struct {
	FrontEnd string  `csv:"frontend"`
	Panel    string  `csv:"panel"` // what the distributions of one panel share
	Series   string  `csv:"series"`
	From     float64 `csv:"from" range:"positive"` // of a logarithmic axis
	To       float64 `csv:"to" range:"positive"`
	Mean     float64 `csv:"share_mean"`
	Low      float64 `csv:"share_low"`
	High     float64 `csv:"share_high"`
}

// OnlineRow is the online classifier on the test recording after so many
// learning steps. Class is empty for macro-F1.
type OnlineRow struct {
	FrontEnd string  `csv:"frontend"`
	Class    string  `csv:"class"`
	Steps    int     `csv:"steps"`
	Mean     float64 `csv:"f1_mean"`
	Low      float64 `csv:"f1_low"`
	High     float64 `csv:"f1_high"`
}

// OfflineRow is the offline classifier on the test recording: macro-F1 after so
// many passes over a data set of so many windows.
type OfflineRow struct {
	FrontEnd string  `csv:"frontend"`
	Windows  int     `csv:"windows"`
	Epochs   int     `csv:"epochs"`
	Mean     float64 `csv:"macro_f1_mean"`
	Low      float64 `csv:"macro_f1_low"`
	High     float64 `csv:"macro_f1_high"`
}

// TimeRow is the time of one iteration over the windows measured, in
// microseconds.
type TimeRow struct {
	Source   string  `csv:"source"` // who measured: the paper, or an engine
	Mark     string  `csv:"mark"`
	FrontEnd string  `csv:"frontend"`
	Mode     string  `csv:"mode"` // inference or online
	Windows  int     `csv:"windows"`
	Average  float64 `csv:"average_us"`
	Median   float64 `csv:"median_us"`
	Minimum  float64 `csv:"minimum_us"`
	Maximum  float64 `csv:"maximum_us"`
	Cycles   float64 `csv:"average_cycles"`
}

// RegionRow is a region of flash or RAM.
type RegionRow struct {
	FrontEnd string `csv:"frontend"`
	Mode     string `csv:"mode"`
	Kind     string `csv:"kind"` // flash or ram
	Region   string `csv:"region"`
	Bytes    int    `csv:"bytes"`
}

// TrainingRow is a part of the RAM that a way of training needs.
type TrainingRow struct {
	FrontEnd string `csv:"frontend"`
	Mode     string `csv:"mode"`
	Way      string `csv:"way"`
	Part     string `csv:"part"`
	Bytes    int    `csv:"bytes"`
}

// PhaseRow is what a phase of a learning step costs on a board. Energy is NaN
// where the board's profile has no sourced current.
type PhaseRow struct {
	Board    string  `csv:"board"`
	Core     string  `csv:"core"`
	Mark     string  `csv:"mark"`
	FrontEnd string  `csv:"frontend"`
	Mode     string  `csv:"mode"`
	Phase    string  `csv:"phase"`
	Cycles   float64 `csv:"cycles"`
	Time     float64 `csv:"time_us"`
	Energy   float64 `csv:"energy_uj"`
}

// MapRow is one cell of the map of learning rate, steps and policy: the share
// of normal windows above the threshold after the last step. Updates is the
// mean number that the policy allowed, at most Steps.
type MapRow struct {
	Recording string  `csv:"recording"`
	Policy    string  `csv:"policy"`
	Rate      float64 `csv:"learning_rate"`
	Steps     int     `csv:"steps"`
	Updates   float64 `csv:"updates"`
	Mean      float64 `csv:"false_alarms_mean"`
	Low       float64 `csv:"false_alarms_low"`
	High      float64 `csv:"false_alarms_high"`
	Detected  float64 `csv:"detected_mean"` // share of the other windows above it
}
