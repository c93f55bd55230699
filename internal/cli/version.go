package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

// version of the tool; CHANGELOG.md says what is in it.
const version = "0.1.0"

func newVersion(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Example: "  tinyol-sim version",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(s.out, versionText())
			return err
		},
	}
}

func versionText() string {
	return fmt.Sprintf("tinyol-sim %s (%s, %s/%s)", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
