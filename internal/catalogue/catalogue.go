package catalogue

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tinyol-sim/internal/yamlfile"
)

//go:embed entries/*.yaml
var carried embed.FS

const (
	entriesDir = "entries"
	yamlEnd    = ".yaml"
)

// Environment variables that name other folders than the system's.
const (
	CacheVariable     = "TINYOL_CACHE"     // downloaded files
	CatalogueVariable = "TINYOL_CATALOGUE" // entries of one's own
)

// Catalogue is what the program carries, what the user has added, and the cache.
type Catalogue struct {
	own   string // folder of the user's entries
	cache string // folder of the downloaded files, a folder an entry

	client   *http.Client
	patience patience
}

// Open finds the folders of this user; they need not exist. The error says which
// variable names one.
func Open() (*Catalogue, error) {
	c := &Catalogue{client: newClient(), patience: patience{stall: 30 * time.Second, pause: 2 * time.Second, tries: 3}}
	for _, f := range []struct {
		dir      *string
		variable string
		system   func() (string, error)
		name     string
	}{
		{&c.own, CatalogueVariable, os.UserConfigDir, "catalogue"},
		{&c.cache, CacheVariable, os.UserCacheDir, "datasets"},
	} {
		if *f.dir = os.Getenv(f.variable); *f.dir != "" {
			continue
		}
		base, err := f.system()
		if err != nil {
			return nil, &Error{Subject: f.variable, Problem: "this system has no folder for " + f.name + ": " + err.Error(), Remedy: "set it to a folder", Err: err}
		}
		*f.dir = filepath.Join(base, "tinyol-sim", f.name)
	}
	return c, nil
}

// List returns the entries, those of one's own behind, each part in order of
// their names. An own entry stands for a carried one of its name. Problems are
// files of the user's folder that are no entries.
func (c *Catalogue) List() (entries []*Entry, problems []error) {
	own := map[string]*Entry{}
	names, err := os.ReadDir(c.own)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		problems = append(problems, &Error{Subject: c.own, Problem: cause(err), Remedy: "check " + CatalogueVariable, Err: err})
	}
	for _, f := range names {
		if filepath.Ext(f.Name()) != yamlEnd || strings.HasPrefix(f.Name(), ".") {
			continue
		}
		e, err := c.readOwn(strings.TrimSuffix(f.Name(), yamlEnd))
		if err != nil {
			problems = append(problems, err)
			continue
		}
		own[e.Name] = e
	}
	for _, name := range carriedNames() {
		if own[name] == nil {
			entries = append(entries, mustCarry(name))
		}
	}
	added := make([]*Entry, 0, len(own))
	for _, e := range own {
		added = append(added, e)
	}
	slices.SortFunc(added, func(a, b *Entry) int { return cmp.Compare(a.Name, b.Name) })
	return append(entries, added...), problems
}

// Find returns the entry of a name.
func (c *Catalogue) Find(name string) (*Entry, error) {
	if entryName.MatchString(name) {
		e, err := c.readOwn(name)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return e, err
		}
		if slices.Contains(carriedNames(), name) {
			return mustCarry(name), nil
		}
	}
	return nil, &Error{Subject: fmt.Sprintf("%q", name), Problem: "the catalogue has no such entry", Remedy: "datasets list --remote shows what it has"}
}

// readOwn reads NAME.yaml of the user's folder.
func (c *Catalogue) readOwn(name string) (*Entry, error) {
	file := filepath.Join(c.own, name+yamlEnd)
	data, err := yamlfile.ReadFile(file)
	if err != nil {
		return nil, yamlError(file, err)
	}
	e, err := Parse(data, file)
	if err != nil {
		return nil, err
	}
	e.Own = true
	return e, nil
}

// carriedNames are the entries that the program carries.
func carriedNames() []string {
	files, err := carried.ReadDir(entriesDir)
	if err != nil {
		panic("BUG: catalogue: " + err.Error()) // compiled in
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), yamlEnd))
	}
	slices.Sort(names) // without the ending, a-b comes behind a
	return names
}

// mustCarry reads an entry that is compiled in and tested.
func mustCarry(name string) *Entry {
	file := name + yamlEnd
	data, err := carried.ReadFile(path.Join(entriesDir, file))
	if err == nil {
		var e *Entry
		if e, err = Parse(data, file); err == nil {
			return e
		}
	}
	panic("BUG: catalogue: " + err.Error())
}

// cause is what the system says, without the path that the message has already.
func cause(err error) string {
	if system, ok := errors.AsType[*fs.PathError](err); ok {
		return system.Err.Error()
	}
	if system, ok := errors.AsType[*os.LinkError](err); ok {
		return system.Err.Error()
	}
	return err.Error()
}
