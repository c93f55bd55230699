package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// exitCodes are those that tinyol-sim --help publishes.
var exitCodes = []int{0, 1, 2, 3, 4, 5, 130}

// crashWords are what a run says that has met a mistake of its own.
var crashWords = []string{"panic:", "goroutine ", "fatal error:", "runtime error", "runtime: ", "mistake in tinyol-sim"}

// judge finds what no input may bring about.
func (o *outcome) judge(l limits) error {
	switch {
	case o.processor > l.time:
		return fmt.Errorf("took %v of a processor", o.processor)
	case o.hangs:
		return fmt.Errorf("does not end in %v", l.clock())
	case o.code == -1:
		return fmt.Errorf("was ended by signal %v", o.signal)
	case !slices.Contains(exitCodes, o.code):
		return fmt.Errorf("ended with exit code %d", o.code)
	case o.memory > l.memory:
		return fmt.Errorf("had %d MB of resident memory", o.memory/1_000_000)
	}
	for _, word := range crashWords {
		if strings.Contains(o.stderr, word) {
			return fmt.Errorf("says %q: %.300s", word, o.stderr)
		}
	}
	if err := steers("standard error", o.stderr); err != nil {
		return err
	}
	if o.args[0] != "exec" { // there it is the program's own
		if err := steers("standard output", o.stdout); err != nil {
			return err
		}
	}
	return o.judgeLines()
}

// steers finds what could steer a terminal.
func steers(where, text string) error {
	if len(text) < maxHead && !utf8.ValidString(text) {
		return fmt.Errorf("%s is not UTF-8: %.300q", where, text)
	}
	for _, r := range text {
		if unicode.IsControl(r) && r != '\n' {
			return fmt.Errorf("%s has the control character %U: %.300q", where, r, text)
		}
	}
	return nil
}

// judgeLines wants one line of error of a run that failed, and none of others.
func (o *outcome) judgeLines() error {
	complaints := 0
	for line := range strings.Lines(o.stderr) {
		switch {
		case strings.HasPrefix(line, "tinyol-sim: "):
			complaints++
		case o.code != 0 && !strings.HasPrefix(line, "note: "):
			return fmt.Errorf("more than one line of error: %.300q", o.stderr)
		}
	}
	if want := min(o.code, 1); complaints != want {
		return fmt.Errorf("%d lines of error with exit code %d: %.300q", complaints, o.code, o.stderr)
	}
	return nil
}
