package result

import (
	"fmt"
	"os"
	"path/filepath"
)

// Names of the files in a result directory.
const (
	SummaryFile     = "summary.json"
	ManifestFile    = "manifest.json"
	StepsFile       = "steps.csv"
	AssessmentsFile = "assess.csv"
)

// replaceFile puts data at path in one move: whoever reads the path meets the
// old content or the new, never a part, whatever stops the writer. The disk is
// not waited for: a run can be had again, and a sync of a busy disk takes longer
// than the run.
func replaceFile(path string, data []byte) (err error) {
	temporary, err := os.OpenFile(temporaryName(path), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return fmt.Errorf("write %s: %w; name a folder you may write to", path, err)
	}
	defer func() {
		if err != nil {
			os.Remove(temporary.Name())
			err = fmt.Errorf("write %s: %w", path, err)
		}
	}()
	if _, err = temporary.Write(data); err != nil {
		temporary.Close()
		return err
	}
	if err = temporary.Close(); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), path)
}

// temporaryName is beside path, for a rename does not cross file systems, and
// hidden; the process number keeps two programs apart.
func temporaryName(path string) string {
	dir, base := filepath.Split(path)
	return filepath.Join(dir, fmt.Sprintf(".%s.%d", base, os.Getpid()))
}
