package media

import "sync"

// thumbsKept is how many thumbnails are remembered: some megabytes.
const thumbsKept = 300

// thumbs remembers thumbnails in memory only: a picture of a guest register must
// not lie about in a cache folder. One is made at a time, since a large photo takes
// a hundred megabytes while it is decoded.
type thumbs struct {
	mu    sync.Mutex
	made  map[string][]byte
	order []string
}

// Thumb is Thumbnail, remembered.
func (s *Store) Thumb(sha256 string) ([]byte, error) {
	t := &s.thumbs
	t.mu.Lock()
	defer t.mu.Unlock()
	if picture, ok := t.made[sha256]; ok {
		return picture, nil
	}
	picture, err := s.Thumbnail(sha256)
	if err != nil {
		return nil, err
	}
	if len(t.order) == thumbsKept {
		delete(t.made, t.order[0])
		t.order = t.order[1:]
	}
	t.made[sha256], t.order = picture, append(t.order, sha256)
	return picture, nil
}

func (t *thumbs) forget(sha256 string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.made, sha256)
}
