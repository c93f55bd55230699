package main

import (
	"crypto/sha256"
	"os"
)

// prepareModels gives broken model files to the commands that read them. Most
// have a checksum that fits, so that what is behind it is reached.
func prepareModels(c *campaign) (func(*try) error, error) {
	var seeds [][]byte
	for _, name := range modelNames {
		data, err := os.ReadFile(c.input(name))
		if err != nil {
			return nil, err
		}
		seeds = append(seeds, data)
	}
	return func(t *try) error {
		r := t.random
		data := one(r, seeds...)
		if oneIn(r, 4) {
			data = breakBytes(r, data)
		} else {
			data = breakBytes(r, data[:len(data)-sha256.Size])
			sum := sha256.Sum256(data)
			data = append(data, sum[:]...)
		}
		if err := os.WriteFile(t.path("broken.tinyol"), data, 0o666); err != nil {
			return err
		}
		args := []string{"bench", machineCSV, "--model", "broken.tinyol", "--engine", one(r, "host", "host", "emulated")}
		switch r.IntN(4) {
		case 0:
			args = []string{"export", "--model", "broken.tinyol", "-o", "sketch"}
		case 1:
			args = append(args, "--out", "out")
		}
		_, err := t.check(args...)
		return err
	}, nil
}
