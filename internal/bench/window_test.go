package bench

import (
	"fmt"
	"strings"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/spec"
)

func TestNaturalWindow(t *testing.T) {
	for name, test := range map[string]struct {
		frontEnd frontend.Kind
		given    int
		rows     int
		want     int
		note     string
	}{
		"as long":           {frontend.Raw, 0, 100, 100, "each has 100: --window 100"},
		"power of two":      {frontend.Spectrum, 0, 100, 64, ""}, // the default already
		"next power of two": {frontend.Spectrum, 0, 63, 32, "each has 63: --window 32, the longest below that which front end spectrum takes"},
		"given":             {frontend.Raw, 7, 100, 7, ""},
		"none":              {frontend.Raw, 0, 0, 40, ""},
		"too short":         {frontend.Raw, 0, 1, 40, ""},
		"too long":          {frontend.Spectrum, 0, 1 << 20, spec.MaxWindow, "each has"},
	} {
		s := Default()
		s.FrontEnd, s.Window = string(test.frontEnd), test.given
		for range 2 { // it is complete already
			if err := s.Complete(); err != nil {
				t.Fatal(err)
			}
		}
		why := fmt.Sprintf("each has %d", test.rows)
		said := ""
		s.UseNaturalWindow(replay.Natural{Rows: test.rows, Why: why}, 3, func(text string) { said = text })
		if s.Window != test.want || !strings.HasPrefix(said, test.note) || (said == "") != (test.note == "") {
			t.Errorf("%s: window %d, note %q; want %d, %q", name, s.Window, said, test.want, test.note)
		}
	}
}
