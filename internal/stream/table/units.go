package table

import (
	"strings"
)

// Unit is the text behind the numbers of a column, which is no part of them.
type Unit struct {
	Column int
	Text   string
}

// cut returns a field without the unit.
func (u Unit) cut(field []byte) []byte {
	f := Trim(field)
	if len(f) > len(u.Text) && string(f[len(f)-len(u.Text):]) == u.Text {
		return f[:len(f)-len(u.Text)]
	}
	return field
}

// knownUnits are those that a row below the header may hold without brackets, in
// lower case.
var knownUnits = setOf(`s sec ms msec us µs μs ns second min h hr hours seconds milliseconds microseconds
	m/s m/s2 m/s^2 m/s² m/s/s ms-2 m.s-2 m·s⁻² m*s^-2 g mg ug µg grav gal rad rad/s deg ° deg/s °/s dps degrees
	c °c degc celsius f °f degf k kelvin % %rh rh pct percent v mv uv µv kv volt volts a ma ua µa amp amps w mw kw kwh wh
	hz khz mhz rpm r/min 1/min pa hpa kpa mpa bar mbar psi n kn nm n·m kg lb lbs lux lx db dba dbm spl
	t ut µt mt nt gauss mgauss ohm kohm mohm ω kω ppm ppb mm cm km um µm in ft l ml l/min m3/h m³/h mm/s in/s km/h kph mph
	counts count lsb raw adc bits a.u. au unitless dimensionless none n/a bpm steps timestamp datetime`)

// isUnit reports a unit that is known.
func isUnit(text string) bool { return knownUnits[strings.ToLower(text)] }

// unitsRow reads a row below the header as units, "" where a column has none; nil
// where it is something else.
func unitsRow(fields [][]byte) []string {
	units := make([]string, len(fields))
	any := false
	for i, field := range fields {
		text := string(Trim(field))
		if inside, ok := inBrackets(text); ok {
			text = inside
		} else if text != "" && text != "-" && !isUnit(text) {
			return nil
		}
		if units[i] = text; text == "-" {
			units[i] = ""
		}
		any = any || units[i] != ""
	}
	if !any {
		return nil
	}
	return units
}

// inBrackets returns what brackets around a text hold.
func inBrackets(text string) (inside string, ok bool) {
	if n := len(text); n > 2 && (text[0] == '(' && text[n-1] == ')' || text[0] == '[' && text[n-1] == ']') {
		return strings.TrimSpace(text[1 : n-1]), true
	}
	return "", false
}

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
