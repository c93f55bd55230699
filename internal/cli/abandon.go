package cli

import (
	"context"
	"time"
)

// unlessInterrupted runs work that does not look at a context, such as drawing.
// When the context ends first, it returns that error and leaves the work to end
// with the process: nothing that it writes may be of use by then.
func unlessInterrupted(ctx context.Context, work func() error) error {
	return endingSoon(ctx, 0, work)
}

// endingSoon runs work, and waits for it no longer than the grace after an
// interrupt. The work may be where nothing can stop it: in a pipe into which
// nobody writes, or from which nobody reads.
func endingSoon(ctx context.Context, grace time.Duration, work func() error) error {
	done := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- crashed(p)
			}
		}()
		done <- work()
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(grace):
		return ctx.Err()
	}
}
