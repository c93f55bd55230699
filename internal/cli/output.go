package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/choices"
	"tinyol-sim/internal/output"
	"tinyol-sim/internal/report"
	"tinyol-sim/internal/report/compared"
	"tinyol-sim/internal/result"
)

// Help of the flags that a command with a results folder has.
const (
	forceUsage  = "replace the result of another run in --out; files that are not ours stay as they are"
	resumeUsage = "go on from what was finished when the same run was stopped"
)

// outFlags are the flags about the results folder.
type outFlags struct{ force, resume bool }

// check refuses what has no effect.
func (o outFlags) check(out string) error {
	switch {
	case out != "":
		return nil
	case o.resume:
		return misuse("--resume: there is no folder to go on in; add --out")
	case o.force:
		return misuse("--force: there is no folder to replace; add --out, or leave it out")
	}
	return nil
}

// folderKind is what a command writes into a folder.
type folderKind struct {
	name string
	// writes matches the names of its files, marker is the one that a folder of
	// an earlier version is known by.
	writes *regexp.Regexp
	marker func(dir string) bool
}

var (
	figureNames = strings.Join(result.FigureNames(), "|")
	benchFiles  = `summary\.json|manifest\.json|steps\.csv|assess\.csv|numbers\.tex|report\.html|(loss|errors|roc|progress|test|confusion|test-confusion|cycles|memory)-(` + strings.Join(choices.ModeNames(), "|") + `)\.(svg|png)|learners-(detectors|classifiers)\.(svg|png)`

	benchFolder = folderKind{"bench", regexp.MustCompile(`^(` + benchFiles + `)$`), func(dir string) bool {
		_, err := result.ReadSummary(filepath.Join(dir, result.SummaryFile))
		return err == nil
	}}
	compareFolder = folderKind{"compare", regexp.MustCompile(`^(comparison\.(json|csv|tex)|numbers\.tex|compare-[^/]*\.(svg|png|pdf|txt))$`), func(dir string) bool {
		return fileExists(dir, result.ComparisonFile) && fileExists(dir, compared.CSVFile) && fileExists(dir, compared.TeXFile)
	}}
	paperFolder = folderKind{"figures", regexp.MustCompile(`^(numbers\.tex|(` + figureNames + `)(-(raw|demean|spectrum|stats))?\.(svg|png|pdf|tex|txt|csv|json))$`), func(dir string) bool {
		return slices.ContainsFunc(result.FigureNames(), func(name string) bool {
			_, err := result.ReadFigure(filepath.Join(dir, name+".json"))
			return err == nil
		})
	}}
	exportFolder = folderKind{"export", regexp.MustCompile(``), nil}
)

func fileExists(dir, name string) bool {
	info, err := os.Stat(filepath.Join(dir, name))
	return err == nil && info.Mode().IsRegular()
}

// options describe a folder that a run with these settings makes.
func (k folderKind) options(settings any, inputs []string, o outFlags) output.Options {
	return output.Options{
		Kind: k.name, Run: checksum(settings), Command: commandText(), Inputs: inputs,
		Writes: k.writes.MatchString, Earlier: k.marker, Force: o.force, Resume: o.resume,
	}
}

// begin makes the hidden folder of a result.
func begin(dir string, o output.Options) (*output.Folder, error) {
	f, err := output.Begin(dir, o)
	if err != nil {
		return nil, fmt.Errorf("--out: %w", err)
	}
	return f, nil
}

