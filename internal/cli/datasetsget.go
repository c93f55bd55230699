package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/ask"
	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/catalogue"
)

// listRemote shows the catalogue, or all that is known of one entry.
func listRemote(s *streams, args []string) error {
	c, err := catalogue.Open()
	if err != nil {
		return err
	}
	if len(args) > 0 {
		e, err := c.Find(args[0])
		if err != nil {
			return err
		}
		return e.Describe(s.out)
	}
	entries, problems := c.List()
	for _, p := range problems {
		fmt.Fprintln(s.err, "note: left out: "+oneLine(p))
	}
	return c.WriteList(s.out, entries)
}

type getOptions struct {
	out        string
	yes, quiet bool
}

func newDatasetsGet(s *streams) *cobra.Command {
	o := &getOptions{}
	c := &cobra.Command{
		Use:   "get NAME",
		Short: "Download a public recording, resumable and verified",
		Long: `get downloads an entry of the catalogue into the cache, after it has shown the
licence and the size. At a terminal it asks before it begins; elsewhere it shows
them on standard error and goes on. A download that broke off goes on where it
was; a file gets to its place only with the right SHA-256. What is there already
is verified and not downloaded again.

"cached:NAME" then serves wherever a recording does; of an entry with several files
it is their folder, and "cached:NAME/FILE" one of them. TINYOL_CACHE names another
folder for the files.`,
		Example: `  tinyol-sim datasets get nab-machine-temperature
  tinyol-sim datasets get nxp-fan --out recordings --yes`,
		Args: oneArg("a name that datasets list --remote shows"),
		RunE: func(c *cobra.Command, args []string) error { return runGet(c.Context(), s, o, args[0]) },
	}
	f := c.Flags()
	f.StringVarP(&o.out, "out", "o", "", "folder for a copy of the files, beside the cache")
	f.BoolVar(&o.yes, "yes", false, "do not ask")
	f.BoolVar(&o.quiet, "quiet", false, "no progress, no notes and no questions; the licence is shown nevertheless")
	return c
}

func runGet(ctx context.Context, s *streams, o *getOptions, name string) error {
	c, err := catalogue.Open()
	if err != nil {
		return err
	}
	e, err := c.Find(name)
	if err != nil {
		return err
	}
	for _, line := range e.Terms() { // also with --quiet
		fmt.Fprintln(s.err, "note: "+line)
	}
	if c.Present(e) < len(e.Files) && !o.yes && !o.quiet {
		if err := agreed(s.asker(ctx), e); err != nil {
			return err
		}
	}
	mon := newMonitor(s, o.quiet)
	end := finishing(ctx)
	files, err := c.Get(ctx, e, downloads{mon})
	mon.close()
	end()
	if err == nil && o.out != "" {
		err = catalogue.CopyTo(ctx, o.out, files)
	}
	if errors.Is(err, context.Canceled) {
		return &interruptedError{err.Error()}
	}
	if err != nil {
		return err
	}
	return showGot(s, c, e, o.out, files)
}

// agreed asks at a terminal; where nobody can answer, showing the licence was enough.
func agreed(asker ask.Asker, e *catalogue.Entry) error {
	answer, _, err := asker(ask.Question{Text: "Get " + e.Amount() + "?", Guess: "yes", Refuse: func(answer string) string {
		if strings.HasPrefix("yes", strings.ToLower(answer)) || strings.HasPrefix("no", strings.ToLower(answer)) {
			return ""
		}
		return "yes or no"
	}})
	if err == nil && strings.HasPrefix(strings.ToLower(answer), "n") {
		return fmt.Errorf("%s: nothing was downloaded, as you said; the same command asks again", e.Name)
	}
	return err
}

func showGot(s *streams, c *catalogue.Catalogue, e *catalogue.Entry, out string, files []catalogue.Got) error {
	for _, f := range files {
		said := "verified"
		switch {
		case f.File.SHA256 == "":
			said = "as it came; nothing to compare it with"
		case f.Had:
			said = "was here, verified"
		}
		if _, err := fmt.Fprintf(s.out, "%s  %s: %s\n", f.SHA256, plain(f.File.Name), said); err != nil {
			return err
		}
	}
	where := c.Folder(e)
	if out != "" {
		where = out
	}
	_, err := fmt.Fprintf(s.out, "in %s\n", plain(where))
	if err == nil && e.Command != "" {
		_, err = fmt.Fprintf(s.out, "run it: %s\n", plain(e.Command))
	}
	return err
}

// downloads shows downloads as stages.
type downloads struct{ *monitor }

// File implements catalogue.Monitor.
func (d downloads) File(name string, size, have int64) {
	d.Stage(bench.Stage{Name: name, Unit: bench.UnitBytes, Total: size})
	d.Advance(have)
}

func newDatasetsImport(s *streams) *cobra.Command {
	o := catalogue.Import{}
	c := &cobra.Command{
		Use:   "import FOLDER",
		Short: "Add a folder of your own to the catalogue",
		Long: `import writes an entry for the files of a folder, or for one file: sizes, SHA-256
and the columns that are found in them. The files stay where they are; get copies
them into the cache, verified. The entry is a file of YAML in your catalogue folder,
which TINYOL_CATALOGUE names: edit it, or give it to others with addresses of yours.`,
		Example: `  tinyol-sim datasets import recordings/pump --name pump --licence CC-BY-4.0`,
		Args:    oneArg("a folder with recordings"),
		RunE: func(c *cobra.Command, args []string) error {
			o.Folder = args[0]
			if o.Name == "" {
				return misuse("--name: is missing; give the entry a name, as --name pump")
			}
			known, err := catalogue.Open()
			if err != nil {
				return err
			}
			e, at, err := known.Import(c.Context(), o, newMonitor(s, false).Note)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(s.out, "%s: %s, in %s\nget it: tinyol-sim datasets get %s\n", e.Name, e.Amount(), plain(at), e.Name)
			return err
		},
	}
	f := c.Flags()
	f.StringVar(&o.Name, "name", "", "name of the entry")
	f.StringVar(&o.Title, "title", "", "one line about it (default: the name of the folder)")
	f.StringVar(&o.Kind, "kind", "own", "what it is of, as fan, motor, machine, activity, environment")
	f.StringVar(&o.Licence, "licence", catalogue.Unknown, "under which others may use it")
	f.StringVar(&o.Note, "note", "", "what it is good for")
	f.BoolVar(&o.Force, "force", false, "replace an entry of this name in your catalogue folder")
	return c
}
