package catalogue_test

import (
	"net/http"
	"os/signal"
	"syscall"
	"testing"
)

// A disk that is full says so, and what has come is kept. The limit on the size of
// files stands for it: writing beyond it fails with EFBIG (setrlimit(2)).
func TestGetFullDisk(t *testing.T) {
	p := newPlace(t)
	address, _ := server(t, func(_ int, w http.ResponseWriter, r *http.Request) { good(w, r) })
	e := p.entry(t, address, len(content), sum(content))
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 100_000, Max: was.Max}); err != nil {
		t.Fatal(err)
	}
	_, _, err := get(t, p, e)
	if failed := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was); failed != nil {
		t.Fatal(failed)
	}
	p.refused(t, err, "fan.csv.part: file too large", "check that there is room")
	if n := len(p.file(t, "fan.csv.part")); n != 100_000 {
		t.Errorf("%d bytes are kept", n)
	}
	if _, h, err := get(t, p, e); err != nil || h.begun[0] != 100_000 {
		t.Errorf("with room again: %v, begun at %d", err, h.begun)
	}
	p.whole(t)
}
