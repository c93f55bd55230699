package fileset

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
)

// zipped makes an archive in memory.
func zipped(t testing.TB, prefix string, method uint16, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	b.WriteString(prefix)
	w := zip.NewWriter(&b)
	w.SetOffset(int64(len(prefix)))
	for i, name := range files {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method, Comment: "a comment"})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, strings.Repeat(fmt.Sprintf("%d,%s\n", i, name), 1000*(i+1)))
	}
	w.SetComment("PK\x05\x06 is not the end")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// everything unpacks what an archive holds, by the paths of the files.
func everything(data []byte) (map[string]string, error) {
	a, err := newArchive(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	var first error
	a.tree.root.each(func(f *folder) {
		for _, l := range f.files {
			r, err := a.open(&a.members[l.member])
			var text []byte
			if err == nil {
				text, err = io.ReadAll(r)
				r.Close()
			}
			if err != nil && first == nil {
				first = err
			}
			all[strings.TrimPrefix(f.path+"/"+l.name, "./")] = string(text)
		}
	})
	return all, first
}

func TestZIPIsReadAsArchiveZipReadsIt(t *testing.T) {
	for _, method := range []uint16{stored, deflated} {
		for _, prefix := range []string{"", "#!/bin/sh\nexit\n"} {
			data := zipped(t, prefix, method, "b/1.csv", "b/2.csv", `c\3.csv`, "4.csv")
			got, err := everything(data)
			if err != nil || len(got) != 4 {
				t.Fatal(len(got), err)
			}
			z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
			if err != nil && err != zip.ErrInsecurePath {
				t.Fatal(err)
			}
			for _, f := range z.File {
				r, err := f.Open()
				if err != nil {
					t.Fatal(err)
				}
				want, err := io.ReadAll(r)
				if name := strings.ReplaceAll(f.Name, `\`, "/"); err != nil || got[name] != string(want) {
					t.Errorf("%s: %d bytes, want %d (%v)", name, len(got[name]), len(want), err)
				}
			}
		}
	}
}

// TestLargeZIP has the numbers of an archive that is too large for 32 bits: they
// are full, and others stand in their place.
func TestLargeZIP(t *testing.T) {
	data := zipped(t, "", stored, "1.csv")
	end := bytes.LastIndex(data, []byte(endMagic+"\x00\x00\x00\x00")) // without disks; the comment has no such
	list := bytes.Index(data, []byte(directoryMagic))
	size := little.Uint32(data[list+24:])
	entry := bytes.Clone(data[list:end])
	extra := little.AppendUint16(little.AppendUint16(nil, 1), 24)
	for _, n := range []uint64{uint64(size), uint64(size), 0} {
		extra = little.AppendUint64(extra, n)
	}
	for _, at := range []int{20, 24, 42} {
		little.PutUint32(entry[at:], math.MaxUint32)
	}
	nameEnds, old := directoryBytes+len("1.csv"), int(little.Uint16(entry[30:]))
	little.PutUint16(entry[30:], uint16(len(extra)+old))
	entry = bytes.Join([][]byte{entry[:nameEnds], extra, entry[nameEnds:]}, nil)

	large := bytes.Clone(data[:list])
	large = append(large, entry...)
	at := len(large)
	large = append(large, end64Magic...)
	large = little.AppendUint64(large, end64Bytes-12)
	large = append(large, make([]byte, 12)...) // versions and disks
	for _, n := range []int{1, 1, len(entry), list} {
		large = little.AppendUint64(large, uint64(n))
	}
	large = append(large, locatorMagic...)
	large = append(little.AppendUint64(append(large, 0, 0, 0, 0), uint64(at)), 1, 0, 0, 0)
	tail := bytes.Clone(data[end:])
	binary.LittleEndian.PutUint32(tail[12:], math.MaxUint32)
	binary.LittleEndian.PutUint32(tail[16:], math.MaxUint32)
	got, err := everything(append(large, tail...))
	if err != nil || len(got["1.csv"]) != int(size) {
		t.Errorf("%d bytes, want %d: %v", len(got["1.csv"]), size, err)
	}
}

func TestZIPsThatAreRefused(t *testing.T) {
	good := zipped(t, "", deflated, "1.csv", "2.csv")
	list := bytes.Index(good, []byte(directoryMagic))
	patch := func(at int, with ...byte) []byte {
		data := bytes.Clone(good)
		copy(data[at:], with)
		return data
	}
	for name, test := range map[string]struct {
		data []byte
		want string
	}{
		"leads out":        {zipped(t, "", deflated, "../1.csv"), "leads out of the archive"},
		"leads out inside": {zipped(t, "", deflated, "a/../../1.csv"), "leads out of the archive"},
		"absolute":         {zipped(t, "", deflated, "/etc/1.csv"), "leads out of the archive"},
		"nested":           {zipped(t, "", deflated, "1.csv", "more.zip"), "is an archive again"},
		"long name":        {zipped(t, "", deflated, strings.Repeat("n", maxName)+".csv"), "the name of a file in it has 1028 bytes"},
		"deep":             {zipped(t, "", deflated, strings.Repeat("d/", maxDepth+1)+"1.csv"), "nested deeper"},
		"no end":           {good[:len(good)-30], "damaged or cut short"},
		"cut":              {good[:len(good)/2], "damaged or cut short"},
		"encrypted":        {patch(list+8, 1), "is encrypted"},
		"method":           {patch(list+10, 12), "compressed by method 12"},
		"bomb":             {patch(list+24, 255, 255, 255, 127), "cannot become the 2147483647 bytes"},
		"promises less":    {patch(list+24, 10, 0, 0, 0), "holds more than it promises"},
		"checksum":         {patch(list+16, 1, 2, 3, 4), "damaged or cut short (a file in it is not what it was)"},
		"not there":        {patch(list+42, 0, 0, 0, 100), "names what is not there"},
		"somewhere else":   {patch(list+42, 1), "is not where it should be"},
		"packed data":      {patch(localBytes+len("1.csv")+20, 255, 255, 255, 255, 255, 255), "damaged or cut short"},
	} {
		if _, err := everything(test.data); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
}

// TestOverlappingFiles: one stretch of deflated data that many entries name is how a
// small archive unpacks to petabytes.
func TestOverlappingFiles(t *testing.T) {
	data := zipped(t, "", deflated, "1.csv", "2.csv")
	list := bytes.Index(data, []byte(directoryMagic))
	second := list + bytes.Index(data[list+1:], []byte(directoryMagic)) + 1
	whole := little.AppendUint32(nil, uint32(len(data)))
	copy(data[list+20:], whole)
	copy(data[second+20:], whole)
	if _, err := everything(data); err == nil || !strings.Contains(err.Error(), "overlap") {
		t.Error(err)
	}
}

// FuzzZIP: whatever the bytes, an archive is read or refused, and what both this and
// archive/zip read is the same.
func FuzzZIP(f *testing.F) {
	f.Add(zipped(f, "", deflated, "a/1.csv", "2.csv"))
	f.Add(zipped(f, "x", stored, "1.csv"))
	f.Add([]byte(endMagic + strings.Repeat("\x00", endBytes-4)))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := everything(data)
		if err != nil {
			return
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil && err != zip.ErrInsecurePath {
			return
		}
		names := map[string]int{}
		for _, file := range z.File {
			names[file.Name]++
		}
		for _, file := range z.File {
			text, listed := got[file.Name]
			if !listed || names[file.Name] > 1 {
				continue
			}
			r, err := file.Open()
			if err != nil {
				continue
			}
			if want, err := io.ReadAll(r); err == nil && string(want) != text {
				t.Fatalf("%q: %d bytes, archive/zip reads %d", file.Name, len(text), len(want))
			}
		}
	})
}
