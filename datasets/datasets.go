// Package datasets holds the recordings that come with the program: the
// simulated fan of datasets/fan, compressed and embedded. README.md
// describes columns and units.
package datasets

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"

	"tinyol-sim/datasets/fan"
)

//go:embed *.csv.gz
var files embed.FS

// Dataset describes one recording and the file it is kept in.
type Dataset struct {
	Name    string  // what a user calls it: as fan_training
	Title   string  // one line for people
	File    string  // the file's name: Name with .csv.gz
	Rows    int64   // without the header
	Seconds float64 // of recorded time
	Size    int64   // of the compressed file, in bytes
	SHA256  string  // of the compressed file, in hex

	recording fan.Recording
}

// titles by the name of the recording.
var titles = map[string]string{
	"training":   "normal, stuck and tilted, 5 min each, one after the other",
	"field":      "the same after the board was mounted anew, in turns of 30 s",
	"test":       "another minute of each mode, mounted as in the field",
	"other":      "another fan of the type with a board of its own, in turns of 30 s",
	"other_test": "another minute of each mode of that fan",
}

// List returns the bundled data sets. One whose file was missing when the
// program was built has no size and no sum, and cannot be opened.
func List() []Dataset {
	var list []Dataset
	for _, r := range fan.Recordings() {
		d := describe(r)
		if content, err := files.ReadFile(d.File); err == nil {
			d = d.of(content)
		}
		list = append(list, d)
	}
	return list
}

// describe returns what is known of a recording before it is generated.
func describe(r fan.Recording) Dataset {
	name := "fan_" + r.Name
	return Dataset{
		Name:      name,
		Title:     titles[r.Name],
		File:      name + ".csv.gz",
		Rows:      r.Rows(),
		Seconds:   float64(r.Rows()) / fan.SampleRate,
		recording: r,
	}
}

// of returns the data set with size and sum of its compressed content.
func (d Dataset) of(content []byte) Dataset {
	sum := sha256.Sum256(content)
	d.Size, d.SHA256 = int64(len(content)), hex.EncodeToString(sum[:])
	return d
}

// Find returns the bundled data set of that name.
func Find(name string) (Dataset, error) {
	var names []string
	for _, d := range List() {
		if d.Name == name {
			return d, nil
		}
		names = append(names, d.Name)
	}
	return Dataset{}, fmt.Errorf("unknown data set %q: use %s", name, strings.Join(names, ", "))
}

// Open returns the bundled recording as uncompressed CSV.
func (d Dataset) Open() (io.ReadCloser, error) {
	content, err := files.ReadFile(d.File)
	if err != nil {
		return nil, fmt.Errorf("data set %s was not bundled when the program was built; write it with datasets generate: %w", d.Name, err)
	}
	r, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, fmt.Errorf("data set %s: the bundled file is damaged: %w", d.Name, err)
	}
	return unpacked{r, int64(binary.LittleEndian.Uint32(content[len(content)-4:]))}, nil
}

// unpacked is a data set that knows its size without compression: the last word of
// a gzip file (RFC 1952, section 2.3.1).
type unpacked struct {
	io.ReadCloser
	size int64
}

func (u unpacked) Size() int64 { return u.size }

// Open returns the bundled data set of that name as uncompressed CSV.
func Open(name string) (io.ReadCloser, error) {
	d, err := Find(name)
	if err != nil {
		return nil, err
	}
	return d.Open()
}
