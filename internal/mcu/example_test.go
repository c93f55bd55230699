package mcu_test

import (
	"fmt"

	"tinyol-sim/internal/mcu"
)

// The closed form of a kernel, and what a call of it takes.
func ExampleCosts_Formula() {
	costs, err := mcu.CostsFor("cortex-m33f")
	if err != nil {
		panic(err)
	}
	fmt.Println("mse:", costs.Formula("mse"))
	fmt.Println("of 40 values:", costs.Cycles("mse", 40, 0), costs.Provenance)
	// Output:
	// mse: 27 + 11·n
	// of 40 values: 467 estimated
}

// A program too large for the Blue Pill's 20 KB.
func ExampleLedger_Check() {
	board, err := mcu.LoadBoard("bluepill")
	if err != nil {
		panic(err)
	}
	own := *board
	own.StateBytes, own.StackBytes = 128, 512 // of a firmware of one's own
	ledger := mcu.NewLedger(&own, []mcu.Region{
		{Name: "online layer", Kind: mcu.RAM, Bytes: 30_000},
		{Name: "window", Kind: mcu.RAM, Bytes: 2_000, Phases: []string{"frontend"}},
		{Name: "gradient", Kind: mcu.RAM, Bytes: 1_000, Phases: []string{"update"}},
	})
	fmt.Println(ledger.Check())
	// Output:
	// board bluepill: 12160 bytes of ram are missing (32640 needed, 20480 there); the largest region is "online layer" with 30000 bytes; the smallest board that fits is arduino-zero
}
