package stream

import (
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
)

// The shares of labels are those of the recording, of which the head is looked at more
// closely than the rest.
func TestStatesHaveTheirShares(t *testing.T) {
	var b strings.Builder
	b.WriteString("x,label\n")
	for i := range 64_000 {
		fmt.Fprintf(&b, "%d,%s\n", i*7%10, []string{"idle", "fast", "clog", "worn"}[i/16_000])
	}
	text := b.String()
	again := func() (io.ReadCloser, error) { return file{strings.NewReader(text)}, nil }
	r, err := NewReader(strings.NewReader(text), "fan.csv", Options{Again: again})
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, s := range r.States() {
		rows += s.Rows
	}
	for _, s := range r.States() {
		if share := float64(s.Rows) / float64(rows); math.Abs(share-0.25) > 0.01 {
			t.Errorf("%s has %.1f %% of the rows looked at, want 25", s.Name, 100*share)
		}
	}
}

// file is a text that can be sought in, as a file can.
type file struct{ *strings.Reader }

func (file) Close() error { return nil }
