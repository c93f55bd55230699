package cli

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func TestUnlessInterrupted(t *testing.T) {
	broken := errors.New("the disk is full")
	if err := unlessInterrupted(context.Background(), func() error { return broken }); err != broken {
		t.Errorf("%v", err)
	}
	if err := unlessInterrupted(context.Background(), func() error { panic("a pen is lost") }); err == nil || !strings.Contains(err.Error(), "a pen is lost") {
		t.Errorf("a panic becomes %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	never := make(chan struct{})
	defer close(never)
	err := unlessInterrupted(ctx, func() error {
		cancel()
		<-never
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("work without an end: %v", err)
	}
}
