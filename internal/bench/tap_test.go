package bench

import (
	"testing"

	"tinyol-sim/internal/fixture"
)

// A classifier on the features is assessed on as many test windows as one on the
// embedding: all that carry one label.
func TestTestOfEachTapHasAllWindows(t *testing.T) {
	files := fixture.Recordings()
	files["test"] = files["stream"]
	for _, tap := range []string{"embedding", "features"} {
		s := quickSpec()
		s.Mode, s.Tap, s.Test, s.Engine = "supervised", tap, []string{"test"}, "host"
		sum := mustRun(t, s, files)
		c := sum.Runs[0].Classification
		if want := sum.Stream.Windows - sum.Stream.Mixed; c.Test.Windows != want {
			t.Errorf("%s: assessed on %d windows of %d", tap, c.Test.Windows, want)
		}
		if c.Test.AsDetector == nil || c.AsDetector == nil {
			t.Errorf("%s: no figures as a detector", tap)
		}
	}
}
