// Package workers runs pieces of work side by side. A panic of one of them,
// which would end the process, goes on in the goroutine that waits.
package workers

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// Group waits for goroutines. The zero value is ready to use.
type Group struct {
	wg    sync.WaitGroup
	mu    sync.Mutex
	panic string // of the first that did
}

// Go runs f in a goroutine of its own.
func (g *Group) Go(f func()) {
	g.wg.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				g.mu.Lock()
				defer g.mu.Unlock()
				if g.panic == "" {
					g.panic = fmt.Sprintf("%v\n%s", p, debug.Stack())
				}
			}
		}()
		f()
	})
}

// Wait returns when all are through. It panics with the text and the trace of
// the first panic of any.
func (g *Group) Wait() {
	g.wg.Wait()
	if g.panic != "" {
		panic(g.panic)
	}
}

// Each runs f for 0 to n-1 on as many goroutines as there are processors.
func Each(n int, f func(i int)) {
	var all Group
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range n {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			f(i)
		})
	}
	all.Wait()
}

// EachErr is Each for work that can fail; it returns the first error in order.
func EachErr(n int, f func(i int) error) error {
	errs := make([]error, n)
	Each(n, func(i int) { errs[i] = f(i) })
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
