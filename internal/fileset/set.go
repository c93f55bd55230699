package fileset

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Set is the recordings behind some names, in the order in which they are read.
type Set struct {
	entries  []entry
	places   []*place
	next     int
	size     int64 // -1: not known
	aClass   bool  // every name is a folder of class folders
	archives []*os.File
}

// place is one of the names that the user gave.
type place struct {
	name  string
	files int
}

// entry is one recording.
type entry struct {
	at   *place
	in   string // folder below at.name, with slashes; "" where the user named the file
	name string
	size int64
	zip  *zip.File
}

// File is a recording of a set.
type File struct {
	Name  string // as messages show it
	Path  string // below what the user named, with slashes; "" where that is the file itself
	Set   string // what the user named
	Files int    // in that

	path  string
	entry entry
}

// Label is the label that a rule reads from the recording's name.
func (f *File) Label(r Rule) string { return r.label(&f.entry) }

// Listed reports a recording that the user did not name himself: it was found
// in a folder or in an archive.
func (f *File) Listed() bool { return f.Path != "" }

// Again reports a recording that can be opened more than once, as a pipe cannot.
func (f *File) Again() bool {
	if f.entry.zip != nil {
		return true
	}
	info, err := os.Stat(f.path)
	if err != nil { // a bundled recording, or none
		return f.path != "-"
	}
	return info.Mode().IsRegular()
}

// Open opens the recording; one that the user named is opened by the function.
func (f *File) Open(named func(name string) (io.ReadCloser, error)) (io.ReadCloser, error) {
	if f.entry.zip == nil {
		return named(f.path)
	}
	r, err := openMember(f.entry.zip)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	return r, nil
}

// Open lists the recordings behind the names. A name that is no folder and no
// archive is a recording, whether it can be opened or not. note hears, in one
// line each, what was left out. Errors name the file.
func Open(names []string, note func(text string)) (*Set, error) {
	s := &Set{aClass: len(names) > 0}
	for _, name := range names {
		if err := s.add(name, note); err != nil {
			s.Close()
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return s, nil
}

func (s *Set) add(name string, note func(string)) error {
	at := &place{name: name, files: 1}
	s.places = append(s.places, at)
	info, err := os.Stat(name)
	var t *tree
	switch {
	case err == nil && info.IsDir():
		if t, err = walk(name); err != nil {
			return err
		}
	case err == nil && info.Mode().IsRegular() && isArchive(name):
		a, err := openArchive(name)
		if err != nil {
			return err
		}
		s.archives, t = append(s.archives, a.file), a.tree
	default:
		s.aClass = false
		size := int64(-1)
		if err == nil && info.Mode().IsRegular() {
			size = info.Size()
		}
		s.append(entry{at: at, name: name, size: size})
		return nil
	}
	if text := t.note(name); text != "" && note != nil {
		note(text)
	}
	if t.count == 0 {
		return errors.New("holds no recordings; name a folder or an archive with CSV files in it")
	}
	s.aClass = s.aClass && t.aClassAFolder()
	at.files = t.count
	t.root.each(func(f *folder) {
		for _, file := range f.files {
			s.append(entry{at, f.path, file.name, file.size, file.zip})
		}
	})
	return nil
}

func (s *Set) append(e entry) {
	s.entries = append(s.entries, e)
	if s.size += e.size; e.size < 0 {
		s.size = -1 << 62
	}
}

// Len is the number of recordings.
func (s *Set) Len() int { return len(s.entries) }

// Size is the bytes of all recordings, 0 where that is not known.
func (s *Set) Size() int64 { return max(s.size, 0) }

// AClassAFolder reports that every name is a folder, or an archive, with nothing
// in it but folders of recordings.
func (s *Set) AClassAFolder() bool { return s.aClass }

// Label gives every recording the label that a rule reads from its name, and
// has the classes of a folder take turns: one recording of each, in their order,
// for names are in no order of time, and a stream that has one class after the
// other is no test. The first recording stays the first. What the user named
// himself keeps the order that he gave.
func (s *Set) Label(r Rule) error {
	var ordered []entry
	for _, at := range s.places {
		all := s.entries[:at.files]
		s.entries = s.entries[at.files:]
		turns, err := takeTurns(r, all)
		if err != nil {
			return err
		}
		ordered = append(ordered, turns...)
	}
	s.entries = ordered
	return nil
}

// takeTurns orders the recordings of a folder by their labels.
func takeTurns(r Rule, all []entry) ([]entry, error) {
	classes, index := [][]entry{}, map[string]int{}
	for i := range all {
		label := r.label(&all[i])
		if label == "" {
			return nil, fmt.Errorf("%s: --label-from %s finds no label in its name; use %s, %s or a regular expression with a group", all[i].shown(), r, ByFolder, ByFile)
		}
		at, known := index[label]
		if !known {
			at, index[label] = len(classes), len(classes)
			classes = append(classes, nil)
		}
		classes[at] = append(classes[at], all[i])
	}
	ordered := make([]entry, 0, len(all))
	for len(ordered) < len(all) {
		for i, c := range classes {
			if len(c) > 0 {
				ordered, classes[i] = append(ordered, c[0]), c[1:]
			}
		}
	}
	return ordered, nil
}

// Next returns the next recording; nil at the end.
func (s *Set) Next() *File {
	if s.next == len(s.entries) {
		return nil
	}
	e := &s.entries[s.next]
	s.next++
	f := &File{Name: e.shown(), Set: e.at.name, Files: e.at.files, path: e.name, entry: *e}
	if e.in != "" {
		f.Path = path.Join(e.in, e.name)
		f.path = filepath.Join(e.at.name, filepath.FromSlash(f.Path))
	}
	return f
}

// Close closes the archives.
func (s *Set) Close() {
	for _, f := range s.archives {
		f.Close()
	}
	s.archives = nil
}

// shown is the recording's name in messages.
func (e *entry) shown() string {
	if e.in == "" {
		return e.name
	}
	return filepath.Join(e.at.name, filepath.FromSlash(e.in), e.name)
}

// named is what a regular expression is held against: the path from what the
// user named on, that included.
func (e *entry) named() string {
	if e.in == "" {
		return path.Base(filepath.ToSlash(e.name))
	}
	return path.Join(base(e.at.name), e.in, e.name)
}

// holder is the name of the folder that holds the recording.
func (e *entry) holder() string {
	switch e.in {
	case "":
		return base(filepath.Dir(e.name))
	case ".":
		return base(e.at.name)
	}
	return path.Base(e.in)
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
