package score

import "testing"

// Normal windows with surprisals of 1, 2 and 3, others with 2.5 and 4: of six pairs
// five are in order. Three normal
// windows do not tell what one in a hundred is. Windows without a label or before the layer knew the healthy
// machine do not count.
func TestAsDetectorByHand(t *testing.T) {
	a := newAsDetector(7)
	for _, w := range []struct {
		label     int
		surprisal float32
	}{{7, 1}, {7, 3}, {7, 2}, {0, 2.5}, {1, 4}, {-1, 9}, {-2, 9}, {0, -1}} {
		a.add(w.label, w.surprisal)
	}
	r := a.result()
	if r == nil || r.Windows != 5 || r.NormalWindows != 3 || *r.AUC != 5.0/6 || r.DetectionAt1 != nil {
		t.Fatalf("%+v", r)
	}
	a.reset()
	a.add(7, 1)
	if a.result() != nil {
		t.Error("normal windows alone are ranked above nothing")
	}
	if none := newAsDetector(-1); none.result() != nil {
		t.Error("nobody knows the healthy machine")
	}
}
