package program

// scope is a function or an inlined call, in one range of addresses. Those that
// were inlined into it are a list.
type scope struct {
	addressRange
	name                string
	callFile, callLine  int32 // of an inlined call: where it was; file -1: not known
	first, last, behind int32 // numbers of scopes: inside it, and beside it; 0: none
}

// scopeReader takes the functions, and what was inlined into them, from the
// entries of the debug information in their order.
type scopeReader struct {
	*lineTable
	entries *entryReader
	files   fileNumbers // of the unit
	open    []scopeSpan // of each entry whose children come
}

// scopeSpan is the scopes that an entry has: from one number to before another.
type scopeSpan struct{ from, to int32 }

// maxOpenEntries is how deep entries may be in one another.
const maxOpenEntries = 1 << 12

// unit reads the entries of a unit. One that is damaged ends there.
func (s *scopeReader) unit(u *unit, program func(*entry) fileNumbers) {
	s.files, s.open = fileNumbers{}, s.open[:0]
	var e entry
	for at := u.entries; at < u.end && len(s.open) < maxOpenEntries; {
		next, ok := s.entries.read(u, at, &e)
		if !ok {
			return
		}
		if e.tag == tagCompileUnit {
			s.files = program(&e)
		}
		s.entry(&e)
		at = next
	}
}

func (s *scopeReader) entry(e *entry) {
	if e.tag == 0 { // the end of an entry's children
		s.open = s.open[:max(len(s.open), 1)-1]
		return
	}
	var own scopeSpan
	if n := len(s.open); n > 0 {
		own = s.open[n-1]
	}
	switch e.tag {
	case tagSubprogram:
		own = s.function(e)
	case tagInlinedSubroutine:
		own = s.inlined(e, own)
	}
	if e.children {
		s.open = append(s.open, own)
	}
}

func (s *scopeReader) function(e *entry) scopeSpan {
	own := scopeSpan{from: s.next()}
	name := ""
	s.entries.ranges(e, func(r addressRange) bool {
		if name == "" {
			name = s.name(e)
		}
		s.functions = append(s.functions, s.next())
		return s.add(scope{addressRange: r, name: name, callFile: -1})
	})
	own.to = s.next()
	return own
}

func (s *scopeReader) inlined(e *entry, outer scopeSpan) scopeSpan {
	one := scope{callFile: -1}
	if n, ok := e.number(attributeCallFile); ok {
		one.callFile = s.files.number(n)
	}
	if n, ok := e.number(attributeCallLine); ok {
		one.callLine = int32(n)
	}
	own := scopeSpan{from: s.next()}
	s.entries.ranges(e, func(r addressRange) bool {
		for n := outer.from; n < outer.to; n++ {
			if s.entries.work--; s.entries.work <= 0 {
				return false
			}
			o := &s.scopes[n]
			if r.low < o.low || r.high > o.high {
				continue
			}
			if one.name == "" {
				one.name = s.name(e)
			}
			one.addressRange = r
			if o.first == 0 {
				o.first = s.next()
			} else {
				s.scopes[o.last].behind = s.next()
			}
			o.last = s.next()
			return s.add(one)
		}
		return true
	})
	own.to = s.next()
	return own
}

// next is the number of the scope that is added next.
func (s *scopeReader) next() int32 { return int32(len(s.scopes)) }

// add reports false where there are as many as may be.
func (s *scopeReader) add(one scope) bool {
	s.scopes = append(s.scopes, one)
	if len(s.scopes) == maxScopes {
		s.entries.work = 0
	}
	return s.entries.work > 0
}

// name is the name of an entry's function, which may stand at its origin, and
// there again. A chain has two or three links; one that does not end is
// damaged.
func (s *scopeReader) name(e *entry) string {
	var other entry
	for range 8 {
		at, ok := originOf(e)
		if !ok {
			break
		}
		u := s.entries.unitAt(at)
		if u == nil {
			break
		}
		if _, ok := s.entries.read(u, at, &other); !ok {
			break
		}
		if name := s.ownName(&other); name != "" {
			return name
		}
		e = &other
	}
	return s.ownName(e)
}

func (s *scopeReader) ownName(e *entry) string {
	for _, n := range []int{attributeLinkageName, attributeName} {
		if name, ok := s.entries.text(e, n); ok {
			return name
		}
	}
	return ""
}

func originOf(e *entry) (uint32, bool) {
	for _, n := range []int{attributeOrigin, attributeSpecification} {
		if at, ok := e.reference(n); ok {
			return at, true
		}
	}
	return 0, false
}
