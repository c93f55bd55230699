package parquet

// Kind is what a column's values are.
type Kind uint8

// Kinds of values.
const (
	Int     Kind = iota
	Uint         // also truth values, as 0 and 1
	Float16      // bits of an IEEE 754 number
	Float32
	Float64
	Text
	Bytes   // of no stated meaning
	Decimal // Bits over ten to the power of Scale
	Moment  // whole units since 1970
)

// Members of the union of logical types, and the older converted types.
const (
	logicalString    = 1
	logicalEnum      = 4
	logicalDecimal   = 5
	logicalDate      = 6
	logicalTimestamp = 8
	logicalInteger   = 10
	logicalJSON      = 12
	logicalFloat16   = 15

	convertedUTF8   = 0
	convertedEnum   = 4
	convertedDec    = 5
	convertedDate   = 6
	convertedMillis = 9
	convertedMicros = 10
	convertedUint8  = 11
	convertedUint64 = 14
	convertedJSON   = 19
)

// secondsOfDay is the unit of dates.
const secondsOfDay = 24 * 3600

// Column is a column of the table.
type Column struct {
	Name string // with those of its groups before it, and dots between
	Kind Kind
	// PerSecond is the number of a moment's units in a second, and Seconds the
	// length of one where that is longer.
	PerSecond, Seconds int64
	UTC                bool // the moments are in UTC, not in the time of a place
	Scale              int
}

// describe settles what a column's values are.
func (l *leaf) describe() (Column, error) {
	c := Column{Name: l.path, UTC: l.utc}
	switch l.physical {
	case typeBoolean:
		c.Kind = Uint
	case typeInt32, typeInt64:
		l.describeInt(&c)
	case typeInt96: // a timestamp of Impala and older Spark
		c.Kind, c.PerSecond = Moment, 1e9
	case typeFloat:
		c.Kind = Float32
	case typeDouble:
		c.Kind = Float64
	case typeBytes, typeFixed:
		l.describeBytes(&c)
	default:
		return c, errDamaged
	}
	if c.Kind == Decimal && (c.Scale < 0 || c.Scale > 38) || l.physical == typeFixed && (l.length < 1 || l.length > longestText) {
		return c, errDamaged
	}
	return c, nil
}

func (l *leaf) describeInt(c *Column) {
	perSecond := [...]int64{0, 1e3, 1e6, 1e9}
	switch {
	case l.logical == logicalTimestamp && l.unit >= 1 && l.unit <= 3:
		c.Kind, c.PerSecond = Moment, perSecond[l.unit]
	case l.logical == logicalDecimal, l.converted == convertedDec:
		c.Kind, c.Scale = Decimal, l.scale
	case l.physical == typeInt32 && (l.logical == logicalDate || l.converted == convertedDate):
		c.Kind, c.Seconds = Moment, secondsOfDay
	case l.converted == convertedMillis:
		c.Kind, c.PerSecond, c.UTC = Moment, 1e3, true
	case l.converted == convertedMicros:
		c.Kind, c.PerSecond, c.UTC = Moment, 1e6, true
	case l.unsigned, l.converted >= convertedUint8 && l.converted <= convertedUint64:
		c.Kind = Uint
	}
}

func (l *leaf) describeBytes(c *Column) {
	c.Kind = Bytes
	switch {
	case l.logical == logicalDecimal, l.converted == convertedDec:
		c.Kind, c.Scale = Decimal, l.scale
	case l.physical == typeFixed && l.length == 2 && l.logical == logicalFloat16:
		c.Kind = Float16
	case l.logical == logicalString, l.logical == logicalEnum, l.logical == logicalJSON,
		l.converted == convertedUTF8, l.converted == convertedEnum, l.converted == convertedJSON,
		l.physical == typeBytes:
		c.Kind = Text
	}
}
