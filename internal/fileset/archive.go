package fileset

import (
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"os"
	"path"
	"strings"

	"github.com/klauspost/compress/flate"
)

// archiveExtension is that of the archives that are read as a set.
const archiveExtension = ".zip"

// archive is an open ZIP file.
type archive struct {
	src     io.ReaderAt
	close   func() error
	members []member
	tree    *tree
	free    []io.ReadCloser // decompressors that are used again
}

// IsArchive reports a file that is to be read as a set: a ZIP by name and
// content.
func IsArchive(name string) bool {
	if !strings.EqualFold(path.Ext(name), archiveExtension) {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	var head [4]byte
	_, err = io.ReadFull(f, head[:])
	return err == nil && (string(head[:]) == localMagic || string(head[:]) == endMagic)
}

func openArchive(name string) (*archive, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, readable(err)
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, readable(err)
	}
	a, err := newArchive(f, info.Size())
	if err != nil {
		f.Close()
		return nil, err
	}
	a.close = f.Close
	return a, nil
}

// newArchive lists what an archive of so many bytes holds.
func newArchive(src io.ReaderAt, size int64) (*archive, error) {
	a := &archive{src: src, close: func() error { return nil }, tree: &tree{root: &folder{path: "."}}}
	folders := map[string]*folder{".": a.tree.root}
	packed := int64(0)
	err := eachMember(src, size, func(name string, m member) error {
		if packed += m.packed; packed > size {
			return errors.New("the files in it overlap, as no archiver makes them; make the archive again")
		}
		return a.add(folders, name, m)
	})
	if err != nil {
		return nil, err
	}
	a.tree.finish()
	return a, nil
}

// add takes in a file of an archive, whose name is never used as a path on the
// disk.
func (a *archive) add(folders map[string]*folder, name string, m member) error {
	name = strings.ReplaceAll(name, `\`, "/")
	if strings.HasSuffix(name, "/") {
		return nil
	}
	if err := checkName(name); err != nil {
		return err
	}
	parts := strings.Split(path.Clean(name), "/")
	if len(parts) > maxDepth+1 {
		return fmt.Errorf("its folders are nested deeper than %d; unpack it and name one further down", maxDepth)
	}
	in := a.tree.root
	for i, part := range parts[:len(parts)-1] {
		if hidden(part) {
			return nil
		}
		at := path.Join(parts[:i+1]...)
		if folders[at] == nil {
			folders[at] = &folder{path: at}
			in.folders = append(in.folders, folders[at])
		}
		in = folders[at]
	}
	base := parts[len(parts)-1]
	switch {
	case hidden(base):
		return nil
	case strings.EqualFold(path.Ext(base), archiveExtension):
		return fmt.Errorf("%q in it is an archive again; unpack the outer one and name the folder", name)
	case rankOf(base) != never:
		if err := m.check(name); err != nil {
			return err
		}
		a.members = append(a.members, m)
	}
	// A copy: the name's folders are kept once.
	return a.tree.add(in, leaf{strings.Clone(base), int32(len(a.members) - 1)}, m.size)
}

func checkName(name string) error {
	if name == "" || strings.HasPrefix(name, "/") || strings.Contains("/"+name+"/", "/../") {
		return fmt.Errorf("%q in it leads out of the archive; make the archive again from inside its folder", name)
	}
	return nil
}

// Bounds of what deflate can do: 258 bytes take no less than two bits (RFC 1951),
// and the shortest data need some bytes.
const (
	mostPacked  = 1032
	leastPacked = 64
)

// check refuses what cannot be unpacked, and sizes that cannot be.
func (m *member) check(name string) error {
	switch {
	case m.encrypted:
		return fmt.Errorf("%q in it is encrypted; unpack the archive and name the folder", name)
	case m.method != stored && m.method != deflated:
		return fmt.Errorf("%q in it is compressed by method %d, not by deflate; unpack the archive and name the folder", name, m.method)
	case m.method == stored && m.size != m.packed, m.size/mostPacked > m.packed+leastPacked:
		return fmt.Errorf("%q in it cannot become the %d bytes that the archive promises; make the archive again", name, m.size)
	}
	return nil
}

// open begins to read a member.
func (a *archive) open(m *member) (io.ReadCloser, error) {
	at, err := m.dataAt(a.src)
	if err != nil {
		return nil, err
	}
	packed := io.NewSectionReader(a.src, at, m.packed)
	r := &unpacked{src: packed, left: m.size, want: m.crc, sum: crc32.NewIEEE()}
	if m.method == stored {
		return r, nil
	}
	inflate := io.ReadCloser(nil)
	if n := len(a.free); n > 0 {
		inflate, a.free = a.free[n-1], a.free[:n-1]
		if err := inflate.(flate.Resetter).Reset(packed, nil); err != nil {
			return nil, err
		}
	} else {
		inflate = flate.NewReader(packed)
	}
	r.src, r.done = inflate, func() { a.free = append(a.free, inflate) }
	return r, nil
}

// unpacked is a member while it is read. It ends where the archive says that it
// does, with the checksum that the archive says.
type unpacked struct {
	src  io.Reader
	left int64
	want uint32
	sum  hash.Hash32
	done func() // nil: nothing is to be given back
}

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.src.Read(p)
	if u.left -= int64(n); u.left < 0 {
		return 0, errors.New("the ZIP archive holds more than it promises; make it again")
	}
	u.sum.Write(p[:n])
	switch {
	case err == io.EOF && (u.left > 0 || u.sum.Sum32() != u.want):
		return 0, damaged("a file in it is not what it was")
	case err != nil && err != io.EOF:
		return 0, damaged(err.Error())
	}
	return n, err
}

// Close gives the decompressor back.
func (u *unpacked) Close() error {
	if u.done != nil {
		u.done()
	}
	u.src, u.done = strings.NewReader(""), nil
	return nil
}

func damaged(why string) error {
	return fmt.Errorf("the ZIP archive is damaged or cut short (%s); copy it again", why)
}
