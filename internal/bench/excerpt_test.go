package bench

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// cutRows are lines of a recording, from a row on, behind its header.
func cutRows(recording []byte, from, to int) []byte {
	lines := bytes.SplitAfter(recording, []byte("\n"))
	return bytes.Join(append([][]byte{lines[0]}, lines[from:to]...), nil)
}

// A stream or a test recording that was cut out of the training recording is warned of
// with counts, and one that shares nothing is not; where files are the same it is said
// once.
func TestSharedRowsAreWarnedOf(t *testing.T) {
	train, other := noise(4000, 1), noise(6000, 2)
	mixed := append(slices.Clone(other[:0]), other...)
	mixed = append(mixed, bytes.TrimPrefix(cutRows(train, 1001, 1501), []byte("t,x,y,label\n"))...)
	for _, test := range []struct {
		name         string
		stream, test []byte
		want         []string
	}{
		{"nothing", other, noise(900, 3), nil},
		{"stream ends in training rows", mixed, noise(900, 3), []string{"about 500 rows of the stream, from row 6001 on, stand in the training recording"}},
		{"test is of the training", other, cutRows(train, 501, 1401), []string{"about 900 rows of the test recording, from row 1 on, stand in the training recording"}},
		{"test is of the stream", other, cutRows(other, 2001, 2901), []string{"about 900 rows of the stream, from row 2001 on, stand in the test recording"}},
		{"the same file", other, train, []string{"have the same bytes"}},
	} {
		s := quickSpec()
		s.Mode, s.Engine, s.Test, s.Bootstrap = "supervised", "host", []string{"test"}, false
		sum := mustRun(t, s, map[string][]byte{"train": train, "stream": test.stream, "test": test.test})
		var got []string
		for _, w := range sum.Warnings {
			if strings.Contains(w, "stand in") || strings.Contains(w, "same bytes") {
				got = append(got, w)
			}
		}
		if len(got) != len(test.want) {
			t.Errorf("%s: warnings %q, want %d", test.name, got, len(test.want))
			continue
		}
		for i, want := range test.want {
			if !strings.Contains(got[i], want) {
				t.Errorf("%s: %q, want %q", test.name, got[i], want)
			}
		}
	}
}
