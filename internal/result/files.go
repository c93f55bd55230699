package result

import (
	"fmt"

	"tinyol-sim/internal/output"
)

// Names of the files in a result directory.
const (
	SummaryFile     = "summary.json"
	ManifestFile    = "manifest.json"
	StepsFile       = "steps.csv"
	AssessmentsFile = "assess.csv"
)

// replaceFile puts data at path in one move.
func replaceFile(path string, data []byte) error {
	if err := output.ReplaceFile(path, data); err != nil {
		return fmt.Errorf("write %s: %w; name a folder you may write to", path, err)
	}
	return nil
}
