package catalogue_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tinyol-sim/internal/catalogue"
)

func TestGetWhole(t *testing.T) {
	p := newPlace(t)
	address, asked := server(t, func(_ int, w http.ResponseWriter, r *http.Request) { good(w, r) })
	e := p.entry(t, address, len(content), sum(content))
	got, h, err := get(t, p, e)
	if err != nil {
		t.Fatal(err)
	}
	p.whole(t)
	if g := got[0]; g.SHA256 != sum(content) || g.Had || h.added != int64(len(content)) {
		t.Errorf("got %+v, %d bytes", g, h.added)
	}
	got, _, err = get(t, p, e)
	if err != nil || !got[0].Had || len(asked.ranges()) != 1 {
		t.Errorf("again: %v, %+v, %d requests", err, got, len(asked.ranges()))
	}
	at, err := p.Locate("fan")
	if err != nil || at != got[0].Path {
		t.Errorf("located at %q: %v", at, err)
	}
}

// A connection that breaks off in the middle is asked for the rest, under the
// condition that it is the rest of the same file.
func TestGetGoesOn(t *testing.T) {
	p := newPlace(t)
	address, asked := server(t, func(n int, w http.ResponseWriter, r *http.Request) {
		if n == 1 {
			breaksOff(w, 100_000)
		}
		good(w, r)
	})
	_, h, err := get(t, p, p.entry(t, address, len(content), sum(content)))
	if err != nil {
		t.Fatal(err)
	}
	p.whole(t)
	if len(asked.ranges()) != 2 || asked.ranges()[0] != "" || !strings.HasPrefix(asked.ranges()[1], "bytes=") || asked.condition != `"v1"` {
		t.Errorf("asked for %q under %q", asked.ranges(), asked.condition)
	}
	if h.added != int64(len(content)) || len(h.begun) != 1 {
		t.Errorf("heard of %d bytes, begun at %d", h.added, h.begun)
	}
}

// What one command has downloaded is not downloaded again by the next one.
func TestGetGoesOnAnotherTime(t *testing.T) {
	p := newPlace(t)
	var works atomic.Bool
	address, asked := server(t, func(_ int, w http.ResponseWriter, r *http.Request) {
		switch {
		case works.Load():
			good(w, r)
		case r.Header.Get("Range") == "":
			breaksOff(w, 120_000)
		default:
			panic(http.ErrAbortHandler)
		}
	})
	e := p.entry(t, address, len(content), sum(content))
	_, _, err := get(t, p, e)
	kept := p.file(t, "fan.csv.part")
	p.refused(t, err, "cannot be reached", "are kept, and the same command goes on from there")
	if len(kept) == 0 || !bytes.HasPrefix(content, kept) {
		t.Fatalf("%d bytes are kept, and they are not those of the server", len(kept))
	}
	works.Store(true)
	before := len(asked.ranges())
	_, h, err := get(t, p, e)
	if err != nil {
		t.Fatal(err)
	}
	p.whole(t)
	if want := fmt.Sprintf("bytes=%d-", len(kept)); !slices.Equal(asked.ranges()[before:], []string{want}) || h.begun[0] != int64(len(kept)) {
		t.Errorf("asked for %q, not %q; begun at %d", asked.ranges(), want, h.begun)
	}
}

// Whoever announces another size has another file, or a page to sign in.
func TestGetAnnouncedOtherwise(t *testing.T) {
	for _, n := range []int{len(content) / 2, len(content) * 2} {
		p := newPlace(t)
		address, asked := server(t, func(_ int, w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(n))
			w.Write(content[:min(n, len(content))])
		})
		_, _, err := get(t, p, p.entry(t, address, len(content), sum(content)))
		p.refused(t, err, "the catalogue says 300,000")
		p.nothingKept(t)
		if len(asked.ranges()) != 1 {
			t.Errorf("%d bytes announced: asked %d times", n, len(asked.ranges()))
		}
	}
}

