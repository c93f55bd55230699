package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

type outcome int

const (
	survived outcome = iota
	caught
	timedOut
	notBuilt // and not counted
)

// tester runs tests against a change that is laid over the checkout, which
// stays as it is.
type tester struct {
	dir     string // for overlays
	timeout time.Duration
}

// try runs the tests until one notices the change.
func (t tester) try(c change, tests []string) (outcome, error) {
	dir, err := os.MkdirTemp(t.dir, "")
	if err != nil {
		return 0, err
	}
	overlay, err := lay(dir, c)
	if err != nil {
		return 0, err
	}
	for _, args := range tests {
		text, err := t.test("-overlay="+overlay, args)
		switch {
		case err == nil:
		case strings.Contains(text, "[build failed]"):
			return notBuilt, nil
		case strings.Contains(text, "panic: test timed out after"):
			return timedOut, nil
		default:
			return caught, nil
		}
	}
	return survived, nil
}

// lay writes the changed file and the overlay that puts it in place of the
// source.
func lay(dir string, c change) (string, error) {
	path, err := filepath.Abs(c.file)
	if err != nil {
		return "", err
	}
	source, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	changed := filepath.Join(dir, filepath.Base(path))
	if err := os.WriteFile(changed, c.apply(source), 0o600); err != nil {
		return "", err
	}
	data, err := json.Marshal(map[string]map[string]string{"Replace": {path: changed}})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(dir, "overlay.json")
	return overlay, os.WriteFile(overlay, data, 0o600)
}

// memory bounds the address space of what runs, in KiB: a changed loop may
// allocate without end.
const memory = 8 << 20

// test runs tests; none is skipped for want of a tool.
func (t tester) test(flag, list string) (string, error) {
	args := append([]string{"-c", fmt.Sprintf(`ulimit -v %d; exec go test "$@"`, memory), "go",
		"-vet=off", "-failfast", "-short", "-timeout=" + t.timeout.String(), flag}, strings.Fields(list)...)
	command := exec.Command("sh", args...)
	command.Env = append(os.Environ(), "CI=true")
	command.WaitDelay = time.Second
	text, err := command.CombinedOutput()
	return string(text), err
}

// baseline wants the tests to pass on the code as it is.
func (t tester) baseline(all []target) error {
	for _, target := range all {
		for _, args := range target.tests {
			if text, err := t.test("-overlay=", args); err != nil {
				return fmt.Errorf("the tests fail without any change; fix them first:\n%s", text)
			}
		}
	}
	return nil
}
