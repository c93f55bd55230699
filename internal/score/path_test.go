package score

import "testing"

// A path of any length keeps at most pathValues, each of the window that its place
// says.
func TestPathKeepsEverySoManyth(t *testing.T) {
	for _, windows := range []int{0, 1, pathValues, pathValues + 1, 2*pathValues + 1, 90_000} {
		p := newPath()
		for i := range windows {
			p.add(float32(i))
		}
		r := p.result()
		if windows == 0 {
			if r != nil {
				t.Errorf("a path of nothing: %+v", r)
			}
			continue
		}
		if len(r.Values) > pathValues || int64(len(r.Values)) != (int64(windows)+r.Every-1)/r.Every || windows > pathValues && len(r.Values) <= pathValues/2-1 {
			t.Errorf("%d windows: %d values, one for each %d", windows, len(r.Values), r.Every)
		}
		for i, v := range r.Values {
			if v != float64(int64(i)*r.Every) {
				t.Errorf("%d windows: value %d is of window %g, not %d", windows, i, v, int64(i)*r.Every)
				break
			}
		}
	}
	p := newPath()
	if n := testing.AllocsPerRun(1000, func() { p.add(1) }); n != 0 {
		t.Errorf("%g allocations a window", n)
	}
}
