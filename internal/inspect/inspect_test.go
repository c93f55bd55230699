package inspect

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/fixture"
)

// look inspects a recording that is made row by row.
func look(t *testing.T, header string, rows int, row func(i int) string, given ...string) *Inspection {
	t.Helper()
	var b strings.Builder
	b.WriteString(header + "\n")
	for i := range rows {
		b.WriteString(row(i) + "\n")
	}
	spec := bench.Default()
	spec.Streams = []string{"stream"}
	in, err := Look(context.Background(), spec, given, fixture.Opener(map[string][]byte{"stream": []byte(b.String())}))
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// The next command is one that runs: with windows that lie within the shortest label's
// runs, of 10 rows, if one of 8 comes every 10 - 8 + 1 rows.
func TestNextCommandOfShortEvents(t *testing.T) {
	in := look(t, "time_s,x,y,label", 2000, func(i int) string {
		label := "normal"
		if i%100 >= 90 {
			label = "knock"
		}
		return fmt.Sprintf("%.2f,%d,%d,%s", float64(i)/100, i*i%17, i*i%23, label)
	})
	if got, want := strings.Join(in.Bench.Command, " "), "tinyol-sim bench stream --normal normal --window 8 --stride 3"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if len(in.Bench.Short) != 1 || in.Bench.Short[0] != "knock" {
		t.Errorf("short: %q", in.Bench.Short)
	}
}

// Where each segment ends at a missing value, the remedy is to keep the one before.
func TestNextCommandWhereValuesAreMissing(t *testing.T) {
	in := look(t, "time_s,x,y", 2000, func(i int) string {
		x := fmt.Sprint(i * i % 17)
		if i%40 == 7 {
			x = ""
		}
		return fmt.Sprintf("%.2f,%s,%d", float64(i)/100, x, i*i%23)
	})
	if in.Bench.Windows != 0 || !strings.Contains(in.Bench.Refusal, "for each ends where a value is missing; pass --missing hold") {
		t.Errorf("%d windows, %q", in.Bench.Windows, in.Bench.Refusal)
	}
	if got, want := strings.Join(in.Bench.Command, " "), "tinyol-sim bench stream --missing hold"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// The command that comes next has what was given to inspect, once, and a column that
// may be the time before a rate that nobody knows.
func TestNextCommandKeepsFlags(t *testing.T) {
	sensors := func(i int) string { return fmt.Sprintf("%d,%d", i*i%17, i*i%23) }
	for _, c := range []struct {
		header string
		row    func(i int) string
		given  []string
		want   string
	}{
		{"x,y", sensors, nil, "--rate HZ"},
		{"x,y", sensors, []string{"--columns", "x,y", "--skip-bad-rows"}, "--columns x,y --skip-bad-rows --rate HZ"},
		{"0.5,5.5,5", func(i int) string { return fmt.Sprintf("%.2f,%s", float64(i)/100, sensors(i)) }, nil, "--time c1"},
	} {
		in := look(t, c.header, 400, c.row, c.given...)
		if got, want := strings.Join(in.Bench.Command, " "), "tinyol-sim bench stream "+c.want; got != want {
			t.Errorf("%s: %s, want %s", c.header, got, want)
		}
	}
	if got := strings.Join(without([]string{"bench", "x", "--window", "8", "--json", "--rate", "5"}, []string{"--window", "4"}), " "); got != "bench x --json --rate 5" {
		t.Error(got)
	}
}