// A server that announces nothing and does not end is left after the bytes that
// the entry has.
func TestGetEndless(t *testing.T) {
	p := newPlace(t)
	address, _ := server(t, func(_ int, w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(content); err != nil {
				return
			}
		}
	})
	_, h, err := get(t, p, p.entry(t, address, len(content), sum(content)))
	p.refused(t, err, "sends more than the 300,000 bytes")
	p.nothingKept(t)
	if h.added > int64(len(content)) {
		t.Errorf("%d bytes were taken", h.added)
	}
}

// One that announces nothing and ends properly, but too early, is asked for the
// rest; when it has none, that is the end.
func TestGetEndsTooEarly(t *testing.T) {
	p := newPlace(t)
	address, asked := server(t, func(_ int, w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Range") != "" {
			w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
			return
		}
		w.Write(content[:1000])
		w.(http.Flusher).Flush()
	})
	_, _, err := get(t, p, p.entry(t, address, len(content), sum(content)))
	p.refused(t, err)
	if n := len(asked.ranges()); n < 3 || n > 8 {
		t.Errorf("asked %d times", n)
	}
}

func TestGetWrongBytes(t *testing.T) {
	p := newPlace(t)
	wrong := bytes.Clone(content)
	wrong[len(wrong)/2] ^= 1
	address, _ := server(t, func(_ int, w http.ResponseWriter, _ *http.Request) { w.Write(wrong) })
	_, _, err := get(t, p, p.entry(t, address, len(content), sum(content)))
	p.refused(t, err, sum(wrong), sum(content), "they are removed")
	p.nothingKept(t)
}

// A part that was damaged since costs a download, and is no reason to give up.
func TestGetDamagedPart(t *testing.T) {
	p := newPlace(t)
	address, _ := server(t, func(n int, w http.ResponseWriter, r *http.Request) {
		if n <= 4 {
			breaksOff(w, 100_000)
		}
		good(w, r)
	})
	e := p.entry(t, address, len(content), sum(content))
	if _, _, err := get(t, p, e); err == nil {
		t.Fatal("no error")
	}
	kept := p.file(t, "fan.csv.part")
	kept[7] ^= 1
	p.write(t, filepath.Join("cache", "fan", "fan.csv.part"), kept)
	_, h, err := get(t, p, e)
	if err != nil {
		t.Fatal(err)
	}
	p.whole(t)
	if !slices.ContainsFunc(h.notes, func(n string) bool { return strings.Contains(n, "does not fit") }) {
		t.Errorf("nobody was told: %q", h.notes)
	}
}

// A part of another file, or of one that is not known, is given up.
func TestGetPartOfAnother(t *testing.T) {
	for _, kept := range []string{"", `{"address":"https://elsewhere.example/x","size":300000}`, "{"} {
		p := newPlace(t)
		address, asked := server(t, func(_ int, w http.ResponseWriter, r *http.Request) { good(w, r) })
		p.write(t, filepath.Join("cache", "fan", "fan.csv.part"), []byte("of another file"))
		if kept != "" {
			p.write(t, filepath.Join("cache", "fan", "fan.csv.part.json"), []byte(kept))
		}
		if _, _, err := get(t, p, p.entry(t, address, len(content), sum(content))); err != nil {
			t.Fatal(err)
		}
		p.whole(t)
		if asked.ranges()[0] != "" {
			t.Errorf("asked for %q with the record %q", asked.ranges(), kept)
		}
	}
}

