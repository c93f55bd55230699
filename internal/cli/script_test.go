package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"debug/elf"
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"tinyol-sim/internal/catalogue"
	"tinyol-sim/internal/mcu/firmware"
	"tinyol-sim/internal/result"
)

// update rewrites the expected texts in the scripts: go test ./internal/cli -update.
var update = flag.Bool("update", false, "rewrite the expected texts of the scripts")

// TestMain puts the tool on the path of the scripts: the test binary, started
// under the tool's name, is the tool.
func TestMain(m *testing.M) {
	testscript.Main(tidy{m}, map[string]func(){"tinyol-sim": func() { os.Exit(Main()) }})
}

// tidy removes behind the tests what they share.
type tidy struct{ *testing.M }

func (m tidy) Run() int {
	defer func() { os.RemoveAll(binaryDir) }()
	return m.M.Run()
}

// TestScripts runs the command lines of testdata/script.
func TestScripts(t *testing.T) {
	folder, err := filepath.Abs("../../datasets")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                filepath.Join("testdata", "script"),
		UpdateScripts:      *update,
		RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("DATASETS", folder)
			e.Setenv(catalogue.CacheVariable, filepath.Join(e.WorkDir, "cache"))
			e.Setenv(catalogue.CatalogueVariable, filepath.Join(e.WorkDir, "catalogue"))
			server := serve(filepath.Join(e.WorkDir, "served"))
			e.Defer(server.Close)
			e.Setenv("SERVER", server.URL)
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name != "qemu" {
				return false, fmt.Errorf("unknown condition %q", name)
			}
			_, err := exec.LookPath("qemu-system-arm")
			if err != nil && os.Getenv("CI") == "true" {
				return false, err
			}
			return err == nil, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "vibration": vibration, "setline": setLine, "append": appendLine, "compress": compress,
			"flipbit": flipBit, "digest": digest, "schema": schema, "exactboard": exactBoard,
			"spoilfirmware": spoilFirmware,
			"encode":        encode, "appendbytes": appendBytes, "cut": cut, "inputsum": inputSum,
			"program": writeProgram, "folded": folded, "recast": recast,
			"expand": expand,
			"layout": layOut, "pack": pack,
		},
	})
}

// serve makes a server of the files in a folder. Of those in "slow" it sends half,
// and then nothing; of those in "broken" it breaks off in the middle, but for a
// request that says where to go on.
func serve(dir string) *httptest.Server {
	files := http.FileServer(http.Dir(dir))
	half := func(w http.ResponseWriter, name string) {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		w.Header().Set("Content-Length", strconv.Itoa(len(data)))
		w.Write(data[:len(data)/2])
		w.(http.Flusher).Flush()
	}
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		slow, isSlow := strings.CutPrefix(r.URL.Path, "/slow")
		broken, isBroken := strings.CutPrefix(r.URL.Path, "/broken")
		switch {
		case isSlow:
			half(w, slow)
			<-r.Context().Done()
		case isBroken && r.Header.Get("Range") == "":
			half(w, broken)
			panic(http.ErrAbortHandler)
		case isBroken:
			r.URL.Path = broken
			files.ServeHTTP(w, r)
		default:
			files.ServeHTTP(w, r)
		}
	}))
}

// expand FILE puts the values of $SERVER and $WORK into a file.
func expand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: expand FILE")
	}
	text := strings.NewReplacer("$SERVER", ts.Getenv("SERVER"), "$WORK", ts.Getenv("WORK")).Replace(ts.ReadFile(args[0]))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// spoilFirmware FILE coefficient|stack writes the Cortex-M4F's firmware with the
// last bit of a coefficient of its exponential flipped (expC3 of package f32),
// or with a stack of 64 bytes.
func spoilFirmware(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: spoilfirmware FILE coefficient|stack")
	}
	build, err := firmware.Load("cortex-m4f")
	ts.Check(err)
	spoiled := bytes.Clone(build.ELF)
	if args[1] == "stack" {
		f, err := elf.NewFile(bytes.NewReader(spoiled))
		ts.Check(err)
		// The first word of the vector table is the initial stack pointer.
		binary.LittleEndian.PutUint32(spoiled[f.Section(".text").Offset:], build.StackBottom+64)
	} else {
		sound := math.Float32bits(0x1.555466p-3)
		bits := binary.LittleEndian.AppendUint32(nil, sound)
		if !bytes.Contains(spoiled, bits) {
			ts.Fatalf("the firmware does not hold %08x", sound)
		}
		spoiled = bytes.ReplaceAll(spoiled, bits, binary.LittleEndian.AppendUint32(nil, sound^1))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), spoiled, 0o600))
}

