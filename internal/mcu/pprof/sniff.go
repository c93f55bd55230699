package pprof

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/gzip"
)

// sampleType is the key of the first field that Write writes, in protobuf's
// encoding.
const sampleType = 1<<3 | 2

// IsProfile reports whether a file that begins with head is a profile.
func IsProfile(head []byte) bool {
	z, err := gzip.NewReader(bytes.NewReader(head))
	if err != nil {
		return false
	}
	first := make([]byte, 1)
	_, err = io.ReadFull(z, first)
	return err == nil && first[0] == sampleType
}
