package cli

import (
	"fmt"
	"strings"
)

// headerAs writes the header in the recording's form, and what stands above it.
func (v *recording) headerAs(names []string) string {
	line := strings.Join(names, v.delimiter) + v.eol
	switch v.form {
	case "pairs", "brackets", "teleplot":
		if v.form == "brackets" {
			return line
		}
		return "" // the names are in the rows
	case "arrow":
		return v.before(0) + line
	case "esp":
		return "I (312) cpu_start: Pro cpu up.\n" + v.before(0) + line
	case "remarks":
		return "// Start: 0\n// Rate: 100.0Hz\n" + line
	case "sep":
		return "sep=" + v.delimiter + v.eol + line
	case "hash":
		return "# " + line
	case "units":
		return line + "s" + strings.Repeat(v.delimiter+"g", len(names)-1) + v.eol
	case "blank":
		return line + v.eol
	}
	return line
}

// before is what a serial monitor, or a logger, writes before a row.
func (v *recording) before(i int) string {
	ms := i * int(1000/v.rate)
	if v.form == "esp" {
		return fmt.Sprintf("I (%d) imu: ", 1000+ms)
	}
	return fmt.Sprintf("12:%02d:%02d.%03d -> ", ms/60_000, ms/1000%60, ms%1000)
}

// rowAs writes a row in the recording's form.
func (v *recording) rowAs(i int, fields []string) string {
	line := strings.Join(fields, v.delimiter)
	switch v.form {
	case "trailing":
		line += v.delimiter
	case "aligned":
		for i := range fields {
			fields[i] = fmt.Sprintf("%9s", fields[i])
		}
		line = strings.Join(fields, v.delimiter)
	case "arrow", "esp":
		line = v.before(i) + line
	case "units":
		line += "m/s2"
	case "blank":
		line += v.eol
	case "again":
		if i == v.rows/2 {
			line = strings.Join(append([]string{v.time}, v.columns...), v.delimiter) + v.eol + line
		}
	case "messages":
		if i%10 == 9 {
			line += v.eol + "I: calibrating"
		}
	case "brackets":
		line = "[" + line + "]"
	case "pairs", "teleplot":
		return v.namedRow(fields)
	}
	return line + v.eol
}

func (v *recording) namedRow(fields []string) string {
	names := v.columns
	if v.time != "-" {
		names = append([]string{v.time}, names...)
	}
	var line strings.Builder
	for i, field := range fields {
		switch {
		case v.form == "teleplot":
			fmt.Fprintf(&line, ">%s:%s%s", names[i], field, v.eol)
		case i > 0:
			line.WriteString(v.delimiter)
			fallthrough
		default:
			fmt.Fprintf(&line, "%s:%s", names[i], field)
		}
	}
	if v.form == "teleplot" {
		return line.String()
	}
	return line.String() + v.eol
}