// checksum of settings as JSON.
func checksum(settings any) string {
	data, err := json.Marshal(settings)
	if err != nil {
		panic(err) // settings are numbers, texts and lists of them
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// longestCommand keeps a message to a line that can be read.
const longestCommand = 200

// commandText is the command line of this process, for messages.
func commandText() string {
	text := strings.Join(append([]string{"tinyol-sim"}, os.Args[1:]...), " ")
	if runes := []rune(text); len(runes) > longestCommand {
		text = string(runes[:longestCommand]) + " ..."
	}
	return strings.ToValidUTF8(text, "?")
}

// inputsOf are the files that an experiment reads.
func inputsOf(s *bench.Spec) []string {
	return slices.Concat([]string{s.Model, s.Config}, s.Train, s.Test, s.Boards(), s.Streams)
}

// shownFolder is a folder's own name, also where it is given as "." or "..".
func shownFolder(dir string) string {
	if full, err := filepath.Abs(dir); err == nil {
		dir = full
	}
	return filepath.Base(dir)
}

// runInto runs an experiment with its results in dir, drawn, or in none where
// dir is empty. over is called when nothing runs any more, and hears whether that
// was an interrupt. Beside an error, a result is what was finished before it.
func runInto(ctx context.Context, spec bench.Spec, dir string, o outFlags, mon bench.Monitor, over func(interrupted bool)) (*result.Summary, error) {
	if dir == "" {
		summary, err := bench.Run(ctx, spec, opener(ctx), mon)
		over(ctx.Err() != nil)
		return summary, err
	}
	folder, err := begin(dir, benchFolder.options(spec.Spec, inputsOf(&spec), o))
	if err != nil {
		over(false)
		return nil, err
	}
	spec.Out, spec.Resume, spec.Checkpoint = folder.Dir(), folder.Resumed(), folder.Checkpoint
	var live *report.Live
	if !spec.Resume { // else the steps of the seeds that are finished are in the file alone
		live = report.NewLive()
		spec.Sink = live
	}
	summary, err := bench.Run(ctx, spec, opener(ctx), mon)
	over(ctx.Err() != nil)
	if err != nil {
		return nil, left(folder, err)
	}
	if summary.Interrupted {
		return summary, drawInterrupted(folder, dir, live)
	}
	err = unlessInterrupted(ctx, func() error { return draw(folder.Dir(), shownFolder(dir), live) })
	if errors.Is(err, context.Canceled) {
		return nil, &interruptedError{"interrupted while drawing: the results are in " + folder.Leave(true) + "; tinyol-sim report draws them"}
	}
	if err != nil {
		return nil, left(folder, err)
	}
	return summary, folder.Commit()
}

// whenOver ends the progress, and what finishing has announced unless it was an
// interrupt: then what is finished is still to be written and shown.
func whenOver(mon *monitor, end func()) func(interrupted bool) {
	return func(interrupted bool) {
		mon.close()
		if !interrupted {
			end()
		}
	}
}

// drawnAtOnce is how large the steps of an interrupted run may be to be read again
// for drawing: who interrupts does not wait for more.
const drawnAtOnce = 16 << 20

// drawInterrupted draws what an interrupted run has written, where that is quick,
// and keeps it.
func drawInterrupted(folder *output.Folder, dir string, live *report.Live) error {
	info, err := os.Stat(filepath.Join(folder.Dir(), result.StepsFile))
	if err == nil && (live != nil || info.Size() <= drawnAtOnce) {
		err = draw(folder.Dir(), shownFolder(dir), live)
	}
	if err != nil {
		return left(folder, err)
	}
	return leaveInterrupted(folder, dir)
}

// left ends a folder after an error, and says what is kept.
func left(folder *output.Folder, err error) error {
	if kept := folder.Leave(false); kept != "" {
		if errors.Is(err, context.Canceled) {
			return &interruptedError{"interrupted: what was finished is kept in " + kept + "; the same command with --resume goes on"}
		}
		return fmt.Errorf("%w; what was finished is kept in %s, and the same command with --resume goes on", err, kept)
	}
	return err
}

// leaveInterrupted keeps what an interrupted run has written: in its place where
// nothing was there, else beside the earlier result.
func leaveInterrupted(folder *output.Folder, dir string) error {
	resumable := folder.Finished() != ""
	if !resumable && folder.Empty() {
		return folder.Commit()
	}
	text := "interrupted: what was finished is in " + folder.Leave(true)
	if resumable {
		text += " (" + folder.Finished() + "); the same command with --resume goes on"
	} else {
		text += "; " + dir + " is as it was"
	}
	return &interruptedError{text}
}

// redraw draws a result folder again and leaves all else in it as it is.
func redraw(ctx context.Context, dir string) error {
	o := benchFolder.options(nil, nil, outFlags{})
	o.Kind, o.Add = output.KindReport, true
	folder, err := output.Begin(dir, o)
	if err != nil {
		return err
	}
	if err := unlessInterrupted(ctx, func() error { return draw(folder.Dir(), shownFolder(dir), nil) }); err != nil {
		return left(folder, err)
	}
	return folder.Commit()
}

// draw makes the figures, the macros and the page of a result that nobody else
// looks at yet; name is that of the folder it will be in, live has heard its steps
// or is nil.
func draw(dir, name string, live *report.Live) error {
	pictures, err := report.Write(dir, name, live)
	if err != nil {
		return err
	}
	return removeStale(dir, pictures)
}

// figureName is what report.Write calls its pictures.
var figureName = regexp.MustCompile(`\.(svg|png)$`)

// removeStale takes away the figures that an earlier drawing of ours left: in a
// folder that is drawn again lie our own files alone.
func removeStale(dir string, drawn []string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if figureName.MatchString(e.Name()) && !slices.Contains(drawn, path) {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	return nil
}
