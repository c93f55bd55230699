package stream_test

import (
	"fmt"
	"log"
	"strings"

	"tinyol-sim/internal/stream"
)

func ExampleReader() {
	const recording = "t_ms;ax;ay;label\n0;1,5;-2;on\n8;err;-3;on\n16;2,5;-1;off\n"
	r, err := stream.NewReader(strings.NewReader(recording), "fan.csv", stream.Options{SkipBadRows: true})
	if err != nil {
		log.Fatal(err)
	}
	for r.Scan() {
		row := r.Row()
		fmt.Println(row.Number, row.Time, row.Values, r.Labels().Name(row.Label))
	}
	if err := r.Err(); err != nil {
		log.Fatal(err)
	}
	fmt.Println(r.Columns(), r.Period(), r.Skipped(), r.FirstSkipped())
	// Output:
	// 1 0 [1.5 -2] on
	// 2 0.016 [2.5 -1] off
	// [ax ay] 0.008 1 fan.csv:3: column 2 "ax": "err" is not a number
}
