package role

import "testing"

func TestDecideNamesAndContents(t *testing.T) {
	columns := []Column{
		{Name: "t", Kinds: Kinds{Decimals: 3}, Chunks: []Chunk{{Numbers: []float64{0, 0.01, 0.02}}}},
		{Name: "ax", Kinds: Kinds{Decimals: 3}, Chunks: []Chunk{{Numbers: []float64{1, 3, 2}}}},
		{Name: "label", Kinds: Kinds{Texts: 3}, Chunks: []Chunk{{Texts: []string{"on", "on", "off"}}}},
	}
	want := []Role{Time, Sensor, Label}
	for i, f := range Decide(columns, Given{}) {
		if f.Role != want[i] {
			t.Errorf("%s: %s (%s), want %s", columns[i].Name, f.Role, f.Evidence, want[i])
		}
	}
}
