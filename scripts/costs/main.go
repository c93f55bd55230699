// Command costs fits the closed forms of the emulated cores again and writes
// their tables into a directory.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/calibrate"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: costs DIRECTORY")
		os.Exit(2)
	}
	for _, name := range calibrate.Boards() {
		if err := write(os.Args[1], name); err != nil {
			fmt.Fprintln(os.Stderr, "costs:", err)
			os.Exit(1)
		}
	}
}

func write(directory, name string) error {
	board, err := mcu.LoadBoard(name)
	if err != nil {
		return err
	}
	table, err := calibrate.Core(board)
	if err != nil {
		return err
	}
	path := filepath.Join(directory, table.Core+".yaml")
	fmt.Printf("%s: largest residual %.2g %%\n", path, 100*table.LargestResidual)
	return os.WriteFile(path, table.YAML(), 0o666)
}
