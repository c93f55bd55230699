// Command tinyol-sim simulates and benchmarks TinyOL online learning on
// microcontrollers. Run it with --help.
package main

import (
	"os"

	"tinyol-sim/internal/cli"
)

func main() {
	os.Exit(cli.Main())
}
