package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"tinyol-sim/datasets"
	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/verify"
)

// rowsOfEach are taken of each of the test recording's three states.
const rowsOfEach = 300

// measured is what a board takes for a step, in each mode.
type measured struct {
	board *mcu.Board
	runs  []result.VerifiedRun
}

// measure runs the default network, trained once, on every emulated board.
func measure(ctx context.Context, frontEnd string) ([]measured, error) {
	spec := bench.Default()
	spec.FrontEnd, spec.Normal, spec.Train = frontEnd, "normal", []string{"fan_training"}
	trained, err := bench.Train(ctx, spec, open, bench.Silent{})
	if err != nil {
		return nil, err
	}
	var model bytes.Buffer
	if err := trained.Save(&model); err != nil {
		return nil, err
	}
	spec.Train, spec.Model, spec.Streams = nil, "model", []string{"fan_test"}
	openAll := func(name string) (io.ReadCloser, error) {
		if name == spec.Model {
			return io.NopCloser(bytes.NewReader(model.Bytes())), nil
		}
		return open(name)
	}
	var all []measured
	for _, b := range mcu.Boards() {
		if !b.Emulated {
			continue
		}
		spec.Board = b.Name
		v, err := verify.Run(ctx, spec, verify.Options{}, openAll, bench.Silent{})
		if err != nil {
			return nil, err
		}
		if r := v.Differing(); r != nil {
			return nil, fmt.Errorf("%s: %s differs from the host; tinyol-sim verify says where", b.Name, r.Mode)
		}
		all = append(all, measured{b, v.Runs})
	}
	return all, nil
}

// open gives the beginning of each run of the bundled test recording, and all of
// the others.
func open(name string) (io.ReadCloser, error) {
	r, err := datasets.Open(name)
	if err != nil || name != "fan_test" {
		return r, err
	}
	text, err := beginnings(r)
	return io.NopCloser(text), errors.Join(err, r.Close())
}

func beginnings(r io.Reader) (io.Reader, error) {
	var kept bytes.Buffer
	lines := bufio.NewScanner(r)
	session, rows := "", 0
	for lines.Scan() {
		line := lines.Text()
		if s := line[strings.LastIndexByte(line, ',')+1:]; s != session {
			session, rows = s, 0
		}
		if rows++; rows <= rowsOfEach {
			fmt.Fprintln(&kept, line)
		}
	}
	return &kept, lines.Err()
}
