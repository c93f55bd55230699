package moment

var weekdays = [...]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

var months = [...]string{
	"january", "february", "march", "april", "may", "june",
	"july", "august", "september", "october", "november", "december",
}

func isWeekday(word []byte) bool { return indexOf(word, weekdays[:]) >= 0 }

// monthOf is the month of a name, from 1; 0 where it is none.
func monthOf(word []byte) int { return indexOf(word, months[:]) + 1 }

// indexOf finds a name, or its first three letters; sept is September's fourth.
func indexOf(word []byte, names []string) int {
	for i, name := range names {
		if (len(word) == 3 || len(word) == len(name) || len(word) == 4 && name == months[8]) && sameFold(word, name[:len(word)]) {
			return i
		}
	}
	return -1
}

func sameFold(word []byte, lower string) bool {
	for i, b := range word {
		if b|0x20 != lower[i] {
			return false
		}
	}
	return true
}
