package cli

import "context"

// unlessInterrupted runs work that does not look at a context, such as drawing.
// When the context ends first, it returns that error and leaves the work to end
// with the process: nothing that it writes may be of use by then.
func unlessInterrupted(ctx context.Context, work func() error) error {
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
		return ctx.Err()
	}
}
