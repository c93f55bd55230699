package cli

import (
	"fmt"
	"os"
	"runtime/debug"
)

// crashed turns a panic, which is a mistake in the tool, into an error of one
// line; what its authors need goes to a file.
func crashed(value any) error {
	const ask = "please report it with the command line"
	f, err := os.CreateTemp("", "tinyol-sim-crash-*.txt")
	if err != nil {
		return fmt.Errorf("mistake in tinyol-sim %s: %.200v; %s", version, value, ask)
	}
	defer f.Close()
	fmt.Fprintf(f, "tinyol-sim %s\n%q\n%v\n\n%s", version, os.Args, value, debug.Stack())
	return fmt.Errorf("mistake in tinyol-sim %s: %.200v; %s and the file %s", version, value, ask, f.Name())
}
