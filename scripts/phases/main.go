// Command phases writes docs/CYCLES.md: the emulated cycles of every phase of a
// step, for every emulated board.
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: phases FILE.md")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "phases:", err)
		os.Exit(1)
	}
}

func write(path string) error {
	var page bytes.Buffer
	if err := document(context.Background(), &page); err != nil {
		return err
	}
	return os.WriteFile(path, page.Bytes(), 0o666)
}
