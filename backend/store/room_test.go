package store_test

import (
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

func TestRoom(t *testing.T) {
	dir := t.TempDir()
	if err := store.Room(dir, 1); err != nil {
		t.Error(err)
	}
	err := store.Room(dir, 1<<60)
	if inspect.CodeOf(err) != inspect.Storage || err == nil || !strings.Contains(err.Error(), "约需 1152921504.6 GB") || !strings.Contains(err.Error(), dir) {
		t.Error(err)
	}
}
