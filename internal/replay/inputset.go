package replay

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"path"
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
	of         *fileset.Set // has the names
	closed     []readFile
	bytes      int64   // of those
	sizes      []int64 // of the first mostListed
	open       *input  // nil: none is
}

// readFile is a file of a set that was read.
type readFile struct {
	sum    [sha256.Size]byte
	number int32 // in the set
}

// pathOf is a file's name below the set's, with slashes.
func (s *inputSet) pathOf(f *readFile) string {
	file := s.of.At(int(f.number))
	return path.Join(file.Folder, file.Base)
}

// setOf is the set of a file that is opened in a role. Nothing else is opened in
// that role before its last file is closed.
func (in *Inputs) setOf(role string, of *fileset.Set, f *fileset.File) *inputSet {
	for i := len(in.seen) - 1; i >= 0; i-- {
		if s := in.seen[i].set; s != nil && s.role == role && s.name == f.Set {
			return s
		}
	}
	set := &inputSet{role: role, name: f.Set, of: of, closed: make([]readFile, 0, f.Files)}
	in.seen = append(in.seen, entry{set: set})
	return set
}

// take keeps what was read of a file that is closed.
func (s *inputSet) take(i *input) {
	if s.closed = append(s.closed, i.read()); len(s.closed) <= mostListed {
		s.sizes = append(s.sizes, i.bytes)
	}
	s.bytes += i.bytes
	s.open = nil
}

func (i *input) read() readFile {
	f := readFile{number: int32(i.number)}
	i.sum.Sum(f.sum[:0])
	return f
}

// manifest lists the files, or the set as one; result.Input says how. A file that
// is still open is taken as far as it was read.
func (s *inputSet) manifest() []result.Input {
	files, sizes, total := s.closed, s.sizes, s.bytes
	if s.open != nil {
		files = append(slices.Clip(files), s.open.read())
		sizes = append(slices.Clip(sizes), s.open.bytes)
		total += s.open.bytes
	}
	if len(files) > mostListed {
		return []result.Input{s.asOne(files, total)}
	}
	var list []result.Input
	for i := range files {
		list = append(list, result.Input{
			Role: s.role, Name: s.of.At(int(files[i].number)).Name, Bytes: sizes[i], SHA256: hex.EncodeToString(files[i].sum[:]),
		})
	}
	return list
}

// asOne is the set as one input. It sorts the files.
func (s *inputSet) asOne(files []readFile, total int64) result.Input {
	slices.SortFunc(files, func(a, b readFile) int {
		x, y := s.of.At(int(a.number)), s.of.At(int(b.number))
		return comparePaths(&x, &y)
	})
	sum := sha256.New()
	var line []byte
	for i := range files {
		line = append(hex.AppendEncode(line[:0], files[i].sum[:]), "  "...)
		sum.Write(append(append(line, s.pathOf(&files[i])...), '\n'))
	}
	return result.Input{Role: s.role, Name: s.name, Files: int64(len(files)), Bytes: total, SHA256: hex.EncodeToString(sum.Sum(nil))}
}

// comparePaths orders files by the bytes of their paths, without making those.
func comparePaths(f, g *fileset.File) int {
	for i := 0; ; i++ {
		x, more := byteAt(f, i)
		y, also := byteAt(g, i)
		switch {
		case !more && !also:
			return 0
		case !more || also && x < y:
			return -1
		case !also || x > y:
			return 1
		}
	}
}

// byteAt is a byte of a file's path; false beyond its end.
func byteAt(f *fileset.File, i int) (c byte, ok bool) {
	if f.Folder != "." {
		if i < len(f.Folder) {
			return f.Folder[i], true
		}
		if i -= len(f.Folder); i == 0 {
			return '/', true
		}
		i--
	}
	if i < len(f.Base) {
		return f.Base[i], true
	}
	return 0, false
}

// Shared is files that were read in two roles, known by their bytes.
type Shared struct {
	Roles [2]string
	Names [2]string // of the first pair of files
	Files int       // in the second role
}

// Shared lists what was read in two of the roles.
func (in *Inputs) Shared(roles ...string) (all []Shared) {
	read := make([][]readAs, len(roles))
	for i, role := range roles {
		read[i] = in.readIn(role)
	}
	for i, a := range roles {
		for j := i + 1; j < len(roles); j++ {
			if s := (Shared{Roles: [2]string{a, roles[j]}}); s.find(read[i], read[j]) {
				all = append(all, s)
			}
		}
	}
	return all
}

// readAs is what was read of a file, by itself or in a set.
type readAs struct {
	file *readFile
	in   entry
}

func (r *readAs) name() string {
	if r.in.file != nil {
		return r.in.file.name
	}
	return r.in.set.of.At(int(r.file.number)).Name
}

// readIn returns what was read in a role.
func (in *Inputs) readIn(role string) (all []readAs) {
	for _, s := range in.seen {
		if s.file != nil && s.file.role == role {
			f := s.file.read()
			all = append(all, readAs{&f, s})
		}
		if s.set != nil && s.set.role == role {
			all = slices.Grow(all, len(s.set.closed))
			for i := range s.set.closed {
				all = append(all, readAs{&s.set.closed[i], s})
			}
		}
	}
	return all
}

// find counts the files of b that a has too. It sorts a.
func (s *Shared) find(a, b []readAs) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	bySum := func(x, y readAs) int { return bytes.Compare(x.file.sum[:], y.file.sum[:]) }
	slices.SortStableFunc(a, bySum)
	for _, f := range b {
		at, found := slices.BinarySearchFunc(a, f, bySum)
		if !found {
			continue
		}
		if s.Files++; s.Files == 1 {
			s.Names = [2]string{a[at].name(), f.name()}
		}
	}
	return s.Files > 0
}
