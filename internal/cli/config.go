package cli

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// applyConfig reads --config: a YAML file whose keys are the names of the
// command's flags, and "streams" for its arguments. A flag that was given wins
// over the file. It returns the arguments to use.
func applyConfig(c *cobra.Command, path string, args []string) ([]string, error) {
	if path == "" {
		return args, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, &usageError{fmt.Sprintf("--config: %v; check the name", err)}
	}
	var doc map[string]any
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, &usageError{fmt.Sprintf("%s: not a YAML map: %s; see docs/CONFIG.md", path, firstLine(err.Error()))}
	}
	keys := make([]string, 0, len(doc))
	for k := range doc {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, key := range keys {
		if key == "streams" {
			if len(args) == 0 {
				args = texts(doc[key])
			}
			continue
		}
		if err := setFlag(c.Flags(), path, key, doc[key]); err != nil {
			return nil, err
		}
	}
	return args, nil
}

func setFlag(flags *pflag.FlagSet, path, key string, value any) error {
	f := flags.Lookup(key)
	if f == nil || key == "config" {
		return &usageError{fmt.Sprintf("%s: unknown key %q; the keys are the names of the flags, and streams", path, key)}
	}
	if f.Changed {
		return nil
	}
	if err := flags.Set(key, strings.Join(texts(value), ",")); err != nil {
		return &usageError{fmt.Sprintf("%s: key %q: %v", path, key, err)}
	}
	return nil
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

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
