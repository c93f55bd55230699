package cli

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// streamsKey is the key of a configuration that stands for the arguments.
const streamsKey = "streams"

// applyConfig reads --config: a YAML file whose keys are the names of the
// command's flags, and "streams" for its arguments. A flag that was given wins
// over the file. It returns the arguments to use.
func applyConfig(c *cobra.Command, path string, args []string) ([]string, error) {
	args, err := readConfig(c, path, args)
	if err != nil {
		return nil, err
	}
	return args, checkZeros(c.Flags())
}

// checkZeros refuses a zero where it would silently mean the default.
func checkZeros(f *pflag.FlagSet) error {
	for _, name := range []string{"window", "train-rows", "rate", "lr"} {
		if g := f.Lookup(name); g != nil && g.Changed && g.Value.String() == "0" {
			return misuse("--%s: 0 is out of range; use a positive number, or leave it out for the default", name)
		}
	}
	return nil
}

func readConfig(c *cobra.Command, path string, args []string) ([]string, error) {
	if path == "" {
		return args, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, misuse("--config: %s: %v; check the name", path, errors.Unwrap(err))
	}
	var doc map[string]any
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, misuse("%s; give one flag a line, such as window: 40", yamlProblem(path, err))
	}
	for _, key := range slices.Sorted(maps.Keys(doc)) {
		switch {
		case doc[key] == nil:
			return nil, misuse("%s: key %q has no value; give one or leave the key out", path, key)
		case key != streamsKey:
			if err := setFlag(c, path, key, doc[key]); err != nil {
				return nil, err
			}
		case c.Name() != "bench":
			return nil, misuse("%s: key %q is for bench; name the recording on the command line", path, key)
		case len(args) == 0:
			args = texts(doc[key])
		}
	}
	return args, nil
}

func setFlag(c *cobra.Command, path, key string, value any) error {
	f := c.Flags().Lookup(key)
	if f == nil || key == "config" || key == "help" {
		names := append(flagNames(c), streamsKey)
		return misuse("%s: unknown key %q%s for the flags, which are the keys", path, key, didYouMean("", nearest(key, names), c.CommandPath()+" --help"))
	}
	if f.Changed {
		return nil
	}
	if cause := set(f, value); cause != nil {
		return misuse("%s: key %q: %s; see %s --help", path, key, valueProblem(f, fmt.Sprint(value), cause), c.CommandPath())
	}
	f.Changed = true
	return nil
}

// set gives the flag a value of the file. A list goes in item by item: its
// items may hold commas.
func set(f *pflag.Flag, value any) error {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		return list.Replace(texts(value))
	}
	return f.Value.Set(fmt.Sprint(value))
}

// texts are the values of a scalar or a list, as the flags take them.
func texts(value any) []string {
	list, ok := value.([]any)
	if !ok {
		return []string{fmt.Sprint(value)}
	}
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = fmt.Sprint(v)
	}
	return out
}

// yamlPlace is how the YAML parser begins a message: line and column.
var yamlPlace = regexp.MustCompile(`^\[(\d+):\d+\] ([^\n]*)`)

// yamlProblem is the first line of a parser's message, with the file and its
// line in front.
func yamlProblem(path string, err error) string {
	m := yamlPlace.FindStringSubmatch(err.Error())
	if m == nil {
		return fmt.Sprintf("%s: %v", path, err)
	}
	return fmt.Sprintf("%s:%s: %s", path, m[1], m[2])
}
