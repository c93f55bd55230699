package ask

import (
	"testing"

	"tinyol-sim/internal/stream"
)

// TestNormalLabel: a name says so, or the label is the only one, or somebody says so;
// the first label is none by being the first.
func TestNormalLabel(t *testing.T) {
	states := func(names ...string) (all []stream.State) {
		for i, name := range names {
			all = append(all, stream.State{Name: name, Rows: 10 * (i + 1)})
		}
		return all
	}
	for _, c := range []struct {
		states []stream.State
		want   string
	}{{states("off", "OK"), "OK"}, {states("fault", "normal", "off"), "normal"}, {states("running"), "running"}} {
		if name, _, err := Normal("f.csv", "label", c.states, Nobody); name != c.want || err != nil {
			t.Errorf("%v: %q, %v", c.states, name, err)
		}
	}
	const want = "--normal: f.csv has the labels FAN-OFF 33.3 %, FAN-ON 66.7 %, and none plainly means the healthy machine; name the one that is"
	if _, _, err := Normal("f.csv", "label", states("FAN-OFF", "FAN-ON"), Nobody); err == nil || err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
	guesses := func(q Question) (string, bool, error) { return q.Guess, true, nil }
	if name, _, err := Normal("f.csv", "label", states("a", "b"), guesses); name != "b" || err != nil {
		t.Errorf("%q, %v", name, err)
	}
}
