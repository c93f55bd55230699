package cli

import (
	"context"
	"errors"
	"strings"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/compare"
	"tinyol-sim/internal/execute"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/output"
	"tinyol-sim/internal/plaintext"
	"tinyol-sim/internal/usage"
)

// Exit codes, published in the help of the root command.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitDoesNotFit  = 3
	exitCoreFault   = 4
	exitDifference  = 5
	exitInterrupted = 130 // 128 + SIGINT, as shells have it
)

// errInterrupted ends a run that wrote what it had and has said so.
var errInterrupted = errors.New("interrupted")

// interruptedError ends a run that was interrupted, and says what is left of it.
type interruptedError struct{ text string }

func (e *interruptedError) Error() string { return e.text }

func (e *interruptedError) Is(target error) bool { return target == context.Canceled }

func isSilent(err error) bool { return errors.Is(err, errInterrupted) }

func exitCode(err error) int {
	var flag *usageError
	var spec *usage.Error
	var refusal *compare.Refusal
	var fit *mcu.FitError
	var fault *execute.CoreFault
	var short *execute.MemoryShort
	var notEmulated *device.NotEmulatedError
	var boardFault *device.FaultError
	var difference *verificationError
	var differs *bench.DifferenceError
	var occupied *output.OccupiedError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errInterrupted), errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &flag), errors.As(err, &spec), errors.As(err, &refusal), errors.As(err, &notEmulated), errors.As(err, &occupied):
		return exitUsage
	case errors.As(err, &fit):
		return exitDoesNotFit
	case errors.As(err, &fault), errors.As(err, &short), errors.As(err, &boardFault):
		return exitCoreFault
	case errors.As(err, &difference), errors.As(err, &differs):
		return exitDifference
	}
	return exitFailed
}

// oneLine keeps an error to the line that was promised.
func oneLine(err error) string {
	var interrupted *interruptedError
	if errors.As(err, &interrupted) {
		return plain(interrupted.text)
	}
	if errors.Is(err, context.Canceled) {
		return "interrupted before there was a result"
	}
	return plain(strings.ReplaceAll(strings.TrimSpace(err.Error()), "\n", "; "))
}

// plain takes from a text what could steer a terminal: names of files and
// labels may hold anything.
func plain(text string) string { return plaintext.Clean(text) }
