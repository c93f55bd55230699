package spec

import (
	"fmt"
	"reflect"

	"tinyol-sim/internal/usage"
)

// Complete fills in the defaults that depend on other fields, and refuses what
// cannot be run with a *usage.Error.
func (s *Spec) Complete() error {
	for i := range fields {
		if err := fields[i].check(s); err != nil {
			return err
		}
	}
	return s.checkTogether()
}

// check refuses a value that is none of the choices or out of bounds.
func (f *Field) check(s *Spec) error {
	switch v := f.Of(s).(type) {
	case *string:
		return f.checkChoice(s, *v)
	case *[]string:
		for _, name := range *v {
			if err := f.checkChoice(s, name); err != nil {
				return err
			}
		}
	case *int:
		return f.bounded(int64(*v))
	case *int64:
		return f.bounded(*v)
	case *[]int:
		for _, n := range *v {
			if err := f.bounded(int64(n)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *Field) bounded(v int64) error {
	if f.Most == 0 || f.NotZero && v == 0 && f.Least <= 1 || v >= int64(f.Least) && v <= int64(f.Most) {
		return nil
	}
	return usage.New(f.Name, fmt.Sprintf("use %d to %d", max(int64(f.Least), 0), int64(f.Most)), "%d is out of range", v)
}

// noun is what an unknown value is called.
func (f *Field) noun() string {
	if f.Name == "frontend" {
		return "front end"
	}
	return f.Name
}

// checkTogether refuses what bounds and choices cannot tell.
func (s *Spec) checkTogether() error {
	if s.Model != "" && s.Seeds > 1 {
		return usage.New("seeds", "leave out one of --seeds and --model", "a model file fixes the weights, so every seed would give the same run")
	}
	if len(s.Learners) > 0 && s.Mode != Both {
		return usage.New("learner", "leave out one of --mode and --learner", "a mode is a choice of learners")
	}
	if s.TrainRows > 0 && len(s.Train) > 0 {
		return usage.New("train-rows", "leave out one of --train and --train-rows", "it counts the stream's leading rows, and --train names another recording")
	}
	if s.Model != "" && len(s.Train) > 0 {
		return usage.New("train", "leave out one of --train and --model", "the model file is trained already")
	}
	if s.Detectors == nil {
		otherwise := Default()
		for i := range fields {
			if f := &fields[i]; f.OfDetectors && !reflect.DeepEqual(f.Of(s), f.Of(&otherwise)) {
				return usage.New(f.Name, "name drift detectors with --detector, or leave it out", "it is of drift detectors, and there are none")
			}
		}
	}
	return s.checkFractions()
}

// checkFractions refuses numbers whose bounds are open.
func (s *Spec) checkFractions() error {
	if !(s.Quantile > 0 && s.Quantile < 1) {
		return usage.New("threshold-quantile", "use a value between 0 and 1, such as 0.99", "%g is out of range", s.Quantile)
	}
	if !(s.ThresholdStep > 0 && s.ThresholdStep <= 1) {
		return usage.New("threshold-step", "use a part of the trained threshold above 0 and up to 1, such as 0.1", "%g is out of range", s.ThresholdStep)
	}
	if s.LearningRate != 0 && !(float32(s.LearningRate) > 0 && s.LearningRate < 1e6) {
		return usage.New("lr", "use a positive rate, such as 0.005", "%g is out of range", s.LearningRate)
	}
	if v, ok := Share(s.LabelBudget); !ok || v == 0 {
		return usage.New("label-budget", "use a share above 0 and up to 100%, such as 5%", "%q is none", s.LabelBudget)
	}
	if !(s.Resample >= 0 && s.Resample < 1e9) {
		return usage.New("resample", "use rows a second, such as 100", "%g is out of range", s.Resample)
	}
	if !(s.Rate >= 0 && s.Rate < 1e9) {
		return usage.New("rate", "use rows a second, such as 119", "%g is out of range", s.Rate)
	}
	return nil
}
