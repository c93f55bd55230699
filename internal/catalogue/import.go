package catalogue

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tinyol-sim/internal/output"
	"tinyol-sim/internal/plaintext"
	"tinyol-sim/internal/stream"
)

// Import says what an entry of one's own is made of.
type Import struct {
	Folder  string // or a file
	Name    string
	Title   string // "": that of the folder
	Kind    string
	Licence string
	Note    string // what it is good for
	Force   bool   // replace an own entry of this name
}

// Import makes an entry of the files of a folder, with sizes, checksums, and the
// columns that the reader of recordings finds, and writes it into the user's
// folder, at the path that it returns. The files stay where they are: Get copies
// them into the cache and verifies them. note hears what was left out, and why.
func (c *Catalogue) Import(ctx context.Context, o Import, note func(string)) (e *Entry, at string, err error) {
	if !entryName.MatchString(o.Name) {
		return nil, "", &Error{Subject: fmt.Sprintf("%q", o.Name), Problem: "is not a name for an entry", Remedy: nameRemedy}
	}
	at = filepath.Join(c.own, o.Name+yamlEnd)
	switch {
	case slices.Contains(carriedNames(), o.Name):
		return nil, "", &Error{Subject: o.Name, Problem: "is the name of an entry that the tool carries", Remedy: "choose another name"}
	case output.Exists(at) && !o.Force:
		return nil, "", &Error{Subject: at, Problem: "is there", Remedy: "choose another name, or replace it with --force"}
	}
	e = &Entry{Name: o.Name, Title: o.Title, Kind: o.Kind, Licence: o.Licence, GoodFor: o.Note, Seen: true, Own: true}
	paths, err := o.files(note)
	if err != nil {
		return nil, "", err
	}
	if e.Title == "" {
		full, err := filepath.Abs(o.Folder)
		if err != nil {
			return nil, "", &Error{Subject: o.Folder, Problem: cause(err), Err: err}
		}
		e.Title = filepath.Base(full)
	}
	if err := e.add(ctx, o, paths, note); err != nil {
		return nil, "", err
	}
	data := e.yaml()
	if _, err := Parse(data, at); err != nil { // what is written can be read
		return nil, "", err
	}
	if err := makeFolder(at); err != nil {
		return nil, "", err
	}
	return e, at, output.Put(c.own, o.Name+yamlEnd, data)
}

