package bench

import (
	"fmt"
	"runtime/debug"
	"sync"
)

// crew waits for goroutines. A panic of one of them, which would end the
// process, goes on in the goroutine that waits.
type crew struct {
	wg    sync.WaitGroup
	mu    sync.Mutex
	panic string // of the first that did
}

func (c *crew) start(f func()) {
	c.wg.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				c.mu.Lock()
				defer c.mu.Unlock()
				if c.panic == "" {
					c.panic = fmt.Sprintf("%v\n%s", p, debug.Stack())
				}
			}
		}()
		f()
	})
}

func (c *crew) wait() {
	c.wg.Wait()
	if c.panic != "" {
		panic(c.panic)
	}
}
