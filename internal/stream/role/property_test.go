package role

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
)

// Whatever noise is called, it is a sensor, unless it is called a time or a label.
func TestNoiseIsASensor(t *testing.T) {
	signals := map[string]func(seed uint64) at{
		"normal":   func(s uint64) at { return noise(s, 0, 1) },
		"offset":   func(s uint64) at { return noise(s, 9.81, 0.01) },
		"12 bits":  func(s uint64) at { return rounded(1, noise(s, 2048, 100)) },
		"8 bits":   func(s uint64) at { return rounded(1, noise(s, 100, 2)) },
		"one step": func(s uint64) at { return rounded(1, noise(s, 26, 0.4)) },
		"walk":     func(s uint64) at { return walk(s, 0, 1) },
		"slow":     func(s uint64) at { return rounded(0.1, slow(s, 21, 3, 0.1)) },
		"decimals": func(s uint64) at { return rounded(0.01, noise(s, 20, 3)) },
	}
	names := slices.Concat(sessionNames, sessionWords, indexNames, idWords, windowWords, predictionWords[:2], []string{
		"x", "y", "z", "T", "temp", "value", "hour_of_day", "unnamed", "motor speed", "c1", "sin", "quality", "machine_id",
	})
	seed := uint64(0)
	for _, kind := range slices.Sorted(maps.Keys(signals)) {
		signal := signals[kind]
		for _, name := range names {
			if name == "hour_of_day" && kind != "12 bits" {
				continue // 0 to 23 is an hour under that name
			}
			for _, rows := range []int{16, 100, 3000} {
				if seed++; kind == "one step" && rows == 16 {
					continue // it may well stand still, or hold two values in runs
				}
				columns := []Column{
					makeColumn("t", rows, line(0, 0.01)), makeColumn(name, rows, signal(seed)),
					makeColumn("label", rows, cycle(max(rows/4, 1), "a", "b")),
				}
				if f := findingsOf(columns...)[1]; f.Role != Sensor {
					t.Errorf("%s of %d rows called %q, seed %d: %s, %s", kind, rows, name, seed, f.Role, f.Evidence)
				}
				if f := findingsOf(columns[1])[0]; f.Role != Sensor {
					t.Errorf("%s of %d rows called %q, alone, seed %d: %s, %s", kind, rows, name, seed, f.Role, f.Evidence)
				}
			}
		}
	}
}

// What a flag says is what it is, and nothing else takes its place.
func TestGivenRoles(t *testing.T) {
	columns := []Column{
		makeColumn("t", 600, line(0, 0.01)), makeColumn("time2", 600, line(3, 0.02)), makeColumn("x", 600, noise(1, 0, 1)),
		makeColumn("label", 600, cycle(100, "a", "b")), makeColumn("kind", 600, cycle(200, "c", "d")), makeColumn("n", 600, line(0, 1)),
	}
	for _, c := range []struct {
		given Given
		want  []Role
	}{
		{Given{}, []Role{Time, Clock, Sensor, Label, Text, Counter}},
		{Given{Roles: map[int]Role{1: Time, 4: Label}}, []Role{Clock, Time, Sensor, Annotation, Label, Counter}},
		{Given{NoTime: true, NoLabel: true}, []Role{Clock, Clock, Sensor, Annotation, Text, Counter}},
		{Given{Roles: map[int]Role{5: Sensor, 0: Sensor}}, []Role{Sensor, Time, Sensor, Label, Text, Sensor}},
	} {
		for i, f := range Decide(columns, c.given) {
			if f.Role != c.want[i] {
				t.Errorf("%+v: %q is %s (%s), want %s", c.given, columns[i].Name, f.Role, f.Evidence, c.want[i])
			}
		}
	}
}

func TestFewRowsAreDecidedByName(t *testing.T) {
	columns := []Column{
		makeColumn("t", 2, line(0, 1)), makeColumn("x", 2, line(1, 1)), makeColumn("session", 2, cycle(1, "a", "b")),
		makeColumn("label", 2, cycle(1, 0.0)), makeColumn("index", 2, line(0, 1)), makeColumn("still", 2, line(5, 0)),
	}
	want := []Role{Time, Sensor, Session, Label, Counter, Sensor}
	for i, f := range findingsOf(columns...) {
		if f.Role != want[i] {
			t.Errorf("%q is %s (%s), want %s", columns[i].Name, f.Role, f.Evidence, want[i])
		}
	}
	if f := findingsOf(); len(f) != 0 {
		t.Errorf("%v of no columns", f)
	}
	if f := findingsOf(Column{Name: "x"}); f[0].Role != Empty {
		t.Errorf("%v of no rows", f)
	}
}

