package fileset

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
)

// Bounds of an archive.
const (
	// maxDirectory bounds the list of an archive's files, in bytes: 65,000 files
	// with names of 100.
	maxDirectory = 12 << 20
	maxName      = 1024
	// mostPacked is how many bytes a byte of deflated data can become (RFC 1951:
	// 258 bytes take no less than two bits), and what the shortest data need.
	mostPacked  = 1032
	leastPacked = 64
)

// archiveExtension is that of the archives that are read as a set.
const archiveExtension = ".zip"

// archive is an open ZIP file.
type archive struct {
	file *os.File
	tree *tree
}

// isArchive reports a file that is to be read as a set: a ZIP by name and
// content.
func isArchive(name string) bool {
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
	return err == nil && (string(head[:]) == "PK\x03\x04" || string(head[:]) == "PK\x05\x06")
}

func openArchive(name string) (*archive, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, readable(err)
	}
	t, err := list(f)
	if err != nil {
		f.Close()
		return nil, err
	}
	return &archive{f, t}, nil
}

// list reads what an archive holds.
func list(f *os.File) (*tree, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, readable(err)
	}
	return listZIP(f, info.Size())
}

func listZIP(src io.ReaderAt, size int64) (*tree, error) {
	directory := &bounded{src: src, left: maxDirectory}
	z, err := zip.NewReader(directory, size)
	if errors.Is(err, errTooMany) {
		return nil, err
	}
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("the ZIP archive is damaged or cut short (%w); copy it again", err)
	}
	directory.left = -1 // the files themselves are read as they are needed
	t := &tree{root: &folder{path: "."}}
	folders := map[string]*folder{".": t.root}
	packed := int64(0)
	for _, file := range z.File {
		if packed += int64(min(file.CompressedSize64, 1<<62)); packed > size || packed < 0 {
			return nil, errors.New("the files in it overlap, as no archiver makes them; make the archive again")
		}
		if err := t.addZIP(folders, file); err != nil {
			return nil, err
		}
	}
	t.finish()
	return t, nil
}

// addZIP takes in a file of an archive, whose name is never used as a path on
// the disk.
func (t *tree) addZIP(folders map[string]*folder, file *zip.File) error {
	name := strings.ReplaceAll(file.Name, `\`, "/")
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
	in := t.root
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
	if hidden(base) {
		return nil
	}
	if strings.EqualFold(path.Ext(base), archiveExtension) {
		return fmt.Errorf("%q in it is an archive again; unpack the outer one and name the folder", name)
	}
	if rankOf(base) != never {
		if err := checkMember(file); err != nil {
			return err
		}
	}
	return t.add(in, leaf{name: base, size: int64(file.UncompressedSize64), zip: file})
}

func checkName(name string) error {
	switch {
	case len(name) > maxName:
		return fmt.Errorf("the name of a file in it has %d bytes, at most %d are read; make the archive again with shorter names", len(name), maxName)
	case name == "", strings.HasPrefix(name, "/"), name == "..", strings.HasPrefix(name, "../"), strings.Contains(name, "/../"), strings.HasSuffix(name, "/.."):
		return fmt.Errorf("%q in it leads out of the archive; make the archive again from inside its folder", name)
	}
	return nil
}

// checkMember refuses what cannot be unpacked, and sizes that cannot be.
func checkMember(file *zip.File) error {
	const encrypted = 1
	switch {
	case file.Flags&encrypted != 0:
		return fmt.Errorf("%q in it is encrypted; unpack the archive and name the folder", file.Name)
	case file.Method != zip.Store && file.Method != zip.Deflate:
		return fmt.Errorf("%q in it is compressed by method %d, not by deflate; unpack the archive and name the folder", file.Name, file.Method)
	case file.UncompressedSize64/mostPacked > file.CompressedSize64+leastPacked:
		return fmt.Errorf("%q in it cannot become the %d bytes that the archive promises; make the archive again", file.Name, file.UncompressedSize64)
	}
	return nil
}

var errTooMany = fmt.Errorf("the list of its files takes more than %d MiB; unpack it and name the folder", maxDirectory>>20)

// bounded is a source of which so many bytes may be read; below 0: any number.
type bounded struct {
	src  io.ReaderAt
	left int64
}

func (b *bounded) ReadAt(p []byte, at int64) (int, error) {
	if b.left < 0 {
		return b.src.ReadAt(p, at)
	}
	if b.left -= int64(len(p)); b.left < 0 {
		b.left = 0
		return 0, errTooMany
	}
	return b.src.ReadAt(p, at)
}

// member is a file of an archive while it is read. It ends where the archive
// says that it does.
type member struct {
	io.ReadCloser
	left int64
}

func openMember(file *zip.File) (io.ReadCloser, error) {
	r, err := file.Open()
	if err != nil {
		return nil, fmt.Errorf("the ZIP archive is damaged (%w); copy it again", err)
	}
	return &member{r, int64(file.UncompressedSize64)}, nil
}

func (m *member) Read(p []byte) (int, error) {
	n, err := m.ReadCloser.Read(p)
	if m.left -= int64(n); m.left < 0 {
		return 0, errors.New("the ZIP archive holds more than it promises; make it again")
	}
	if errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrFormat) {
		err = fmt.Errorf("the ZIP archive is damaged (%w); copy it again", err)
	}
	return n, err
}
