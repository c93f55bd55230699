package datasets

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/gzip"

	"tinyol-sim/internal/stream/fan"
)

// Generate writes all data sets into a folder, which it makes if need be, and
// returns what it wrote. The same program writes the same bytes on every
// platform; a file is replaced only once its successor is complete.
func Generate(dir string) ([]Dataset, error) {
	return generate(dir, fan.Recordings())
}

func generate(dir string, recordings []fan.Recording) ([]Dataset, error) {
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
		if err := replace(filepath.Join(dir, d.File), content); err != nil {
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

// replace writes a file beside its place and moves it there.
func replace(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails after the move, as it should
	if _, err := f.Write(content); err != nil {
		f.Close()
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
