package main

import (
	"bytes"
	"debug/elf"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"tinyol-sim/internal/needs"
)

// TestTheSameSeedBreaksTheSameWay, and another seed another way.
func TestTheSameSeedBreaksTheSameWay(t *testing.T) {
	program, err := os.ReadFile("seeds/calls-5.elf")
	if err != nil {
		t.Fatal(err)
	}
	csv := dialects[0].recording(300)
	ways := map[string]func(*rand.Rand) []byte{
		"elf":   func(r *rand.Rand) []byte { return breakELF(r, program) },
		"csv":   func(r *rand.Rand) []byte { return breakText(r, csv, csvWords) },
		"yaml":  func(r *rand.Rand) []byte { return breakText(r, []byte(configs[1]), yamlWords) },
		"bytes": func(r *rand.Rand) []byte { return breakBytes(r, program) },
	}
	for name, way := range ways {
		different, broken := 0, 0
		for seed := range uint64(60) {
			once, again := way(rand.New(rand.NewPCG(seed, 1))), way(rand.New(rand.NewPCG(seed, 1)))
			if !bytes.Equal(once, again) {
				t.Fatalf("%s: seed %d breaks in two ways", name, seed)
			}
			if !bytes.Equal(once, way(rand.New(rand.NewPCG(seed+1000, 1)))) {
				different++
			}
			if !bytes.Equal(once, program) && !bytes.Equal(once, csv) {
				broken++
			}
		}
		if different < 55 || broken < 50 {
			t.Errorf("%s: of 60 files %d are broken, and %d are other files with another seed", name, broken, different)
		}
	}
	if _, err := elf.NewFile(bytes.NewReader(program)); err != nil {
		t.Errorf("the seed has changed: %v", err)
	}
}

// TestManyBrokenFilesAreStillRead: mutations that destroy the header only would
// try nothing behind it.
func TestManyBrokenFilesAreStillRead(t *testing.T) {
	program, err := os.ReadFile("seeds/calls-4.elf")
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for seed := range uint64(300) {
		if _, err := elf.NewFile(bytes.NewReader(breakELF(rand.New(rand.NewPCG(seed, 2)), program))); err == nil {
			read++
		}
	}
	if read < 100 {
		t.Errorf("of 300 broken executables %d can be opened", read)
	}
}

// TestJudge finds each kind of misbehaviour, and none where there is none.
func TestJudge(t *testing.T) {
	l := limits{time: time.Second, memory: 1000}
	sound := []outcome{
		{args: []string{"bench"}, stdout: "done\n", stderr: "note: the label is ok\nfigures are in out\n"},
		{args: []string{"bench"}, code: 1, stderr: "note: so\ntinyol-sim: x.csv: line 3: \"\\x1b\" is no number; correct it\n"},
		{args: []string{"exec"}, code: 4, stdout: "\x1b[31m", stderr: "tinyol-sim: a fault\n"},
	}
	for _, o := range sound {
		if err := o.judge(l); err != nil {
			t.Errorf("%+v: %v", o, err)
		}
	}
	const line = "tinyol-sim: x\n"
	for want, o := range map[string]outcome{
		"exit code 6":                {code: 6, stderr: line},
		"was ended by signal":        {code: -1},
		"does not end":               {code: 2, hangs: true},
		"of a processor":             {processor: 2 * time.Second},
		"resident memory":            {memory: 2000},
		"panic:":                     {code: 2, stderr: "panic: nil\n"},
		"mistake in":                 {code: 1, stderr: "tinyol-sim: mistake in tinyol-sim 1: x\n"},
		"2 lines of error":           {code: 1, stderr: line + line},
		"0 lines of error":           {code: 1},
		"1 lines of error":           {stderr: line},
		"more than one line":         {code: 1, stderr: line + "see there\n"},
		"control character":          {code: 1, stderr: "tinyol-sim: \x1b[31m\n"},
		"standard output has":        {stdout: "a\tb\n"},
		"standard error is not UTF-": {code: 1, stderr: "tinyol-sim: \xff\n"},
	} {
		o.args = []string{"bench"}
		if err := o.judge(l); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: got %v, want %q", o, err, want)
		}
	}
}

// TestACarelessToolIsCaught runs the campaign's checks on programs that write
// results as one should not.
func TestACarelessToolIsCaught(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the careless tools are shell scripts")
	}
	needs.Tools(t, "sh", "sleep", "touch", "mv", "rm", "mkdir")
	for want, script := range map[string]string{
		"neither the earlier result nor the new one": "printf ne >out/a; exec sleep 9",
		"is left behind":                    "touch .out.tmp; printf new >.x; mv .x out/a",
		"does not go on":                    "test -e seen && { echo tinyol-sim: cannot >&2; exit 1; }; touch seen; exec sleep 9",
		"in notes.txt and in":               "rm -f out/" + foreign + "; exec sleep 9",
		"seeds were finished, and the run":  "test -e seen || { touch seen; exec sleep 9; }; printf new >.x; mv .x out/a; rm -rf .out.unfinished seen",
		"with exit code 0":                  "printf new >.x; mv .x out/a; echo tinyol-sim: sorry >&2; rm -rf .out.unfinished",
		"what was finished cannot be read:": "mkdir -p .out.unfinished/result; echo { >.out.unfinished/result/summary.json; exec sleep 9",
	} {
		c := &campaign{work: t.TempDir(), tool: filepath.Join(t.TempDir(), "tool"), limits: limits{time: time.Minute, prompt: time.Second, memory: 1 << 40}}
		if err := os.WriteFile(c.tool, []byte("#!/bin/sh\n"+script+"\n"), 0o777); err != nil {
			t.Fatal(err)
		}
		w := &writing{name: "careless", target: "out", again: "bench", seeds: true, whole: 300 * time.Millisecond}
		earlier := filepath.Join(c.work, w.template(), "out")
		whole := filepath.Join(t.TempDir(), "whole")
		for path, text := range map[string]string{
			filepath.Join(earlier, "a"): "old", filepath.Join(earlier, foreign): "mine",
			filepath.Join(whole, "a"): "new", filepath.Join(whole, foreign): "mine",
		} {
			if err := writeFile(path, []byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		if strings.HasPrefix(want, "seeds were") {
			for name, text := range map[string]string{"summary.json": `{"interrupted":true,"progress":{"seeds":10}}`, "manifest.json": `{"seeds":[1]}`} {
				_, hidden := hiddenOf(filepath.Join(c.work, w.template(), "out"))
				if err := writeFile(filepath.Join(hidden, name), []byte(text)); err != nil {
					t.Fatal(err)
				}
			}
		}
		var err error
		if w.before, err = take(earlier); err != nil {
			t.Fatal(err)
		}
		if w.after, err = take(whole); err != nil {
			t.Fatal(err)
		}
		found := ""
		for n := 0; n < 12 && !strings.Contains(found, want); n++ {
			found = strings.Join(c.attempt("careless", n, w.killed).story, "\n")
		}
		if !strings.Contains(found, want) {
			t.Errorf("%s: not found; the last story is\n%s", want, found)
		}
	}
}
