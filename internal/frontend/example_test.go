package frontend_test

import (
	"fmt"
	"log"

	"tinyol-sim/internal/frontend"
)

func ExampleFit() {
	rec := &frontend.Recording{Channels: 2, Runs: [][]float32{{0, 0, 3, 4, 6, 8}}}
	f, err := frontend.Fit(frontend.Raw, 3, 1, rec)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(f.Windows(rec, 1))
	// Output: [0 0.5 1]
}
