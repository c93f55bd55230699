package report

import (
	"strconv"
	"strings"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// origin is what the page says about where the numbers came from.
type origin struct {
	Command string
	Facts   []columns.Fact
	Inputs  []originInput
}

type originInput struct{ Role, Name, Size, SHA256 string }

func originOf(m *result.Manifest) *origin {
	if m == nil {
		return nil
	}
	o := &origin{Command: wording.ShellLine(m.Command)}
	seeds := make([]string, len(m.Seeds))
	for i, s := range m.Seeds {
		seeds[i] = strconv.FormatUint(s, 10)
	}
	for _, f := range []columns.Fact{
		{Term: "tool", Text: m.Tool}, {Term: "built with", Text: m.Go}, {Term: "platform", Text: m.Platform}, {Term: "board", Text: m.Board}, {Term: "engine", Text: m.Engine},
		{Term: "firmware", Text: m.Firmware}, {Term: "seeds", Text: strings.Join(seeds, ", ")},
	} {
		if f.Text != "" {
			o.Facts = append(o.Facts, f)
		}
	}
	for _, in := range m.Inputs {
		o.Inputs = append(o.Inputs, originInput{in.Role, in.Name, wording.Integer(in.Bytes) + " bytes", in.SHA256})
	}
	return o
}
