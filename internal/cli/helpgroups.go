package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tinyol-sim/internal/spec"
)

// flagSection is a part of the list of flags that help shows.
type flagSection struct {
	Title string
	Usage string
}

// outputSection holds the flags that are no fields of an experiment.
const outputSection = "Output"

// flagSections lists a command's flags by what they are about, as spec groups
// them; a command without such flags has one list.
func flagSections(c *cobra.Command) []flagSection {
	byGroup := map[string]*pflag.FlagSet{}
	grouped := false
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		group := outputSection
		if names := f.Annotations[groupAnnotation]; len(names) > 0 {
			group, grouped = names[0], true
		}
		if byGroup[group] == nil {
			byGroup[group] = pflag.NewFlagSet("", pflag.ContinueOnError)
			byGroup[group].SortFlags = false
		}
		byGroup[group].AddFlag(f)
	})
	if !grouped {
		return []flagSection{{"Flags", c.LocalFlags().FlagUsages()}}
	}
	var sections []flagSection
	for _, group := range append(slices.Clone(spec.Groups()), outputSection) {
		if flags := byGroup[string(group)]; flags != nil {
			sections = append(sections, flagSection{string(group), strings.TrimRight(flags.FlagUsages(), "\n") + "\n"})
		}
	}
	return sections
}

// groupFlags lets help show flags in sections.
func groupFlags(root *cobra.Command) {
	cobra.AddTemplateFunc("flagSections", flagSections)
	const one = `

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}`
	const sections = `{{range flagSections .}}

{{.Title}}:
{{.Usage | trimTrailingWhitespaces}}{{end}}`
	template := root.UsageTemplate()
	if !strings.Contains(template, one) {
		panic("cobra's usage template has changed: look for its list of flags") // a test prints help
	}
	root.SetUsageTemplate(strings.Replace(template, one, sections, 1))
}
