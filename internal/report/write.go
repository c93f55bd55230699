package report

import (
	"tinyol-sim/internal/output"
	"tinyol-sim/internal/report/macros"
	"tinyol-sim/internal/report/recording"
)

// Write reads the result directory dir once, and writes beside the results what
// shows them: each figure as SVG and PNG, numbers.tex, and report.html. name is the
// name that the folder has or will have; the macros' names begin with it. It
// returns the paths of the pictures, in order. Errors name the file that is
// missing, unreadable or malformed, or cannot be written.
func Write(dir, name string) (pictures []string, err error) {
	rec, err := recording.Load(dir, recording.DrawnSeeds)
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
	page, err := pageOf(rec, drawn)
	if err != nil {
		return nil, err
	}
	return pictures, output.Put(dir, HTMLFile, page)
}
