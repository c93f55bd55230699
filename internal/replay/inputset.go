package replay

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"

	"tinyol-sim/internal/fileset"
	"tinyol-sim/internal/result"
)

// mostListed is how many files of a folder or an archive the manifest lists one
// by one.
const mostListed = 64

// inputSet is a folder or an archive with what was read of its files.
type inputSet struct {
	role, name string
	closed     []readFile
	open       *input // nil: none is
}

// readFile is a file of a set that was read.
type readFile struct {
	path  string // below the set's name, with slashes
	bytes int64
	sum   [sha256.Size]byte
}

// setOf is the set of a file that is opened in a role. Nothing else is opened in
// that role before its last file is closed.
func (in *Inputs) setOf(role string, f *fileset.File) *inputSet {
	if n := len(in.seen); n > 0 {
		if last := in.seen[n-1].set; last != nil && last.role == role && last.name == f.Set {
			return last
		}
	}
	for _, s := range in.seen {
		if s.set != nil && s.set.role == role && s.set.name == f.Set {
			return s.set
		}
	}
	set := &inputSet{role: role, name: f.Set}
	in.seen = append(in.seen, entry{set: set})
	return set
}

// take keeps what was read of a file that is closed.
func (s *inputSet) take(i *input) {
	s.closed, s.open = append(s.closed, i.read()), nil
}

func (i *input) read() readFile {
	f := readFile{path: i.path, bytes: i.bytes}
	i.sum.Sum(f.sum[:0])
	return f
}

// files are those that were read, the open one as far as it was.
func (s *inputSet) files() []readFile {
	if s.open == nil {
		return s.closed
	}
	return append(slices.Clip(s.closed), s.open.read())
}

// manifest lists the files, or the set as one; result.Input says how.
func (s *inputSet) manifest() []result.Input {
	files := s.files()
	if len(files) > mostListed {
		return []result.Input{s.asOne(files)}
	}
	var list []result.Input
	for _, f := range files {
		list = append(list, result.Input{
			Role: s.role, Name: filepath.Join(s.name, filepath.FromSlash(f.path)), Bytes: f.bytes, SHA256: hex.EncodeToString(f.sum[:]),
		})
	}
	return list
}

func (s *inputSet) asOne(files []readFile) result.Input {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b readFile) int { return cmp.Compare(a.path, b.path) })
	in := result.Input{Role: s.role, Name: s.name, Files: int64(len(files))}
	sum := sha256.New()
	for _, f := range files {
		in.Bytes += f.bytes
		fmt.Fprintf(sum, "%x  %s\n", f.sum, f.path)
	}
	in.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return in
}

// Shared is files that were read in two roles, known by their bytes.
type Shared struct {
	Roles [2]string
	Names [2]string // of the first pair of files
	Files int       // in the second role
}

// Shared lists what was read in two of the roles.
func (in *Inputs) Shared(roles ...string) (all []Shared) {
	read := map[string][]named{}
	for _, role := range roles {
		read[role] = in.readIn(role)
	}
	for i, a := range roles {
		for _, b := range roles[i+1:] {
			if s := (Shared{Roles: [2]string{a, b}}); s.find(read[a], read[b]) {
				all = append(all, s)
			}
		}
	}
	return all
}

// named is what was read of a file.
type named struct {
	sum  [sha256.Size]byte
	name string
}

// readIn returns what was read in a role, sorted by its bytes.
func (in *Inputs) readIn(role string) (all []named) {
	for _, s := range in.seen {
		if s.file != nil && s.file.role == role {
			all = append(all, named{name: s.file.name})
			s.file.sum.Sum(all[len(all)-1].sum[:0])
		}
		if s.set != nil && s.set.role == role {
			for _, f := range s.set.files() {
				all = append(all, named{f.sum, filepath.Join(s.set.name, filepath.FromSlash(f.path))})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b named) int { return bytes.Compare(a.sum[:], b.sum[:]) })
	return all
}

// find counts the files of b that a has too.
func (s *Shared) find(a, b []named) bool {
	for _, f := range b {
		at, found := slices.BinarySearchFunc(a, f, func(x, y named) int { return bytes.Compare(x.sum[:], y.sum[:]) })
		if !found {
			continue
		}
		if s.Files++; s.Files == 1 {
			s.Names = [2]string{a[at].name, f.name}
		}
	}
	return s.Files > 0
}
