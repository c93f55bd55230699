package program

// sectionReader takes numbers off a section; it fails once and for all where the
// section is too short.
type sectionReader struct {
	b      string
	failed bool
}

func (r *sectionReader) take(n int) string {
	if n < 0 || n > len(r.b) {
		r.failed, r.b = true, ""
		return ""
	}
	taken := r.b[:n]
	r.b = r.b[n:]
	return taken
}

func (r *sectionReader) byte() uint8 {
	if b := r.take(1); b != "" {
		return b[0]
	}
	return 0
}

func (r *sectionReader) number(size int) uint32 {
	v := uint32(0)
	for i, b := range []byte(r.take(size)) {
		v |= uint32(b) << (8 * i)
	}
	return v
}

// unsigned and signed read LEB128, of which 32 bits are kept.
func (r *sectionReader) unsigned() uint32 {
	v, _, _ := r.leb()
	return v
}

func (r *sectionReader) signed() int32 {
	v, shift, last := r.leb()
	if shift < 32 && last&0x40 != 0 {
		v |= ^uint32(0) << shift
	}
	return int32(v)
}

func (r *sectionReader) leb() (v uint32, shift uint, last uint8) {
	for {
		last = r.byte()
		if shift < 32 {
			v |= uint32(last&0x7F) << shift
		}
		shift += 7
		if last&0x80 == 0 || r.failed {
			return v, shift, last
		}
	}
}
