package cli

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// layOut FILE LAYOUT TO writes a recording of vibration, t,ax,ay,az,label, as
// another table: windows of 40 rows of ax, the class first; long, without labels;
// or tagged, ax and ay of one sensor, and az of another.
func layOut(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: layout FILE windows|long|tagged TO")
	}
	var b bytes.Buffer
	lines := strings.Split(strings.TrimSpace(ts.ReadFile(args[0])), "\n")[1:]
	if args[1] == "long" {
		b.WriteString("time,sensor,value\n")
	}
	for i, line := range lines {
		f := strings.Split(line, ",")
		switch args[1] {
		case "windows":
			const rows = 40
			if i%rows == 0 {
				b.WriteString(f[4])
			}
			b.WriteString("\t" + f[1])
			if i%rows == rows-1 {
				b.WriteString("\n")
			}
		case "long":
			fmt.Fprintf(&b, "%s,ax,%s\n%s,ay,%s\n", f[0], f[1], f[0], f[2])
		case "tagged":
			fmt.Fprintf(&b, "ACC,%s,%s\nGYR,%s\n", f[1], f[2], f[3])
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), b.Bytes(), 0o666))
}

// pack ARCHIVE FILE... makes a ZIP archive.
func pack(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: pack ARCHIVE FILE...")
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range args[1:] {
		member, err := w.Create(path.Clean(name))
		ts.Check(err)
		_, err = member.Write([]byte(ts.ReadFile(name)))
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o666))
}
