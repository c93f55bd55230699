package spec

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"tinyol-sim/internal/usage"
)

// spectrum is the front end whose windows are powers of two.
const spectrum = "spectrum"

// Complete fills in the defaults that depend on other fields, and refuses what
// cannot be run with a *usage.Error.
func (s *Spec) Complete() error {
	if s.Window == 0 {
		s.Window = 40
		if s.FrontEnd == spectrum {
			s.Window = 64
		}
	}
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
		if len(f.Choices) > 0 && !slices.Contains(f.Choices, *v) {
			return usage.New(f.Name, "use "+f.choices(), "unknown %s %q", f.noun(), *v)
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
	if f.Most == 0 || v >= int64(f.Least) && v <= int64(f.Most) {
		return nil
	}
	return usage.New(f.Name, fmt.Sprintf("use %d to %d", max(int64(f.Least), 0), int64(f.Most)), "%d is out of range", v)
}

// choices lists the values in words.
func (f *Field) choices() string {
	named := slices.DeleteFunc(slices.Clone(f.Choices), func(c string) bool { return c == "" })
	last := len(named) - 1
	return strings.Join(named[:last], ", ") + " or " + named[last]
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
	if s.TrainRows > 0 && s.Train != "" {
		return usage.New("train-rows", "leave out one of --train and --train-rows", "it counts the stream's leading rows, and --train names another recording")
	}
	if s.Model != "" && s.Train != "" {
		return usage.New("train", "leave out one of --train and --model", "the model file is trained already")
	}
	if s.FrontEnd == spectrum && bits.OnesCount(uint(s.Window)) != 1 {
		below := 1 << (bits.Len(uint(s.Window)) - 1)
		return usage.New("window", fmt.Sprintf("use %d or %d", below, 2*below), "the spectrum front end needs a power of two, got %d", s.Window)
	}
	return s.checkFractions()
}

// checkFractions refuses numbers whose bounds are open.
func (s *Spec) checkFractions() error {
	if !(s.Quantile > 0 && s.Quantile < 1) {
		return usage.New("threshold-quantile", "use a value between 0 and 1, such as 0.99", "%g is out of range", s.Quantile)
	}
	if !(s.ThresholdStep > 0 && s.ThresholdStep <= 1) {
		return usage.New("threshold-step", "use a part of the trained threshold above 0 and up to 1, such as 0.05", "%g is out of range", s.ThresholdStep)
	}
	if s.LearningRate != 0 && !(float32(s.LearningRate) > 0 && s.LearningRate < 1e6) {
		return usage.New("lr", "use a positive rate, such as 0.02", "%g is out of range", s.LearningRate)
	}
	if !(s.Rate >= 0 && s.Rate < 1e9) {
		return usage.New("rate", "use rows a second, such as 119", "%g is out of range", s.Rate)
	}
	return nil
}
