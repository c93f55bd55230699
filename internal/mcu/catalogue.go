package mcu

import (
	"cmp"
	"embed"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"tinyol-sim/internal/yamlfile"
)

//go:embed boards/*.yaml
var boardFiles embed.FS

// profiles are the built-in files by name, as written.
var profiles = sync.OnceValue(func() map[string]*profile {
	all := map[string]*profile{}
	names, err := boardFiles.ReadDir("boards")
	mustEmbed(err)
	for _, entry := range names {
		data, err := boardFiles.ReadFile(path.Join("boards", entry.Name()))
		mustEmbed(err)
		p, err := readProfile(data, entry.Name())
		mustEmbed(err)
		all[p.Name] = p
	}
	return all
})

// mustEmbed guards data that is compiled into the program and tested.
func mustEmbed(err error) {
	if err != nil {
		panic("BUG: mcu: " + err.Error())
	}
}

var boards = sync.OnceValue(func() []*Board {
	var all []*Board
	for _, p := range profiles() {
		if p.Abstract {
			continue
		}
		b, err := p.resolve()
		mustEmbed(err)
		all = append(all, b)
	}
	slices.SortFunc(all, func(a, b *Board) int { return cmp.Compare(a.Name, b.Name) })
	return all
})

// Boards returns the built-in boards in order of their names. They are shared;
// a caller that changes one copies it first.
func Boards() []*Board { return slices.Clone(boards()) }

// LoadBoard returns a built-in board, or, for a name that ends in .yaml or
// .yml, the board of that file. Case and punctuation of the name do not
// matter. The error is an *UnknownBoardError or a *BoardError.
func LoadBoard(name string) (*Board, error) {
	if ext := strings.ToLower(filepath.Ext(name)); ext == ".yaml" || ext == ".yml" {
		return LoadBoardFile(name)
	}
	key := nameKey(name)
	for _, b := range boards() {
		if nameKey(b.Name) == key {
			return b, nil
		}
	}
	return nil, unknownBoard(name)
}

// LoadBoardFile reads a board from a file, as ReadBoard does.
func LoadBoardFile(file string) (*Board, error) {
	data, err := yamlfile.ReadFile(file)
	if err != nil {
		return nil, yamlError(file, err)
	}
	return parseBoard(data, file)
}

// parseBoard makes a board of a user's file.
func parseBoard(data []byte, file string) (*Board, error) {
	p, err := readProfile(data, file)
	if err != nil {
		return nil, err
	}
	if p.Abstract {
		return nil, &BoardError{File: file, Field: "abstract", Problem: "the file describes a parent, not a board", Remedy: "leave abstract out"}
	}
	if p.Name == "" {
		p.Name = defaultName(file)
	}
	if p.Title == "" {
		p.Title = p.Name
	}
	for _, f := range p.fields() {
		if f.figure.set && f.figure.source == "" {
			f.figure.source = "given in " + path.Base(filepath.ToSlash(file))
		}
	}
	return p.resolve()
}

// defaultName makes a valid name out of a file's.
func defaultName(file string) string {
	base := path.Base(filepath.ToSlash(file))
	base = strings.TrimSuffix(base, filepath.Ext(base))
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.", r) {
			return r
		}
		return '-'
	}, base)
	if name = strings.Trim(name, "-."); name == "" {
		return "board"
	}
	return name
}

// resolve follows `inherits` up to a profile without parent.
func (p *profile) resolve() (*Board, error) {
	full := *p
	var chain []string
	for parent := p.Inherits; parent != ""; {
		q, ok := profiles()[parent]
		if !ok {
			return nil, &BoardError{File: p.file, Field: "inherits", Problem: fmt.Sprintf("%q is not a built-in board, chip or core", parent), Remedy: didYouMean(parent)}
		}
		if slices.Contains(chain, parent) {
			return nil, &BoardError{File: p.file, Field: "inherits", Problem: fmt.Sprintf("%q inherits from itself", parent), Remedy: "break the circle"}
		}
		chain = append(chain, parent)
		full.inherit(q)
		parent = q.Inherits
	}
	return full.board(chain)
}
