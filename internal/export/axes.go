package export

import (
	"fmt"
	"strings"
)

// ColumnsError are channels that the board's accelerometer does not measure.
type ColumnsError struct{ Columns []string }

func (e *ColumnsError) Error() string {
	return fmt.Sprintf("the sketch reads the accelerometer's x, y and z, the model has %d channels: %s; choose with --columns up to three whose names end in x, y and z",
		len(e.Columns), strings.Join(e.Columns, ", "))
}

// Axes returns of the sensor's x, y and z, numbered from 0, the one that each
// column is: by the last letter of its name, or, of three columns without such
// letters, in their order. Anything else is a *ColumnsError.
func Axes(columns []string) ([]int, error) {
	var axes []int
	var seen [3]bool
	for _, name := range columns {
		axis := -1
		if name != "" {
			axis = strings.IndexByte("xyz", name[len(name)-1]|0x20)
		}
		if axis < 0 || seen[axis] {
			break
		}
		seen[axis] = true
		axes = append(axes, axis)
	}
	switch {
	case len(axes) == len(columns) && len(axes) > 0:
		return axes, nil
	case len(columns) == len(seen) && len(axes) == 0:
		return []int{0, 1, 2}, nil
	}
	return nil, &ColumnsError{columns}
}
