package role

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
)

// Rows of the recordings that the tests make, in chunks as a survey takes them.
const (
	testRows  = 4096
	testChunk = 256
)

// at makes a column's cell of a row: a float64, a string, or moment.
type at func(row int) any

// moment is a date-time in seconds since 1970.
type moment float64

// column of so many rows.
func makeColumn(name string, rows int, cell at) Column {
	c := Column{Name: name}
	for from := 0; from < rows; from += testChunk {
		var chunk Chunk
		texts := false
		for i := from; i < min(from+testChunk, rows); i++ {
			number, text := math.NaN(), ""
			switch v := cell(i).(type) {
			case float64:
				number = v
				text = strconv.FormatFloat(v, 'f', -1, 64)
				if v == math.Trunc(v) {
					c.Kinds.Integers++
				} else {
					c.Kinds.Decimals++
				}
			case moment:
				number, text = float64(v), "a date"
				c.Kinds.Moments++
			case string:
				text, texts = v, true
				if v == "" {
					c.Kinds.Empties++
				} else {
					c.Kinds.Texts++
				}
			default:
				panic(fmt.Sprintf("BUG: a cell of %T", v))
			}
			chunk.Numbers = append(chunk.Numbers, number)
			chunk.Texts = append(chunk.Texts, text)
		}
		if !texts {
			chunk.Texts = nil
		}
		c.Chunks = append(c.Chunks, chunk)
	}
	return c
}

func source(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// noise of a standard deviation, around a mean.
func noise(seed uint64, mean, deviation float64) at {
	r := source(seed)
	return func(int) any { return mean + deviation*r.NormFloat64() }
}

// rounded divides a signal into steps, as a converter does.
func rounded(step float64, signal at) at {
	return func(i int) any { return step * math.Round(signal(i).(float64)/step) }
}

// line rises by so much a row.
func line(from, step float64) at {
	return func(i int) any { return from + step*float64(i) }
}

// cycle repeats its values, each for so many rows.
func cycle(rows int, values ...any) at {
	return func(i int) any { return values[i/rows%len(values)] }
}

// walk changes by steps of a random size in either direction.
func walk(seed uint64, start, deviation float64) at {
	r := source(seed)
	x := start
	return func(int) any { x += deviation * r.NormFloat64(); return x }
}

// slow is a temperature that drifts by degrees, with a little noise.
func slow(seed uint64, mean, swing, deviation float64) at {
	n := noise(seed, 0, deviation)
	return func(i int) any { return mean + swing*math.Sin(float64(i)/700) + n(i).(float64) }
}

// but replaces the rows that which picks.
func but(signal at, which func(int) bool, value float64) at {
	return func(i int) any {
		x := signal(i)
		if which(i) {
			return value
		}
		return x
	}
}

func every(n int) func(int) bool { return func(i int) bool { return i%n == n/2 } }

func between(from, to int) func(int) bool { return func(i int) bool { return i >= from && i < to } }

// clipped keeps a signal within rails.
func clipped(low, high float64, signal at) at {
	return func(i int) any { return min(max(signal(i).(float64), low), high) }
}

func findingsOf(columns ...Column) []Finding { return Decide(columns, Given{}) }
