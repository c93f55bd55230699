package cli

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tinyol-sim/internal/limits"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/yamlfile"
)

// configFile is what --config names; the zero value is none.
type configFile struct {
	path string
	data []byte // as read
}

// applyConfig reads --config: a YAML file whose keys are the names of the
// command's flags, and "streams" for its arguments. A flag that was given wins
// over the file. It returns the file and the arguments to use.
func applyConfig(c *cobra.Command, path string, args []string) (configFile, []string, error) {
	config := configFile{path: path}
	if path != "" {
		var err error
		if config.data, err = yamlfile.ReadFile(path); err != nil {
			return config, nil, unreadable(c, path, err)
		}
		if args, err = config.apply(c, args); err != nil {
			return config, nil, err
		}
	}
	return config, args, checkZeros(c.Flags())
}

// unreadable words why a configuration cannot be read. That of a comparison's
// spec is no flag.
func unreadable(c *cobra.Command, path string, err error) error {
	if c.Flags().Changed("config") {
		path = "--config: " + path
	}
	var limit *limits.Error
	var system *fs.PathError
	switch {
	case errors.As(err, &limit):
		return misuse("%s: %v", path, limit)
	case errors.As(err, &system):
		return misuse("%s: %v; check the name", path, system.Err)
	}
	return misuse("%s: %v; check the name", path, err)
}

const oneFlagALine = "give one flag a line, such as window: 40"

// apply sets the flags that the file names and were not given, and returns the
// arguments to use.
func (f *configFile) apply(c *cobra.Command, args []string) ([]string, error) {
	root, err := yamlfile.Parse(f.data)
	var problem *yamlfile.Error
	switch {
	case errors.As(err, &problem) && problem.Remedy == "":
		return nil, f.misuse(problem.Line, "%s; %s", problem.Problem, oneFlagALine)
	case errors.As(err, &problem):
		return nil, f.misuse(problem.Line, "%v", problem)
	case root.Kind != yamlfile.Group && root.Kind != yamlfile.Empty:
		return nil, f.misuse(root.Line, "is not a list of keys and values; %s", oneFlagALine)
	}
	root = settings(root)
	for i := range root.Entries {
		e := &root.Entries[i]
		switch {
		case e.Key != spec.StreamsKey:
			if err := f.set(c, e); err != nil {
				return nil, err
			}
		case c.Name() != "bench":
			return nil, f.misuse(e.Line, "key %q is for bench; name the recording on the command line", e.Key)
		default:
			streams, err := f.texts(e)
			if err != nil {
				return nil, err
			}
			if len(args) == 0 {
				args = streams
			}
		}
	}
	return args, nil
}

// settings are the keys of the file; of the manifest.json of a run, those that
// it was run with.
func settings(root *yamlfile.Node) *yamlfile.Node {
	for i := range root.Entries {
		if e := &root.Entries[i]; e.Key == result.SettingsKey && e.Value.Kind == yamlfile.Group {
			return &e.Value
		}
	}
	return root
}

// misuse blames a line of the file.
func (f *configFile) misuse(line int, format string, args ...any) error {
	place := f.path
	if line > 0 {
		place = fmt.Sprintf("%s:%d", f.path, line)
	}
	return misuse("%s: %s", place, fmt.Sprintf(format, args...))
}

// set gives a flag the value of its key.
func (f *configFile) set(c *cobra.Command, e *yamlfile.Entry) error {
	flag := c.Flags().Lookup(e.Key)
	if flag == nil || e.Key == "config" || e.Key == "help" {
		names := append(flagNames(c), spec.StreamsKey)
		return f.misuse(e.Line, "unknown key %q%s for the flags, which are the keys", clipped(e.Key), didYouMean("", nearest(e.Key, names), c.CommandPath()+" --help"))
	}
	texts, err := f.texts(e)
	if err != nil || flag.Changed {
		return err
	}
	given, cause := "", error(nil)
	list, isList := flag.Value.(pflag.SliceValue)
	switch {
	case e.Value.Kind == yamlfile.Scalar:
		given, cause = texts[0], flag.Value.Set(texts[0])
	case isList: // item by item: an item may hold commas
		given, cause = fmt.Sprint(texts), list.Replace(texts)
	default:
		return f.misuse(e.Line, "key %q takes one value, not a list; see %s --help", e.Key, c.CommandPath())
	}
	if cause != nil {
		return f.misuse(e.Line, "key %q: %s; see %s", e.Key, valueProblem(flag, given, cause), c.CommandPath()+" --help")
	}
	flag.Changed = true
	return nil
}

// texts are the values of a scalar or a list, as they are spelled in the file.
func (f *configFile) texts(e *yamlfile.Entry) ([]string, error) {
	values := []yamlfile.Node{e.Value}
	if e.Value.Kind == yamlfile.List {
		values = e.Value.Items
	}
	texts := make([]string, len(values))
	for i, v := range values {
		switch {
		case v.Kind == yamlfile.Empty && e.Value.Kind == yamlfile.List:
			return nil, f.misuse(v.Line, "key %q has an item without a value; give one or take the item out", clipped(e.Key))
		case v.Kind == yamlfile.Empty:
			return nil, f.misuse(e.Line, "key %q has no value; give one or leave the key out", clipped(e.Key))
		case v.Kind != yamlfile.Scalar:
			return nil, f.misuse(v.Line, "key %q holds more than a value or a list of values; %s", clipped(e.Key), oneFlagALine)
		}
		texts[i] = v.Text
	}
	return texts, nil
}
