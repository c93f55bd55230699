package report

import (
	"fmt"
	"golang.org/x/image/draw"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

func TestDraw(t *testing.T) {
	d := os.Getenv("OUT")
	if d == "" {
		t.Skip()
	}
	os.MkdirAll(d, 0o755)
	f := fakeResult{windows: 10704, learn: 2000, modes: []string{unsupervised, supervised}, seeds: 1, classes: []string{"normal", "stuck", "tilted"}}
	switch os.Getenv("CASE") {
	case "seeds":
		f.seeds = 4
	case "bare":
		f.bare = true
		f.classes = nil
		f.modes = []string{unsupervised}
	case "many":
		f.classes = nil
		for i := 0; i < 18; i++ {
			f.classes = append(f.classes, fmt.Sprintf("fault number %d", i))
		}
	case "eight":
		f.classes = nil
		for i := 0; i < 8; i++ {
			f.classes = append(f.classes, fmt.Sprintf("class-%d", i))
		}
	case "small":
		f.windows = 120
		f.learn = 60
	}
	f.writeTo(t, d)
	files, err := Figures(d)
	if err != nil {
		t.Fatal(err)
	}
	if err := HTML(d); err != nil {
		t.Fatal(err)
	}
	Table(os.Stdout, f.summary(), Options{})
	var ims []image.Image
	for _, n := range files {
		if filepath.Ext(n) == ".png" {
			fh, _ := os.Open(n)
			im, e := png.Decode(fh)
			if e != nil {
				t.Fatal(e)
			}
			ims = append(ims, im)
		}
	}
	scale := 0.5
	colw := int(992*scale) + 10
	for _, grey := range []bool{false, true} {
		hs := make([]int, 4)
		sheet := image.NewRGBA(image.Rect(0, 0, colw*4, 2400))
		draw.Draw(sheet, sheet.Bounds(), image.NewUniform(color.RGBA{200, 200, 220, 255}), image.Point{}, draw.Src)
		for _, im := range ims {
			k := 0
			for i := range hs {
				if hs[i] < hs[k] {
					k = i
				}
			}
			h := int(float64(im.Bounds().Dy()) * scale)
			r := image.Rect(k*colw, hs[k], k*colw+colw-10, hs[k]+h)
			var src image.Image = im
			if grey {
				g := image.NewGray(im.Bounds())
				draw.Draw(g, g.Bounds(), im, image.Point{}, draw.Src)
				src = g
			}
			draw.CatmullRom.Scale(sheet, r, src, src.Bounds(), draw.Over, nil)
			hs[k] += h + 10
		}
		m := 0
		for _, h := range hs {
			if h > m {
				m = h
			}
		}
		n := "sheet.png"
		if grey {
			n = "sheet-grey.png"
		}
		o, _ := os.Create(filepath.Join(d, n))
		png.Encode(o, sheet.SubImage(image.Rect(0, 0, colw*4, m)))
		o.Close()
	}
}
