package number

import "testing"

func TestGrouped(t *testing.T) {
	for text, want := range map[string]bool{
		"1,234": true, "1,234.5": true, "-12,345,678": true, "1.234,5": true, "1.234.567": true, "1'234.5": true, "+1,234": true,
		"1.234": false, "1,23": false, "1,2345": false, "1234,567": false, ",234": false, "1,234,": false, "1,234,5": false, "12": false, "": false, "10.0.0.1": false, "a,234": false,
	} {
		if got := Grouped([]byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestSplitUnit(t *testing.T) {
	for text, want := range map[string][2]string{
		"50.1%": {"50.1", "%"}, "20.5C": {"20.5", "C"}, "3.3 V": {"3.3", "V"}, "9.81m/s2": {"9.81", "m/s2"}, "-1,5 °C": {"-1,5", "°C"}, "1e3Hz": {"1e3", "Hz"},
		"2eV": {"2", "eV"}, ".5 g": {".5", "g"}, "9.81 m/s^2": {"9.81", "m/s^2"}, "45%RH": {"45", "%RH"}, "3 m·s⁻²": {"3", "m·s⁻²"},
		"10.0.0.1": {}, "12:00": {}, "2024-01-01": {}, "12h30": {}, "3 PM": {}, "1st": {}, "3 Nov": {}, "g": {}, "5 or 6": {}, "5 volts of each": {}, "": {}, "5": {}, "5 (ok)": {}, "%": {}, "- g": {},
	} {
		number, unit := SplitUnit([]byte(text))
		if string(number) != want[0] || string(unit) != want[1] {
			t.Errorf("%q: %q and %q, want %q", text, number, unit, want)
		}
	}
}

// FuzzCell: what is a unit is behind what Scan takes for a number, and no cell is two
// things at once.
func FuzzCell(f *testing.F) {
	for _, text := range []string{"50.1%", "3.3 V", "1,234.5", "NA", "-nan(ind)", "0x1F", "-", "1e5x", "10.0.0.1", "5 µm", "\xff5%"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, field []byte) {
		_, point := Scan(field, '.')
		_, comma := Scan(field, ',')
		number, unit := SplitUnit(field)
		if number != nil {
			_, p := Scan(number, '.')
			_, c := Scan(number, ',')
			if !p && !c || len(unit) == 0 || IsMissing(field) {
				t.Fatalf("%q: %q and %q", field, number, unit)
			}
		}
		if (point || comma) && (IsMissing(field) || NonFinite(field)) || point && Grouped(field) {
			t.Fatalf("%q is a number, and something else", field)
		}
	})
}
