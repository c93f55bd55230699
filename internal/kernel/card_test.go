package kernel

import (
	"slices"
	"strings"
	"testing"
)

// An operation is refused where a size, a rule or a memory does not fit.
func TestCheck(t *testing.T) {
	v := func(n int) *Vector { return &Vector{Name: "v", Cols: n} }
	table := func(rows, cols int) *Vector { return Table("t", rows, cols, nil) }
	grown := v(5)
	grown.Grows = true
	for _, c := range []struct {
		op   Op
		want string
	}{
		{Dense(v(3), v(4), table(4, 3), table(0, 3)), ""},
		{Dense(v(3), v(4), table(4, 3), nil), ""},
		{Dense(grown, v(4), &Vector{Rows: 4, Cols: 5}, nil), ""},
		{Dense(v(3), v(3), table(4, 3), nil), "x has 3 values, 4 are needed"},
		{Dense(v(3), v(4), nil2(4, 3), table(0, 2)), "bias has 2 values, 3 are needed"},
		{Dense(v(4), v(4), table(4, 3), nil), "stride is 3, it has to be 1 to 1048576 and not below outputs"},
		{Dense(table(0, 3), v(4), table(4, 3), nil), "writes y, which lies in flash"},
		{RFFT(v(8), table(0, 8)), ""},
		{RFFT(v(12), table(0, 12)), "n is 12, it has to be 4 to 1048576 and a power of two"},
		{RFFT(v(2), table(0, 2)), "n is 2"},
		{LogMagnitude(v(3), v(6)), "n is 3, it has to be 2 to 1048576 and even"},
		{Scale(v(6), table(0, 3), table(0, 3)), ""},
		{Scale(v(7), table(0, 3), table(0, 3)), "bounds is 3, it has to be 1 to 1048576 and divide n"},
		{Mahalanobis(v(1), v(4), v(4), v(5), v(10)), ""},
		{Mahalanobis(v(1), v(4), v(4), v(5), v(11)), "size is 11, it has to be 1 to 1048576 and be the values of a triangle of n columns"},
		{RLSGain(v(4), v(9), v(4), 1), "size is 9"},
		{Nearest(v(1), v(4), v(11), v(2)), "k is 2, it has to be 3 to 1048576"},
		{Store(v(2), v(3)), "to has 2 values, 3 are needed"},
		{Op{Card: store, Vectors: []*Vector{nil, v(3)}, Dims: []Dim{{N: 3}}}, "to is missing"},
	} {
		err := c.op.Check()
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.op.Card.Name, err, c.want)
		}
	}
}

// nil2 is a matrix in RAM.
func nil2(rows, cols int) *Vector { return &Vector{Rows: rows, Cols: cols} }

// The device has rows without the host's padding.
func TestMatricesKeepTheirRows(t *testing.T) {
	v := &Vector{Rows: 3, Cols: 5}
	host := v.New()
	want := make([]float32, v.Len())
	for i := range want {
		want[i] = float32(i)
	}
	v.Host(host, want)
	if got := v.Device(nil, host); !slices.Equal(got, want) || v.Stride() != 8 || host[8] != 5 {
		t.Errorf("%v, stride %d, host %v", got, v.Stride(), host)
	}
}

// A part is the values of the vector that it is a part of.
func TestPartsShareValues(t *testing.T) {
	v := &Vector{Name: "v", Cols: 6}
	m := Memory{}
	part := v.Part(2, 3).Part(1, 2)
	m.Values(v)[3] = 7
	if got := m.Values(part); len(got) != 2 || got[0] != 7 {
		t.Errorf("%v", got)
	}
	if whole, from := part.Whole(); whole != v || from != 3 {
		t.Errorf("part of %s from %d", whole.Name, from)
	}
	mustPanic(t, "a part beyond the end", func() { v.Part(4, 3) })
}

// Every form has terms somewhere, and a name of its own; sizes name dimensions.
func TestCards(t *testing.T) {
	seen := map[string]string{}
	for _, c := range Cards() {
		for _, f := range c.Forms {
			if other, twice := seen[f.Name]; twice || f.Terms == nil && f.Soft == nil {
				t.Errorf("%s: form %s without terms, or that of %s", c.Name, f.Name, other)
			}
			seen[f.Name] = c.Name
		}
		if c.Text == "" || c.Run == nil || c.Forms[0].Name != c.Name {
			t.Errorf("%s lacks a text, a twin or a form of its name", c.Name)
		}
	}
	if len(seen) < 25 {
		t.Errorf("%d forms", len(seen))
	}
	mustPanic(t, "a second card", func() { Register(Card{Name: "dense", Forms: plain("dense", fours)}) })
	mustPanic(t, "a size of no dimension", func() {
		Register(Card{Name: "x", Forms: plain("x", fours), Parameters: []Parameter{{Name: "v", Size: values("n")}}})
	})
	mustPanic(t, "no price", func() { Register(Card{Name: "x"}) })
}

func mustPanic(t *testing.T, what string, do func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Errorf("%s is taken", what)
		}
	}()
	do()
}
