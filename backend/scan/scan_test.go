package scan

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
)

func read(t *testing.T, path string) []Page {
	t.Helper()
	var pages []Page
	err := Read(t.Context(), path, func(p Page, n int) error {
		pages = append(pages, p)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// TestOtherPrograms: what other programs made of our printed pages. The TIFF has
// two pages in fax compression (ImageMagick), the PDF holds a JPEG (MuPDF).
func TestOtherPrograms(t *testing.T) {
	for name, want := range map[string][]int{"two-pages-g4.tif": {0, 0}, "on-its-side.jpg": {270}, "mutool.pdf": {270}} {
		path := filepath.Join("testdata", name)
		pages := read(t, path)
		if len(pages) != len(want) {
			t.Fatalf("%s: %d pages", name, len(pages))
		}
		for i, p := range pages {
			if !strings.HasPrefix(p.Text, "SSJ1|检录〔2026〕") || !strings.Contains(p.Text, fmt.Sprintf("|%d/", i+1)) || p.Turn != want[i] || p.Blank || p.Fault != "" {
				t.Errorf("%s: %+v", name, p)
			}
		}
		if strings.HasSuffix(name, ".tif") {
			continue
		}
		original, err := os.ReadFile("testdata/on-its-side.jpg")
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(pages[0].Image, original) {
			t.Errorf("%s: the scanner's JPEG was changed", name)
		}
	}
}

func TestFolderInTheOrderOfPeople(t *testing.T) {
	dir := t.TempDir()
	for _, n := range []string{"第10页.png", "第2页.png", "第1页.PNG", "Thumbs.db", ".隐藏.png"} {
		write(t, filepath.Join(dir, n), []byte("x"))
	}
	files, err := Files([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range files {
		files[i] = filepath.Base(f)
	}
	if !slices.Equal(files, []string{"第1页.PNG", "第2页.png", "第10页.png"}) {
		t.Error(files)
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func whitePNG(t *testing.T, w, h int) []byte {
	t.Helper()
	g := image.NewGray(image.Rect(0, 0, w, h))
	for i := range g.Pix {
		g.Pix[i] = 240
	}
	g.SetGray(3, 3, color.Gray{}) // a speck of dust
	var out bytes.Buffer
	if err := png.Encode(&out, g); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestHostileFiles: refused, or a page with a fault; in plain words either way.
func TestHostileFiles(t *testing.T) {
	good, err := os.ReadFile("testdata/mutool.pdf")
	if err != nil {
		t.Fatal(err)
	}
	fax, err := os.ReadFile("testdata/two-pages-g4.tif")
	if err != nil {
		t.Fatal(err)
	}
	loop := slices.Clone(fax)
	first := binary.LittleEndian.Uint32(loop[4:])
	next := int(first) + 2 + 12*int(binary.LittleEndian.Uint16(loop[first:]))
	binary.LittleEndian.PutUint32(loop[next:], first)
	giant := whitePNG(t, 600, 800)
	binary.BigEndian.PutUint32(giant[16:], 900_000)
	binary.BigEndian.PutUint32(giant[20:], 900_000)
	binary.BigEndian.PutUint32(giant[29:], crc32.ChecksumIEEE(giant[12:29]))
	pages := "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 999999/Kids[2 0 R]>>endobj\n"
	self := []byte("%PDF-1.4\n" + pages + "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n" +
		fmt.Sprint(9+len(pages)) + "\n%%EOF")
	for name, c := range map[string]struct {
		data  []byte
		fault bool // of the page, else of the file
	}{
		"不是扫描件.pdf": {[]byte("PK\x03\x04 一个压缩包"), false},
		"半个.pdf":    {good[:len(good)/2], false},
		"只有头.pdf":   {[]byte("%PDF-1.7\n"), false},
		"绕回自己.pdf":  {self, false},
		"绕回自己.tif":  {loop, false},
		"只有头.tif":   {[]byte("II*\x00\xff\xff\xff\x7f"), false},
		"巨图.png":    {giant, true},
		"半个.png":    {whitePNG(t, 600, 800)[:200], true},
		"只有头.jpg":   {[]byte("\xff\xd8\xff\xe0\x00\x10JFIF"), true},
		"半个传真.tif":  {fax[:len(fax)-3000], false},
		"没有图的页.pdf": {bytes.ReplaceAll(good, []byte("/Image"), []byte("/Imagi")), true},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			write(t, path, c.data)
			var seen []Page
			err := Read(t.Context(), path, func(p Page, n int) error { seen = append(seen, p); return nil })
			if c.fault {
				if err != nil || len(seen) != 1 || seen[0].Fault == "" || seen[0].Image != nil {
					t.Fatalf("%v, %+v", err, seen)
				}
				return
			}
			if e := inspect.ForPerson(err); err == nil || e.Code != inspect.Invalid || e.Hint == "" || strings.Contains(e.Message, "decoder") {
				t.Fatalf("%v, %d pages", err, len(seen))
			}
		})
	}
}

func TestBlankAndCancel(t *testing.T) {
	path := filepath.Join(t.TempDir(), "背面.png")
	write(t, path, whitePNG(t, 1240, 1754))
	if p := read(t, path); !p[0].Blank || p[0].Text != "" {
		t.Errorf("%+v", p)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err := Read(ctx, "testdata/two-pages-g4.tif", func(Page, int) error { cancel(); return nil })
	if inspect.CodeOf(err) != inspect.Canceled {
		t.Error(err)
	}
	stop := errors.New("stop")
	if err := Read(t.Context(), path, func(Page, int) error { return stop }); !errors.Is(err, stop) {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"mutool.pdf", "two-pages-g4.tif", "on-its-side.jpg"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[:min(len(data), 4000)])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "x")
		write(t, path, data)
		err := Read(t.Context(), path, func(p Page, n int) error {
			if p.Image == nil && p.Fault == "" {
				t.Error("a page without picture and without fault")
			}
			return nil
		})
		if err != nil && inspect.ForPerson(err).Code == inspect.Internal {
			t.Error(err)
		}
	})
}
