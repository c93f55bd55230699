package report

import (
	"strconv"
	"strings"

	"tinyol-sim/internal/result"
)

// origin is what the page says about where the numbers came from.
type origin struct {
	Command string
	Facts   []fact
	Inputs  []originInput
}

type originInput struct{ Role, Name, Size, SHA256 string }

func originOf(m *result.Manifest) *origin {
	if m == nil {
		return nil
	}
	o := &origin{Command: shellLine(m.Command)}
	seeds := make([]string, len(m.Seeds))
	for i, s := range m.Seeds {
		seeds[i] = strconv.FormatUint(s, 10)
	}
	for _, f := range []fact{
		{"tool", m.Tool}, {"built with", m.Go}, {"platform", m.Platform}, {"board", m.Board}, {"engine", m.Engine},
		{"firmware", m.Firmware}, {"seeds", strings.Join(seeds, ", ")},
	} {
		if f.Text != "" {
			o.Facts = append(o.Facts, f)
		}
	}
	for _, in := range m.Inputs {
		o.Inputs = append(o.Inputs, originInput{in.Role, in.Name, integer(in.Bytes) + " bytes", in.SHA256})
	}
	return o
}

// shellLine writes a command so that a POSIX shell reads the same words.
func shellLine(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = shellWord(w)
	}
	return strings.Join(quoted, " ")
}

func shellWord(w string) string {
	const plainRunes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=./,:+@%"
	if w != "" && strings.Trim(w, plainRunes) == "" {
		return w
	}
	return "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
}
