package excerpt

import (
	"math/rand/v2"
	"testing"
)

// noise is rows of two channels.
func noise(rows int, seed uint64) [][]float32 {
	random := rand.New(rand.NewPCG(seed, 5))
	all := make([][]float32, rows)
	for i := range all {
		all[i] = []float32{float32(random.NormFloat64()), float32(random.IntN(100))}
	}
	return all
}

func printsOf(rows [][]float32) *Prints {
	p := &Prints{}
	for _, row := range rows {
		p.Add(row)
	}
	return p
}

func look(p *Prints, rows [][]float32) (found, first int64) {
	s := NewSearch(p)
	for i, row := range rows {
		s.Add(int64(i+1), row)
	}
	return s.Rows()
}

func TestExcerptsAreFound(t *testing.T) {
	whole := noise(5000, 1)
	p := printsOf(whole)
	for _, test := range []struct {
		name        string
		rows        [][]float32
		found, from int64
	}{
		{"nothing of it", noise(5000, 2), 0, 0},
		{"an excerpt", whole[1000:1500], 500, 1},
		{"amid other rows", append(append(noise(300, 3), whole[200:264]...), noise(300, 4)...), 64, 301},
		{"two pieces", append(append(append([][]float32{}, whole[4000:4100]...), noise(200, 5)...), whole[10:110]...), 200, 1},
		{"a run", whole[70:102], 32, 1},
		{"less than a run", whole[70:101], 0, 0},
		{"every second row", everySecond(whole), 0, 0},
	} {
		if found, first := look(p, test.rows); found != test.found || first != test.from {
			t.Errorf("%s: %d rows from %d on, want %d from %d", test.name, found, first, test.found, test.from)
		}
	}
	if found, _ := look(&Prints{}, whole); found != 0 {
		t.Errorf("%d rows of an empty recording", found)
	}
}

func everySecond(rows [][]float32) (out [][]float32) {
	for i := 0; i < len(rows); i += 2 {
		out = append(out, rows[i])
	}
	return out
}

// A machine at rest sends the same row for ever, and another one does so too.
func TestRestIsNoExcerpt(t *testing.T) {
	still := make([][]float32, 500)
	for i := range still {
		still[i] = []float32{1, 2}
	}
	if found, _ := look(printsOf(still), still); found != 0 {
		t.Errorf("%d rows", found)
	}
}

// Rows of two segments do not follow one another.
func TestSegmentsAreApart(t *testing.T) {
	rows := noise(64, 1)
	p := &Prints{}
	s := NewSearch(p)
	for i, row := range rows {
		if i == 32 {
			p.Begin()
		}
		p.Add(row)
	}
	for i, row := range rows {
		s.Add(int64(i), row)
	}
	// The first run and the last one alone: 32 rows each.
	if found, _ := s.Rows(); found != 64 {
		t.Errorf("%d rows", found)
	}
	s = NewSearch(p)
	for i, row := range rows {
		if i%16 == 0 {
			s.Begin()
		}
		s.Add(int64(i), row)
	}
	if found, _ := s.Rows(); found != 0 {
		t.Errorf("%d rows in segments of 16", found)
	}
}

// Of a long recording some runs are kept, and about as many rows are found.
func TestLongRecordingsAreThinned(t *testing.T) {
	whole := noise(300_000, 1)
	p := printsOf(whole)
	if p.kept > most || p.dropped < 3 {
		t.Errorf("%d fingerprints, one in 2^%d", p.kept, p.dropped)
	}
	const rows = 50_000
	found, first := look(p, append(noise(1000, 9), whole[100_000:100_000+rows]...))
	if found < rows*9/10 || found > rows*11/10 || first < 1001 || first > 1400 {
		t.Errorf("%d rows of %d found, from %d on", found, rows, first)
	}
	if found, _ := look(p, noise(300_000, 2)); found != 0 {
		t.Errorf("%d rows that are not there", found)
	}
}

func TestRowsTakeNoMemory(t *testing.T) {
	p := printsOf(noise(1000, 1))
	s := NewSearch(p)
	rows := noise(1000, 2)
	i := 0
	if n := testing.AllocsPerRun(500, func() {
		p.Add(rows[i])
		s.Add(int64(i), rows[i])
		i++
	}); n != 0 {
		t.Errorf("%g allocations a row", n)
	}
}

func BenchmarkRow(b *testing.B) {
	s, rows := NewSearch(printsOf(noise(100_000, 1))), noise(1024, 2)
	for i := 0; b.Loop(); i++ {
		s.Add(int64(i), rows[i%1024])
	}
}
