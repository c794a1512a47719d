package trust

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
)

// What a laptop seals, it and its office can open, and nobody else; the key
// file alone says to whom.
func TestSealTo(t *testing.T) {
	now := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
	dir, pass := t.TempDir(), []byte("口令")
	file := func(name string, save func(path string, passphrase []byte, cost int) error) []byte {
		path := filepath.Join(dir, name)
		if err := save(path, pass, MinCost); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	office, err := NewRoot("办公室", now)
	if err != nil {
		t.Fatal(err)
	}
	stranger, err := NewRoot("别的单位", now)
	if err != nil {
		t.Fatal(err)
	}
	pending, request, err := NewRequest("外勤一号", now)
	if err != nil {
		t.Fatal(err)
	}
	accept, err := office.Issue(request, "外勤设备", now)
	if err != nil {
		t.Fatal(err)
	}
	laptop, err := Accept(pending, accept)
	if err != nil {
		t.Fatal(err)
	}
	own, waiting := file("laptop.key", laptop.Save), file("pending.key", pending.Save)
	to, err := Recipients(own)
	if err != nil || len(to) != 2 || to[0] != laptop.Recipient() || to[1] != office.Recipient() {
		t.Fatal("recipients of the laptop", to, err)
	}
	if to, err := Recipients(waiting); err != nil || len(to) != 1 || to[0] != laptop.Recipient() {
		t.Fatal("recipients of a pending key", to, err)
	}
	plain := bytes.Repeat([]byte("笔录"), 50_000)
	var sealed bytes.Buffer
	w, err := SealTo(&sealed, to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(sealed.Bytes(), []byte("笔录")) {
		t.Error("the sealed bytes show the text")
	}
	for name, key := range map[string][]byte{"laptop": own, "pending": waiting, "office": file("office.key", office.Save)} {
		r, err := OpenSealed(bytes.NewReader(sealed.Bytes()), key, pass)
		if err != nil {
			t.Fatal(name, err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, plain) {
			t.Error(name, "reads other bytes", err)
		}
	}
	if _, err := OpenSealed(bytes.NewReader(sealed.Bytes()), file("stranger.key", stranger.Save), pass); inspect.CodeOf(err) != inspect.Forbidden {
		t.Error("a stranger:", err)
	}
	if _, err := OpenSealed(bytes.NewReader(sealed.Bytes()), own, []byte("错")); inspect.CodeOf(err) != inspect.Forbidden {
		t.Error("a wrong passphrase:", err)
	}
	cut, err := OpenSealed(bytes.NewReader(sealed.Bytes()[:sealed.Len()-1]), own, pass)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(cut); err == nil {
		t.Error("a cut stream was read to its end")
	}
}