// files are the paths of the files in the folder, in order. Hidden ones, links,
// and what is no file are left out.
func (o Import) files(note func(string)) ([]string, error) {
	var paths []string
	err := filepath.WalkDir(o.Folder, func(path string, f fs.DirEntry, err error) error {
		info := fs.FileInfo(nil)
		if err == nil {
			info, err = os.Stat(path)
		}
		switch {
		case err != nil:
			return err
		case path == o.Folder && (info.IsDir() || info.Mode().IsRegular()):
		case strings.HasPrefix(f.Name(), ".") && f.IsDir():
			return fs.SkipDir
		case f.IsDir() || strings.HasPrefix(f.Name(), "."):
			return nil
		case !f.Type().IsRegular():
			note(path + ": left out, for it is no plain file")
			return nil
		}
		if info.Mode().IsRegular() {
			paths = append(paths, path)
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, &Error{Subject: o.Folder, Problem: cause(err), Remedy: "name a folder with recordings", Err: err}
	case len(paths) == 0:
		return nil, &Error{Subject: o.Folder, Problem: "holds no files", Remedy: "name a folder with recordings"}
	case len(paths) > maxFiles:
		return nil, &Error{Subject: o.Folder, Problem: fmt.Sprintf("holds %d files, and an entry at most %d", len(paths), maxFiles), Remedy: "pack them into one zip file and import that, or import the folders in it one by one"}
	}
	return paths, nil
}

// add takes the files into the entry.
func (e *Entry) add(ctx context.Context, o Import, paths []string, note func(string)) error {
	var first error
	readable := ""
	for _, path := range paths {
		f, err := describeFile(ctx, o.Folder, path)
		if err != nil {
			return err
		}
		e.Files = append(e.Files, f)
		if accompanies(path) {
			continue
		}
		err = e.addColumns(path)
		switch {
		case err == nil || isArchive(path):
			readable = cmp.Or(readable, f.Name)
		default:
			note(path + ": kept, but not read as a recording: " + plaintext.Cut(problem(err), reasonShown))
			first = cmp.Or(first, err)
		}
	}
	if readable == "" {
		return cmp.Or(first, error(&Error{Subject: o.Folder, Problem: "holds no recording", Remedy: "name a folder with recordings"}))
	}
	e.Command = "tinyol-sim try " + Prefix + e.Name
	if len(e.Files) > 1 {
		e.Command += "/" + readable
	}
	return nil
}

// reasonShown is how much of the reason a note gives why a file is no recording.
const reasonShown = 100

// problem is what is wrong with a file, without its name and the remedy, which are
// for recordings.
func problem(err error) string {
	if fault, ok := errors.AsType[*stream.Error](err); ok {
		return fault.Problem
	}
	return cause(err)
}

// Files that accompany recordings are kept, and not looked at: there is no text in
// which the reader does not find columns, if it has to.
var (
	accompanying = []string{".md", ".rst", ".html", ".pdf", ".png", ".jpg", ".svg", ".py", ".m", ".r", ".ino", ".c", ".h", ".cpp", ".yaml", ".yml"}
	prose        = []string{"readme", "license", "licence", "copying"}
)

func accompanies(path string) bool {
	end := strings.ToLower(filepath.Ext(path))
	name := strings.TrimSuffix(strings.ToLower(filepath.Base(path)), end)
	return slices.Contains(accompanying, end) || slices.Contains(prose, name)
}

// isArchive reports whether recordings may lie in a file.
func isArchive(path string) bool { return strings.EqualFold(filepath.Ext(path), ".zip") }

func describeFile(ctx context.Context, folder, path string) (File, error) {
	name, err := filepath.Rel(folder, path)
	if err == nil && name == "." {
		name = filepath.Base(path)
	}
	full, failed := filepath.Abs(path)
	info, missing := os.Stat(path)
	if err := errors.Join(err, failed, missing); err != nil {
		return File{}, &Error{Subject: path, Problem: cause(err), Remedy: "check the folder", Err: err}
	}
	f := File{Name: filepath.ToSlash(name), Address: toURL(full), Size: info.Size()}
	if problem := checkFileName(f.Name); problem != "" {
		return File{}, &Error{Subject: path, Problem: "its name " + problem, Remedy: "rename it"}
	}
	if f.Size == 0 {
		return File{}, &Error{Subject: path, Problem: "is empty", Remedy: "take it out of the folder"}
	}
	if f.SHA256, err = sumOf(ctx, path); err != nil {
		return File{}, folderError(path, err)
	}
	return f, nil
}

// addColumns takes the columns of a recording that the entry does not have yet.
func (e *Entry) addColumns(path string) error {
	r, err := stream.Open(path, stream.Options{})
	if err != nil {
		return err
	}
	defer r.Close()
	add := func(meaning string, names ...string) {
		for _, name := range names {
			has := func(c Column) bool { return c.Name == name }
			if name != "" && !slices.ContainsFunc(e.Columns, has) {
				e.Columns = append(e.Columns, Column{name, meaning})
			}
		}
	}
	add("time", r.TimeColumn())
	add("channel", r.Columns()...)
	add("label", r.LabelColumn())
	add("not a channel", r.Unused()...)
	return nil
}

// yaml writes the entry as Parse reads it. A JSON text is one of YAML.
func (e *Entry) yaml() []byte {
	var b bytes.Buffer
	line := func(indent, key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s%s: %s\n", indent, key, quoted(value))
		}
	}
	line("", "title", e.Title)
	line("", "kind", e.Kind)
	line("", "licence", e.Licence)
	line("", "good-for", e.GoodFor)
	line("", "command", e.Command)
	if len(e.Columns) > 0 {
		b.WriteString("columns:\n")
	}
	for _, c := range e.Columns {
		line("  ", quoted(c.Name), c.Meaning)
	}
	b.WriteString("files:\n")
	for _, f := range e.Files {
		line("  - ", "name", f.Name)
		line("    ", "address", f.Address)
		fmt.Fprintf(&b, "    size: %d\n", f.Size)
		line("    ", "sha256", f.SHA256)
	}
	return b.Bytes()
}

func quoted(text string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(strings.ToValidUTF8(text, "�")); err != nil {
		panic(err) // a text
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// toURL and fromURL turn the full path of a file into an address and back. One of
// Windows, C:\a, is file:///C:/a.
func toURL(full string) string {
	slashed := filepath.ToSlash(full)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	return (&url.URL{Scheme: "file", Path: slashed}).String()
}

func fromURL(u *url.URL) string {
	path := u.Path
	if without := strings.TrimPrefix(path, "/"); filepath.VolumeName(without) != "" {
		path = without
	}
	return filepath.FromSlash(path)
}
