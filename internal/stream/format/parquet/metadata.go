package parquet

import (
	"strings"
)

// Types of values in a file.
const (
	typeBoolean = iota
	typeInt32
	typeInt64
	typeInt96
	typeFloat
	typeDouble
	typeBytes
	typeFixed
)

const (
	optional = 1 // of repetition types
	repeated = 2
)

// mostChunks bounds the column chunks of a file; the others what is kept of the rest.
const (
	mostChunks  = 1 << 18
	mostColumns = 1 << 14
	mostGroups  = 1 << 15
	mostNames   = 1 << 20 // bytes of all names
)

// schemaElement is a group or a column.
type schemaElement struct {
	name       string
	physical   int
	length     int // of values of fixed length
	repetition int
	children   int
	group      bool
	converted  int // -1: not stated
	scale      int
	logical    int // the member of the union; 0: none
	unit       int // of a time: 1 milli-, 2 micro-, 3 nanoseconds
	utc        bool
	unsigned   bool
}

// chunk is where a column of a row group lies.
type chunk struct {
	codec  int
	values int64
	begin  int64
	size   int64
	away   bool // in another file, or encrypted
}

// group is a row group.
type group struct {
	rows   int64
	chunks []chunk
}

type metadata struct {
	schema []schemaElement
	groups []group
	chunks int
	names  int // bytes
}

func (m *metadata) read(t *thrift) {
	t.structure(func(id int, kind byte) {
		switch {
		case id == 2 && kind == thriftList:
			t.list(func(byte) { m.readElement(t) })
		case id == 4 && kind == thriftList:
			t.list(func(byte) { m.readGroup(t) })
		default:
			t.skip(kind)
		}
	})
}

func (m *metadata) readElement(t *thrift) {
	if len(m.schema) > mostColumns {
		t.fail(&Refused{"has more than 16384 columns"})
		return
	}
	e := schemaElement{physical: -1, converted: -1}
	t.structure(func(id int, kind byte) {
		switch {
		case id == 4 && kind == thriftBinary:
			e.name = t.text()
			if m.names += len(e.name); m.names > mostNames {
				t.fail(errDamaged)
			}
		case id == 10 && kind == thriftStruct:
			e.readLogical(t)
		case kind == 5 && (id <= 3 || id >= 5 && id <= 7):
			n := int(int32(t.int()))
			switch id {
			case 1:
				e.physical = n
			case 2:
				e.length = n
			case 3:
				e.repetition = n
			case 5:
				e.children, e.group = n, n > 0
			case 6:
				e.converted = n
			case 7:
				e.scale = n
			}
		default:
			t.skip(kind)
		}
	})
	m.schema = append(m.schema, e)
}

// readLogical reads the union of logical types.
func (e *schemaElement) readLogical(t *thrift) {
	t.structure(func(id int, kind byte) {
		e.logical = id
		if kind != thriftStruct {
			t.skip(kind)
			return
		}
		t.structure(func(field int, kind byte) {
			switch {
			case field == 1 && kind == thriftTrue:
				e.utc = true
			case id == logicalDecimal && field == 1 && kind == 5:
				e.scale = int(int32(t.int()))
			case id == logicalInteger && field == 2 && kind == thriftFalse:
				e.unsigned = true
			case field == 2 && kind == thriftStruct:
				t.structure(func(unit int, kind byte) {
					e.unit = unit
					t.skip(kind)
				})
			default:
				t.skip(kind)
			}
		})
	})
}

func (m *metadata) readGroup(t *thrift) {
	var g group
	t.structure(func(id int, kind byte) {
		switch {
		case id == 1 && kind == thriftList:
			t.list(func(byte) {
				if m.chunks++; m.chunks > mostChunks {
					t.fail(&Refused{"has more than 262144 column chunks"})
					return
				}
				g.chunks = append(g.chunks, readChunk(t))
			})
		case id == 3 && kind == 6:
			g.rows = t.int()
		default:
			t.skip(kind)
		}
	})
	if m.groups = append(m.groups, g); len(m.groups) > mostGroups {
		t.fail(&Refused{"has more than 32768 row groups"})
	}
}

func readChunk(t *thrift) (c chunk) {
	t.structure(func(id int, kind byte) {
		switch {
		case id == 3 && kind == thriftStruct:
			c.read(t)
		case id == 1 && kind == thriftBinary: // the file that it is in
			c.away = t.text() != ""
		default:
			c.away = c.away || id == 8 || id == 9 // encryption
			t.skip(kind)
		}
	})
	return c
}

func (c *chunk) read(t *thrift) {
	var data, dictionary int64
	t.structure(func(id int, kind byte) {
		number := kind == 5 || kind == 6
		switch {
		case id == 4 && number:
			c.codec = int(t.int())
		case id == 5 && number:
			c.values = t.int()
		case id == 7 && number:
			c.size = t.int()
		case id == 9 && number:
			data = t.int()
		case id == 11 && number:
			dictionary = t.int()
		default:
			t.skip(kind)
		}
	})
	if c.begin = data; dictionary > 0 && dictionary < data {
		c.begin = dictionary
	}
}

// columns lays the tree of the schema out: groups become prefixes of names.
func (m *metadata) columns() ([]leaf, error) {
	if len(m.schema) == 0 {
		return nil, errDamaged
	}
	var leaves []leaf
	rest, err := leavesOf(m.schema[1:], m.schema[0].children, nil, 0, &leaves)
	if err != nil {
		return nil, err
	}
	if len(rest) > 0 || len(leaves) == 0 {
		return nil, errDamaged
	}
	return leaves, nil
}

// leaf is a column with what its values may be null by.
type leaf struct {
	schemaElement
	path   string
	levels int // how often a value may be null: in itself and in its groups
}

// leavesOf takes n elements with what is below them off the schema.
func leavesOf(schema []schemaElement, n int, path []string, levels int, leaves *[]leaf) ([]schemaElement, error) {
	if len(path) > deepest {
		return nil, errDamaged
	}
	for ; n > 0; n-- {
		if len(schema) == 0 {
			return nil, errDamaged
		}
		e := schema[0]
		schema = schema[1:]
		names := append(path[:len(path):len(path)], e.name)
		l := leaf{schemaElement: e, path: strings.Join(names, "."), levels: levels}
		if e.repetition == repeated {
			return nil, &Refused{"has nested values in the column " + quoted(names[0])}
		}
		if e.repetition == optional {
			l.levels++
		}
		if !e.group {
			*leaves = append(*leaves, l)
			continue
		}
		var err error
		if schema, err = leavesOf(schema, e.children, names, l.levels, leaves); err != nil {
			return nil, err
		}
	}
	return schema, nil
}
