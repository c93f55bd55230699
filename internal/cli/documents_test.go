package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/needs"
)

// document is a page for users with the commands it shows as run: the lines
// that begin with "$" in blocks marked console. Blocks marked sh need files
// that do not come with the tool, and are not run.
type document struct {
	path   string
	blocks []docBlock
}

// docBlock holds commands that may build upon each other's results. A block
// does not build upon another one.
type docBlock struct {
	files    []docFile
	commands []docCommand
}

type docCommand struct {
	line   int
	text   string // without the $
	output string // that is shown below it
}

// docFile is a file that a block marked "text NAME" shows; the commands of the next
// block marked console find it.
type docFile struct {
	name, text string
	cut        bool // "text NAME cut": without the end of its last line
}

// readDocument collects the commands; a line that ends in a backslash goes on.
// A block without a command is none.
func readDocument(t *testing.T, path string) document {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d := document{path: path}
	var block docBlock
	var file *docFile
	inside, going := false, false
	for i, line := range strings.Split(string(data), "\n") {
		trimmed := strings.TrimSpace(line)
		if fence, ok := strings.CutPrefix(trimmed, "```"); ok {
			if len(block.commands) > 0 {
				d.blocks, block = append(d.blocks, block), docBlock{}
			}
			if name, named := strings.CutPrefix(fence, "text "); named {
				name, how, _ := strings.Cut(name, " ")
				block.files = append(block.files, docFile{name: name, cut: how == "cut"})
				file = &block.files[len(block.files)-1]
				continue
			}
			inside, going, file = !inside && fence == "console", false, nil
			continue
		}
		if file != nil {
			file.text += line + "\n"
		}
		if !inside {
			continue
		}
		command, isCommand := strings.CutPrefix(trimmed, "$ ")
		switch {
		case going:
			last := &block.commands[len(block.commands)-1]
			last.text = strings.TrimSuffix(last.text, "\\") + " " + strings.TrimPrefix(trimmed, "> ")
		case isCommand:
			block.commands = append(block.commands, docCommand{line: i + 1, text: command})
		default:
			if n := len(block.commands); n > 0 {
				block.commands[n-1].output += strings.TrimRight(line, " ") + "\n"
			}
			continue
		}
		going = strings.HasSuffix(trimmed, "\\")
	}
	return d
}

// users' pages: README.md and everything in docs.
func documents(t *testing.T) []document {
	t.Helper()
	paths, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	var all []document
	for _, path := range append([]string{"../../README.md"}, paths...) {
		all = append(all, readDocument(t, path))
	}
	return all
}

// TestDocumentsRun runs every command that the documents show: those of a block
// one after the other, in a folder that holds the bundled data sets, the files shown
// above the block and nothing else, the blocks side by side. What inspect prints is
// what is shown; other commands show a part of it.
func TestDocumentsRun(t *testing.T) {
	needs.Tools(t, "sh", "head") // sh runs the command lines, which may name head
	targets := makeTargets(t)
	for i, d := range documents(t) {
		if i == 0 && len(d.blocks) == 0 {
			t.Errorf("%s shows no command: no line begins with \"$ tinyol-sim\" or \"$ make\" in a block marked console", d.path)
		}
		for _, b := range d.blocks {
			t.Run(fmt.Sprintf("%s:%d", filepath.Base(d.path), b.commands[0].line), func(t *testing.T) {
				t.Parallel()
				b.run(t, d.path, targets)
			})
		}
	}
}

func (b docBlock) run(t *testing.T, path string, targets []string) {
	var dir string
	for _, c := range b.commands {
		switch name, rest, _ := strings.Cut(c.text, " "); name {
		case "make":
			checkTargets(t, path, c, strings.Fields(rest), targets)
		case "tinyol-sim":
			if dir == "" {
				dir = docFolder(t)
				for _, f := range b.files {
					if f.cut {
						f.text = strings.TrimSuffix(f.text, "\n")
					}
					if err := os.WriteFile(filepath.Join(dir, f.name), []byte(f.text), 0o666); err != nil {
						t.Fatal(err)
					}
				}
			}
			sh := exec.Command("sh", "-c", c.text)
			sh.Dir = dir
			sh.Env = append(os.Environ(), "PATH="+filepath.Dir(builtTool(t))+string(os.PathListSeparator)+os.Getenv("PATH"))
			out, err := sh.CombinedOutput()
			if err != nil {
				t.Errorf("%s:%d: %s: %v\n%s", path, c.line, c.text, err, out)
			}
			if got := withoutSpaces(string(out)); strings.HasPrefix(rest, "inspect ") && c.output != "" && got != withoutSpaces(c.output) {
				t.Errorf("%s:%d: %s prints\n%s\nand not what is shown there", path, c.line, c.text, got)
			}
		default:
			t.Errorf("%s:%d: %q is neither tinyol-sim nor make; put it into a block marked sh", path, c.line, c.text)
		}
	}
}

// withoutSpaces is a text without spaces at the ends of lines and lines at its end.
func withoutSpaces(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// docFolder is where the commands of a block run: a checkout without its code,
// and a program for a board.
func docFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "datasets"), os.DirFS("../../datasets")); err != nil {
		t.Fatal(err)
	}
	if err := testPrograms["firmware"].write(filepath.Join(dir, "firmware.elf")); err != nil {
		t.Fatal(err)
	}
	return dir
}

var makeTarget = regexp.MustCompile(`(?m)^([a-z][a-z0-9-]*):(?:[^=]|$)`)

func makeTargets(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range makeTarget.FindAllStringSubmatch(string(data), -1) {
		names = append(names, m[1])
	}
	return names
}

func checkTargets(t *testing.T, path string, c docCommand, words, targets []string) {
	t.Helper()
	for _, w := range words {
		if w == "#" {
			return
		}
		if !strings.Contains(w, "=") && !slices.Contains(targets, w) {
			t.Errorf("%s:%d: the Makefile has no target %q", path, c.line, w)
		}
	}
}

func TestReadDocument(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.md")
	const page = "$ outside\n```sh\n$ not run\n```\n```console\n$ tinyol-sim boards\nNAME BOARD\n$ tinyol-sim bench \\\n>   --epochs 2\n```\n" +
		"```console\nno command\n```\n- in a list\n  ```console\n  $ make test # comment\n  ```\n"
	if err := os.WriteFile(path, []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range readDocument(t, path).blocks {
		for _, c := range b.commands {
			got = append(got, fmt.Sprint(c.line, " ", strings.Join(strings.Fields(c.text), " ")))
		}
		got = append(got, "end")
	}
	want := []string{"6 tinyol-sim boards", "8 tinyol-sim bench --epochs 2", "end", "16 make test # comment", "end"}
	if !slices.Equal(got, want) {
		t.Errorf("commands %q, want %q", got, want)
	}
}