// wide is the widest table that a survey takes.
func wide(kind string) []Column {
	cells := map[string]func(i int) at{
		"noise":  func(i int) at { return noise(uint64(i), 0, 1) },
		"bytes":  func(i int) at { return rounded(1, noise(uint64(i), 100, 10)) },
		"clocks": func(i int) at { return line(float64(i), 0.37) },
		"states": func(i int) at { return cycle(64, numbers(i, i+9)...) },
		"clips":  func(i int) at { return clipped(-1, 1, noise(uint64(i), 0, 1)) },
	}
	var columns []Column
	for i := range 1000 {
		c := makeColumn(fmt.Sprintf("s%d", i), 8*testChunk, cells[kind](i))
		for range 3 {
			c.Chunks = append(c.Chunks, c.Chunks...) // 64 chunks, of the same rows
		}
		columns = append(columns, c)
	}
	return columns
}

var wideKinds = []string{"noise", "bytes", "clocks", "states", "clips"}

func BenchmarkDecide(b *testing.B) {
	for _, kind := range wideKinds {
		columns := wide(kind)
		b.Run(kind, func(b *testing.B) {
			for b.Loop() {
				Decide(columns, Given{})
			}
		})
	}
}

// FuzzDecide makes columns of any numbers, texts and names: nothing may panic, each
// column has a role and one line of evidence, at most one is the time and one the label.
func FuzzDecide(f *testing.F) {
	f.Add("t,x,label", []byte("0123456789abcdef0123456789"), uint8(3), uint8(7))
	f.Add("c1,c2,c3", []byte{0, 255, 1, 254, 128, 128, 128, 7, 9, 200, 3, 3, 3, 3, 3, 3, 3, 3, 3}, uint8(1), uint8(0))
	f.Add(",hour_sin,machine_id,y", []byte(strings.Repeat("\x00\x01", 300)), uint8(5), uint8(255))
	f.Fuzz(func(t *testing.T, names string, data []byte, chunk, kinds uint8) {
		list := strings.Split(names, ",")
		list = list[:min(len(list), 12)]
		columns := make([]Column, len(list))
		for i, name := range list {
			columns[i] = fuzzed(name, data, i, int(chunk)+1, kinds>>(i%5))
		}
		times, labels := 0, 0
		for i, found := range Decide(columns, Given{}) {
			if found.Role == "" || strings.TrimSpace(found.Evidence) == "" || strings.Contains(found.Evidence, "\n") {
				t.Errorf("%q: %+v", list[i], found)
			}
			switch found.Role {
			case Time:
				times++
			case Label:
				labels++
			}
		}
		if times > 1 || labels > 1 {
			t.Errorf("%d times, %d labels", times, labels)
		}
	})
}

// fuzzed turns bytes into cells: some are texts, some empty, some extreme.
func fuzzed(name string, data []byte, from, chunk int, kinds uint8) Column {
	c := Column{Name: name, Kinds: Kinds{Integers: len(data)}}
	if kinds&1 > 0 {
		c.Kinds = Kinds{Texts: len(data)}
	}
	if kinds&2 > 0 {
		c.Kinds.Moments = 2 * len(data)
	}
	extremes := []float64{math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, -math.MaxFloat64, 5e-324, 0x1p53, math.Copysign(0, -1)}
	for i := from; i < len(data); i += chunk {
		var k Chunk
		for j, b := range data[i:min(i+chunk, len(data))] {
			x, text := float64(b)*0.5-20, ""
			switch {
			case kinds&4 > 0 && b < 8:
				x = extremes[b]
			case kinds&8 > 0:
				x += float64(i + j)
			}
			if kinds&1 > 0 {
				x, text = math.NaN(), string(rune('a'+b%5))
			}
			k.Numbers, k.Texts = append(k.Numbers, x), append(k.Texts, text)
		}
		if kinds&16 > 0 {
			k.Texts = nil
		}
		c.Chunks = append(c.Chunks, k)
	}
	return c
}

// However wide a table is, no more than mostCells are looked at, spread over all of it.
func TestWideTablesAreThinned(t *testing.T) {
	columns := wide("noise")
	columns[7].Chunks[len(columns[7].Chunks)-1].Numbers[0] = 1e6
	rows := 0
	for _, f := range findingsOf(columns...) {
		rows += f.Rows
	}
	if rows > mostCells || rows < mostCells/2 {
		t.Errorf("%d cells of 1000 columns, want %d", rows, mostCells)
	}
	if f := findingsOf(columns[7:10]...); f[0].Rows != 64*testChunk || f[0].High != 1e6 {
		t.Errorf("%d rows up to %g of three columns", f[0].Rows, f[0].High)
	}
}
