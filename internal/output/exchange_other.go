//go:build !linux

package output

import "errors"

// exchange is not to be had on this system.
func exchange(_, _ string) error { return errors.ErrUnsupported }
