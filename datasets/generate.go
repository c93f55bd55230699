package datasets

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/gzip"

	"tinyol-sim/datasets/fan"
	"tinyol-sim/internal/output"
)

// Generate writes all data sets into a folder, which it makes if need be, and
// returns what it wrote. The same program writes the same bytes on every
// platform; a file is replaced only once its successor is complete, and one with
// another content only with force.
func Generate(dir string, force bool) ([]Dataset, error) {
	return generate(dir, fan.Recordings(), force)
}

func generate(dir string, recordings []fan.Recording, force bool) ([]Dataset, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("cannot make the folder for the data sets: %w", err)
	}
	var list []Dataset
	for _, r := range recordings {
		d := describe(r)
		content, err := d.compressed()
		if err != nil {
			return list, err
		}
		if there, err := os.ReadFile(filepath.Join(dir, d.File)); err == nil && !force && !bytes.Equal(there, content) {
			return list, fmt.Errorf("%s is there with another content, and --force is needed to replace it", filepath.Join(dir, d.File))
		}
		if err := output.ReplaceFile(filepath.Join(dir, d.File), content); err != nil {
			return list, fmt.Errorf("cannot write data set %s: %w", d.Name, err)
		}
		list = append(list, d.of(content))
	}
	return list, nil
}

// compressed generates the file's content. The header carries no time and no
// operating system, and the compressor is fixed by go.mod, so its bytes are
// reproducible too.
func (d Dataset) compressed() ([]byte, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if err := fan.Generate(z, d.recording); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
