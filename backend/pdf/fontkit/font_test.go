package fontkit

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shuangsuiji/build/fonts"
)

func open(t testing.TB, file fonts.File) *Font {
	t.Helper()
	f, err := Open(file.Data)
	if err != nil {
		t.Fatalf("%s: %v", file.Name, err)
	}
	return f
}

// unpacked is the plain font file behind an embedded face.
func unpacked(t testing.TB, file fonts.File) []byte {
	t.Helper()
	z, err := gzip.NewReader(strings.NewReader(file.Data))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func glyphsOf(t testing.TB, f *Font, text string) []uint16 {
	t.Helper()
	var glyphs []uint16
	for _, r := range text {
		g := f.Glyph(r)
		if g == 0 {
			t.Fatalf("no glyph for %q", r)
		}
		glyphs = append(glyphs, g)
	}
	return glyphs
}

func TestEmbeddedFaces(t *testing.T) {
	for _, c := range []struct {
		file   fonts.File
		has    string
		hasNot string
		least  int
	}{
		{fonts.Serif(), "〇㛃䶮喆镕龘Aa1，。", "𠮷", 30000},
		{fonts.SerifBold(), "喆镕Aa1，。", "𠮷", 8105},
		{fonts.Sans(), "喆镕Aa1，。", "𠮷", 8105},
		{fonts.WenKai(), "〇㛃䶮喆镕𠮷", "\U0010FFFF", 25000},
	} {
		f := open(t, c.file)
		glyphsOf(t, f, c.has)
		for _, r := range c.hasNot {
			if f.Glyph(r) != 0 {
				t.Errorf("%s: unexpected glyph for %q", c.file.Name, r)
			}
		}
		if n := f.Coverage(); n < c.least {
			t.Errorf("%s covers %d characters, want %d", c.file.Name, n, c.least)
		}
		if !f.Embeddable() || f.Name() == "" || f.PostScriptName() == "Unnamed" {
			t.Errorf("%s: embeddable %v, name %q, PostScript name %q", c.file.Name, f.Embeddable(), f.Name(), f.PostScriptName())
		}
		sum := sha256.Sum256(unpacked(t, c.file))
		if !strings.Contains(fonts.Sums(), hex.EncodeToString(sum[:])+"  "+c.file.Name) {
			t.Errorf("%s is not the file SHA256SUMS names", c.file.Name)
		}
	}
}

// A packed font, the plain file and a collection of it are one font.
func TestSameFontInEveryWrapping(t *testing.T) {
	plain := unpacked(t, fonts.Sans())
	ttc := append([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10"), plain...)
	tables := int(binary.BigEndian.Uint16(plain[4:]))
	for i := range tables {
		at := 16 + 12 + 16*i + 8
		binary.BigEndian.PutUint32(ttc[at:], binary.BigEndian.Uint32(ttc[at:])+16)
	}
	want := open(t, fonts.Sans())
	for name, data := range map[string]string{"plain": string(plain), "collection": string(ttc)} {
		f, err := Open(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for r := rune(0x20); r < 0x9FFF; r += 7 {
			if f.Glyph(r) != want.Glyph(r) || f.Advance(f.Glyph(r)) != want.Advance(want.Glyph(r)) {
				t.Fatalf("%s: %q differs", name, r)
			}
		}
	}
}

func TestEmbeddable(t *testing.T) {
	for fsType, want := range map[uint16]bool{0: true, 4: true, 8: true, 2: false, 0x100: false, 0x200: false, 6: true} {
		if got := (&Font{fsType: fsType}).Embeddable(); got != want {
			t.Errorf("fsType %#x: %v", fsType, got)
		}
	}
}

// A subset shows the same outlines under the given codes and nothing else.
func TestSubset(t *testing.T) {
	for _, file := range []fonts.File{fonts.Serif(), fonts.WenKai()} {
		f := open(t, file)
		rapid.Check(t, func(t *rapid.T) {
			pool := []rune("一丁七万丈三上下不与丐丑专且世丘丙业丛东㛃䶮喆镕〇éÀüñAWi.,0123，。 ")
			runes := rapid.SliceOfNDistinct(rapid.SampledFrom(pool), 1, 30, rapid.ID).Draw(t, "runes")
			var glyphs []uint16
			for _, r := range runes {
				glyphs = append(glyphs, f.Glyph(r))
			}
			data, err := f.Subset(glyphs)
			if err != nil {
				t.Fatal(err)
			}
			cut, err := Open(string(data))
			if err != nil {
				t.Fatal(err)
			}
			for i, g := range glyphs {
				id := cut.Glyph(rune(1 + i))
				if g == 0 || int(id) != i+1 || cut.Advance(id) != f.Advance(g) {
					t.Fatalf("%q: glyph %d, advance %d for %d", runes[i], id, cut.Advance(id), f.Advance(g))
				}
				a, _ := f.outline(int(g))
				b, err := cut.outline(int(id))
				if err != nil || (a == "") != (b == "") || (a != "" && a[:10] != b[:10]) {
					t.Fatalf("%q: outline differs: %v", runes[i], err)
				}
			}
			if cut.Glyph('一') != 0 {
				t.Fatal("a real character is mapped")
			}
			again, _ := f.Subset(glyphs)
			if !bytes.Equal(data, again) {
				t.Fatal("the same subset differs")
			}
		})
	}
}

func TestSubsetRefuses(t *testing.T) {
	f := open(t, fonts.Sans())
	for name, glyphs := range map[string][]uint16{"nothing": nil, "too many": make([]uint16, 60000), "no such glyph": {65535}} {
		if _, err := f.Subset(glyphs); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Every byte of a member is guarded by its checksum or its structure.
func TestDamagedMember(t *testing.T) {
	good := []byte(pack(t, bytes.Repeat([]byte("abcdefgh"), 5000)))
	for _, at := range []int{0, 12, 17, 40, len(good) - 1, len(good) - 6} {
		bad := bytes.Clone(good)
		bad[at] ^= 0x40
		src, err := openSource(string(bad))
		if err != nil {
			continue
		}
		if _, err = src.view(0, src.size()); err == nil && at != 0 {
			t.Errorf("flipped byte %d was not noticed", at)
		}
	}
}

// pack is what pack.py does.
func pack(t testing.TB, data []byte) string {
	var out bytes.Buffer
	for len(data) > 0 {
		raw := data[:min(blockSize, len(data))]
		data = data[len(raw):]
		var body bytes.Buffer
		z, err := flate.NewWriter(&body, 9)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := z.Write(raw); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		out.WriteString("\x1f\x8b\x08\x04\x00\x00\x00\x00\x00\xff\x06\x00BC\x02\x00")
		tail := binary.LittleEndian.AppendUint16(nil, uint16(memberHead+body.Len()+memberTail-1))
		out.Write(tail)
		out.Write(body.Bytes())
		tail = binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(raw))
		out.Write(binary.LittleEndian.AppendUint32(tail, uint32(len(raw))))
	}
	return out.String()
}

func TestBlockedViews(t *testing.T) {
	data := make([]byte, 3*blockSize+100)
	for i := range data {
		data[i] = byte(i * i >> 3)
	}
	src, err := openSource(pack(t, data))
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		off, n := rapid.IntRange(-2, len(data)+2).Draw(t, "off"), rapid.IntRange(-2, len(data)+2).Draw(t, "n")
		got, err := src.view(off, n)
		inside := off >= 0 && n >= 0 && off+n <= len(data)
		if (err == nil) != inside {
			t.Fatalf("view(%d, %d): %v", off, n, err)
		}
		if inside && got != string(data[off:off+n]) {
			t.Fatalf("view(%d, %d) differs", off, n)
		}
	})
}

// FuzzOpen: no bytes make the reader panic, and what opens can be used.
func FuzzOpen(f *testing.F) {
	font := open(f, fonts.Sans())
	small, err := font.Subset(glyphsOf(f, font, "一二三Ab1é"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(small)
	f.Add([]byte(pack(f, small)))
	f.Add([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10"))
	f.Add([]byte("OTTO"))
	f.Fuzz(func(t *testing.T, data []byte) {
		font, err := Open(string(data))
		if err != nil {
			return
		}
		font.Coverage()
		_ = font.PostScriptName()
		var glyphs []uint16
		for r := rune(0); r < 0x400; r++ {
			if g := font.Glyph(r); g != 0 {
				font.Advance(g)
				glyphs = append(glyphs, g)
			}
		}
		cut, err := font.Subset(glyphs)
		if err != nil {
			return
		}
		if _, err := Open(string(cut)); err != nil {
			t.Fatalf("a subset does not open: %v", err)
		}
	})
}
