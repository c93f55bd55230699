package cli

import (
	"context"
	"errors"
	"strings"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/mcu"
)

// Exit codes, published in the help of the root command.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitDoesNotFit  = 3
	exitInterrupted = 130 // 128 + SIGINT, as shells have it
)

// usageError is a command line that cannot be run.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

// errInterrupted ends a run that wrote what it had and has said so.
var errInterrupted = errors.New("interrupted")

func isSilent(err error) bool { return errors.Is(err, errInterrupted) }

func exitCode(err error) int {
	var flag *usageError
	var spec *bench.UsageError
	var fit *mcu.FitError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errInterrupted), errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &flag), errors.As(err, &spec), strings.HasPrefix(err.Error(), "unknown command"):
		return exitUsage
	case errors.As(err, &fit):
		return exitDoesNotFit
	}
	return exitFailed
}

// oneLine keeps an error to the line that was promised: cobra and the YAML
// parser like to add more.
func oneLine(err error) string {
	if errors.Is(err, context.Canceled) {
		return "interrupted before there was a result"
	}
	return strings.Join(strings.Fields(err.Error()), " ")
}
