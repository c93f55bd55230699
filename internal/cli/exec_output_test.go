package cli

import (
	"bytes"
	"context"
	"testing"
)

// A pipe gets the program's bytes, a terminal does not.
func TestProgramPrintsToTerminal(t *testing.T) {
	steers := append([]uint16(nil), printsELF...)
	steers[8] = 0x1B | '['<<8
	path := writeELF(t, 0, steers...)
	for _, test := range []struct {
		terminal bool
		args     []string
		want     string
	}{
		{false, nil, "\x1b[\n"}, {true, nil, "\uFFFD[\n"}, {false, []string{"--json"}, "\x1b[\n"}, {true, []string{"--json"}, "\uFFFD[\n"},
	} {
		var out, err bytes.Buffer
		code := run(context.Background(), append([]string{"exec", path}, test.args...), &streams{out: &out, err: &err, outTTY: test.terminal, errTTY: test.terminal, width: 80})
		where := &out
		if len(test.args) > 0 {
			where = &err
		}
		if code != 0 || !bytes.HasPrefix(where.Bytes(), []byte(test.want)) {
			t.Errorf("terminal %t, %v: exit code %d, printed %q", test.terminal, test.args, code, where)
		}
	}
}
