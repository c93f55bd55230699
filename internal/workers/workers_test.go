package workers

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
		if !strings.HasPrefix(text, "window 3 is lost\n") || !strings.Contains(text, "workers_test.go") {
			t.Errorf("recovered %q, want the panic and its trace", text)
		}
		for i, done := range finished {
			if done == (i == 3) {
				t.Errorf("goroutine %d finished: %t", i, done)
			}
		}
	}()
	Each(len(finished), func(i int) {
		if i == 3 {
			panic("window 3 is lost")
		}
		finished[i] = true
	})
	t.Error("Each returned")
}

// The first error in order wins, whoever fails first.
func TestFirstErrorInOrder(t *testing.T) {
	err := EachErr(4, func(i int) error {
		if i == 0 {
			return nil
		}
		return fmt.Errorf("piece %d", i)
	})
	if err == nil || err.Error() != "piece 1" {
		t.Errorf("%v, want that of piece 1", err)
	}
}
