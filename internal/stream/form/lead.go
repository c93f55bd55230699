package form

import "bytes"

// longestLead bounds the text before a row's numbers.
const longestLead = 80

// findLead finds what a log writes between the time and the numbers of nearly all of
// its rows: INFO:root:, or raspi imu[612]:.
func (f *Form) findLead(bodies [][]byte) {
	counts := map[string]int{}
	best := ""
	for _, body := range bodies {
		if n := leadOf(body); n > 0 {
			lead := string(body[:n])
			if counts[lead]++; counts[lead] > counts[best] {
				best = lead
			}
		}
	}
	if most(counts[best], len(bodies)) {
		f.lead = []byte(best)
	}
}

// leadOf is the length of the text that ends before a row's numbers; 0: there is none.
func leadOf(body []byte) int {
	word := false
	for i, c := range body[:min(len(body), longestLead)] {
		if c == ',' || c == ';' || c == '\t' {
			return 0
		}
		if word && bytes.IndexByte([]byte(" :|>-]"), body[i-1]) >= 0 && severalNumbers(body[i:]) {
			return i
		}
		word = word || letter(c)
	}
	return 0
}
