package cli

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

// grace is how long after an interrupt a command may take to end by itself.
const grace = 1500 * time.Millisecond

// interrupts are the signals that end a command with what it has finished. One
// that was started with nohup goes on when its terminal is closed.
func interrupts() []os.Signal {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	return signals
}

type finishingKey struct{}

// guarded calls exit a while after an interrupt, unless there is work that
// finishing has announced: not every wait, such as that for the other end of a
// pipe to be opened, can be told to end.
func guarded(ctx context.Context, grace time.Duration, exit func()) context.Context {
	work := &sync.RWMutex{}
	context.AfterFunc(ctx, func() {
		time.Sleep(grace)
		work.Lock()
		exit()
	})
	return context.WithValue(ctx, finishingKey{}, work)
}

// finishing announces work that sees an interrupt itself, and then writes and
// says what it has. The function that it returns, which may be called twice, ends
// that: it is for work that was not interrupted, when something follows that
// does not see an interrupt.
func finishing(ctx context.Context) (end func()) {
	work, ok := ctx.Value(finishingKey{}).(*sync.RWMutex)
	if !ok {
		return func() {}
	}
	work.RLock()
	return sync.OnceFunc(work.RUnlock)
}
