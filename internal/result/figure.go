package result

// Figure says what a figure of the paper shows and where its data came from:
// NAME.json beside NAME.csv, which together are all that drawing it needs.
type Figure struct {
	Version int    `json:"version"`
	Name    string `json:"name"`
	// Command makes the data again, from the same inputs.
	Command  []string          `json:"command"`
	Inputs   []Input           `json:"inputs,omitempty"` // recordings behind the data
	Normal   string            `json:"normal,omitempty"`
	Classes  []string          `json:"classes,omitempty"`  // in order of first appearance
	Channels []string          `json:"channels,omitempty"` // by name
	PeriodS  float64           `json:"period_s,omitempty"` // between two rows; absent: unknown
	Seeds    int               `json:"seeds,omitempty"`    // behind every interval; absent: nothing depends on one
	Setups   []FigureSetup     `json:"setups,omitempty"`   // networks that were trained
	HeldOut  string            `json:"held_out,omitempty"` // what stands for an undrifted recording, in words
	Facts    map[string]string `json:"facts,omitempty"`    // words that the caption uses
	Numbers  []FigureNumber    `json:"numbers,omitempty"`  // in the order of the caption
	Warnings []string          `json:"warnings,omitempty"`
}

// FigureSetup is a network with its front end, as it was trained.
type FigureSetup struct {
	FrontEnd     string  `json:"frontend"`
	Window       int     `json:"window"`
	Stride       int     `json:"stride"`
	Layers       []int   `json:"layers"` // neurons from input to output
	TrainWindows int     `json:"train_windows"`
	Epochs       int     `json:"epochs"`
	Quantile     float64 `json:"threshold_quantile"`
}

// FigureNumber is a scalar that belongs to a figure: a mean over the seeds with
// its 95 % interval, or one value, then without Low and High.
type FigureNumber struct {
	Name string     `json:"name"`           // such as auc.spectrum
	Unit Unit       `json:"unit,omitempty"` // absent: a pure number
	Mark Provenance `json:"mark,omitempty"` // how a cost came about
	Mean float64    `json:"mean"`
	Low  *float64   `json:"low,omitempty"`
	High *float64   `json:"high,omitempty"`
}

// Number finds a scalar by name; nil where there is none.
func (f *Figure) Number(name string) *FigureNumber {
	for i := range f.Numbers {
		if f.Numbers[i].Name == name {
			return &f.Numbers[i]
		}
	}
	return nil
}

// Setup finds a network by its front end; nil where there is none.
func (f *Figure) Setup(frontEnd string) *FigureSetup {
	for i := range f.Setups {
		if f.Setups[i].FrontEnd == frontEnd {
			return &f.Setups[i]
		}
	}
	return nil
}

// WriteFigure writes the file path whole or not at all.
func WriteFigure(path string, f *Figure) error {
	f.Version = Version
	data, err := encode(f)
	if err != nil {
		return err
	}
	return replaceFile(path, data)
}

// ReadFigure reads a NAME.json as strictly as ReadSummary does.
func ReadFigure(path string) (*Figure, error) {
	f := new(Figure)
	if err := readDocument(path, f); err != nil {
		return nil, err
	}
	return f, nil
}