func TestGetAnswers(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer func(n int, w http.ResponseWriter, r *http.Request)
		says   string // "": it ends well
	}{
		{"404", func(_ int, w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }, "the server answers 404 Not Found"},
		{"416 at once", func(_ int, w http.ResponseWriter, _ *http.Request) { w.WriteHeader(416) }, "the server answers 416"},
		{"503 for good", func(_ int, w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) }, "the server answers 503"},
		{"503 once", func(n int, w http.ResponseWriter, r *http.Request) {
			if n == 1 {
				w.WriteHeader(503)
				return
			}
			good(w, r)
		}, ""},
		{"416 in the middle", func(n int, w http.ResponseWriter, r *http.Request) {
			switch n {
			case 1:
				breaksOff(w, 100_000)
			case 2:
				w.WriteHeader(416)
			default:
				good(w, r)
			}
		}, ""},
		{"no ranges", func(n int, w http.ResponseWriter, r *http.Request) {
			if n < 3 {
				breaksOff(w, n*100_000)
			}
			r.Header.Del("Range")
			good(w, r)
		}, ""},
		{"another part", func(n int, w http.ResponseWriter, r *http.Request) {
			if n == 1 {
				breaksOff(w, 100_000)
			}
			w.Header().Set("Content-Range", fmt.Sprintf("bytes 0-%d/%d", len(content)-1, len(content)))
			w.WriteHeader(http.StatusPartialContent)
			w.Write(content)
		}, "another part"},
		{"a range that was not asked for", func(_ int, w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Range", "bytes 10-19/300000")
			w.WriteHeader(http.StatusPartialContent)
			w.Write(content[10:20])
		}, "another part"},
		{"another file in the middle", func(n int, w http.ResponseWriter, r *http.Request) {
			switch n {
			case 1:
				breaksOff(w, 100_000)
			case 2: // does not mind the condition
				w.Header().Set("ETag", `"v2"`)
				w.Header().Set("Content-Range", strings.Replace(r.Header.Get("Range"), "=", " ", 1)+"299999/300000")
				w.WriteHeader(http.StatusPartialContent)
			default:
				good(w, r)
			}
		}, ""},
		{"compressed", func(_ int, w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(content)
		}, "compressed (gzip)"},
		{"redirected", func(n int, w http.ResponseWriter, r *http.Request) {
			if n < 4 {
				http.Redirect(w, r, fmt.Sprintf("/%d", n), http.StatusFound)
				return
			}
			good(w, r)
		}, ""},
		{"redirected without end", func(n int, w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, fmt.Sprintf("/%d", n), http.StatusFound)
		}, "sends on too often"},
		{"redirected to http", func(_ int, w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://elsewhere.example/fan.csv", http.StatusFound)
		}, "sends on to http://elsewhere.example, which is not https"},
		{"redirected to a file", func(_ int, w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(http.StatusFound)
		}, "which is not https"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newPlace(t)
			address, asked := server(t, c.answer)
			_, _, err := get(t, p, p.entry(t, address, len(content), sum(content)))
			if len(asked.ranges()) > 10 {
				t.Errorf("asked %d times", len(asked.ranges()))
			}
			if c.says != "" {
				p.refused(t, err, c.says)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			p.whole(t)
		})
	}
}

// An interrupt is heard at once, and what has come stays.
func TestGetInterrupted(t *testing.T) {
	p := newPlace(t)
	ctx, cancel := context.WithCancel(context.Background())
	address, _ := server(t, func(_ int, w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(len(content)))
		w.Write(content[:100_000])
		w.(http.Flusher).Flush()
		time.AfterFunc(100*time.Millisecond, cancel)
		<-r.Context().Done()
	})
	begun := time.Now()
	_, err := p.Get(ctx, p.entry(t, address, len(content), sum(content)), &heard{})
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
	p.refused(t, err, "interrupted", "100 kB of 300 kB are kept")
	if !errors.Is(err, context.Canceled) || !bytes.Equal(p.file(t, "fan.csv.part"), content[:100_000]) {
		t.Errorf("%v, and %d bytes are kept", err, len(p.file(t, "fan.csv.part")))
	}
}

