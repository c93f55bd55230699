package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Commit puts what was written into its place and gives the folder back. Our
// files of an earlier result go, all others stay. After an error the result is
// where the error says.
func (f *Folder) Commit() error {
	err := f.commit()
	if err != nil {
		var occupied *OccupiedError
		if !errors.As(err, &occupied) {
			err = fmt.Errorf("%s: %w", f.place.named, err)
		}
		return fmt.Errorf("%w; the result is in %s", err, f.Leave(true))
	}
	f.place.unlock(f.lock)
	return nil
}

func (f *Folder) commit() error {
	// A run that goes on may have begun while the one before it was still dying, and
	// its lock held.
	removeKilled(f.place.result(), "")
	p, dir := f.place, f.place.result()
	made, err := contents(dir)
	if err != nil {
		return err
	}
	there, err := contents(p.target)
	if err != nil {
		return err
	}
	for _, name := range made {
		if slices.Contains(there, name) && !f.old.owns(name) {
			return f.collision(name)
		}
	}
	record := f.record("")
	if f.opts.Kind == KindReport && f.old != nil {
		*record = *f.old
	}
	record.Files = made
	if err := errors.Join(syncFiles(dir, made), f.close(record)); err != nil {
		return err
	}
	return f.move(there)
}

// close gives the new folder its last record. From then on nothing in it says
// that it is unfinished, and if it was stopped before the move, it looks like an
// earlier result that was exchanged and is to be removed. What is to be kept has
// its record under a second name, which leads to another file after the exchange.
func (f *Folder) close(record *Record) error {
	p := f.place
	os.Remove(p.ready())
	if f.done != "" && record.writeTo(p.ready()) == nil {
		aside := filepath.Join(p.hidden, RecordFile)
		os.Remove(aside)
		if os.Link(p.ready(), aside) == nil {
			return os.Rename(aside, filepath.Join(p.result(), RecordFile))
		}
	}
	return record.write(p.result()) // a file system without links
}

// move brings the files to their places, in one step where that can be had.
func (f *Folder) move(there []string) error {
	p := f.place
	if !p.exists() {
		if err := os.Rename(p.result(), p.target); err == nil {
			return nil
		}
		if err := os.MkdirAll(p.target, 0o777); err != nil {
			return err
		}
	}
	if !p.inside && !holdsResults(p.target) && f.exchange(there) == nil {
		return nil
	}
	// From this step on the new result stands: it is carried to the end by
	// whoever opens the folder next.
	if err := os.Rename(p.result(), p.moving()); err != nil {
		return err
	}
	return p.settle()
}

// exchange lets the new folder and the old one change places. Files that stay
// are linked into the new one before: a link is the same file. Where it fails,
// nothing has changed but for such links.
func (f *Folder) exchange(there []string) error {
	p := f.place
	foreign := slices.DeleteFunc(slices.Clone(there), f.old.owns)
	if err := f.link(foreign, false); err != nil {
		return err
	}
	info, err := os.Stat(p.target)
	if err == nil {
		err = os.Chmod(p.result(), info.Mode().Perm())
	}
	if err == nil {
		err = exchange(p.result(), p.target)
	}
	if err != nil {
		f.unlink(foreign)
		return err
	}
	return f.removeOld(foreign)
}

// link makes files of the target appear in the new folder too; copied, if asked,
// where the file system has no links.
func (f *Folder) link(names []string, orCopy bool) error {
	for i, name := range names {
		to := f.in(name)
		err := os.MkdirAll(filepath.Dir(to), 0o777)
		if err == nil {
			err = os.Link(f.at(name), to)
		}
		if err != nil && orCopy {
			err = copyFile(f.at(name), to)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // a file of ours that somebody removed
			f.unlink(names[:i])
			return err
		}
	}
	return nil
}

func (f *Folder) unlink(names []string) {
	for _, name := range names {
		os.Remove(f.in(name))
	}
}

// dropLinks removes from a whole result that was not moved the links to files of
// the target that are to stay there: they are made again.
func (f *Folder) dropLinks(record *Record) error {
	names, err := contents(f.place.result())
	if err != nil {
		return err
	}
	f.unlink(slices.DeleteFunc(names, record.owns))
	return nil
}

// in is the path of a file in the new folder.
func (f *Folder) in(name string) string {
	return filepath.Join(f.place.result(), filepath.FromSlash(name))
}

func copyFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	return replace(to, func(w io.Writer) error {
		_, err := io.Copy(w, source)
		return err
	})
}

// removeOld removes what now lies in the hidden folder: the old files. One that
// nobody knew of, because it came in the meantime, goes to the new folder.
func (f *Folder) removeOld(linked []string) error {
	old := f.place.result()
	names, err := contents(old)
	if err != nil {
		return err
	}
	for _, name := range names {
		if f.old.owns(name) || slices.Contains(linked, name) {
			continue
		}
		if _, err := os.Lstat(f.at(name)); err == nil {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(f.at(name)), 0o777); err != nil {
			return err
		}
		if err := os.Rename(filepath.Join(old, filepath.FromSlash(name)), f.at(name)); err != nil {
			return err
		}
	}
	return os.RemoveAll(old)
}

// Settle ends a move into dir that was stopped, so that the folder can be read.
// One that somebody is moving at this moment is a *BusyError.
func Settle(dir string) error {
	p, err := locate(dir)
	if err != nil || !p.exists() {
		return nil // whoever reads it says so
	}
	for _, hidden := range []string{p.hidden, p.otherHidden()} {
		q := *p
		q.hidden = hidden
		if _, err := os.Stat(q.moving()); err != nil {
			continue
		}
		l, err := q.lock()
		if err != nil {
			return err
		}
		err = q.settle()
		q.unlock(l)
		if err != nil {
			return err
		}
	}
	return nil
}

// settle moves the files of a result one by one to their places, the record
// last, and then removes those of the earlier result that the new one lacks. It
// may be stopped at any moment and begun again.
func (p *place) settle() error {
	dir := p.moving()
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	record, err := ReadRecord(dir)
	if err != nil {
		return err
	}
	if record != nil { // else it has moved, and what is left is to be removed
		old, err := ReadRecord(p.target)
		if err != nil {
			return err
		}
		names, err := contents(dir)
		if err != nil {
			return err
		}
		for _, name := range names {
			if err := p.bring(name); err != nil {
				return err
			}
		}
		if old != nil {
			for _, name := range old.Files {
				if !record.owns(name) {
					os.Remove(filepath.Join(p.target, filepath.FromSlash(name)))
				}
			}
		}
		if err := p.bring(RecordFile); err != nil {
			return err
		}
	}
	return os.RemoveAll(dir)
}

func (p *place) bring(name string) error {
	name = filepath.FromSlash(name)
	to := filepath.Join(p.target, name)
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	return os.Rename(filepath.Join(p.moving(), name), to)
}

// syncFiles waits until the files are on the disk: their new names must not
// get there before them.
func syncFiles(dir string, names []string) error {
	for _, name := range append(slices.Clone(names), ".") {
		f, err := os.Open(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		err = f.Sync()
		if name == "." {
			err = nil // not every file system takes a folder's
		}
		if err := errors.Join(err, f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// ReplaceFile puts data at path in one move: whoever reads the path meets the
// old content or the new, never a part.
func ReplaceFile(path string, data []byte) error {
	return replace(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

func replace(path string, write func(io.Writer) error) error {
	file, err := createAside(path)
	if err != nil {
		return err
	}
	return file.moveTo(path, write(file))
}
