package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/mcu"
)

var shells = []string{"bash", "zsh", "fish", "powershell"}

func newCompletion(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: "Print a completion script for a shell",
		Example: `  source <(tinyol-sim completion bash)
  tinyol-sim completion zsh > "${fpath[1]}/_tinyol-sim"
  tinyol-sim completion fish > ~/.config/fish/completions/tinyol-sim.fish`,
		ValidArgs: shells,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || !slices.Contains(shells, args[0]) {
				return misuse("completion takes the name of a shell: %s", strings.Join(shells, ", "))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			root := c.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(s.out, true)
			case "zsh":
				return root.GenZshCompletion(s.out)
			case "fish":
				return root.GenFishCompletion(s.out, true)
			}
			return root.GenPowerShellCompletionWithDesc(s.out)
		},
	}
}

// completeFlags offers the values of flags that take one of a few.
func completeFlags(c *cobra.Command) {
	var boards []string
	for _, b := range mcu.Boards() {
		boards = append(boards, b.Name)
	}
	choices := flagChoices()
	choices["board"] = boards
	complete(c, choices)
}

// complete offers values of those of the flags that the command has, and that
// have no values yet.
func complete(c *cobra.Command, flags map[string][]string) {
	for flag, values := range flags {
		if c.Flags().Lookup(flag) == nil {
			continue
		}
		if _, known := c.GetFlagCompletionFunc(flag); !known {
			// It only fails for a flag that is not there, or is known.
			_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveDefault))
		}
	}
}
