package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tinyol-sim/internal/yamlfile"
)

// oddNumber is a number whose spelling is read in different ways.
type oddNumber struct{ text, problem, remedy string }

func (e *oddNumber) Error() string {
	return fmt.Sprintf("%q %s; %s", clipped(e.text), e.problem, e.remedy)
}

func checkSpelling(texts ...string) error {
	for _, text := range texts {
		if problem, remedy := yamlfile.OddNumber(strings.TrimSpace(text)); problem != "" {
			return &oddNumber{text, problem, remedy}
		}
	}
	return nil
}

// plainNumbers makes every flag of a command that takes numbers refuse
// spellings such as 010, which the flag library takes for octal.
func plainNumbers(c *cobra.Command) {
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if _, isNumber := valueNames[f.Value.Type()]; !isNumber || f.Value.Type() == "bool" {
			return
		}
		plain := plainNumber{f.Value}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			f.Value = plainNumberList{plain, list}
		} else {
			f.Value = plain
		}
	})
	for _, sub := range c.Commands() {
		plainNumbers(sub)
	}
}

type plainNumber struct{ pflag.Value }

// Set refuses what checkSpelling does; a list comes with commas in it.
func (n plainNumber) Set(text string) error {
	if err := checkSpelling(strings.Split(text, ",")...); err != nil {
		return err
	}
	return n.Value.Set(text)
}

type plainNumberList struct {
	plainNumber
	pflag.SliceValue
}

func (l plainNumberList) Append(text string) error {
	if err := checkSpelling(text); err != nil {
		return err
	}
	return l.SliceValue.Append(text)
}

func (l plainNumberList) Replace(texts []string) error {
	if err := checkSpelling(texts...); err != nil {
		return err
	}
	return l.SliceValue.Replace(texts)
}

// clipped keeps what a user gave to a length that a line of error can hold.
func clipped(text string) string {
	const most = 60
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "..."
}
