package bench

import (
	"fmt"
	"strings"
	"testing"
)

// TestPanicReachesTheCaller: the command line can only report what panics in
// the goroutine that waits.
func TestPanicReachesTheCaller(t *testing.T) {
	finished := make([]bool, 8)
	defer func() {
		text := fmt.Sprint(recover())
		if !strings.HasPrefix(text, "window 3 is lost\n") || !strings.Contains(text, "crew_test.go") {
			t.Errorf("recovered %q, want the panic and its trace", text)
		}
		for i, done := range finished {
			if done == (i == 3) {
				t.Errorf("goroutine %d finished: %t", i, done)
			}
		}
	}()
	parallel(len(finished), func(i int) {
		if i == 3 {
			panic("window 3 is lost")
		}
		finished[i] = true
	})
	t.Error("parallel returned")
}
