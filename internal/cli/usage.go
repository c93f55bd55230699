package cli

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// usageError is a command line that cannot be run.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func misuse(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}

// flagProblem words what the flag parser complains about.
func flagProblem(c *cobra.Command, err error) error {
	help := c.CommandPath() + " --help"
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown) && !c.HasParent():
		return misuse("unknown flag: %s; flags follow the command, as in tinyol-sim bench --json", given(unknown))
	case errors.As(err, &unknown):
		name := given(unknown)
		return misuse("unknown flag: %s%s", name, didYouMean("--", nearest(strings.TrimLeft(name, "-"), flagNames(c)), help))
	case errors.As(err, &missing):
		return misuse("--%s: its value is missing; see %s", missing.GetFlag().Name, help)
	case errors.As(err, &invalid):
		f := invalid.GetFlag()
		return misuse("--%s: %s; see %s", f.Name, valueProblem(f, invalid.GetValue(), invalid.Unwrap()), help)
	}
	return misuse("%v; see %s", err, help)
}

// valueNames says what the flags of a type take.
var valueNames = map[string]string{
	"int": "a whole number", "int64": "a whole number", "uint64": "a whole number from 0", countType: "a whole number from 0",
	"float64": "a number", "bool": "true or false", "intSlice": "a list of whole numbers, such as 16,8",
}

// valueProblem says why a flag does not take a value.
func valueProblem(f *pflag.Flag, value string, cause error) string {
	name, ok := valueNames[f.Value.Type()]
	var odd *oddNumber
	switch {
	case errors.As(cause, &odd):
		return odd.Error()
	case errors.Is(cause, strconv.ErrRange):
		return fmt.Sprintf("%q is out of range", clipped(value))
	case ok:
		return fmt.Sprintf("%q is not %s", clipped(value), name)
	}
	return fmt.Sprintf("%q: %v", clipped(value), cause)
}

func flagNames(c *cobra.Command) []string {
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}

// given is an unknown flag as it was written, be it with one dash.
func given(unknown *pflag.NotExistError) string {
	if short := unknown.GetSpecifiedShortnames(); short != "" {
		return "-" + short
	}
	return "--" + unknown.GetSpecifiedName()
}

// didYouMean is the end of an error: a name to use instead, if there is one,
// and the command that shows them all.
func didYouMean(prefix, name, help string) string {
	if name == "" {
		return "; see " + help
	}
	return "; did you mean " + prefix + name + "? See " + help
}

// noArgs refuses positional arguments.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return misuse("%s takes no argument, got %q; see %s --help", c.CommandPath(), args[0], c.CommandPath())
}

// oneArg asks for one positional argument, what it is and where it goes.
func oneArg(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 1 {
			return nil
		}
		return misuse("%s takes %s, got %d arguments; for example:%s", c.Name(), what, len(args), strings.SplitN(c.Example, "\n", 2)[0][1:])
	}
}

// someArgs asks for one positional argument or more.
func someArgs(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return nil
		}
		return oneArg(what)(c, args)
	}
}

// subcommand refuses what is not the name of a command below c.
func subcommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return unknownCommand(c, args[0])
}

func unknownCommand(c *cobra.Command, name string) error {
	if _, err := os.Stat(name); err == nil && !c.HasParent() {
		return misuse("unknown command %q: that is a file; to replay it: tinyol-sim bench %s", name, name)
	}
	var names []string
	for _, sub := range c.Commands() {
		names = append(names, sub.Name())
	}
	return misuse("unknown command %q%s", name, didYouMean("", nearest(name, names), c.CommandPath()+" --help"))
}