// exits CODE program argument... runs a program that has to end with exactly
// this code. One that fails has to say so in exactly one line.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE program argument...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	code := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if code != want {
		ts.Fatalf("%s ended with code %d, not %d", strings.Join(args[1:], " "), code, want)
	}
	complaints := 0
	for line := range strings.Lines(ts.ReadFile("stderr")) {
		if strings.HasPrefix(line, "tinyol-sim: ") {
			complaints++
		} else if !strings.HasPrefix(line, "note: ") && code != 0 && code != exitInterrupted {
			ts.Fatalf("more than one line of error: %q", line)
		}
	}
	if (complaints == 1) != (code != 0) {
		ts.Fatalf("%d lines of error with code %d", complaints, code)
	}
}

// vibration FILE [key=value...] writes a recording; writeVibration has the keys.
func vibration(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: vibration FILE [key=value...]")
	}
	v, err := parseVibration(args[1:])
	ts.Check(err)
	var b bytes.Buffer
	v.write(&b)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o666))
}

// setline FILE NUMBER TEXT replaces a line of a file, counted from 1.
func setLine(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: setline FILE NUMBER TEXT")
	}
	lines := strings.Split(ts.ReadFile(args[0]), "\n")
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	lines[n-1] = args[2]
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Join(lines, "\n")), 0o666))
}

// compress FILE writes FILE.gz.
// appendLine adds a line to a file.
func appendLine(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: append FILE TEXT")
	}
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	_, err = f.WriteString(args[1] + "\n")
	ts.Check(errors.Join(err, f.Close()))
}

func compress(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: compress FILE")
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(errors.Join(err, z.Close(), os.WriteFile(ts.MkAbs(args[0]+".gz"), b.Bytes(), 0o666)))
}

// flipbit FILE turns over one bit in the middle of a file.
func flipBit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: flipbit FILE")
	}
	data := []byte(ts.ReadFile(args[0]))
	data[len(data)/2] ^= 0x10
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o666))
}

// digest DIR FILE writes names and sums of the files in a folder.
func digest(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: digest DIR FILE")
	}
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	var b bytes.Buffer
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(ts.MkAbs(args[0]), e.Name()))
		ts.Check(err)
		fmt.Fprintf(&b, "%s %x\n", e.Name(), sha256.Sum256(data))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o666))
}

// schema FILE [summary|comparison] checks that a file, or stdout, is one
// document of docs/NAME.schema.json, summary's if none is named, and nothing
// else.
func schema(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: schema FILE [summary|comparison]")
	}
	name := append(args, "summary")[1]
	s, err := jsonschema.NewCompiler().Compile("../../docs/" + name + ".schema.json")
	ts.Check(err)
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(s.Validate(document))
}

// exactboard FILE.yaml SUMMARY flash|ram LESS writes a board with precisely the
// memory that a summary reports, less so many bytes of one kind.
func exactBoard(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: exactboard FILE.yaml SUMMARY flash|ram LESS")
	}
	var s result.Summary
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[1])), &s))
	need := map[string]int{"flash": s.Runs[0].Memory.FlashBytes, "ram": s.Runs[0].Memory.RAMBytes}
	less, err := strconv.Atoi(args[3])
	ts.Check(err)
	need[args[2]] -= less
	const board = "inherits: nano33ble\ntitle: cut to measure\nflash_bytes: {value: %d, source: test}\nram_bytes: {value: %d, source: test}\n"
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), fmt.Appendf(nil, board, need["flash"], need["ram"]), 0o666))
}

// runHere executes a command line in this process.
func runHere(t *testing.T, s *streams, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	s.out, s.err = &out, &errs
	if s.width == 0 {
		s.width = 80
	}
	code = run(context.Background(), args, s)
	return code, out.String(), errs.String()
}
