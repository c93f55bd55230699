package compare

import (
	"errors"
	"io/fs"
	"path/filepath"

	"tinyol-sim/internal/result"
)

// Result is a result directory: what bench --out wrote.
type Result struct {
	Name string // short, unlike the others'
	Path string // as the user gave it
	Dir  string // where the files are

	summary  *result.Summary
	manifest *result.Manifest
}

// Load reads the documents of a result directory. The error names the file; a
// *Refusal is for a result that cannot be told from others.
func Load(name, path, dir string) (*Result, error) {
	r := &Result{Name: name, Path: path, Dir: dir}
	var err error
	if r.summary, err = result.ReadSummary(filepath.Join(dir, result.SummaryFile)); err != nil {
		return nil, err
	}
	r.manifest, err = result.ReadManifest(filepath.Join(dir, result.ManifestFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, r.refuse("there is no %s, which holds the checksum of the stream; run bench --out again", result.ManifestFile)
	case err != nil:
		return nil, err
	case r.summary.Interrupted:
		return nil, r.refuse("the run was interrupted, so its windows end early; run it to its end")
	case len(r.inputs("stream")) == 0:
		return nil, r.refuse("its %s has no checksum of the stream; run bench --out again", result.ManifestFile)
	case len(r.summary.Runs) == 0:
		return nil, r.refuse("it holds no run; run bench --out again")
	}
	return r, nil
}

// seeds lists the seeds of all runs in order of first appearance.
func (r *Result) seeds() []uint64 {
	var list []uint64
	seen := map[uint64]bool{}
	for i := range r.summary.Runs {
		if s := r.summary.Runs[i].Seed; !seen[s] {
			seen[s] = true
			list = append(list, s)
		}
	}
	return list
}

// inputs are the checksums of the files with a role, in the order they were
// opened.
func (r *Result) inputs(role string) []string {
	var sums []string
	for _, in := range r.manifest.Inputs {
		if in.Role == role {
			sums = append(sums, in.SHA256)
		}
	}
	return sums
}
