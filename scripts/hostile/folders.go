package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// snapshot is what is under a path: the checksum of every file by its path, and
// empty where there is nothing.
type snapshot map[string][sha256.Size]byte

func take(path string) (snapshot, error) {
	s := snapshot{}
	err := filepath.WalkDir(path, func(at string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(at)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(path, at)
		s[name] = sha256.Sum256(data)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return snapshot{}, nil
	}
	return s, err
}

// differs names a file that two snapshots do not share; empty: there is none.
func (s snapshot) differs(other snapshot) string {
	for _, name := range sortedKeys(s) {
		if sum, ok := other[name]; !ok || sum != s[name] {
			return name
		}
	}
	for _, name := range sortedKeys(other) {
		if _, ok := s[name]; !ok {
			return name
		}
	}
	return ""
}

// oneOf wants a path to be as one of the snapshots.
func oneOf(path string, wanted ...snapshot) error {
	found, err := take(path)
	if err != nil {
		return err
	}
	var differences []string
	for _, w := range wanted {
		d := found.differs(w)
		if d == "" {
			return nil
		}
		differences = append(differences, d)
	}
	return fmt.Errorf("%s is neither the earlier result nor the new one: it differs in %s", filepath.Base(path), strings.Join(differences, " and in "))
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

func writeFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o666)
}

// onlyHolds wants nothing in the try's folder but these names.
func (t *try) onlyHolds(names ...string) error {
	entries, err := os.ReadDir(t.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !slices.Contains(names, e.Name()) {
			return fmt.Errorf("%s is left behind", e.Name())
		}
	}
	return nil
}

// hiddenOf is the folder that a result is made in, and its result in there.
func hiddenOf(target string) (folder, result string) {
	folder = filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+".unfinished")
	return folder, filepath.Join(folder, "result")
}

// finishedSeeds is how many seeds the summary in a hidden folder says are
// finished: so many as it counts, or all that the manifest lists.
func finishedSeeds(target string) (int, error) {
	_, dir := hiddenOf(target)
	var summary struct {
		Interrupted bool `json:"interrupted"`
		Progress    *struct {
			Seeds int `json:"seeds"`
		} `json:"progress"`
	}
	var manifest struct {
		Seeds []uint64 `json:"seeds"`
	}
	err := readJSON(filepath.Join(dir, "summary.json"), &summary)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err == nil {
		err = readJSON(filepath.Join(dir, "manifest.json"), &manifest)
	}
	switch {
	case err != nil:
		return 0, fmt.Errorf("what was finished cannot be read: %w", err)
	case summary.Progress != nil:
		return summary.Progress.Seeds, nil
	case summary.Interrupted:
		return 0, nil
	}
	return len(manifest.Seeds), nil
}

func readJSON(path string, v any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}
