// Command ccode writes the firmware's generated sources into a folder.
package main

import (
	"fmt"
	"os"

	"tinyol-sim/internal/plan/ccode"
	_ "tinyol-sim/internal/tinyol" // every kernel that there is
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: ccode FOLDER")
		os.Exit(2)
	}
	if err := ccode.Write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "ccode:", err)
		os.Exit(1)
	}
}
