package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/gofrs/flock"
)

// Options say what a folder is made for.
type Options struct {
	// Kind, Run and Command are those of the Record.
	Kind, Run, Command string
	// Inputs are the files and folders that the run reads; names that are no
	// files, such as "-", do no harm.
	Inputs []string
	// Add begins with our files of the earlier result, and replaces or removes
	// single ones. They are links to those in the target: replace them by a
	// rename, never write into them.
	Add bool
	// Writes reports whether a file of this name may be written.
	Writes func(name string) bool
	// Earlier reports whether a folder without a record holds a result that this
	// program wrote before it kept records; what Writes names is ours there.
	Earlier func(dir string) bool
	// Force allows to replace another run's result, to write beside files that
	// are not ours, and to drop what was finished of a run that was stopped.
	Force bool
	// Resume takes what was finished of the same run, if it was stopped.
	Resume bool
}

// Folder is a results folder while it is made.
type Folder struct {
	place   *place
	opts    Options
	lock    *flock.Flock
	old     *Record // of the target; nil: there is none
	resumed bool
	done    string // what Checkpoint said last
}

// OccupiedError is a place that cannot be written: it holds what must not be
// replaced unasked, a file that is not ours, or one that the run reads.
type OccupiedError struct{ Path, Problem, Remedy string }

func (e *OccupiedError) Error() string { return e.Path + ": " + e.Problem + "; " + e.Remedy }

// Begin makes a hidden folder to write into, holds it against other writers,
// and ends a move that was stopped. Nothing in dir is changed before Commit.
// What stands in the way is an *OccupiedError, another writer a *BusyError.
func Begin(dir string, o Options) (*Folder, error) {
	p, err := locate(dir)
	if err != nil {
		return nil, err
	}
	f := &Folder{place: p, opts: o}
	if f.lock, err = p.lock(); err != nil {
		return nil, named(dir, err)
	}
	if err := f.begin(); err != nil {
		f.place.unlock(f.lock)
		return nil, named(dir, err)
	}
	return f, nil
}

// named puts the user's name of the folder in front of an error of the system.
func named(dir string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return fmt.Errorf("%s: %w; choose a folder that can be written", dir, err)
	}
	return err
}

func (f *Folder) begin() error {
	p := f.place
	if p.busyElsewhere() {
		return &BusyError{p.named}
	}
	if err := p.settle(); err != nil {
		return err
	}
	there, err := contents(p.target)
	if err != nil {
		return err
	}
	if err := f.readTarget(there); err != nil {
		return err
	}
	if err := f.checkTarget(there); err != nil {
		return err
	}
	return f.takeHidden()
}

// readTarget reads the record of the target, or finds out what it would say.
func (f *Folder) readTarget(there []string) error {
	var err error
	dir := f.place.target
	if f.old, err = ReadRecord(dir); err != nil {
		return err
	}
	switch {
	case f.old == nil && len(there) > 0 && f.opts.Earlier != nil && f.opts.Earlier(dir):
		f.old = &Record{Kind: f.opts.Kind, Command: "by an earlier version of tinyol-sim"}
	case f.old == nil || f.old.Unfinished == "":
		return nil
	}
	// Nobody has listed the files of a run that was stopped, either.
	f.old.Files = slices.DeleteFunc(slices.Clone(there), func(name string) bool { return !f.opts.Writes(name) })
	return nil
}

// checkTarget refuses a target that must not be touched.
func (f *Folder) checkTarget(there []string) error {
	for _, input := range f.opts.Inputs {
		if sameFile(f.place.target, input) {
			return f.occupied("is an input, too", "choose another folder")
		}
		for _, name := range there {
			if (f.old.owns(name) || f.opts.Writes(name)) && sameFile(f.at(name), input) {
				return f.occupied("its file "+name+" is an input, and would be replaced", "choose another folder")
			}
		}
	}
	foreign := slices.DeleteFunc(slices.Clone(there), f.old.owns)
	if f.opts.Kind == KindReport {
		return nil // it writes what is found at the end only
	}
	for _, name := range foreign {
		if f.opts.Writes(name) {
			return f.collision(name)
		}
	}
	switch {
	case f.opts.Force:
	case len(foreign) > 0:
		return f.occupied("holds "+listed(foreign)+" that tinyol-sim did not write", "choose another folder; --force leaves them alone and writes beside them")
	case f.old != nil && (f.old.Kind != f.opts.Kind || f.old.Run != f.opts.Run):
		return f.occupied("holds the result of another run ("+f.old.origin()+")", "choose another folder, or replace it with --force")
	}
	return nil
}

