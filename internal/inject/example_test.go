package inject_test

import (
	"fmt"

	"tinyol-sim/internal/inject"
)

func ExampleParse() {
	_, err := inject.Parse("rotation:angle=20,axis=w,at=3000,ramp=500")
	fmt.Println(err)
	// Output: drift "rotation:angle=20,axis=w,at=3000,ramp=500": "axis=w" is no axis to turn about; use axis=x, axis=y or axis=z
}
