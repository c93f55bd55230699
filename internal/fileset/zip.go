package fileset

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

// The list of a ZIP file is read here, not by archive/zip, which keeps some three
// hundred bytes of every file: an archive of fifty thousand short recordings would
// take more memory than all else together. The layout is that of PKWARE's
// APPNOTE.TXT, 4.3; a test holds it against archive/zip.

// How the parts of a ZIP file begin.
const (
	localMagic     = "PK\x03\x04"
	directoryMagic = "PK\x01\x02"
	endMagic       = "PK\x05\x06"
	end64Magic     = "PK\x06\x06"
	locatorMagic   = "PK\x06\x07"
)

// Their lengths without what varies.
const (
	localBytes     = 30
	directoryBytes = 46
	endBytes       = 22
	end64Bytes     = 56
	locatorBytes   = 20
	maxComment     = 1<<16 - 1
	maxName        = 1024
)

// Methods of compression.
const (
	stored   = 0
	deflated = 8
)

// member is a file of an archive.
type member struct {
	at, size  int64 // of its local header; bytes unpacked
	packed    int64 // bytes in the archive
	crc       uint32
	method    uint16
	encrypted bool
}

var little = binary.LittleEndian

// directory is where the list of the files is.
type directory struct{ at, size, base int64 }

// findDirectory reads the end of an archive of so many bytes.
func findDirectory(src io.ReaderAt, size int64) (directory, error) {
	tail := make([]byte, min(size, endBytes+maxComment))
	from := size - int64(len(tail))
	if _, err := src.ReadAt(tail, from); err != nil && err != io.EOF {
		return directory{}, err
	}
	for i := bytes.LastIndex(tail, []byte(endMagic)); i >= 0; i = bytes.LastIndex(tail[:i], []byte(endMagic)) {
		end := tail[i:]
		if len(end) < endBytes || int(little.Uint16(end[20:])) > len(end)-endBytes {
			continue
		}
		at := from + int64(i)
		d := directory{at: int64(little.Uint32(end[16:])), size: int64(little.Uint32(end[12:]))}
		if large, ok := findLarge(src, at); ok {
			d, at = large, large.base
		}
		// Something may stand before the archive, such as a program that unpacks it.
		d.base = at - d.size - d.at
		if d.at < 0 || d.size < 0 || d.base < 0 {
			return d, damaged("its list is not where it should be")
		}
		return d, nil
	}
	return directory{}, damaged("it has no end")
}

// findLarge reads the second end, of archives that are too large for the first; in
// base is where that stands.
func findLarge(src io.ReaderAt, end int64) (d directory, ok bool) {
	var locator [locatorBytes]byte
	if _, err := src.ReadAt(locator[:], end-locatorBytes); err != nil || string(locator[:4]) != locatorMagic {
		return d, false
	}
	var large [end64Bytes]byte
	// It stands right before its locator, or where that says.
	for _, at := range []int64{end - locatorBytes - end64Bytes, int64(little.Uint64(locator[8:]))} {
		if _, err := src.ReadAt(large[:], at); at >= 0 && err == nil && string(large[:4]) == end64Magic {
			return directory{at: int64(little.Uint64(large[48:])), size: int64(little.Uint64(large[40:])), base: at}, true
		}
	}
	return d, false
}

// eachMember yields the files of an archive in the order of its list.
func eachMember(src io.ReaderAt, size int64, each func(name string, m member) error) error {
	d, err := findDirectory(src, size)
	if err != nil {
		return err
	}
	list := bufio.NewReader(io.NewSectionReader(src, d.base+d.at, d.size))
	var head [directoryBytes]byte
	var varying []byte
	for {
		switch _, err := io.ReadFull(list, head[:]); {
		case err == io.EOF:
			return nil
		case err != nil || string(head[:4]) != directoryMagic:
			return damaged("its list is cut short")
		}
		nameBytes, extraBytes, commentBytes := int(little.Uint16(head[28:])), int(little.Uint16(head[30:])), int(little.Uint16(head[32:]))
		if nameBytes > maxName {
			return fmt.Errorf("the name of a file in it has %d bytes, at most %d are read; make the archive again with shorter names", nameBytes, maxName)
		}
		varying = append(varying[:0], make([]byte, nameBytes+extraBytes)...)
		if _, err := io.ReadFull(list, varying); err != nil {
			return damaged("its list is cut short")
		}
		if _, err := list.Discard(commentBytes); err != nil {
			return damaged("its list is cut short")
		}
		m := member{
			at: int64(little.Uint32(head[42:])), packed: int64(little.Uint32(head[20:])), size: int64(little.Uint32(head[24:])),
			crc: little.Uint32(head[16:]), method: little.Uint16(head[10:]), encrypted: head[8]&1 != 0,
		}
		m.enlarge(varying[nameBytes:])
		if m.at += d.base; m.at < 0 || m.packed < 0 || m.size < 0 || m.at > size-localBytes || m.packed > size {
			return damaged("its list names what is not there")
		}
		if err := each(string(varying[:nameBytes]), m); err != nil {
			return err
		}
	}
}

// enlarge takes numbers of more than 32 bits from the extra fields (4.5.3): those
// that are there are in this order, and only where the short one is full.
func (m *member) enlarge(extra []byte) {
	const (
		large = 1
		full  = 1<<32 - 1
	)
	for len(extra) >= 4 {
		id, n := little.Uint16(extra), int(little.Uint16(extra[2:]))
		extra = extra[4:]
		if n > len(extra) {
			return
		}
		field := extra[:n]
		extra = extra[n:]
		if id != large {
			continue
		}
		for _, number := range []*int64{&m.size, &m.packed, &m.at} {
			if *number == full && len(field) >= 8 {
				*number, field = int64(little.Uint64(field)), field[8:]
			}
		}
	}
}

// dataAt is where the bytes of a member begin: behind its local header, whose name
// and extra fields may be others than in the list.
func (m *member) dataAt(src io.ReaderAt) (int64, error) {
	var head [localBytes]byte
	if _, err := src.ReadAt(head[:], m.at); err != nil || string(head[:4]) != localMagic {
		return 0, damaged("a file in it is not where it should be")
	}
	return m.at + localBytes + int64(little.Uint16(head[26:])) + int64(little.Uint16(head[28:])), nil
}