// KindReport draws a folder again, whoever made it, and leaves all else in it
// alone.
const KindReport = "report"

func (r *Record) origin() string {
	if r.Command != "" {
		return r.Command
	}
	return r.Kind
}

func (f *Folder) collision(name string) error {
	return f.occupied("its file "+name+" is not one that tinyol-sim wrote, and would be replaced", "move it, or choose another folder")
}

func (f *Folder) occupied(problem, remedy string) error {
	return &OccupiedError{f.place.named, problem, remedy}
}

// at is the path of a file in the target.
func (f *Folder) at(name string) string {
	return filepath.Join(f.place.target, filepath.FromSlash(name))
}

// listed names one file, and how many more there are.
func listed(names []string) string {
	switch len(names) {
	case 1:
		return "a file, " + names[0] + ","
	case 2:
		return names[0] + " and " + names[1]
	}
	return fmt.Sprintf("%s and %d more files", names[0], len(names)-1)
}

// sameFile reports whether two paths lead to one file, through links too.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	y, failed := os.Stat(b)
	return err == nil && failed == nil && os.SameFile(x, y)
}

// takeHidden makes the folder to write into. What was finished of a run that
// was stopped is taken, kept, or, if asked, dropped.
func (f *Folder) takeHidden() error {
	dir := f.place.result()
	left, err := ReadRecord(dir)
	if err != nil && !f.opts.Force {
		return err
	}
	if left != nil && f.place.isReady() {
		left.Unfinished = "everything"
		if err := f.dropLinks(left); err != nil {
			return err
		}
	}
	if left != nil && left.Unfinished != "" {
		same := left.Kind == f.opts.Kind && left.Run == f.opts.Run
		switch {
		case f.opts.Resume && same:
			f.resumed, f.done = true, left.Unfinished
			return nil
		case f.opts.Force:
		case f.opts.Resume:
			return f.occupied("the run that was stopped there was another ("+left.origin()+")", "give its flags, or start over with --force")
		default:
			return f.occupied("a run was stopped there with "+left.Unfinished+" finished, kept in "+dir, "go on with --resume, or start over with --force")
		}
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	if err := f.record("").write(dir); err != nil || !f.opts.Add || f.old == nil {
		return err
	}
	return f.link(f.old.Files, true)
}

// Resumed reports whether Dir holds what was finished of a run that was stopped.
func (f *Folder) Resumed() bool { return f.resumed }

// Dir is the folder to write into.
func (f *Folder) Dir() string { return f.place.result() }

// Empty reports whether the target is not there, or holds nothing.
func (f *Folder) Empty() bool {
	names, err := contents(f.place.target)
	return err == nil && len(names) == 0
}

func (f *Folder) record(unfinished string) *Record {
	return &Record{Kind: f.opts.Kind, Run: f.opts.Run, Command: f.opts.Command, Files: []string{}, Unfinished: unfinished}
}

// Checkpoint notes what is finished in Dir, such as "20 of 40 seeds", so that it
// is kept when the run is stopped. The caller has written it.
func (f *Folder) Checkpoint(finished string) error {
	f.done = finished
	return f.record(finished).write(f.Dir())
}

// Finished is what Checkpoint has noted last; empty: nothing.
func (f *Folder) Finished() string { return f.done }

// Leave ends the writing without a result. What Checkpoint has noted, or keep
// asks for, stays where Leave says; otherwise kept is empty and nothing stays.
func (f *Folder) Leave(keep bool) (kept string) {
	if f.done == "" && !keep {
		os.RemoveAll(f.Dir())
	} else {
		kept = f.Dir()
	}
	f.place.unlock(f.lock)
	return kept
}
