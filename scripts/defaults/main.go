// Command defaults measures, on training recordings alone, what bench's defaults are
// chosen by, and writes docs/DEFAULTS.md.
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: defaults RECORDINGS FILE.md")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "defaults:", err)
		os.Exit(1)
	}
}

func write(recordings, path string) error {
	m, err := measure(context.Background(), recordings, sources)
	if err != nil {
		return err
	}
	var page bytes.Buffer
	m.document(&page)
	return os.WriteFile(path, page.Bytes(), 0o666)
}
