package fileset

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// Bounds of a folder or an archive: what is more is a mistake, and would take
// memory.
const (
	maxFiles = 200_000
	maxNames = 8 << 20 // bytes of all names
	maxDepth = 16
)

// folder is a folder on the disk or in an archive.
type folder struct {
	path    string // below what the user named, with slashes; "." for that itself
	files   []leaf
	folders []*folder
}

// leaf is a file in a folder.
type leaf struct {
	name   string
	member int32 // of the archive
}

// tree is what stands behind one name.
type tree struct {
	root    *folder
	count   int
	names   int          // bytes
	size    [never]int64 // of the files by rank
	leftOut []string     // paths of files that are no recordings, as many as are shown
	left    int          // how many there are
}

// shownFiles is how many names a note lists.
const shownFiles = 3

func (t *tree) leave(what string) {
	if t.left++; len(t.leftOut) < shownFiles {
		t.leftOut = append(t.leftOut, what)
	}
}

// add puts a file into a folder, unless it cannot be a recording.
func (t *tree) add(in *folder, file leaf, size int64) error {
	r := rankOf(file.name)
	switch {
	case hidden(file.name):
		return nil
	case r == never:
		t.leave(path.Join(in.path, file.name))
		return nil
	case size == 0:
		t.leave(path.Join(in.path, file.name) + " (empty)")
		return nil
	}
	t.count++
	t.names += len(file.name)
	t.size[r] += size
	if t.count > maxFiles || t.names > maxNames {
		return fmt.Errorf("holds more than %d files, or %d MiB of names; name a part of it", maxFiles, maxNames>>20)
	}
	in.files = append(in.files, file)
	return nil
}

// bytes is the size of all recordings.
func (t *tree) bytes() int64 { return t.size[t.best()] }

// best is the rank of the recordings.
func (t *tree) best() rank {
	if t.size[surely] > 0 {
		return surely
	}
	return perhaps
}

// finish leaves the files of the best rank, in their order, and the folders that
// hold any.
func (t *tree) finish() {
	best := t.best()
	t.root.each(func(f *folder) {
		f.files = slices.DeleteFunc(f.files, func(file leaf) bool {
			worse := rankOf(file.name) > best
			if worse {
				t.leave(path.Join(f.path, file.name))
				t.count--
			}
			return worse
		})
		f.files = slices.Clip(f.files)
		slices.SortFunc(f.files, func(a, b leaf) int { return compareNatural(a.name, b.name) })
	})
	t.root.prune()
}

// each visits a folder and those below it.
func (f *folder) each(visit func(*folder)) {
	visit(f)
	for _, below := range f.folders {
		below.each(visit)
	}
}

// prune removes folders without recordings and sorts the others.
func (f *folder) prune() (empty bool) {
	f.folders = slices.DeleteFunc(f.folders, (*folder).prune)
	slices.SortFunc(f.folders, func(a, b *folder) int { return compareNatural(a.path, b.path) })
	return len(f.files) == 0 && len(f.folders) == 0
}

// aClassAFolder reports a folder of folders that hold recordings, and nothing
// else: the usual way to keep classes. It may be all that another folder holds, as
// where a folder was packed.
func (t *tree) aClassAFolder() bool {
	r := t.root
	for len(r.files) == 0 && len(r.folders) == 1 {
		r = r.folders[0]
	}
	return len(r.files) == 0 && len(r.folders) > 1 &&
		!slices.ContainsFunc(r.folders, func(f *folder) bool { return len(f.folders) > 0 })
}

// note says what was left out; "" if nothing was.
func (t *tree) note(name string) string {
	if t.left == 0 {
		return ""
	}
	text := fmt.Sprintf("%s: left out as no recordings: %s", name, strings.Join(t.leftOut, ", "))
	if more := t.left - len(t.leftOut); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
