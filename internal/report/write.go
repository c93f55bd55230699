package report

import (
	"path/filepath"

	"tinyol-sim/internal/output"
	"tinyol-sim/internal/report/macros"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
)

// Live hears the steps of a run while bench writes them, and keeps what Write draws
// of them, in memory that does not grow with the run.
type Live = recording.Live

// NewLive is a Live that has heard nothing.
func NewLive() *Live { return recording.NewLive(recording.DrawnSeeds) }

// Write reads the result directory dir once, and writes beside the results what
// shows them: each figure as SVG and PNG, numbers.tex, and report.html. name is the
// name that the folder has or will have; the macros' names begin with it. It
// returns the paths of the pictures, in order. Errors name the file that is
// missing, unreadable or malformed, or cannot be written. live, if not nil, has heard
// the run that is in dir.
func Write(dir, name string, live *Live) (pictures []string, err error) {
	rec, err := recording.Load(dir, recording.DrawnSeeds, live)
	if err != nil {
		return nil, err
	}
	return write(dir, name, rec)
}

func write(dir, name string, rec *recording.Recording) (pictures []string, err error) {
	drawn, pictures, err := drawAll(dir, rec)
	if err != nil {
		return nil, err
	}
	numbers := summaryMacros(name, originText(name, rec.Manifest), rec.Summary)
	if err := output.Put(dir, macros.NumbersFile, numbers); err != nil {
		return nil, err
	}
	page, err := pageOf(rec, drawn, filesIn(dir))
	if err != nil {
		return nil, err
	}
	return pictures, output.Put(dir, HTMLFile, page)
}

// resultFile is a file beside the page.
type resultFile struct{ Name, About string }

// filesIn lists what a result directory has of the files that are no pictures.
func filesIn(dir string) (list []resultFile) {
	for _, f := range []resultFile{
		{result.SummaryFile, "every figure of this page and its interval"},
		{result.StepsFile, "a line for each window and learner"},
		{result.AssessmentsFile, "the classifiers on the test recording, step by step"},
		{result.ManifestFile, "command, inputs and settings"},
		{macros.NumbersFile, "the same figures as LaTeX macros"},
	} {
		if output.Exists(filepath.Join(dir, f.Name)) {
			list = append(list, f)
		}
	}
	return list
}
