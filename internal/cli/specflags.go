package cli

import (
	"fmt"

	"github.com/spf13/pflag"

	"tinyol-sim/internal/spec"
)

// addFields gives a command the flags of the fields that are its own.
func addFields(f *pflag.FlagSet, command spec.Command, s *spec.Spec) {
	for _, field := range spec.Fields() {
		if field.On&command != 0 {
			addField(f, &field, command, s)
		}
	}
}

// groupAnnotation marks a flag with the group that help shows it in.
const groupAnnotation = "group"

// addField makes the flag of a field.
func addField(f *pflag.FlagSet, field *spec.Field, command spec.Command, s *spec.Spec) {
	name, help := field.Name, field.HelpFor(command)
	switch p := field.Of(s).(type) {
	case *string:
		f.StringVar(p, name, *p, help)
	case *bool:
		f.BoolVar(p, name, *p, help)
	case *int:
		f.IntVar(p, name, *p, help)
	case *int64:
		if field.Count {
			f.Var(&learnFlag{p}, name, help)
			break
		}
		f.Int64Var(p, name, *p, help)
	case *uint64:
		f.Uint64Var(p, name, *p, help)
	case *float64:
		f.Float64Var(p, name, *p, help)
	case *[]int:
		f.IntSliceVar(p, name, *p, help)
	case *[]string:
		if field.Repeated {
			f.StringArrayVar(p, name, *p, help)
			break
		}
		f.StringSliceVar(p, name, *p, help)
	default:
		panic(fmt.Sprintf("field %s: no flag takes a %T", name, p))
	}
	// It only fails for a flag that is not there.
	_ = f.SetAnnotation(name, groupAnnotation, []string{string(field.Group)})
}

// checkLearnFlags refuses what cannot have an effect.
func checkLearnFlags(f *pflag.FlagSet, s *spec.Spec) error {
	if f.Changed("threshold-step") && s.Threshold == spec.Fixed {
		return misuse("--threshold-step: a fixed threshold takes none; add --threshold running, or leave it out")
	}
	return checkModelFlags(f, s.Model)
}

// checkModelFlags refuses flags that would have no effect beside --model.
func checkModelFlags(f *pflag.FlagSet, model string) error {
	if model == "" {
		return nil
	}
	for _, field := range spec.Fields() {
		if field.FixedByModel && f.Changed(field.Name) {
			return misuse("--%s: the model file fixes it; leave the flag out, or train another model", field.Name)
		}
	}
	return nil
}

// checkZeros refuses a zero where it would silently mean the default.
func checkZeros(f *pflag.FlagSet) error {
	for _, field := range spec.Fields() {
		if g := f.Lookup(field.Name); field.NotZero && g != nil && g.Changed && g.Value.String() == "0" {
			return misuse("--%s: 0 is out of range; use a positive number, or leave it out for the default", field.Name)
		}
	}
	return nil
}

// readingFlags are the names of the flags about how a recording is read.
func readingFlags() []string {
	var names []string
	for _, field := range spec.Fields() {
		if field.Group == spec.Data && field.On&spec.Train != 0 {
			names = append(names, field.Name)
		}
	}
	return names
}

// flagChoices are the values of the flags that take one of a few.
func flagChoices() map[string][]string {
	choices := map[string][]string{}
	for _, field := range spec.Fields() {
		if values := field.Values(); len(values) > 0 {
			choices[field.Name] = values
		}
	}
	return choices
}
