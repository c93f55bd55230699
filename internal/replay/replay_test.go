package replay

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"

	"tinyol-sim/internal/nn"
)

// recording is rows of two channels with a session and a label.
func recording(rows int) string {
	var b strings.Builder
	b.WriteString("t,ax,ay,label,session\n")
	for i := range rows {
		label := "ok"
		if i/90%2 == 1 {
			label = "worn"
		}
		fmt.Fprintf(&b, "%.2f,%.4f,%.4f,%s,%d\n", float64(i)/100, math.Sin(0.7*float64(i)), math.Cos(0.3*float64(i)), label, i/700)
	}
	return b.String()
}

func opener(files map[string]string) OpenFunc {
	return func(name string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(files[name])), nil
	}
}

func openFeed(t *testing.T, open OpenFunc, f *frontend.FrontEnd, stride int) *Feed {
	t.Helper()
	src, err := Open(NewInputs(open, nil), RoleStream, []string{"a"}, Options{Options: stream.Options{Labels: stream.NewLabels()}})
	if err != nil {
		t.Fatal(err)
	}
	return NewFeed(src, nil, f, stride)
}

func frontEnd(t *testing.T, kind frontend.Kind) *frontend.FrontEnd {
	t.Helper()
	values := make([]float32, 2*400)
	for i := range values {
		values[i] = float32(math.Sin(0.37 * float64(i)))
	}
	f, err := frontend.Fit(kind, 32, 5, &frontend.Recording{Channels: 2, Runs: [][]float32{values}})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

type silent struct{}

func (silent) Advance(int64) {}

// The features of a batch are those that a device computes from the rows, to the
// bit, across the ends of batches, blocks and segments.
func TestFeaturesAreTheDevices(t *testing.T) {
	for _, kind := range frontend.Kinds() {
		f := frontEnd(t, kind)
		const stride = 3
		feed := openFeed(t, opener(map[string]string{"a": recording(5000)}), f, stride)
		feed.MakeFeatures(f)
		net := &nn.Network{Layers: []*nn.Dense{nn.NewDense(f.Features(), 2, nn.Linear), nn.NewDense(2, f.Features(), nn.SigmoidActivation)}}
		d, err := tinyol.New(&tinyol.Program{FrontEnd: f, Stride: stride, Network: net})
		if err != nil {
			t.Fatal(err)
		}
		windows := 0
		err = feed.Play(context.Background(), Lanes{Count: 1, Run: func(_ int, b *Batch) error {
			due := 0
			for i := range b.Rows {
				if b.Rows[i].Starts {
					d.Reset()
				}
				if pushed := d.Push(b.Values(i)); pushed != b.Rows[i].Due {
					t.Fatalf("%s, row %d: due %t, on the device %t", kind, b.Rows[i].Number, b.Rows[i].Due, pushed)
				}
				if !b.Rows[i].Due {
					continue
				}
				d.Step(stream.NoLabel)
				if !slices.Equal(d.Input(), b.Features(due)) {
					t.Fatalf("%s, row %d: %v, on the device %v", kind, b.Rows[i].Number, b.Features(due), d.Input())
				}
				due++
				windows++
			}
			return nil
		}}, silent{})
		if err != nil || windows < 1000 || int64(windows) != feed.Counts().Windows || feed.Counts().Rows != 5000 {
			t.Errorf("%s: %d windows, counts %+v, %v", kind, windows, feed.Counts(), err)
		}
	}
}

// Whatever the lanes take for a batch, they see the same rows and windows, and
// write behind the same blocks.
func TestBatchesDoNotShow(t *testing.T) {
	trace := func(slow bool) (seen, blocks []string) {
		f := frontEnd(t, frontend.Demean)
		feed := openFeed(t, opener(map[string]string{"a": recording(4500)}), f, 500)
		feed.MakeFeatures(f)
		batches := 0
		err := feed.Play(context.Background(), Lanes{
			Count: 1,
			Run: func(_ int, b *Batch) error {
				if batches++; slow && batches < 40 {
					time.Sleep(batchTime / 4)
				}
				due := 0
				for i, r := range b.Rows {
					text := fmt.Sprint(r, b.Values(i))
					if r.Due {
						text += fmt.Sprint(b.Features(due))
						due++
					}
					seen = append(seen, text)
				}
				return nil
			},
			Write: func() error {
				blocks = append(blocks, fmt.Sprint(len(seen)))
				return nil
			},
		}, silent{})
		if err != nil {
			t.Fatal(err)
		}
		return seen, blocks
	}
	seen, blocks := trace(false)
	slowSeen, slowBlocks := trace(true)
	if !slices.Equal(seen, slowSeen) || len(seen) != 4500 {
		t.Errorf("%d rows, %d where the lanes are slow, or others", len(seen), len(slowSeen))
	}
	if want := []string{"2048", "4096", "4500"}; !slices.Equal(blocks, want) || !slices.Equal(slowBlocks, want) {
		t.Errorf("written behind rows %v and %v, want %v", blocks, slowBlocks, want)
	}
}

// An interrupt keeps what all lanes were through and nothing else, although some
// had gone further.
func TestInterruptKeepsWhatAllHaveDone(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	f := frontEnd(t, frontend.Demean)
	feed := openFeed(t, opener(map[string]string{"a": recording(5000)}), f, 10)
	const lanes = 40
	var ran, kept [lanes]int
	written := false
	err := feed.Play(ctx, Lanes{
		Count: lanes,
		Run: func(lane int, b *Batch) error {
			if ran[lane] += len(b.Rows); ran[lane] > 100 {
				cancel()
				time.Sleep(grace) // far longer than the grace for all of them
			}
			return nil
		},
		Keep:  func(lane int, b *Batch) { kept[lane] += len(b.Rows) },
		Write: func() error { written = true; return nil },
	}, silent{})
	if err != nil || !written {
		t.Fatalf("written %t, %v", written, err)
	}
	rows := feed.Counts().Rows
	further := false
	for lane := range lanes {
		if int64(kept[lane]) != rows {
			t.Errorf("lane %d kept %d rows of %d", lane, kept[lane], rows)
		}
		further = further || int64(ran[lane]) > rows
	}
	if rows == 0 || rows >= 5000 || !further {
		t.Errorf("%d rows count, and no lane went further: the test shows nothing", rows)
	}
}

// What has been read when the interrupt comes is played where that is quick.
func TestInterruptPlaysWhatWasRead(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	feed := openFeed(t, opener(map[string]string{"a": recording(5000)}), frontEnd(t, frontend.Demean), 10)
	cancel()
	err := feed.Play(ctx, Lanes{Count: 1, Run: func(int, *Batch) error { return nil }}, silent{})
	if rows := feed.Counts().Rows; err != nil || rows == 0 || rows > firstRows {
		t.Errorf("%d rows, %v", rows, err)
	}
}

func TestLanesErrorsEndTheStream(t *testing.T) {
	full := errors.New("lane 1 is full")
	feed := openFeed(t, opener(map[string]string{"a": recording(500)}), frontEnd(t, frontend.Demean), 10)
	err := feed.Play(context.Background(), Lanes{Count: 3, Run: func(lane int, _ *Batch) error {
		if lane > 0 {
			return fmt.Errorf("lane %d is full", lane)
		}
		return nil
	}}, silent{})
	if err == nil || err.Error() != full.Error() {
		t.Errorf("%v, want the first in order", err)
	}
}

func TestPaced(t *testing.T) {
	b := &Batch{Rows: make([]Row, 100), windows: 10}
	for _, c := range []struct {
		took time.Duration
		want pace
	}{
		{0, pace{800, 80}},                         // at most eight times as many
		{batchTime, pace{100, 10}},                 // just right
		{10 * batchTime, pace{10, 1}},              // too slow
		{1000 * batchTime, pace{1, 1}},             // never none
		{batchTime / 2, pace{200, 20}},             //
		{time.Duration(math.MaxInt64), pace{1, 1}}, //
	} {
		if got := paced(b, c.took); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.took, got, c.want)
		}
	}
	b.Rows = make([]Row, blockRows)
	if got := paced(b, 0); got.rows != blockRows {
		t.Errorf("%d rows, and a block has %d", got.rows, blockRows)
	}
}
