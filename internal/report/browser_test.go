package report

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tinyol-sim/internal/needs"
	"tinyol-sim/internal/report/reporttest"
)

// browser finds a Chromium. Without one the test is skipped, but not in
// continuous integration, which has to have it.
func browser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	needs.Missing(t, "no chromium, chromium-browser or google-chrome in PATH")
	return ""
}

// screenshot opens a page in a browser without a past, and returns what it
// shows and what it wrote to the console.
func screenshot(t *testing.T, page string, options ...string) (image.Image, []string) {
	t.Helper()
	path := browser(t)
	dir := t.TempDir()
	shot := filepath.Join(dir, "shot.png")
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	args := append([]string{
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--user-data-dir=" + filepath.Join(dir, "profile"), "--enable-logging=stderr",
		"--hide-scrollbars", "--window-size=1200,1800", "--screenshot=" + shot,
	}, options...)
	var log bytes.Buffer
	command := exec.CommandContext(ctx, path, append(args, "file://"+page)...)
	command.Stderr = &log
	if err := command.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", path, err, log.String())
	}
	data, err := os.ReadFile(shot)
	reporttest.Must(t, err)
	img, err := png.Decode(bytes.NewReader(data))
	reporttest.Must(t, err)
	var console []string
	for _, line := range strings.Split(log.String(), "\n") {
		// The browser's own pages complain there too, of a slow network for one.
		if strings.Contains(line, "CONSOLE") && !strings.Contains(line, "source: chrome://") {
			console = append(console, line)
		}
	}
	return img, console
}

// TestPageInABrowser opens the page in light and in dark, and a page with an
// error in it, to know that an error would be seen.
func TestPageInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	page, _ := htmlPageOf(t, reporttest.Fakes()["fan"])
	bad := filepath.Join(t.TempDir(), "bad.html")
	reporttest.Must(t, os.WriteFile(bad, []byte(`<!DOCTYPE html><title>x</title><script>undefined.x</script>`), 0o666))
	t.Run("light", func(t *testing.T) {
		t.Parallel()
		img, console := screenshot(t, page)
		if len(console) > 0 {
			t.Errorf("the console says\n%s", strings.Join(console, "\n"))
		}
		checkShot(t, img, 200, 255)
	})
	t.Run("dark", func(t *testing.T) {
		t.Parallel()
		img, console := screenshot(t, page, "--force-dark-mode")
		if len(console) > 0 {
			t.Errorf("the console says\n%s", strings.Join(console, "\n"))
		}
		checkShot(t, img, 0, 60)
	})
	t.Run("error", func(t *testing.T) {
		t.Parallel()
		if _, console := screenshot(t, bad); len(console) != 1 {
			t.Errorf("the console says %q", console)
		}
	})
}

// TestPageFitsAPhone opens pages on a screen of 390 pixels and asks the browser how
// wide they are, and a page that is wider, to know that it would say so.
func TestPageFitsAPhone(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	for _, name := range []string{"learners", "seeds", "long"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page, _ := htmlPageOf(t, reporttest.Fakes()[name])
			if width := widthOnPhone(t, page); width != "390" {
				t.Errorf("the page is %s pixels wide on a phone of 390", width)
			}
		})
	}
	t.Run("wider", func(t *testing.T) {
		t.Parallel()
		wide := filepath.Join(t.TempDir(), "wide.html")
		reporttest.Must(t, os.WriteFile(wide, []byte(`<!DOCTYPE html><title>x</title><body style="margin:0"><div style="width:500px">x</div>`), 0o666))
		if width := widthOnPhone(t, wide); width != "500" {
			t.Errorf("a page of 500 pixels has %s", width)
		}
	})
}

// widthOnPhone is how wide a page is, in pixels, in a frame of 390.
func widthOnPhone(t *testing.T, page string) string {
	t.Helper()
	frame := filepath.Join(filepath.Dir(page), "frame.html")
	reporttest.Must(t, os.WriteFile(frame, []byte(`<!DOCTYPE html><title>x</title>
<iframe id="f" src="`+filepath.Base(page)+`" style="width:390px;height:800px;border:0"></iframe>
<script>f.onload = () => console.log("width " + f.contentDocument.documentElement.scrollWidth + ".")</script>`), 0o666))
	_, console := screenshot(t, frame, "--allow-file-access-from-files")
	_, width, _ := strings.Cut(strings.Join(console, "\n"), "width ")
	width, _, _ = strings.Cut(width, ".")
	return width
}

// checkShot wants a ground between the two brightnesses and enough on it: the
// page's top holds text, a table and figures.
func checkShot(t *testing.T, img image.Image, low, high uint32) {
	t.Helper()
	b := img.Bounds()
	if b.Dx() != 1200 || b.Dy() != 1800 {
		t.Fatalf("a picture of %v", b)
	}
	colours := map[[3]uint32]int{}
	for y := b.Min.Y; y < b.Max.Y; y += 2 {
		for x := b.Min.X; x < b.Max.X; x += 2 {
			r, g, b, _ := img.At(x, y).RGBA()
			colours[[3]uint32{r >> 8, g >> 8, b >> 8}]++
		}
	}
	most, all := [3]uint32{}, 0
	for c, n := range colours {
		all += n
		if n > colours[most] {
			most = c
		}
	}
	if most[0] < low || most[0] > high {
		t.Errorf("the ground is %v", most)
	}
	if len(colours) < 100 || colours[most] > all*97/100 {
		t.Errorf("%d colours, %d of %d points ground: hardly anything is shown", len(colours), colours[most], all)
	}
}
