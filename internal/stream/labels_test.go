package stream

import (
	"fmt"
	"slices"
	"testing"
)

func TestLabels(t *testing.T) {
	var l Labels
	for i, name := range []string{"normal", "stuck", "", "tilted"} {
		if got := l.Index(name); got != i {
			t.Errorf("%q is %d, want %d", name, got, i)
		}
	}
	if l.Index("stuck") != 1 || l.Name(3) != "tilted" || l.Len() != 4 {
		t.Errorf("stuck is %d, 3 is %q, %d labels", l.Index("stuck"), l.Name(3), l.Len())
	}
	names := l.Names()
	names[0] = "changed"
	if !slices.Equal(l.Names(), []string{"normal", "stuck", "", "tilted"}) {
		t.Errorf("names %q", l.Names())
	}
	for i := range 2 * MaxLabels {
		l.Index(fmt.Sprint(i))
	}
	if l.Len() != MaxLabels || l.Index("one more") != NoLabel || l.Index("tilted") != 3 {
		t.Errorf("%d labels; one more is %d", l.Len(), l.Index("one more"))
	}
}
