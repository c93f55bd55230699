package trial

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"

	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/wording"
)

// Next is the command that repeats the best detector and keeps all there is to see.
func (t *Trial) Next() string {
	c, s := t.Detectors[0], t.Spec
	s.FrontEnd, s.Learners, s.Epochs = c.FrontEnd, []string{c.Learner}, c.Epochs
	words := []string{"tinyol-sim", "bench"}
	for _, name := range s.Streams {
		words = append(words, asFile(name))
	}
	words = append(words, flagsOf(&s)...)
	return wording.ShellLine(append(words, "--out="+folderFor(s.Streams[0])))
}

// flagsOf are the flags that make a Spec of the defaults.
func flagsOf(s *spec.Spec) (words []string) {
	common := spec.Default()
	set, unset := s.Record(), common.Record()
	for _, f := range spec.Fields() {
		v, given := set[f.Name]
		if !given || reflect.DeepEqual(v, unset[f.Name]) {
			continue
		}
		if list, ok := v.([]string); ok && f.Repeated {
			for _, item := range list {
				words = append(words, "--"+f.Name+"="+item)
			}
			continue
		}
		words = append(words, "--"+f.Name+"="+flagText(v))
	}
	return words
}

// flagText is a value as a flag takes it.
func flagText(v any) string {
	switch v := v.(type) {
	case []string:
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		_ = w.Write(v) // a buffer takes all
		w.Flush()
		return strings.TrimSuffix(b.String(), "\n")
	case []int:
		return strings.ReplaceAll(strings.Trim(fmt.Sprint(v), "[]"), " ", ",")
	case float64:
		return wording.PlainNumber(v)
	}
	return fmt.Sprint(v)
}

// asFile keeps a name from being read as a flag.
func asFile(name string) string {
	if strings.HasPrefix(name, "-") {
		return "./" + name
	}
	return name
}

// folderFor is a folder named after a recording.
func folderFor(name string) string {
	base := strings.TrimSuffix(filepath.Base(name), ".gz")
	base = base[strings.LastIndexByte(base, ':')+1:] // behind what marks a bundled one
	if short := strings.TrimSuffix(base, filepath.Ext(base)); short != "" {
		base = short
	}
	return filepath.Join("results", base)
}
