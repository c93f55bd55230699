package main

// judged is how trained networks take what is injected, means over the seeds.
type judged struct {
	auc     float64 // of faults, over channels and kinds
	alarms  float64 // share of the held-out windows as they are
	mounted float64 // and of those of another mounting
}

// worth is what the rule goes by: what is seen of faults, less the false alarms of
// another mounting. All of them count: a detector that gives alarms anyway would else
// be praised for not giving more.
func (j judged) worth() float64 { return j.auc - j.mounted }

// byIncrease is the same with the alarms that mounting adds alone, for the reader.
func (j judged) byIncrease() float64 { return j.auc - (j.mounted - j.alarms) }

// judge has every seed's network take the held-out rows and their copies.
func (r *recording) judge(f *fitted) (judged, error) {
	faults, err := r.faults()
	if err != nil {
		return judged{}, err
	}
	mountings, err := r.mountings()
	if err != nil {
		return judged{}, err
	}
	windows := f.windows(&r.held)
	var areas, alarms, mounted []float64
	for _, m := range f.models {
		scores := errorsOf(m.Network, windows)
		alarms = append(alarms, above(scores, m.Training.Threshold))
		for _, c := range faults {
			areas = append(areas, auc(scores, errorsOf(m.Network, f.windows(&c))))
		}
		for _, c := range mountings {
			mounted = append(mounted, above(errorsOf(m.Network, f.windows(&c)), m.Training.Threshold))
		}
	}
	return judged{mean(areas), mean(alarms), mean(mounted)}, nil
}
