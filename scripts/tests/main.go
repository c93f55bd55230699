// Command tests reads what go test -json says and prints what go test would,
// with a list of the tests that were skipped and why. Where CI=true, a skipped
// test that nobody had to ask for is a failure.
//
//	go test -json ./... | go run ./scripts/tests
package main

import (
	"fmt"
	"os"
)

func main() {
	r := newReport(os.Stdout, os.Getenv("CI") == "true")
	if err := r.read(os.Stdin); err != nil {
		fmt.Fprintf(os.Stderr, "tests: %v\n", err)
		os.Exit(1)
	}
	if !r.end() {
		os.Exit(1)
	}
}
