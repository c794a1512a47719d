package pdf

import (
	"flag"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden pictures anew; look at each of them")

// TestPictures compares every page with a small picture that somebody has
// looked at. Renderers differ in their edges, so a few grey pixels may differ.
func TestPictures(t *testing.T) {
	for kind, file := range renderAll(t) {
		prefix := filepath.Join(t.TempDir(), string(kind))
		run(t, "poppler-utils", "pdftoppm", "-r", "50", "-gray", "-png", file, prefix)
		made, err := filepath.Glob(prefix + "-*.png")
		if err != nil || len(made) == 0 {
			t.Fatalf("%s: no pictures: %v", kind, err)
		}
		want, err := filepath.Glob("testdata/" + string(kind) + "-*.png")
		if err != nil {
			t.Fatal(err)
		}
		if len(want) != len(made) && !*update {
			t.Errorf("%s has %d pages, the golden one %d", kind, len(made), len(want))
			continue
		}
		if *update {
			for _, old := range want {
				if err := os.Remove(old); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, path := range made {
			golden := filepath.Join("testdata", filepath.Base(path))
			if *update {
				data, err := os.ReadFile(path)
				if err == nil {
					err = os.WriteFile(golden, data, 0o644)
				}
				if err != nil {
					t.Fatal(err)
				}
				continue
			}
			if err := samePicture(readPNG(t, path), readPNG(t, golden)); err != nil {
				t.Errorf("%s: %v (go test -run TestPictures -update, and look)", golden, err)
			}
		}
	}
}

func readPNG(t *testing.T, path string) *image.Gray {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	m, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	grey, ok := m.(*image.Gray)
	if !ok { // in black and white, say
		grey = image.NewGray(m.Bounds())
		draw.Draw(grey, grey.Bounds(), m, m.Bounds().Min, draw.Src)
	}
	return grey
}

// samePicture allows one pixel in 500 to differ strongly.
func samePicture(got, want *image.Gray) error {
	if got.Bounds() != want.Bounds() {
		return fmt.Errorf("size %v, want %v", got.Bounds(), want.Bounds())
	}
	b, differ := got.Bounds(), 0
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			g, w := int(got.GrayAt(x, y).Y), int(want.GrayAt(x, y).Y)
			if g-w > 60 || w-g > 60 {
				differ++
			}
		}
	}
	if all := b.Dx() * b.Dy(); differ*500 > all {
		return fmt.Errorf("%d of %d pixels differ", differ, all)
	}
	return nil
}
