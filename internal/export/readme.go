package export

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"text/template"

	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/tinyol"
)

// readme says how to flash the project and what it prints.
func (p *Project) readme(image *device.Image) ([]byte, error) {
	t, err := template.New("README.md").Parse(string(read(sketches, path.Join(p.Board.Name, "README.md.tmpl"))))
	if err != nil {
		return nil, err
	}
	q := p.Program
	var b bytes.Buffer
	err = t.Execute(&b, map[string]any{
		"Title": p.Board.Title, "Version": p.Version, "Source": p.Source, "Sketch": p.name(),
		"Mode": q.Mode.String(), "Supervised": q.Mode == tinyol.Supervised, "Classes": q.MaxClasses,
		"FrontEnd": q.FrontEnd.Kind(), "Window": q.FrontEnd.Window(), "Stride": q.Stride, "Sizes": sizes(q),
		"Channels": strings.Join(p.Columns, ", "), "Normal": p.Normal,
		"Threshold": fmt.Sprintf("%.4g", q.Policy.Threshold), "Quantile": p.threshold(),
		"Learning": learning(q), "ImageBytes": 4 * len(image.Words), "ArenaBytes": image.ArenaBytes,
	})
	return b.Bytes(), err
}

// threshold is what an alarm is measured against, in words.
func (p *Project) threshold() string {
	text := fmt.Sprintf("the %g quantile of the training errors", p.Quantile)
	if p.Program.Policy.Running() {
		text += " at first; it follows the scores while learning is on"
	}
	return text
}

func sizes(p *tinyol.Program) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(p.Network.Sizes()), "[]"), " ", "-")
}

// learning is the policy in words, beside the switch on the board.
func learning(p *tinyol.Program) string {
	text := fmt.Sprintf("rate %g", p.LearningRate)
	if p.Policy.Gate == tinyol.Below {
		text += ", from windows at or below the threshold"
	}
	if n := p.Policy.Limit; n > 0 {
		text += fmt.Sprintf(", at most %d updates", n)
	}
	return text
}
