package export_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/export"
)

func TestAxes(t *testing.T) {
	for _, c := range []struct {
		columns string
		want    []int // nil: refused
	}{
		{"ax,ay,az", []int{0, 1, 2}},
		{"az,ax", []int{2, 0}},
		{"acc_Y", []int{1}},
		{"a,b,c", []int{0, 1, 2}}, // by their order
		{"a,b", nil},
		{"ax,ay,gx", nil}, // an axis twice: not one sensor's
		{"ax,ay,b", nil},
		{"ax,ay,az,gx", nil},
		{"", nil},
	} {
		got, err := export.Axes(strings.Split(c.columns, ","))
		var refused *export.ColumnsError
		if !slices.Equal(got, c.want) || errors.As(err, &refused) != (c.want == nil) {
			t.Errorf("%q: %v, %v, want %v", c.columns, got, err, c.want)
		}
	}
}
