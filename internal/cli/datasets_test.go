package cli

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinyol-sim/internal/catalogue"
)

// At a terminal the licence is shown and the question asked; no is an answer.
func TestGetAsks(t *testing.T) {
	const recording = "t,ax\n0,1\n1,2\n"
	dir := t.TempDir()
	server := serve(dir)
	defer server.Close()
	entry := fmt.Sprintf("title: a fan\nkind: fan\nlicence: MIT\nfiles:\n  - name: fan.csv\n    address: %s/fan.csv\n    size: %d\n    sha256: %x\n",
		server.URL, len(recording), sha256.Sum256([]byte(recording)))
	for name, text := range map[string]string{"fan.csv": recording, "fan.yaml": entry} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		typed string
		flags []string
		code  int
		asks  bool
	}{
		{"no\n", nil, exitFailed, true},
		{"perhaps\nn\n", nil, exitFailed, true},
		{"\n", nil, exitDone, true},
		{"y\n", nil, exitDone, true},
		{"no\n", []string{"--yes"}, exitDone, false},
		{"no\n", []string{"--quiet"}, exitDone, false},
	} {
		cache := t.TempDir()
		t.Setenv(catalogue.CacheVariable, cache)
		t.Setenv(catalogue.CatalogueVariable, dir)
		s := &streams{in: strings.NewReader(c.typed), inTTY: true, errTTY: true}
		code, _, said := runHere(t, s, append([]string{"datasets", "get", "fan"}, c.flags...)...)
		_, err := os.Stat(filepath.Join(cache, "fan", "fan.csv"))
		if code != c.code || (err == nil) != (c.code == exitDone) {
			t.Errorf("%q %q: code %d, file: %v\n%s", c.typed, c.flags, code, err, said)
		}
		before, _, asks := strings.Cut(said, "Get 13 bytes? [yes]")
		if asks != c.asks || !strings.Contains(before, "note: licence: MIT") {
			t.Errorf("%q %q: asked %t; said %q", c.typed, c.flags, asks, said)
		}
	}
}
