package armv7m

import "debug/dwarf"

// scopeReader takes the functions, and what was inlined into them, from the
// entries of the debug information in their order.
type scopeReader struct {
	*lineTable
	data  *dwarf.Data
	files []int32    // of the unit
	open  [][]*scope // of each entry whose children come: the scopes that they belong to
	names map[dwarf.Offset]string
}

func (s *scopeReader) entry(e *dwarf.Entry) {
	if e.Tag == 0 { // the end of an entry's children
		s.open = s.open[:max(len(s.open), 1)-1]
		return
	}
	var parts []*scope
	if n := len(s.open); n > 0 {
		parts = s.open[n-1]
	}
	switch e.Tag {
	case dwarf.TagSubprogram:
		parts = s.function(e)
	case dwarf.TagInlinedSubroutine:
		parts = s.inlined(e, parts)
	}
	if e.Children {
		s.open = append(s.open, parts)
	}
}

func (s *scopeReader) function(e *dwarf.Entry) []*scope {
	var parts []*scope
	for _, r := range s.ranges(e) {
		parts = append(parts, &scope{low: r[0], high: r[1], name: s.name(e), callFile: -1})
	}
	s.scopes = append(s.scopes, parts...)
	return parts
}

func (s *scopeReader) inlined(e *dwarf.Entry, outer []*scope) []*scope {
	var parts []*scope
	file, line := int32(-1), int32(0)
	if n, ok := e.Val(dwarf.AttrCallFile).(int64); ok && n >= 0 && n < int64(len(s.files)) {
		file = s.files[n]
	}
	if n, ok := e.Val(dwarf.AttrCallLine).(int64); ok {
		line = int32(n)
	}
	for _, r := range s.ranges(e) {
		one := &scope{low: r[0], high: r[1], name: s.name(e), callFile: file, callLine: line}
		for _, o := range outer {
			if r[0] >= o.low && r[1] <= o.high {
				o.inside = append(o.inside, one)
				parts = append(parts, one)
				break
			}
		}
	}
	return parts
}

// ranges are those of an entry that are in the program: what the linker has
// left out is at zero.
func (s *scopeReader) ranges(e *dwarf.Entry) [][2]uint32 {
	all, err := s.data.Ranges(e)
	if err != nil {
		return nil
	}
	var kept [][2]uint32
	for _, r := range all {
		if s.budget--; s.budget < 0 {
			break
		}
		if r[0] != 0 && r[0] < r[1] && r[1] <= 1<<32-1 {
			kept = append(kept, [2]uint32{uint32(r[0]), uint32(r[1])})
		}
	}
	return kept
}

// name is the name of an entry's function, which stands at its origin.
func (s *scopeReader) name(e *dwarf.Entry) string {
	origin, ok := originOf(e)
	if !ok {
		return ownName(e)
	}
	name, ok := s.names[origin]
	if !ok {
		name = s.follow(origin)
		s.names[origin] = name
	}
	return name
}

// follow goes from one origin to the next. A chain has two or three links; one
// that does not end is damaged.
func (s *scopeReader) follow(at dwarf.Offset) string {
	r := s.data.Reader()
	for range 8 {
		r.Seek(at)
		e, err := r.Next()
		if err != nil || e == nil {
			break
		}
		if name := ownName(e); name != "" {
			return name
		}
		var ok bool
		if at, ok = originOf(e); !ok {
			break
		}
	}
	return ""
}

func ownName(e *dwarf.Entry) string {
	for _, attr := range []dwarf.Attr{dwarf.AttrLinkageName, dwarf.AttrName} {
		if name, ok := e.Val(attr).(string); ok {
			return name
		}
	}
	return ""
}

func originOf(e *dwarf.Entry) (dwarf.Offset, bool) {
	for _, attr := range []dwarf.Attr{dwarf.AttrAbstractOrigin, dwarf.AttrSpecification} {
		if origin, ok := e.Val(attr).(dwarf.Offset); ok {
			return origin, true
		}
	}
	return 0, false
}
