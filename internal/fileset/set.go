package fileset

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Set is the recordings behind some names, in the order in which they are read. Of
// each it keeps its own name and little else.
type Set struct {
	shelves []shelf
	order   []int32 // of the recordings, by their number
	next    int
	size    int64 // -1: not known
	aClass  bool  // every name is a folder of class folders
	places  []*place
	lent    bool // the archives are another set's to close
}

// place is one of the names that the user gave.
type place struct {
	name    string
	files   int
	archive *archive // nil: a folder or a file
}

// shelf is a folder with its recordings.
type shelf struct {
	at     *place
	folder string // below at.name, with slashes; "" where the user named the file
	first  int    // number of the first file
	files  []leaf
}

// File is a recording of a set.
type File struct {
	Name   string // as messages show it
	Set    string // what the user named
	Files  int    // in that
	Folder string // below Set, with slashes; "" where Set is the file itself
	Base   string // name in the folder
	Number int    // of the set's recordings, from 0; see Set.At

	at     *place
	member int32
}

// Listed reports a recording that the user did not name himself: it was found
// in a folder or in an archive.
func (f *File) Listed() bool { return f.Folder != "" }

// Again reports a recording that can be opened more than once, as a pipe cannot.
func (f *File) Again() bool {
	if f.at.archive != nil {
		return true
	}
	info, err := os.Stat(f.Name)
	if err != nil { // a bundled recording, or none
		return f.Name != "-"
	}
	return info.Mode().IsRegular()
}

// Open opens the recording; one that is in no archive is opened by the function.
func (f *File) Open(named func(name string) (io.ReadCloser, error)) (io.ReadCloser, error) {
	a := f.at.archive
	if a == nil {
		return named(f.Name)
	}
	r, err := a.open(&a.members[f.member])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	return r, nil
}

// Open lists the recordings behind the names. A name that is no folder and no
// archive is a recording, whether it can be opened or not. note, if not nil, hears
// in one line each what was left out. Errors name the file.
func Open(names []string, note func(text string)) (*Set, error) {
	s := &Set{aClass: len(names) > 0}
	for _, name := range names {
		if err := s.add(name, note); err != nil {
			s.Close()
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	s.order = make([]int32, s.count())
	for i := range s.order {
		s.order[i] = int32(i)
	}
	return s, nil
}

func (s *Set) add(name string, note func(string)) error {
	at := &place{name: name, files: 1}
	s.places = append(s.places, at)
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		t, err := walk(name)
		if err != nil {
			return err
		}
		return s.addTree(at, t, note)
	case err == nil && info.Mode().IsRegular() && IsArchive(name):
		if at.archive, err = openArchive(name); err != nil {
			return err
		}
		t := at.archive.tree
		at.archive.tree = nil
		return s.addTree(at, t, note)
	}
	s.aClass = false
	s.shelves = append(s.shelves, shelf{at, "", s.count(), []leaf{{name: name}}})
	if s.size >= 0 && err == nil && info.Mode().IsRegular() {
		s.size += info.Size()
	} else {
		s.size = -1
	}
	return nil
}

func (s *Set) addTree(at *place, t *tree, note func(string)) error {
	if text := t.note(at.name); text != "" && note != nil {
		note(text)
	}
	if t.count == 0 {
		return errors.New("holds no recordings; name a folder or an archive with CSV files in it")
	}
	s.aClass = s.aClass && t.aClassAFolder()
	at.files = t.count
	t.root.each(func(f *folder) {
		if len(f.files) > 0 {
			s.shelves = append(s.shelves, shelf{at, f.path, s.count(), f.files})
		}
	})
	if s.size >= 0 {
		s.size += t.bytes()
	}
	return nil
}

func (s *Set) count() int {
	if len(s.shelves) == 0 {
		return 0
	}
	last := &s.shelves[len(s.shelves)-1]
	return last.first + len(last.files)
}

// Len is the number of recordings.
func (s *Set) Len() int { return len(s.order) }

// Size is the bytes of all recordings, 0 where that is not known.
func (s *Set) Size() int64 { return max(s.size, 0) }

// AClassAFolder reports that every name is a folder, or an archive, with nothing
// in it but folders of recordings.
func (s *Set) AClassAFolder() bool { return s.aClass }

// Next returns the next recording; nil at the end.
func (s *Set) Next() *File {
	if s.next == len(s.order) {
		return nil
	}
	f := s.InOrder(s.next)
	s.next++
	return &f
}

// InOrder is the recording that is read as the n-th, from 0.
func (s *Set) InOrder(n int) File { return s.At(int(s.order[n])) }

// At is a recording by its number, which is not that in the order of reading. It
// can be asked for its names when the set is closed.
func (s *Set) At(number int) File {
	i, found := slices.BinarySearchFunc(s.shelves, number, func(h shelf, n int) int { return h.first - n })
	if !found {
		i--
	}
	h := &s.shelves[i]
	l := h.files[number-h.first]
	f := File{Name: l.name, Set: h.at.name, Files: h.at.files, Folder: h.folder, Base: l.name, Number: number, at: h.at, member: l.member}
	if h.folder != "" {
		f.Name = filepath.Join(h.at.name, filepath.FromSlash(h.folder), l.name)
	}
	return f
}

// Again is the set from its beginning, to be read beside it, and not after it is
// closed.
func (s *Set) Again() *Set {
	again := *s
	again.order, again.next, again.lent = slices.Clone(s.order), 0, true
	return &again
}

// Close closes the archives.
func (s *Set) Close() {
	for _, at := range s.places {
		if at.archive != nil && !s.lent {
			at.archive.close()
			at.archive.members = nil
		}
	}
	s.places = nil
}

// named is what a regular expression is held against: the path from what the
// user named on, that included.
func (f *File) named() string {
	if !f.Listed() {
		return filepath.Base(f.Name)
	}
	return path.Join(base(f.Set), f.Folder, f.Base)
}

// holder is the name of the folder that holds the recording.
func (f *File) holder() string {
	switch f.Folder {
	case "":
		return base(filepath.Dir(f.Name))
	case ".":
		return base(f.Set)
	}
	return path.Base(f.Folder)
}

// base is a folder's or an archive's own name, also where it is given as "." or
// "..".
func base(name string) string {
	if full, err := filepath.Abs(name); err == nil {
		name = full
	}
	name = filepath.Base(name)
	if ext := filepath.Ext(name); strings.EqualFold(ext, archiveExtension) {
		return strings.TrimSuffix(name, ext)
	}
	return name
}
