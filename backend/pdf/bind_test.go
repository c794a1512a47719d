package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// TestBind: four pages that lay differently in the scanner stand upright, as the
// pixels of another program's rendering show.
func TestBind(t *testing.T) {
	upright := image.NewGray(image.Rect(0, 0, 210, 297))
	for i := range upright.Pix {
		upright.Pix[i] = 255
	}
	for y := range 60 {
		for x := range 60 { // the mark in the upper right corner
			upright.SetGray(209-x, y, color.Gray{})
		}
	}
	turned := func(quarters int) []byte { // counter-clockwise
		img := upright
		for range quarters {
			b := img.Bounds()
			next := image.NewGray(image.Rect(0, 0, b.Dy(), b.Dx()))
			for y := range b.Dy() {
				for x := range b.Dx() {
					next.SetGray(y, b.Dx()-1-x, img.GrayAt(x, y))
				}
			}
			img = next
		}
		var out bytes.Buffer
		if err := png.Encode(&out, img); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	pictures := []Picture{}
	for q := range 4 {
		pictures = append(pictures, Picture{turned(q), q * 90})
	}
	out, err := Bind("签字原件影像", "某市公安局××分局", "2026-03-02T09:00:00+08:00", pictures)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "bound.pdf")
	if err := os.WriteFile(file, out, 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "poppler-utils", "pdftoppm", "-r", "25", "-gray", "-png", file, filepath.Join(dir, "p"))
	for _, name := range []string{"p-1.png", "p-2.png", "p-3.png", "p-4.png"} {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		b := img.Bounds()
		dark := func(x, y int) bool { g, _, _, _ := img.At(x, y).RGBA(); return g < 0x8000 }
		if !dark(b.Max.X-10, 10) || dark(10, 10) || dark(10, b.Max.Y-10) || dark(b.Max.X-10, b.Max.Y-10) {
			t.Errorf("%s does not stand upright", name)
		}
	}
	if _, err := Bind("坏", "", "2026-03-02T09:00:00+08:00", []Picture{{Data: []byte("no picture")}}); err == nil {
		t.Error("no picture was bound")
	}
}
