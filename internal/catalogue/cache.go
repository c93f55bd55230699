package catalogue

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Prefix in front of NAME, or of NAME/FILE for one file of several, marks what is in
// the cache wherever the name of a recording stands.
const Prefix = "cached:"

// Locate returns the path of what a reference behind Prefix names: a file, or the
// folder of an entry with several. Where it is not on this machine, the error says
// how to get it.
func (c *Catalogue) Locate(reference string) (string, error) {
	name, rest, _ := strings.Cut(reference, "/")
	e, err := c.Find(name)
	if err != nil {
		return "", err
	}
	wanted, at := e.Files, c.Folder(e)
	if rest != "" || len(e.Files) == 1 {
		f, err := e.file(rest)
		if err != nil {
			return "", err
		}
		wanted, at = []File{f}, c.path(e, f)
	}
	for _, f := range wanted {
		info, err := os.Stat(c.path(e, f))
		if err != nil || !info.Mode().IsRegular() {
			return "", &Error{Subject: Prefix + reference, Problem: "is not on this machine", Remedy: fmt.Sprintf("tinyol-sim datasets get %s brings it (%s, licence %s)", e.Name, amount(e.Size()), e.Licence)}
		}
		if info.Size() != f.Size {
			return "", c.foreign(e, c.path(e, f))
		}
	}
	return at, nil
}

// file returns the file of that name, or the only one.
func (e *Entry) file(name string) (File, error) {
	if name == "" {
		return e.Files[0], nil
	}
	var names []string
	for _, f := range e.Files {
		if f.Name == name {
			return f, nil
		}
		if len(names) < namesShown {
			names = append(names, Prefix+e.Name+"/"+f.Name)
		}
	}
	return File{}, &Error{Subject: Prefix + e.Name + "/" + name, Problem: "the entry has no such file", Remedy: "name one, as " + strings.Join(names, " or ")}
}

const namesShown = 3

// Present counts the files that are in the cache with their full size.
func (c *Catalogue) Present(e *Entry) int {
	n := 0
	for _, f := range e.Files {
		if info, err := os.Stat(c.path(e, f)); err == nil && info.Mode().IsRegular() && info.Size() == f.Size {
			n++
		}
	}
	return n
}

// Folder returns where the files of an entry are kept.
func (c *Catalogue) Folder(e *Entry) string { return filepath.Join(c.cache, e.Name) }

func (c *Catalogue) path(e *Entry, f File) string {
	return filepath.Join(c.Folder(e), filepath.FromSlash(f.Name))
}

// foreign is the error of a file in the cache that is another one. It may be a
// file of the user's, and is not touched.
func (c *Catalogue) foreign(e *Entry, at string) error {
	return &Error{Subject: at, Problem: "is not the file that the catalogue describes", Remedy: "move it elsewhere, and tinyol-sim datasets get " + e.Name + " brings the right one"}
}

// folderError is the error of a folder or file that cannot be made or read.
func folderError(at string, err error) error {
	if errors.Is(err, context.Canceled) {
		return &Error{Subject: at, Problem: "interrupted", Remedy: "the same command goes on", Err: err}
	}
	return &Error{Subject: at, Problem: cause(err), Remedy: "check that there is room and that the folder can be written; " + CacheVariable + " names another one", Err: err}
}

// makeFolder makes the folder of a file.
func makeFolder(at string) error {
	if err := os.MkdirAll(filepath.Dir(at), fs.ModePerm); err != nil {
		return folderError(filepath.Dir(at), err)
	}
	return nil
}
