package catalogue

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"tinyol-sim/internal/output"
)

// Got is a file that is in its place.
type Got struct {
	File   File
	Path   string
	SHA256 string // of its bytes
	Had    bool   // it was there before
}

// Get brings the files of an entry into the cache and returns them; what is there
// is verified. The error is an *Error; it wraps that of the context where the
// download was interrupted.
func (c *Catalogue) Get(ctx context.Context, e *Entry, m Monitor) ([]Got, error) {
	unlock, err := c.lock(e)
	if err != nil {
		return nil, err
	}
	defer unlock()
	var all []Got
	for _, f := range e.Files {
		g, err := c.getFile(ctx, e, f, m)
		if err != nil {
			return all, err
		}
		all = append(all, g)
	}
	return all, nil
}

func (c *Catalogue) getFile(ctx context.Context, e *Entry, f File, m Monitor) (Got, error) {
	at := c.path(e, f)
	if info, err := os.Stat(at); err == nil {
		sum, err := sumOf(ctx, at)
		if err != nil {
			return Got{}, folderError(at, err)
		}
		if info.Size() != f.Size || f.SHA256 != "" && sum != f.SHA256 {
			return Got{}, c.foreign(e, at)
		}
		return Got{f, at, sum, true}, nil
	}
	d := &download{c.client, c.patience, m, e, f}
	u, err := address(f.Address)
	if err != nil {
		return Got{}, d.fail("its address is not one: "+err.Error(), "correct it in the catalogue")
	}
	fetch := d.run
	if u.Scheme == "file" {
		fetch = d.copyLocal
	}
	sum, err := fetch(ctx, at)
	return Got{f, at, sum, false}, err
}

// copyLocal brings a file of this machine, whole or not at all.
func (d *download) copyLocal(ctx context.Context, at string) (sum string, err error) {
	u, err := address(d.file.Address)
	if err != nil {
		return "", err
	}
	from, err := os.Open(fromURL(u))
	if err != nil {
		return "", d.fail(u.Path+": "+cause(err), "put it back, or import the folder again")
	}
	defer from.Close()
	p, err := openPart(ctx, at, d.file)
	if err != nil {
		return "", err
	}
	if err := p.restart(); err != nil {
		p.remove()
		return "", err
	}
	d.monitor.File(d.file.Name, d.file.Size, 0)
	if _, err = copyWithin(ctx, p, from); err != nil {
		p.remove()
		return "", folderError(at, err)
	}
	d.monitor.Advance(p.size)
	if sum = p.sum(); p.size != d.file.Size || d.file.SHA256 != "" && sum != d.file.SHA256 {
		p.remove()
		return "", d.fail(fromURL(u)+" has changed since it was imported", "import the folder again with --force, or put the file back")
	}
	return sum, p.commit()
}

// CopyTo copies files of the cache into a folder of the user's, under the names
// that they have in the entry. It replaces nothing: a file that is there has to be
// the same.
func CopyTo(ctx context.Context, dir string, files []Got) error {
	for _, g := range files {
		to := filepath.Join(dir, filepath.FromSlash(g.File.Name))
		sum, err := sumOf(ctx, to)
		if err == nil && sum == g.SHA256 {
			continue
		}
		if err == nil {
			return &Error{Subject: to, Problem: "is there, with another content", Remedy: "choose another folder, or move the file away"}
		}
		if errors.Is(err, fs.ErrNotExist) {
			err = copyTo(ctx, to, g.Path)
		}
		if ctx.Err() != nil {
			return folderError(to, ctx.Err())
		}
		if err != nil {
			return &Error{Subject: to, Problem: cause(err), Remedy: "choose a folder that can be written", Err: err}
		}
	}
	return nil
}

func copyTo(ctx context.Context, to, path string) error {
	if err := os.MkdirAll(filepath.Dir(to), fs.ModePerm); err != nil {
		return err
	}
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer from.Close()
	file, err := output.CreateFile(to, output.FileOptions{Inputs: []string{path}})
	if err != nil {
		return err
	}
	defer file.Abandon()
	if _, err := copyWithin(ctx, file, from); err != nil {
		return err
	}
	return file.Commit()
}

// sumOf returns the SHA-256 of a file, in hex.
func sumOf(ctx context.Context, path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := copyWithin(ctx, h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// lock keeps others from writing into the folder of an entry.
func (c *Catalogue) lock(e *Entry) (unlock func(), err error) {
	at := filepath.Join(c.Folder(e), ".lock")
	if err := makeFolder(at); err != nil {
		return nil, err
	}
	l := flock.New(at)
	held, err := l.TryLock()
	if err != nil {
		return nil, folderError(at, err)
	}
	if !held {
		return nil, &Error{Subject: e.Name, Problem: "another tinyol-sim is getting it", Remedy: "wait for that one"}
	}
	return func() { l.Close() }, nil
}