func TestGetSilent(t *testing.T) {
	p := newPlace(t)
	p.Hurry(50 * time.Millisecond)
	address, _ := server(t, func(_ int, w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(len(content)))
		w.Write(content[:1000])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	_, _, err := get(t, p, p.entry(t, address, len(content), sum(content)))
	p.refused(t, err, "the server fell silent")
}

// Of bytes that nobody has seen, the sum is what the download says.
func TestGetUnseen(t *testing.T) {
	p := newPlace(t)
	address, _ := server(t, func(_ int, w http.ResponseWriter, r *http.Request) { good(w, r) })
	e := p.entry(t, address, len(content), "")
	got, _, err := get(t, p, e)
	if err != nil {
		t.Fatal(err)
	}
	p.whole(t)
	said := strings.Join(e.Terms(), "\n")
	if got[0].SHA256 != sum(content) || !strings.Contains(said, "nobody here has seen these bytes") {
		t.Errorf("%+v, %s", got, said)
	}
}

// A file in the cache that is another one may be the user's, and stays.
func TestGetLeavesForeignFiles(t *testing.T) {
	p := newPlace(t)
	address, asked := server(t, func(_ int, w http.ResponseWriter, r *http.Request) { good(w, r) })
	e := p.entry(t, address, len(content), sum(content))
	mine := bytes.Repeat([]byte{'1'}, len(content))
	p.write(t, filepath.Join("cache", "fan", "fan.csv"), mine)
	_, _, err := get(t, p, e)
	if err == nil || !strings.Contains(err.Error(), "move it elsewhere") || len(asked.ranges()) > 0 {
		t.Errorf("%v, %d requests", err, len(asked.ranges()))
	}
	if !bytes.Equal(p.file(t, "fan.csv"), mine) {
		t.Error("the file was changed")
	}
}

func TestGetOneAtATime(t *testing.T) {
	p := newPlace(t)
	inside, on := make(chan bool), make(chan bool)
	address, _ := server(t, func(_ int, w http.ResponseWriter, r *http.Request) {
		inside <- true
		<-on
		good(w, r)
	})
	e := p.entry(t, address, len(content), sum(content))
	done := make(chan error)
	go func() {
		_, err := p.Get(context.Background(), e, &heard{})
		done <- err
	}()
	<-inside
	_, _, err := get(t, p, e)
	p.refused(t, err, "another tinyol-sim is getting it")
	close(on)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	p.whole(t)
}

func TestCopyTo(t *testing.T) {
	p := newPlace(t)
	address, _ := server(t, func(_ int, w http.ResponseWriter, r *http.Request) { good(w, r) })
	got, _, err := get(t, p, p.entry(t, address, len(content), sum(content)))
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(p.dir, "a", "b")
	for range 2 { // the second time it is there
		if err := catalogue.CopyTo(context.Background(), dir, got); err != nil {
			t.Fatal(err)
		}
	}
	copied, err := os.ReadFile(filepath.Join(dir, "fan.csv"))
	if err != nil || !bytes.Equal(copied, content) {
		t.Errorf("%d bytes, %v", len(copied), err)
	}
	p.write(t, "a/b/fan.csv", []byte("mine"))
	if err := catalogue.CopyTo(context.Background(), dir, got); err == nil || !strings.Contains(err.Error(), "another content") {
		t.Errorf("replaced a file of the user's: %v", err)
	}
}

// A reference names a file, or the folder of several.
func TestLocate(t *testing.T) {
	p := newPlace(t)
	p.write(t, "mine/a.csv", []byte(walking))
	p.write(t, "mine/b.csv", []byte(running))
	e, _, err := importFolder(t, p, catalogue.Import{Name: "two", Kind: "own", Licence: catalogue.Unknown})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Locate("two"); err == nil || !strings.Contains(err.Error(), "tinyol-sim datasets get two brings it") {
		t.Errorf("before it is here: %v", err)
	}
	if _, _, err := get(t, p, e); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(p.dir, "cache", "two")
	for reference, want := range map[string]string{"two": folder, "two/b.csv": filepath.Join(folder, "b.csv")} {
		if at, err := p.Locate(reference); at != want {
			t.Errorf("%s is at %q: %v", reference, at, err)
		}
	}
	if _, err := p.Locate("two/c.csv"); err == nil || !strings.Contains(err.Error(), "name one, as cached:two/a.csv or cached:two/b.csv") {
		t.Error(err)
	}
}
