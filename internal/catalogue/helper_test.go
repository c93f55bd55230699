package catalogue_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tinyol-sim/internal/catalogue"
)

// content is what the servers have: bytes without a pattern, so that a part of
// them in the wrong place is seen.
var content = func() []byte {
	data := make([]byte, 300_000)
	chance := rand.NewChaCha8([32]byte{7})
	chance.Read(data)
	return data
}()

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// heard is what a Monitor was told.
type heard struct {
	mu    sync.Mutex
	begun []int64 // bytes that were there when a file began
	added int64
	notes []string
}

func (h *heard) File(_ string, _, have int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.begun, h.added = append(h.begun, have), 0
}

func (h *heard) Advance(bytes int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.added += bytes
}

func (h *heard) Note(text string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.notes = append(h.notes, text)
}

// place is a catalogue in a folder of its own, with an entry "fan" of one file.
type place struct {
	*catalogue.Catalogue
	dir string
}

func newPlace(t *testing.T) place {
	t.Helper()
	dir := t.TempDir()
	t.Setenv(catalogue.CacheVariable, filepath.Join(dir, "cache"))
	t.Setenv(catalogue.CatalogueVariable, filepath.Join(dir, "own"))
	c, err := catalogue.Open()
	if err != nil {
		t.Fatal(err)
	}
	c.Hurry(5 * time.Second)
	return place{c, dir}
}

// entry writes the entry: sum "" is one that nobody has seen.
func (p place) entry(t *testing.T, address string, size int, sum string) *catalogue.Entry {
	t.Helper()
	text := fmt.Sprintf("title: a fan\nkind: fan\nlicence: MIT\nfiles:\n  - name: fan.csv\n    address: %s\n    size: %d\n", address, size)
	if sum == "" {
		text += "seen: false\n"
	} else {
		text += "    sha256: " + sum + "\n"
	}
	p.write(t, filepath.Join("own", "fan.yaml"), []byte(text))
	e, err := p.Find("fan")
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func (p place) write(t *testing.T, name string, data []byte) {
	t.Helper()
	at := filepath.Join(p.dir, name)
	if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// file returns what is in the cache under a name; nil: nothing.
func (p place) file(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(p.dir, "cache", "fan", name))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return data
}

// whole checks that the file is in its place and nothing else is left.
func (p place) whole(t *testing.T) {
	t.Helper()
	if !bytes.Equal(p.file(t, "fan.csv"), content) {
		t.Error("the file in its place is not the one of the server")
	}
	p.nothingKept(t)
}

func (p place) nothingKept(t *testing.T) {
	t.Helper()
	if p.file(t, "fan.csv.part") != nil || p.file(t, "fan.csv.part.json") != nil {
		t.Error("an unfinished download is left")
	}
}

// refused checks an error: one line with these words, and nothing in its place.
func (p place) refused(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	if _, ok := errors.AsType[*catalogue.Error](err); !ok {
		t.Errorf("%T is no *catalogue.Error", err)
	}
	for _, w := range append(words, "; ") {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%q does not say %q", err, w)
		}
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("%q is more than a line", err)
	}
	if p.file(t, "fan.csv") != nil {
		t.Error("a file is in its place")
	}
}

// requests are what a server was asked for: the Range header of each request, and
// the condition of the last one.
type requests struct {
	mu        sync.Mutex
	list      []string
	condition string
}

func (q *requests) add(r *http.Request) (number int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.list, q.condition = append(q.list, r.Header.Get("Range")), r.Header.Get("If-Range")
	return len(q.list)
}

func (q *requests) ranges() []string {
	q.mu.Lock()
	defer q.mu.Unlock()
	return slices.Clone(q.list)
}

// server answers the nth request, from 1.
func server(t *testing.T, answer func(n int, w http.ResponseWriter, r *http.Request)) (address string, asked *requests) {
	t.Helper()
	asked = &requests{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer(asked.add(r), w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL + "/fan.csv", asked
}

// good answers as a server of files does, ranges and conditions included.
func good(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("ETag", `"v1"`)
	http.ServeContent(w, r, "fan.csv", time.Time{}, bytes.NewReader(content))
}

// breaksOff announces the whole file and ends after n bytes.
func breaksOff(w http.ResponseWriter, n int) {
	w.Header().Set("ETag", `"v1"`)
	w.Header().Set("Content-Length", fmt.Sprint(len(content)))
	w.Write(content[:n])
	panic(http.ErrAbortHandler)
}

func get(t *testing.T, p place, e *catalogue.Entry) ([]catalogue.Got, *heard, error) {
	t.Helper()
	h := &heard{}
	got, err := p.Get(context.Background(), e, h)
	return got, h, err
}
