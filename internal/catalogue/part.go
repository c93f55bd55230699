package catalogue

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"io"
	"os"

	"tinyol-sim/internal/limits"
	"tinyol-sim/internal/output"
)

// part is a file that is not whole yet, beside its place.
type part struct {
	at     string // its place
	file   *os.File
	hash   hash.Hash // of the bytes that are there
	size   int64
	record record
}

// record says what a part is a part of. The validators are those of HTTP (RFC 9110,
// section 8.8): with one of them a server tells whether it still has that file.
type record struct {
	Address  string `json:"address"`
	Size     int64  `json:"size"`
	SHA256   string `json:"sha256,omitempty"`
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"last_modified,omitempty"`
}

const maxRecord = 16 << 10

// openPart opens what was kept of a file, or begins one. What belongs to another
// file, or to none that is known, is given up.
func openPart(ctx context.Context, at string, f File) (*part, error) {
	if err := makeFolder(at); err != nil {
		return nil, err
	}
	p := &part{at: at, hash: sha256.New(), record: record{Address: f.Address, Size: f.Size, SHA256: f.SHA256}}
	file, err := os.OpenFile(at+partEnd, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, folderError(at+partEnd, err)
	}
	p.file = file
	kept, known := readRecord(at + recordEnd)
	p.record.ETag, p.record.Modified = kept.ETag, kept.Modified
	if known && kept == p.record {
		if p.size, err = copyWithin(ctx, p.hash, file); err != nil {
			p.keep()
			return nil, folderError(at+partEnd, err)
		}
		if p.size <= f.Size {
			return p, nil
		}
	}
	if err := p.restart(); err != nil {
		p.keep()
		return nil, err
	}
	return p, nil
}

func readRecord(at string) (r record, ok bool) {
	data, err := limits.ReadFile(at, maxRecord)
	return r, err == nil && json.Unmarshal(data, &r) == nil
}

// restart empties the part.
func (p *part) restart() error {
	p.size, p.record.ETag, p.record.Modified = 0, "", ""
	p.hash.Reset()
	_, err := p.file.Seek(0, io.SeekStart)
	if err == nil {
		err = p.file.Truncate(0)
	}
	if err == nil {
		err = p.note()
	}
	if err != nil {
		return folderError(p.at+partEnd, err)
	}
	return nil
}

// note writes the record.
func (p *part) note() error {
	data, err := json.Marshal(p.record)
	if err != nil {
		return err
	}
	return output.ReplaceFile(p.at+recordEnd, data)
}

// Write adds bytes.
func (p *part) Write(data []byte) (int, error) {
	n, err := p.file.Write(data)
	p.size += int64(n)
	p.hash.Write(data[:n])
	if err != nil {
		return n, folderError(p.at+partEnd, err)
	}
	return n, nil
}

func (p *part) sum() string { return hex.EncodeToString(p.hash.Sum(nil)) }

// commit puts the whole file into its place.
func (p *part) commit() error {
	err := p.file.Sync()
	if closing := p.file.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(p.at+partEnd, p.at)
	}
	if err != nil {
		return folderError(p.at, err)
	}
	os.Remove(p.at + recordEnd)
	return nil
}

// keep leaves the part for another time; an empty one goes.
func (p *part) keep() {
	if p.size == 0 {
		p.remove()
		return
	}
	p.file.Close()
}

// remove gives the part up.
func (p *part) remove() {
	p.file.Close()
	os.Remove(p.at + partEnd)
	os.Remove(p.at + recordEnd)
}

// copyWithin copies until the end or the end of the context.
func copyWithin(ctx context.Context, to io.Writer, from io.Reader) (int64, error) {
	var n int64
	for {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		m, err := io.CopyN(to, from, copyStep)
		n += m
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

// copyStep is how much is copied before an interrupt is heard.
const copyStep = 1 << 20
