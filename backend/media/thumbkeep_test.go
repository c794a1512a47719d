package media

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"shuangsuiji/backend/inspect"
)

// TestThumbsTogether: a thumbnail is made once, whoever asks, and is gone with its file.
func TestThumbsTogether(t *testing.T) {
	s := open(t)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 900, 600)), nil); err != nil {
		t.Fatal(err)
	}
	src := filepath.Join(t.TempDir(), "a.jpg")
	if err := os.WriteFile(src, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	item, err := s.Add(context.Background(), src, nil)
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			picture, err := s.Thumb(item.SHA256)
			if err != nil {
				t.Error(err)
				return
			}
			if c, err := jpeg.DecodeConfig(bytes.NewReader(picture)); err != nil || c.Width != 320 {
				t.Errorf("%+v %v", c, err)
			}
		})
	}
	wait.Wait()
	if err := s.Erase(item.SHA256); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Thumb(item.SHA256); inspect.CodeOf(err) != inspect.NotFound {
		t.Errorf("after it was erased: %v", err)
	}
	for _, absent := range []string{item.SHA256, "../x", ""} {
		if err := s.Erase(absent); err != nil {
			t.Error(absent, err)
		}
	}
}
